"""What can be read of a damaged file: on a copy, first as SQLite reads it, then page by page.

The pages of a table hold whole rows (https://sqlite.org/fileformat2.html sections 1.6 and 2.1), so
a row can be read though what leads to it is damaged. The file itself is never written.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from guide.core.call.entry import Call, CallBackAttempt
from guide.core.errors import StorageError
from guide.core.ids import ChainId
from guide.core.message import Message
from guide.store.call_rows import Row, read, read_attempt
from guide.store.faults import faults_in_words
from guide.store.pages import rows_of_pages
from guide.store.places import FILE

_CALLS = 'select id, root, entry, shared_at, started_at, null, rowid from "call"'
_ATTEMPTS = "select root, at, answered, {turn}, rowid from attempt"
_BETWEEN = " where rowid > ? and rowid <= ? order by rowid"
# No row is smaller: how many there may be at most, where the file cannot say it.
_SMALLEST_ROW = 32
# As they were made first, and with what later versions added behind.
_CALL_COLUMNS, _ATTEMPT_COLUMNS = 8, (3, 4)


def recovered(folder: Path) -> tuple[list[Call], int]:
    """The calls of a folder's file that can be read, oldest first, and how many cannot.

    Raises:
        StorageError: there is no file, or no room for its copy.
    """
    path = folder / FILE
    if not path.is_file():
        raise StorageError(
            Message("error.recover.none", "There is no log in {folder}.", folder=folder),
            Message("hint.place", "Name a folder with --data."),
        )
    with (
        faults_in_words(str(path)),
        tempfile.TemporaryDirectory(prefix="guide-") as scratch,
    ):
        copy = Path(scratch) / FILE
        # Nothing of this process has the file open: a command that recovers opens no log.
        for end in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        calls, tries = _by_sqlite(copy)
        for number, row in enumerate(rows_of_pages(copy)):
            if len(row) >= _CALL_COLUMNS:
                key, root, _, started, entry, _, _, shared = row[:_CALL_COLUMNS]
                calls.append((key, root, entry, shared, started, None, f"page-{number}"))
            elif len(row) in _ATTEMPT_COLUMNS:
                tries.append(row)
    return _as_calls(calls, tries)


def _as_calls(rows: list[Row], tries: list[Row]) -> tuple[list[Call], int]:
    attempts: dict[ChainId, dict[object, CallBackAttempt]] = {}
    for root, at, answered, *more in tries:
        attempt = read_attempt(at, answered, more[0] if more else 0)
        if attempt is not None and isinstance(root, str):
            attempts.setdefault(ChainId(root), {})[attempt.at] = attempt
    by_root = {
        root: sorted(by_moment.values(), key=lambda attempt: attempt.at)
        for root, by_moment in attempts.items()
    }
    calls: dict[str, Call] = {}
    lost: set[str] = set()
    for row in rows:
        entry = read(row, by_root, None)
        if isinstance(entry, Call):
            calls.setdefault(entry.id, entry)
        elif not str(row[-1]).startswith("page-"):
            lost.add(entry.id)
    return sorted(calls.values(), key=lambda call: (call.started_at, call.id)), len(
        lost - calls.keys()
    )


def _by_sqlite(copy: Path) -> tuple[list[Row], list[Row]]:
    """Row by row, around what is damaged; the log beside the file is taken in first."""
    calls: list[Row] = []
    tries: list[Row] = []
    with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as database:
        database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        with suppress(sqlite3.Error):
            database.execute("pragma wal_checkpoint(truncate)").fetchone()
        database.execute("select count(*) from sqlite_master").fetchone()  # or nothing can be read
        highest = copy.stat().st_size // _SMALLEST_ROW
        columns = {row[1] for row in database.execute("pragma table_info(attempt)")}
        attempts = _ATTEMPTS.format(turn="turn" if "turn" in columns else "0")
        for sql, table, rows in ((_CALLS, '"call"', calls), (attempts, "attempt", tries)):
            with suppress(sqlite3.Error):
                last = database.execute(f"select max(rowid) from {table}").fetchone()  # noqa: S608  # names of ours
                highest = int(last[0] or 0)
            for row in _between(database, sql + _BETWEEN, -1, highest):
                rows.append(row)  # what came before a fault stays
    return calls, tries


def _between(database: sqlite3.Connection, sql: str, low: int, high: int) -> Iterator[Row]:
    """Rows whose number lies above `low`, up to `high`; halves are tried where the whole fails."""
    last = low
    try:
        for row in database.execute(sql, (low, high)):
            yield row
            last = int(row[-1])
    except sqlite3.DatabaseError:
        if high - last > 1:
            middle = (last + high) // 2
            yield from _between(database, sql, last, middle)
            yield from _between(database, sql, middle, high)
