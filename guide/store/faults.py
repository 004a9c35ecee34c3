"""Faults of disk and database as one sentence that says what happened and what to do."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from peewee import DatabaseError, PeeweeException

from guide.core.errors import StorageError
from guide.core.sentence import Sentence

Words = tuple[Sentence, Sentence]
# Less free space than a page and its place in the log: what fails there fails for want of it.
_FULL = 64 * 1024
# Faults that lie beside the file: they say nothing of what is in it.
_ELSEWHERE = (
    "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED",
    "SQLITE_READONLY",
)  # fmt: skip


@contextmanager
def faults_in_words(place: str) -> Iterator[None]:
    """Faults of disk and database as one sentence that says what to do."""
    try:
        yield
    except (DatabaseError, PeeweeException, sqlite3.Error) as error:
        raise StorageError(*_words(place, error)) from None
    except OSError as error:
        raise StorageError(
            Sentence(
                "error.place", "{place} cannot be used: {reason}.",
                place=place, reason=error.strerror or Sentence("error.refused", "it refused"),
            ),
            Sentence("hint.place", "Name a folder with --data."),
        ) from None  # fmt: skip


def _words(place: str, error: BaseException) -> Words:
    if "://" in place:
        from guide.store.server_faults import server_words

        return server_words(place, error)
    codes = [_code(each) for each in behind(error)]
    for prefixes, words in _KINDS:
        if any(code.startswith(prefixes) for code in codes):
            return words(place)
    if any(code.startswith("SQLITE_IOERR") for code in codes):
        return _full(place) if _is_full(place) else _refused(place)
    if checked_file(Path(place)) == "damaged":
        return damaged(place)
    return (
        Sentence("error.unusable", "{place} cannot be used.", place=place),
        Sentence("hint.unusable", "Check the folder, or name another with --data."),
    )


def behind(error: BaseException | None) -> Iterator[BaseException]:
    """A fault, the driver's own in it, and what came before: a roll-back hides why it had to be."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        # peewee puts the driver's fault in front of its words.
        yield from (each for each in error.args[:1] if isinstance(each, BaseException))
        error = error.__cause__ or error.__context__


def _code(error: BaseException) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _locked(place: str) -> Words:
    return (
        Sentence("error.locked", "{place} is locked by another program.", place=place),
        Sentence("hint.locked", "Close the other one, then try again."),
    )


def _full(place: str) -> Words:
    return (
        Sentence("error.full", "The disk is full; {place} could not be written.", place=place),
        Sentence("hint.full", "Free some space, then go on."),
    )


def _readonly(place: str) -> Words:
    return (
        Sentence("error.readonly", "{place} cannot be written.", place=place),
        Sentence("hint.readonly", "Check the rights of the folder, or use --data."),
    )


def _refused(place: str) -> Words:
    return (
        Sentence("error.medium", "The disk does not read or write {place}.", place=place),
        Sentence("hint.medium", "Check that it is connected, then try again."),
    )


def _corrupt(place: str) -> Words:
    return replaced(place) if is_sound(Path(place)) else damaged(place)


def replaced(place: str) -> Words:
    """Something was read that does not fit; the file itself is in order."""
    return (
        Sentence("error.replaced", "{place} was changed while it was in use.", place=place),
        Sentence("hint.replaced", "The file is sound: try again, or start again."),
    )


def damaged(place: str) -> Words:
    """The file does not pass its own check."""
    return (
        Sentence("error.damaged", "{place} is damaged.", place=place),
        Sentence(
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
            found = database.execute("pragma integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        return "unknown" if _code(error).startswith(_ELSEWHERE) else "damaged"
    return "sound" if found == ("ok",) else "damaged"


def read_only_address(path: Path, *, more: str = "") -> str:
    """The file as an address that only reads."""
    return f"file:{quote(str(path.absolute()))}?mode=ro{more}"
