"""One SQLite file in the data folder: opened, migrated, and every fault of it in one sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import DatabaseError, OperationalError, PeeweeException, SqliteDatabase

from guide.core.errors import StorageError

FILE = "guide.sqlite3"
VERSION = 1
_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 2000}


def open_database(folder: Path) -> SqliteDatabase:
    """The database of a folder; the file is readable by its owner only.

    Raises:
        StorageError: the folder or the file is not usable.
    """
    path = folder / FILE
    with faults_in_words(path):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        database = SqliteDatabase(str(path), pragmas=_PRAGMAS)
        database.connect()
        found = int(run_sql(database, "pragma user_version").fetchone()[0])
    if found > VERSION:
        database.close()
        message = f"{path} was written by a newer version of guide."
        raise StorageError(message, "Update guide, or name another folder with --data.")
    return database


def run_sql(database: SqliteDatabase, sql: str) -> Any:  # noqa: ANN401  # a cursor
    """One statement; peewee's stubs leave this one untyped."""
    return database.execute_sql(sql)  # type: ignore[no-untyped-call]  # as above


def set_version(database: SqliteDatabase) -> None:
    """Note the version of the tables."""
    run_sql(database, f"pragma user_version = {VERSION}")


@contextmanager
def faults_in_words(path: Path) -> Iterator[None]:
    """Faults of disk and database as one sentence that says what to do."""
    try:
        yield
    except OperationalError as error:
        raise StorageError(*_words(path, str(error))) from None
    except (DatabaseError, PeeweeException):
        hint = "Move the file away and start again; nothing in it was changed."
        raise StorageError(f"{path} is damaged.", hint) from None
    except OSError as error:
        reason = error.strerror or "it refused"
        raise StorageError(
            f"{path} cannot be used: {reason}.", "Name a folder with --data."
        ) from None


def _words(path: Path, reason: str) -> tuple[str, str]:
    if "locked" in reason:
        return f"{path} is locked by another program.", "Close the other one, then try again."
    if "full" in reason:
        return f"The disk is full; {path} could not be written.", "Free some space, then go on."
    if "readonly" in reason or "unable to open" in reason:
        return f"{path} cannot be written.", "Check the rights of the folder, or use --data."
    return f"{path} cannot be used.", "Check the folder, or name another with --data."
