"""Folders as an earlier version or a power cut left them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from guide.store.places import FILE


def as_of(version: int | str, folder: Path) -> Path:
    """A folder as a program of that version left it."""
    folder.mkdir(mode=0o700)
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.executescript(
            (Path(__file__).parent / f"version-{version}.sql").read_text(encoding="utf-8")
        )
    return folder


def copied(source: Path, target: Path, log_bytes: int) -> None:
    """A folder as a power cut left it: the log only as far as it had been written."""
    target.mkdir()
    (target / FILE).write_bytes((source / FILE).read_bytes())
    (target / f"{FILE}-wal").write_bytes((source / f"{FILE}-wal").read_bytes()[:log_bytes])
