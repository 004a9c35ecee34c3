"""What the program itself made, and nothing else: a folder may hold other people's files."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from guide.local.private_files import SCRATCH

# The database with all that stands beside it: log, copies of older versions.
_DATABASE = "guide.sqlite"
_CHOICES = ("zone", "theme")
_SCRATCH = re.compile(re.escape(SCRATCH) + r"[0-9a-f]{8,16}")
_CACHE = re.compile(r"federal-.+\.(json|\d+)|read-.+\.(json|\d+)|words-[0-9a-f]+\.(json|mo|\d+)")
_CRASH = re.compile(r"crash-\d{8}T\d{6}\.txt")
CRASHES = "crashes"


def own_files(data: Path, cache: Path) -> Iterator[Path]:
    """Files that the program made, in the order of their names; links too, never what they name.

    Raises:
        OSError: a folder cannot be read.
    """
    for path in _entries(data):
        if path.name.startswith(_DATABASE) or path.name in _CHOICES or _is_scratch(path):
            yield path
    for path in _entries(cache):
        if _CACHE.fullmatch(path.name) or _is_scratch(path):
            yield path
    for path in _entries(cache / CRASHES):
        if _CRASH.fullmatch(path.name) or _is_scratch(path):
            yield path


def target_of(path: Path) -> Path | None:
    """Where a link leads; None of what is none."""
    return Path(os.path.realpath(path)) if path.is_symlink() else None


def unpacked_at() -> Path | None:
    """Where a program in one file (shiv, pex) unpacked itself; None where it did not."""
    here = Path(__file__).resolve()
    root = os.environ.get("SHIV_ROOT")
    shiv = Path(root).resolve() if root else None
    pex = {"unzipped_pexes", "venvs", "installed_wheels"} if os.environ.get("PEX") else set()
    for folder in here.parents:
        if folder.parent.name == ".shiv" or folder.parent == shiv:
            return folder
        if folder.name in pex:
            return folder.parent
    return None


def _entries(folder: Path) -> list[Path]:
    """All but folders, sorted."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.is_symlink() or not path.is_dir()]


def _is_scratch(path: Path) -> bool:
    return _SCRATCH.fullmatch(path.name) is not None
