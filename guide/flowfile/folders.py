"""The folders of content: those of the program, and a firm's own in front of them."""

from pathlib import Path

from guide.core.errors import InvalidInput
from guide.core.message import Message


def built_in() -> Path:
    """The folder of flows that comes with the program: inside the wheel, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_flows"
    return inside if inside.is_dir() else package.parent / "flows"


def content_folders(firm: Path | None) -> list[Path]:
    """The folders of content: a firm's own in front, if there is one, then the built-in ones."""
    return [built_in()] if firm is None else [firm, built_in()]


def refuse_folder(folder: Path) -> None:
    """Refuse a folder of one's own in which there is nothing to read.

    Raises:
        InvalidInput: it is no folder, or it holds no content.
    """
    if not is_folder(folder):
        message = Message(
            "error.flows", "--flows: there is no folder {folder!r}.", folder=str(folder)
        )
        raise InvalidInput(message, Message("hint.flows", "Name a folder of flows."))
    if not _holds_content(folder):
        message = Message(
            "error.flows.none", "--flows: there is no flow in {folder!r}.", folder=str(folder)
        )
        hint = Message("hint.flows.above", "Name the folder in which the flows' folders lie.")
        raise InvalidInput(message, hint)


def is_folder(path: Path) -> bool:
    """Whether there is a folder by this name."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long, or no name for a folder at all
        return False


def _holds_content(folder: Path) -> bool:
    """Whether something in a folder of flows is read: flows, files beside them, catalogues."""
    flows = any(folder.glob("*/flow.yaml")) or any(folder.glob("parts/*/flow.yaml"))
    files = {path.name for path in folder.glob("*.yaml")} - {"flow.yaml", "cases.yaml"}
    return flows or bool(files) or (folder / "locale").is_dir()
