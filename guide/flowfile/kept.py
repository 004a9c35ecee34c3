"""Files that were read before, kept as JSON in the cache folder: no YAML, no decoding of trees.

Good for files without a fault alone. Each is known by its place, its time and its size, and by the
version of the program. Deleting the cache is always safe; one that cannot be written is no fault.
"""

import os
from pathlib import Path
from typing import TypeVar

import msgspec

from guide import __version__

T = TypeVar("T")


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    mark: str
    value: msgspec.Raw


def kept(path: Path, kind: type[T], cache: Path | None) -> T | None:
    """The value of a file, if it is kept and the file is as it was."""
    if cache is None:
        return None
    try:
        found = msgspec.json.decode(_file(path, cache).read_bytes(), type=_Kept)
        if found.mark != _mark(path):
            return None
        return msgspec.json.decode(found.value, type=kind)
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return None


def keep(path: Path, value: object, cache: Path | None) -> None:
    """Keep the value of a file for the next run."""
    if cache is None:
        return
    target = _file(path, cache)
    scratch = target.with_suffix(f".{os.getpid()}")
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123  # by descriptor, for the mode
            file.write(msgspec.json.encode((_mark(path), value)))
        scratch.replace(target)
    except OSError:
        scratch.unlink(missing_ok=True) if cache.is_dir() else None


def _file(path: Path, cache: Path) -> Path:
    return cache / f"read-{path.parent.name}-{path.stem}.json"


def _mark(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{__version__} {found.st_mtime_ns} {found.st_size} {path.resolve()}"
