"""A PostgreSQL server that a firm shares: opened, migrated, and never waited for without end.

It works through a pooler that hands out a connection for each transaction: no prepared
statements, and no settings that outlive a transaction.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from threading import RLock, Timer
from typing import Any

from peewee import ImproperlyConfigured, PostgresqlDatabase

from guide.core.errors import StorageError
from guide.core.masking import server_name
from guide.core.message import Message
from guide.store.database import newer
from guide.store.faults import faults_in_words
from guide.store.sql import run_sql

SCHEMES = ("postgresql://", "postgres://")
# How long the server may work on one statement, and how long it may then say nothing at all.
STATEMENT_SECONDS = 10
SILENCE_SECONDS = 15
# What the address does not say itself.
_OPTIONS: dict[str, int] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


class ServerDatabase(PostgresqlDatabase):
    """A connection that is cut where the server falls silent."""

    def __init__(self, url: str) -> None:
        super().__init__(url, prefer_psycopg3=True, thread_safe=False, **_options(url))
        self.turn = RLock()

    def ready(self, *, write: bool = False) -> None:
        """Open; whether it may be written is the server's business."""
        del write
        self.connect(reuse_if_open=True)

    def let_go(self, error: BaseException) -> None:
        """The server may have gone away; the next use asks for it again."""
        del error
        self.close()

    def work(self, *, write: bool) -> AbstractContextManager[object]:
        """A transaction, also to read: its limits are its own."""
        del write
        return self.atomic()

    @contextmanager
    def _heard(self) -> Iterator[None]:
        cut = Timer(SILENCE_SECONDS, self._cut)
        cut.daemon = True
        cut.start()
        try:
            yield
        finally:
            cut.cancel()

    @property
    def _driver(self) -> Any:  # noqa: ANN401  # psycopg may not be installed
        return self.connection()  # type: ignore[no-untyped-call]  # peewee's stubs

    def _cut(self) -> None:
        """End the wait: the driver has no limit of its own for an answer that never comes."""
        with suppress(Exception):  # it came after all, or the connection is closed
            number = os.dup(self._driver.fileno())
            with socket.socket(fileno=number) as line:
                line.shutdown(socket.SHUT_RDWR)

    def execute_sql(self, sql: str, params: Any = None) -> Any:  # noqa: ANN401  # peewee's own
        """Run one statement; cut the connection where the server stays silent too long."""
        with self._heard():
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]  # peewee's stubs

    def begin(self, isolation_level: Any = None) -> None:  # noqa: ANN401  # peewee's own
        """Begin a transaction, which has a limit for each statement."""
        with self._heard():
            super().begin(isolation_level)
            self._driver.execute(f"set local statement_timeout = {STATEMENT_SECONDS * 1000}")

    def commit(self) -> None:
        """End a transaction, and keep what it did."""
        with self._heard():
            super().commit()

    def rollback(self) -> None:
        """End a transaction, and undo what it did."""
        with self._heard():
            super().rollback()


def _options(url: str) -> dict[str, Any]:
    try:
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:  # peewee says it when it connects
        return {}
    given = conninfo_to_dict(url)
    return {name: value for name, value in _OPTIONS.items() if name not in given} | {
        "prepare_threshold": None
    }


def open_server(url: str) -> ServerDatabase:
    """A PostgreSQL database with its tables in the newest version.

    Raises:
        StorageError: it cannot be reached or used. The password is never part of the message.
    """
    url = _known(url)
    with faults_in_words(server_name(url)):
        try:
            database = _database(url)
            database.connect()
        except ImproperlyConfigured:
            raise StorageError(
                Message("error.postgres", "PostgreSQL needs a library that is not installed."),
                Message(
                    "hint.postgres", "Install it with: pip install 'uscis-call-guide[postgres]'"
                ),
            ) from None
        try:
            _bring_server_up(database, url)
        except BaseException:
            database.close()
            raise
    return database


def _known(url: str) -> str:
    scheme, _, rest = url.partition("://")
    if not url.startswith(SCHEMES):
        raise StorageError(
            Message(
                "error.data",
                "--data: {scheme!r} is not a database that guide knows.",
                scheme=scheme,
            ),
            Message("hint.data", "Name a folder, or postgresql://user@host/name."),
        )
    return f"postgresql://{rest}"


def _database(url: str) -> ServerDatabase:
    try:
        return ServerDatabase(url)
    except Exception as error:
        if type(error).__module__.startswith("psycopg"):
            raise StorageError(
                Message(
                    "error.server.address", "{place} is not an address of a server.",
                    place=server_name(url),
                ),
                Message("hint.data", "Name a folder, or postgresql://user@host/name."),
            ) from None  # fmt: skip
        raise


def _bring_server_up(database: ServerDatabase, url: str) -> None:
    """Tables are looked for before they are made: who may only read or write need not make any."""
    from guide.store.migrations import VERSION

    with database.atomic():
        version = _version(database)
    if version > VERSION:
        hint = Message("hint.newer.server", "Update guide.")
        raise StorageError(newer(server_name(url)), hint)
    if version < VERSION:
        with database.atomic():
            _migrate(database)


def _version(database: ServerDatabase) -> int:
    if run_sql(database, "select to_regclass('guide_version')").fetchone()[0] is None:
        return 0
    return int(run_sql(database, "select max(version) from guide_version").fetchone()[0] or 0)


def _migrate(database: ServerDatabase) -> None:
    from guide.store.migrations import migrate

    # One program at a time; the number stands for nothing.
    run_sql(database, "select pg_advisory_xact_lock(5283)")
    run_sql(database, "create table if not exists guide_version (version int)")
    done: Callable[[int], object] = lambda number: run_sql(  # noqa: E731  # what a version leaves
        database, "insert into guide_version values (%s)", (number,)
    )
    migrate(database, _version(database), done)  # type: ignore[arg-type]  # what it gives is not used
