"""Reads the call log: calls as values, page by page, so that memory does not grow with the log."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from guide.core.call.entry import Call
from guide.core.call.faults import Unreadable
from guide.core.call.versions import ordered, tips
from guide.core.errors import InvalidInput, StorageError
from guide.core.message import Message
from guide.core.text import is_encodable
from guide.store.call_pages import Page, forked_of, last_key, page_of
from guide.store.call_rows import ROW, Row, calls_of, read_all
from guide.store.chains import Chains
from guide.store.log_connection import LogConnection
from guide.store.merging import may_be_same
from guide.store.sql import PAGE, marks

SEE_LIST = Message("hint.log.list", "See `guide log list`.")


class CallReader:
    """The log of one data folder, or of a server, as it is read."""

    def __init__(self, log: LogConnection) -> None:
        self.place = log.place
        self._log = log
        self._chains = Chains(log.sql)

    def close(self) -> None:
        """Close the database; the next use opens it again."""
        self._log.close()

    def get(self, call_id: str) -> Call | None:
        """A call by its id.

        Raises:
            StorageError: it cannot be read.
        """
        with self._log.faults():
            entries = read_all(self._log.sql, self._log.rows("where c.id = ?", [call_id]))
        return _sound(entries[0]) if entries else None

    def find(self, start: str) -> Call:
        """The one call whose id begins so.

        Raises:
            InvalidInput: there is none, or more than one.
            StorageError: it cannot be read.
        """
        return _sound(self.named(start))

    def named(self, start: str) -> Call | Unreadable:
        """The one entry whose id begins so, also one that cannot be read.

        Raises:
            InvalidInput: there is none, or more than one.
        """
        lowest = start.strip().lower() if is_encodable(start) else ""
        # In what no id can hold, signs would be a pattern.
        sign = "" if "_" in lowest or "%" in lowest or "\\" in lowest else "%"
        with self._log.faults():
            if (
                self._log.is_lite
                and lowest.startswith(ROW)
                and lowest.removeprefix(ROW).isdecimal()
            ):
                rows = self._log.rows("where c.rowid = ?", [int(lowest.removeprefix(ROW)[:15])])
            elif lowest and sign:
                rows = self._log.rows("where c.id like ? limit 2", [f"{lowest}{sign}"])
            else:
                rows = self._log.rows("where c.id = ?", [lowest]) if lowest else []
            if len(rows) == 1:
                return read_all(self._log.sql, rows)[0]
        given = start[:40]
        message = Message(
            "error.call.none", "There is no call that begins with {start!r}.", start=given
        )
        if rows:
            message = Message(
                "error.call.several", "Several calls begin with {start!r}.", start=given
            )
        raise InvalidInput(message, SEE_LIST)

    def page(
        self,
        *,
        limit: int = 50,
        after: tuple[str, str] | None = None,
        search: str = "",
        since: datetime | None = None,
    ) -> Page:
        """Current calls, newest first; `after` is the key of the page before.

        Raises:
            InvalidInput: the search has too many words.
        """
        return page_of(self._log, limit=limit, after=after, search=search, since=since)

    def entries(self, roots: frozenset[str] | None = None) -> Iterator[Call]:
        """Every entry that can be read, corrected ones too, oldest first.

        With `roots` those chains alone.
        """
        for rows in self._oldest_first():
            some = rows if roots is None else [row for row in rows if row[1] in roots]
            with self._log.faults():
                calls = calls_of(self._log.sql, some)
            yield from calls

    def unreadable(self) -> Iterator[Unreadable]:
        """Every entry that cannot be read, wherever it stands."""
        key = "c.rowid" if self._log.is_lite else "c.id"
        last: object = -1 if self._log.is_lite else ""
        more = True
        while more:
            with self._log.faults():
                rows = self._log.rows(f"where {key} > ? order by {key} limit {PAGE}", [last])
                entries = read_all(self._log.sql, rows)
            yield from (unreadable for unreadable in entries if isinstance(unreadable, Unreadable))
            more = len(rows) == PAGE
            last = rows[-1][6 if self._log.is_lite else 0] if rows else last

    def promised(self) -> Iterator[Call]:
        """Current calls with a promise that somebody waits for, oldest first."""
        return (versions[-1] for versions in self.waiting())

    def waiting(self) -> Iterator[tuple[Call, ...]]:
        """All versions of each call of `promised`, oldest call first; the one shown is last."""
        for rows in self._oldest_first("c.promised and "):
            with self._log.faults():
                forked = forked_of(self._log, rows)
                calls = calls_of(self._log.sql, rows)
            for call in calls:
                yield self.versions(call.id) if call.id in forked else (call,)

    def _oldest_first(self, which: str = "") -> Iterator[list[Row]]:
        last, more = ("", ""), True
        while more:
            with self._log.faults():
                key = "(c.started_at, c.id) > (?, ?) order by c.started_at, c.id"
                rows = self._log.rows(f"where {which}{key} limit {PAGE}", last)
            yield rows
            key_of_last = last_key((row[4], row[0]) for row in rows)
            more = len(rows) == PAGE and key_of_last is not None
            last = key_of_last or last

    def chain(self, call_id: str) -> tuple[Call, ...]:
        """A call with all that corrected it, the first entry first, the one that is shown last."""
        with self._log.faults():
            root = self._chains.root(call_id)
            rows = [] if root is None else self._log.rows("where c.root = ?", [root])
            return ordered(calls_of(self._log.sql, rows))

    def versions(self, call_id: str) -> tuple[Call, ...]:
        """What stands of a call: one entry, or more where people corrected the same one."""
        return tips(self.chain(call_id))

    def chains_of(self, call_ids: Sequence[str]) -> frozenset[str]:
        """The roots of the chains that these entries belong to; unknown ids are left out."""
        sql = f'select distinct root from "call" where id in {marks(call_ids)}'  # noqa: S608  # marks only
        with self._log.faults():
            rows = self._log.sql(sql, call_ids).fetchall() if call_ids else []
            return frozenset(str(root) for (root,) in rows)

    def naming(self, keys: Sequence[str]) -> tuple[Call, ...]:
        """Current calls that bear or name these service item numbers, compared by their keys."""
        some = marks(keys)
        with self._log.faults():
            rows = self._log.rows(
                f"where c.current and (c.item in {some} or c.earlier in {some})", [*keys, *keys]
            )
            return calls_of(self._log.sql, rows)

    def may_be_same(self, call_ids: Sequence[str]) -> dict[str, str]:
        """Of calls that may have been noted twice, each id → the id of the other note."""
        with self._log.faults():
            return may_be_same(self._log.sql, call_ids)

    def count(self) -> int:
        """How many entries there are, corrected ones too."""
        with self._log.faults():
            return int(self._log.sql('select count(*) from "call"', ()).fetchone()[0])


def _sound(entry: Call | Unreadable) -> Call:
    """The call.

    Raises:
        StorageError: it cannot be read.
    """
    if isinstance(entry, Call):
        return entry
    raise StorageError(
        Message(
            "error.call.broken", "The call {call} in the log cannot be read: {why}.",
            call=entry.id[:8], why=entry.why,
        ),
        Message("hint.call.broken", "The others still can. `guide log remove` removes it."),
    )  # fmt: skip
