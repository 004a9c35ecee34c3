"""Where things are kept: one SQLite file in the data folder, or a PostgreSQL server for the log.

Opened, migrated, and every fault of it in one sentence that says what to do.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

from peewee import (
    Database,
    DatabaseError,
    ImproperlyConfigured,
    OperationalError,
    PeeweeException,
    PostgresqlDatabase,
    SqliteDatabase,
)

from guide.core.errors import StorageError
from guide.core.masking import server_name
from guide.core.sentence import Sentence

FILE = "guide.sqlite3"
PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}
# Milliseconds for which another program that writes is waited for.
WAITS = 10_000
_SECONDS_TO_CONNECT = 5
# What became of what a window keeps: kept; another window has changed what is kept, and this one
# nothing; both have, so that this one's stands beside the other.
Own = Literal["kept", "elsewhere", "beside"]


def open_database(folder: Path, waits: int = WAITS) -> SqliteDatabase:
    """The database of a folder, in its newest version; the file is its owner's only.

    It waits so many milliseconds for another program that holds the file.

    Raises:
        StorageError: the folder or the file is not usable.
    """
    path = folder / FILE
    with faults_in_words(str(path)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_private(path)
        # First of all: also the first look at the file may have to wait.
        pragmas = {"busy_timeout": waits} | PRAGMAS
        database = SqliteDatabase(str(path), pragmas=pragmas, timeout=waits / 1000)
        database.connect()
        try:
            _bring_up(database, path)
        except BaseException:
            database.close()
            raise
    return database


def _bring_up(database: SqliteDatabase, path: Path) -> None:
    from guide.store.migrations import VERSION, migrate

    found = _version(database)
    if found > VERSION:
        hint = Sentence("hint.newer", "Update guide, or name another folder with --data.")
        raise StorageError(_newer(path), hint)
    if found == VERSION:
        return
    if found:
        _copy(path, found)
    with database.atomic("immediate"):
        # Another program may have brought it up meanwhile.
        migrate(database, _version(database), lambda number: _note_version(database, number))


def _version(database: SqliteDatabase) -> int:
    return int(run_sql(database, "pragma user_version").fetchone()[0])


def _note_version(database: SqliteDatabase, number: int) -> None:
    run_sql(database, f"pragma user_version = {number}")


def _copy(path: Path, version: int) -> None:
    """What was there before a migration, whole, beside the file."""
    target = path.with_name(f"{path.name}-version-{version}")
    _make_private(target)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _make_private(path: Path) -> None:
    """There is a file, and it is its owner's only.

    A file that is there already is not opened: closing it again would drop the locks that another
    connection of this process holds on it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if os.name != "nt" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def open_server(url: str) -> PostgresqlDatabase:
    """A PostgreSQL database with its tables in the newest version.

    Raises:
        StorageError: it cannot be reached or used. The password is never part of the message.
    """
    with faults_in_words(server_name(url)):
        try:
            database = PostgresqlDatabase(
                url, prefer_psycopg3=True, connect_timeout=_SECONDS_TO_CONNECT
            )
            database.connect()
        except ImproperlyConfigured:
            raise StorageError(
                Sentence("error.postgres", "PostgreSQL needs a library that is not installed."),
                Sentence(
                    "hint.postgres", "Install it with: pip install 'uscis-call-guide[postgres]'"
                ),
            ) from None
        try:
            _bring_server_up(database, url)
        except BaseException:
            database.close()
            raise
    return database


def _bring_server_up(database: PostgresqlDatabase, url: str) -> None:
    from guide.store.migrations import VERSION, migrate

    with database.atomic():
        # One program at a time; the number stands for nothing.
        run_sql(database, "select pg_advisory_xact_lock(5283)")
        run_sql(database, "create table if not exists guide_version (version int)")
        newest = run_sql(database, "select max(version) from guide_version").fetchone()[0]
        if (newest or 0) > VERSION:
            hint = Sentence("hint.newer.server", "Update guide.")
            raise StorageError(_newer(server_name(url)), hint)

        def done(number: int) -> None:
            run_sql(database, "insert into guide_version values (%s)", (number,))

        migrate(database, newest or 0, done)


def _newer(place: object) -> Sentence:
    return Sentence("error.newer", "{place} was written by a newer version of guide.", place=place)


def run_sql(database: Database, sql: str, values: tuple[object, ...] = ()) -> Any:  # noqa: ANN401  # a cursor
    """One statement; peewee's stubs leave this one untyped."""
    return database.execute_sql(sql, values or None)  # type: ignore[no-untyped-call]  # as above


@contextmanager
def faults_in_words(place: str) -> Iterator[None]:
    """Faults of disk and database as one sentence that says what to do."""
    try:
        yield
    except OperationalError as error:
        raise StorageError(*_words(place, " ".join(_reasons(error)))) from None
    except (DatabaseError, PeeweeException, sqlite3.Error):
        raise StorageError(*_damaged(place)) from None
    except OSError as error:
        raise StorageError(
            Sentence(
                "error.place", "{place} cannot be used: {reason}.",
                place=place, reason=error.strerror or Sentence("error.refused", "it refused"),
            ),
            Sentence("hint.place", "Name a folder with --data."),
        ) from None  # fmt: skip


def _reasons(error: BaseException | None) -> Iterator[str]:
    """What was said last, and before: a roll-back that fails hides why there had to be one."""
    while error is not None:
        yield str(error)
        error = error.__context__


def _words(place: str, reason: str) -> tuple[Sentence, Sentence]:
    if "://" in place:
        return (
            Sentence("error.server", "{place} does not answer.", place=place),
            Sentence(
                "hint.server", "Check the address, the server and the network, then try again."
            ),
        )
    if "locked" in reason:
        return (
            Sentence("error.locked", "{place} is locked by another program.", place=place),
            Sentence("hint.locked", "Close the other one, then try again."),
        )
    if "full" in reason:
        return (
            Sentence("error.full", "The disk is full; {place} could not be written.", place=place),
            Sentence("hint.full", "Free some space, then go on."),
        )
    if "readonly" in reason or "unable to open" in reason:
        return (
            Sentence("error.readonly", "{place} cannot be written.", place=place),
            Sentence("hint.readonly", "Check the rights of the folder, or use --data."),
        )
    return (
        Sentence("error.unusable", "{place} cannot be used.", place=place),
        Sentence("hint.unusable", "Check the folder, or name another with --data."),
    )


def _damaged(place: str) -> tuple[Sentence, Sentence]:
    if "://" in place:
        return (
            Sentence("error.server.refused", "{place} refused.", place=place),
            Sentence(
                "hint.server.refused", "Nothing in it was changed. Ask the one who runs the server."
            ),
        )
    return (
        Sentence("error.damaged", "{place} is damaged.", place=place),
        Sentence("hint.damaged", "Move the file away and start again; nothing in it was changed."),
    )
