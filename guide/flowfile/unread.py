"""Files in a folder of flows that nothing reads: mostly a slip in the name or the place."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from guide.core.errors import Problem

# What could be meant as content; notes and pictures may lie there as well.
_ENDINGS = (".yaml", ".yml", ".po", ".mo")
_CATALOGUES = ("flows.po", "flows.mo")
_MOST = 2_000
_DEEPEST = 4


def unread(folder: Path, named: Sequence[str], languages: Sequence[str]) -> Iterator[Problem]:
    """Every such file below a folder; `named` are the files that lie on top."""
    for path in _files(folder):
        place = path.relative_to(folder)
        hint = _hint(place.parts, named, languages)
        if path.suffix.lower() in _ENDINGS and hint is not None:
            message = "Nothing reads this file."
            yield Problem(
                code="unread", message=message, hint=hint, file=str(path), severity="warning",
                line=1, column=1,
            )  # fmt: skip


def _files(folder: Path) -> Iterator[Path]:
    """Files below a folder, without hidden ones; not without end."""
    waiting, seen = [folder], 0
    while waiting:
        here = waiting.pop()
        try:
            inside = sorted(here.iterdir())
        except OSError:
            continue
        for path in inside:
            seen += 1
            if seen > _MOST:
                return
            if path.name.startswith("."):
                continue
            if path.is_dir():
                if not path.is_symlink() and len(path.relative_to(folder).parts) < _DEEPEST:
                    waiting.append(path)
            elif path.is_file():
                yield path


def _hint(parts: tuple[str, ...], named: Sequence[str], languages: Sequence[str]) -> str | None:
    """What would be read in its place; None if it is read."""
    *folders, name = parts
    match folders:
        case []:
            return _on_top(name, named)
        case ["locale", *inside]:
            return _catalogue(inside, name, languages)
        case [flow] | ["parts", flow]:
            if flow == "parts" or name in ("flow.yaml", "cases.yaml"):
                return None if flow != "parts" else "A part lies in parts/<id>/flow.yaml."
            return "In the folder of a flow, flow.yaml and cases.yaml are read."
        case _:
            return "A flow lies in <id>/flow.yaml, a part in parts/<id>/flow.yaml."


def _on_top(name: str, named: Sequence[str]) -> str | None:
    if name in named:
        return None
    if name == "closures.yaml":
        return "Closures of your own are read from the data folder only."
    plain = name.lower().replace("-", "_").replace(".yml", ".yaml")
    match = get_close_matches(plain, named, n=1, cutoff=0.8)
    if match:
        return f"Did you mean {match[0]!r}?"
    return f"A flow lies in a folder of its own: {name.rpartition('.')[0]}/flow.yaml."


def _catalogue(inside: list[str], name: str, languages: Sequence[str]) -> str | None:
    right = len(inside) == 2 and inside[1] == "LC_MESSAGES" and inside[0] in languages  # noqa: PLR2004  # two folders
    if right and name in _CATALOGUES:
        return None
    others = ", ".join(language for language in languages if language != "en")
    return f"Only locale/<language>/LC_MESSAGES/flows.po is read, in these languages: {others}."
