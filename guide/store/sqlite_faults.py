"""Faults of an SQLite file in words: each kind says what to do."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from guide.core.message import Message
from guide.store.causes import Fault, causes_of

# Less free space than a page and its place in the log: what fails there fails for want of it.
_FULL = 64 * 1024
# Faults that lie beside the file: they say nothing of what is in it.
_ELSEWHERE = (
    "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED",
    "SQLITE_READONLY",
)  # fmt: skip


def sqlite_fault(place: str, error: BaseException) -> Fault:
    """What happened to a file, and what to do."""
    codes = [_code(cause) for cause in causes_of(error)]
    for prefixes, words in _KINDS:
        if any(code.startswith(prefixes) for code in codes):
            return words(place)
    if any(code.startswith("SQLITE_IOERR") for code in codes):
        return _full(place) if _is_full(place) else _refused(place)
    if checked_file(Path(place)) == "damaged":
        return damaged(place)
    return (
        Message("error.unusable", "{place} cannot be used.", place=place),
        Message("hint.unusable", "Check the folder, or name another with --data."),
    )


def _code(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _locked(place: str) -> Fault:
    return (
        Message("error.locked", "{place} is locked by another program.", place=place),
        Message("hint.locked", "Close the other one, then try again."),
    )


def _full(place: str) -> Fault:
    return (
        Message("error.full", "The disk is full; {place} could not be written.", place=place),
        Message("hint.full", "Free some space, then go on."),
    )


def _readonly(place: str) -> Fault:
    return (
        Message("error.readonly", "{place} cannot be written.", place=place),
        Message("hint.readonly", "Check the permissions of the folder, or use --data."),
    )


def _refused(place: str) -> Fault:
    return (
        Message("error.medium", "The disk does not read or write {place}.", place=place),
        Message("hint.medium", "Check that it is connected, then try again."),
    )


def _corrupt(place: str) -> Fault:
    return replaced(place) if is_sound(Path(place)) else damaged(place)


def replaced(place: str) -> Fault:
    """Something was read that does not fit; the file itself is in order."""
    return (
        Message("error.replaced", "{place} was changed while it was in use.", place=place),
        Message("hint.replaced", "The file is sound: try again, or start again."),
    )


def damaged(place: str) -> Fault:
    """The file does not pass its own check."""
    return (
        Message("error.damaged", "{place} is damaged.", place=place),
        Message(
            "hint.damaged",
            "Save what can be read with `guide log recover -o FILE.jsonl`, then move the file away"
            " and start again; nothing in it was changed.",
        ),
    )


# The first that fits says it. A full disk comes first: what follows from it says something else.
_KINDS = (
    (("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"), _full),
    (("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"), _locked),
    (("SQLITE_READONLY_DBMOVED",), replaced),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"), _readonly),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB"), _corrupt),
)


def _is_full(place: str) -> bool:
    try:
        return shutil.disk_usage(Path(place).parent).free < _FULL
    except OSError:
        return False


def is_sound(path: Path) -> bool:
    """Whether the file on the disk passes SQLite's own check, looked at for itself."""
    return checked_file(path) == "sound"


def checked_file(path: Path) -> Literal["sound", "damaged", "unknown"]:
    """What SQLite's own check says of a file; unknown where it cannot be looked at now."""
    if not path.is_file():
        return "unknown"
    try:
        with closing(sqlite3.connect(read_only_address(path), uri=True)) as database:
            row = database.execute("pragma integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        return "unknown" if _code(error).startswith(_ELSEWHERE) else "damaged"
    return "sound" if row == ("ok",) else "damaged"


def read_only_address(path: Path, *, more: str = "") -> str:
    """The file as an address that only reads."""
    return f"file:{quote(str(path.absolute()))}?mode=ro{more}"
