"""A data folder: one connection to its database in a process, shared by all its stores.

Nothing else in the process may open the database file, however briefly: on POSIX, closing any
descriptor of a file drops every lock that the process holds on it. The next program then believes
itself alone and deletes the write-ahead log under this one (https://sqlite.org/howtocorrupt.html
section 2.2).
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from guide.store.database import WAITS, open_database
from guide.store.places import FILE
from guide.store.sql import run_sql

if TYPE_CHECKING:
    from guide.store.calls import Calls
    from guide.store.database import LiteDatabase
    from guide.store.drafts import Drafts
    from guide.store.walks import Walks


class DataFolder:
    """The stores of one folder; the database is opened when one of them is first asked for.

    Raises:
        StorageError: from each store, where the folder or the file is not usable.
    """

    def __init__(self, folder: Path, waits: int = WAITS) -> None:
        self.path = folder / FILE
        self._waits = waits
        self._folder = folder

    @cached_property
    def _database(self) -> "LiteDatabase":
        return open_database(self._folder, self._waits)

    @cached_property
    def walks(self) -> "Walks":
        """The walks that were begun, over the connection of this folder."""
        from guide.store.walks import Walks

        return Walks(self._database, self.path)

    @cached_property
    def drafts(self) -> "Drafts":
        """The drafts of calls and corrections, over the connection of this folder."""
        from guide.store.drafts import Drafts

        return Drafts(self._database, self.path)

    @cached_property
    def calls(self) -> "Calls":
        """The log of calls, over the connection of this folder."""
        from guide.store.calls import Calls
        from guide.store.log_connection import LogConnection

        return Calls(LogConnection(self._database, str(self.path)))

    @property
    def storage(self) -> str:
        """The journal in use, what the folder lies on, and whether it is only read."""
        from guide.store.places import special_place

        mode = str(run_sql(self._database, "pragma journal_mode").fetchone()[0])
        place = special_place(self._folder)
        parts = [f"journal {mode}", f"{place} folder" if place else ""]
        parts.append("only read" if self._database.refusal else "")
        return ", ".join(filter(None, parts))

    def close(self) -> None:
        """Close this thread's connection, if there is one; a store used again opens it again."""
        database = self.__dict__.get("_database")
        if database is not None:
            database.close()
