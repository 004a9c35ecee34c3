"""Files that were read before, kept as JSON in the cache folder: no YAML, no decoding of trees.

Good for files without a fault alone. Each is known by its place and by what it says, letter for
letter: times and sizes of files can be the same before and after a change.
"""

from pathlib import Path
from typing import TypeVar

import msgspec

from guide.local import cache_files

T = TypeVar("T")


def load(path: Path, kind: type[T], cache: Path | None, mark: str) -> T | None:
    """The value of a file that says what `mark` stands for, if it is kept."""
    if cache is None:
        return None
    return cache_files.load(_file(path, cache), mark, msgspec.json.Decoder(kind).decode)


def save(path: Path, value: object, cache: Path | None, mark: str) -> None:
    """Keep the value of a file for the next run."""
    if cache is not None:
        cache_files.save(_file(path, cache), mark, msgspec.json.encode(value))


def _file(path: Path, cache: Path) -> Path:
    return cache / f"read-{path.parent.name}-{path.stem}.json"
