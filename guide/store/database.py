"""One SQLite file in the data folder: opened, migrated, and looked after while it is open."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from threading import RLock
from typing import Any, Literal, Protocol

from peewee import PeeweeException, SqliteDatabase

from guide.core.errors import StorageError
from guide.core.message import Message
from guide.store.causes import causes_of
from guide.store.faults import faults_in_words
from guide.store.places import FILE, special_place
from guide.store.sql import run_sql
from guide.store.sqlite_faults import read_only_address

# The two for the platter are macOS's: elsewhere SQLite passes over them.
PRAGMAS = {
    "synchronous": "full",
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    # What is removed is overwritten.
    "secure_delete": 1,
}
# Milliseconds for which another program that writes is waited for.
WAITS = 10_000
# What became of what a window keeps: kept; another window has changed what is kept, and this one
# nothing; both have, so that this one's stands beside the other.
SaveResult = Literal["kept", "elsewhere", "beside"]
_UNSURE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_READONLY_DBMOVED")
Mark = tuple[tuple[int, int] | None, tuple[int, int] | None]


class LiteDatabase(SqliteDatabase):
    """The one connection of a process to a file; it notices when the file is taken from under it.

    A folder that cannot be written is read all the same: `refusal` then says why it is not written.
    """

    def __init__(self, path: Path, waits: int = WAITS) -> None:
        self._aside: TemporaryDirectory[str] | None = None
        super().__init__(str(path), thread_safe=False, check_same_thread=False)
        self.path = path
        self._waits = waits
        self.turn = RLock()
        self.refusal: StorageError | None = None
        self._mark: Mark = (None, None)

    def ready(self, *, write: bool = False) -> None:
        """Open, on the file that has this name now; opened anew where it could not be written.

        Raises:
            StorageError: the folder or the file is not usable.
        """
        if self.is_closed():
            self.connect()
        elif not self.in_transaction():
            now = _mark(self.path)
            if (write and self.refusal is not None) or _is_other(self._mark, now):
                self.close()
                self.connect()
            else:
                self._mark = now
        if write and self.refusal is not None:
            raise self.refusal

    def connect(self, reuse_if_open: bool = False) -> bool:  # noqa: FBT001, FBT002  # peewee's own
        """Open the file and bring its tables up; only to read, if it cannot be written."""
        if reuse_if_open and not self.is_closed():
            return False
        self.refusal = None
        try:
            with faults_in_words(str(self.path)):
                self._open()
        except StorageError as error:
            if not self._opens_to_read():
                raise
            self.refusal = error
        self._mark = _mark(self.path)
        return True

    def _open(self) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(self.path)
        self._come_up(str(self.path), uri=False)

    def _come_up(self, address: str, *, uri: bool) -> None:
        seconds: Any = self._waits / 1000  # its stub says int
        self.init(address, uri=uri, check_same_thread=False, timeout=seconds)
        super().connect()
        try:
            run_sql(self, f"pragma busy_timeout = {self._waits}")
            _set_up(self, self.path.parent)
            _bring_up(self, self.path)
        except BaseException:
            self.close()
            raise

    @property
    def driver(self) -> sqlite3.Connection:
        """The connection of `sqlite3`, for what peewee does not offer."""
        connection: sqlite3.Connection = self.connection()  # type: ignore[no-untyped-call]  # peewee's
        return connection

    def let_go(self, error: BaseException) -> None:
        """Close the file where what was read of it cannot be trusted."""
        codes = [str(getattr(cause, "sqlite_errorname", "")) for cause in causes_of(error)]
        if any(code.startswith(_UNSURE) for code in codes):
            self.close()

    def work(self, *, write: bool) -> AbstractContextManager[object]:
        """The turn to write is waited for before anything is read.

        A reader that begins to write later would be turned away at once, not made to wait.
        """
        return self.atomic("immediate") if write else nullcontext()

    def _opens_to_read(self) -> bool:
        """Whether the file is there and can be read as it is."""
        if not self.path.is_file() or self.path.stat().st_size == 0:
            return False
        ways = ["", "" if _has_log(self.path) else "&immutable=1"]
        for way in dict.fromkeys(ways):
            with suppress(StorageError), faults_in_words(str(self.path)):
                self._come_up(read_only_address(self.path, more=way), uri=True)
                return True
        return _has_log(self.path) and self._opens_aside()

    def _opens_aside(self) -> bool:
        """Open a copy: SQLite needs to write beside a file whose log still holds a part of it."""
        with suppress(StorageError), faults_in_words(str(self.path)):
            self._aside = TemporaryDirectory(prefix="guide-")
            copy = Path(self._aside.name) / FILE
            for end in ("", "-wal"):
                # Nothing of this process holds the file open now.
                copyfile(f"{self.path}{end}", f"{copy}{end}")
            self._come_up(str(copy), uri=False)
            return True
        return False

    def close(self) -> bool:
        """Close the file; a copy of it is removed."""
        was_open = bool(super().close())
        if self._aside is not None:
            aside, self._aside = self._aside, None
            aside.cleanup()
        return was_open


def open_database(folder: Path, waits: int = WAITS) -> LiteDatabase:
    """The database of a folder, in its newest version; the file is its owner's only.

    It waits so many milliseconds for another program that holds the file.

    Raises:
        StorageError: the folder or the file is not usable.
    """
    database = LiteDatabase(folder / FILE, waits)
    database.connect()
    return database


class Guarded(Protocol):
    """A database of ours: one user at a time, and a way to be sure of it."""

    turn: RLock

    def ready(self, *, write: bool = False) -> None:
        """Open the database, anew where it is another one, or is to be written and could not be."""

    def let_go(self, error: BaseException) -> None:
        """Close it where a fault leaves it unsure; its next use opens it again."""

    def work(self, *, write: bool) -> AbstractContextManager[object]:
        """The context of one use: a transaction where one is needed."""


@contextmanager
def at_work(database: Guarded, place: str, *, write: bool = False) -> Iterator[None]:
    """Every use of a database goes through here: one at a time, faults in words."""
    with database.turn, faults_in_words(place):
        database.ready(write=write)
        try:
            with database.work(write=write):
                yield
        except (sqlite3.Error, PeeweeException) as error:
            database.let_go(error)
            raise


def _set_up(database: LiteDatabase, folder: Path) -> None:
    for name, value in PRAGMAS.items():
        run_sql(database, f"pragma {name} = {value}")
    # Broken UTF-8 in one row must not take the others with it.
    database.driver.text_factory = _text
    mode = "wal" if special_place(folder) is None else "delete"
    run_sql(database, "pragma user_version").fetchone()  # a file that is no database is said first
    try:
        run_sql(database, f"pragma journal_mode = {mode}")
    except Exception as error:
        # Another program has it open in the other mode: that one is good as well.
        if "locked" not in str(error):
            raise


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _bring_up(database: LiteDatabase, path: Path) -> None:
    from guide.store.migrations import VERSION, migrate

    version = _version(database)
    if version > VERSION:
        hint = Message("hint.newer", "Update guide, or name another folder with --data.")
        raise StorageError(newer(path), hint)
    if version == VERSION:
        return
    if version:
        _copy(database, path, version)
    with database.atomic("immediate"):
        # Another program may have brought it up meanwhile.
        migrate(database, _version(database), lambda number: _note_version(database, number))


def _version(database: LiteDatabase) -> int:
    return int(run_sql(database, "pragma user_version").fetchone()[0])


def _note_version(database: LiteDatabase, number: int) -> None:
    run_sql(database, f"pragma user_version = {number}")


def _copy(database: LiteDatabase, path: Path, version: int) -> None:
    """What was there before a migration, whole, beside the file; through the live connection."""
    target = path.with_name(f"{path.name}-version-{version}")
    make_private(target)
    with closing(sqlite3.connect(target)) as copy:
        database.driver.backup(copy)


def make_private(path: Path) -> None:
    """There is a file, and it is its owner's only.

    A file that is there already is not opened: closing it again would drop the locks that another
    connection of this process holds on it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if os.name != "nt" and path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _mark(path: Path) -> Mark:
    """By what a file is known, and the log beside it."""
    return _known_by(path), _known_by(path.with_name(f"{path.name}-wal"))


def _known_by(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_other(before: Mark, now: Mark) -> bool:
    """Whether the file or its log was taken away; a log that was made meanwhile is ours."""
    return before[0] != now[0] or (before[1] is not None and before[1] != now[1])


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def newer(place: object) -> Message:
    """The fault that a newer version wrote a store, which this one must leave alone."""
    return Message("error.newer", "{place} was written by a newer version of guide.", place=place)
