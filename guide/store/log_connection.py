"""The connection to a log: its tables, in a file or on a server."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from guide.store.call_rows import Row, columns
from guide.store.database import at_work
from guide.store.schema import LOG
from guide.store.sql import runner

if TYPE_CHECKING:
    from guide.store.database import LiteDatabase
    from guide.store.server import ServerDatabase

# The number stands for nothing; another one than that of migrations.
_WRITES = 5284


class LogConnection:
    """The log of one data folder, or of a server, for statements in SQL."""

    def __init__(self, database: "LiteDatabase | ServerDatabase", place: str) -> None:
        self.place = place
        self.database = database
        self._run = runner(database)

    def close(self) -> None:
        """Close the database; the next use opens it again."""
        self.database.close()

    @property
    def columns(self) -> str:
        """What is read of a call, and the number of its row where there is one."""
        return columns("c.rowid") if self.is_lite else columns()

    def rows(self, rest: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of calls that a condition leaves."""
        sql = f'select {self.columns} from "call" c {rest}'  # noqa: S608  # words of ours
        return list(self.sql(sql, values).fetchall())

    def sql(self, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401  # a cursor
        """A statement in plain SQL, with `?` for each value."""
        return self._run(sql, values)

    @property
    def is_lite(self) -> bool:
        """Whether it is a file, not a server."""
        return "://" not in self.place

    @contextmanager
    def faults(self, *, write: bool = False) -> Iterator[None]:
        """One use of the log, with its own tables, and faults in words."""
        with (
            at_work(self.database, self.place, write=write),
            self.database.bind_ctx(LOG, bind_refs=False, bind_backrefs=False),
        ):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of it or nothing.

        On a server one program writes at a time: a change of one call may touch the calls that it
        names, and locks of single rows would meet crosswise.
        """
        with self.faults(write=True):
            if not self.is_lite:
                self.sql(f"select pg_advisory_xact_lock({_WRITES})", ())
            yield
