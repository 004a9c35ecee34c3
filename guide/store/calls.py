"""The call log: takes and returns calls as values; on disk when a method returns.

Reads go page by page by key, so that memory does not grow with the log.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from guide.core.call.entry import Attempt, Call, Ending, Why
from guide.core.call.faults import Unreadable
from guide.core.call.versions import Clash, branch, differing, ordered, rebased, same, tips
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import server_name
from guide.core.sentence import Sentence
from guide.core.text import is_storable
from guide.store.call_rows import (
    PAGE,
    ROW,
    Row,
    calls_of,
    checked,
    checked_attempt,
    columns,
    is_key,
    marks,
    read_all,
    sortable,
    wanted,
)
from guide.store.chains import Chains
from guide.store.database import at_work, run_sql
from guide.store.schema import LOG
from guide.store.taking_in import Added, Taken, TakingIn, alike

if TYPE_CHECKING:
    from guide.store.database import LiteDatabase
    from guide.store.server import ServerDatabase

_SEE_LIST = Sentence("hint.log.list", "See `guide log list`.")
_decode = msgspec.json.Decoder(Call).decode
_GONE = Sentence("error.call.gone", "That call is no longer in the log.")
# Many calls at once are plain SQL: for peewee to build it takes several times as long as to run it.
_PAGE_OF_CALLS = """
select {columns}, w.started_at, w.id
from call_words w join "call" c on c.id = w.id
{where} order by w.started_at desc, w.id desc limit {limit}"""
# Chains that no list shows.
_UNLISTED = """
select distinct c.root from "call" c where not exists (select 1 from call_words w
join "call" o on o.id = w.id and o.started_at = w.started_at where o.root = c.root)"""
_STRAY = """
delete from call_words where not exists (select 1 from "call" c where c.current
and c.id = call_words.id and c.started_at = call_words.started_at)"""
# The number stands for nothing; another one than that of migrations.
_WRITES = 5284


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some calls, newest first, and the key to go on with; None at the end.

    Of the calls in `forked` there are two versions or more: one is shown.
    """

    calls: tuple[Call, ...]
    following: tuple[str, str] | None
    forked: frozenset[str] = frozenset()
    unreadable: tuple[Unreadable, ...] = ()


class Calls:
    """The log of one data folder, or of a server."""

    def __init__(self, database: "LiteDatabase | ServerDatabase", place: str) -> None:
        self.place = place
        self._database = database
        self._chains = Chains(self._sql)

    # Reading

    def get(self, call_id: str) -> Call | None:
        """A call by its id.

        Raises:
            StorageError: it cannot be read.
        """
        with self._faults():
            found = read_all(self._sql, self._rows("where c.id = ?", [call_id]))
        return _sound(found[0]) if found else None

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
        lowest = start.strip().lower() if is_storable(start) else ""
        # In what no id can hold, signs would be a pattern.
        sign = "" if "_" in lowest or "%" in lowest or "\\" in lowest else "%"
        with self._faults():
            if self._is_lite and lowest.startswith(ROW) and lowest.removeprefix(ROW).isdecimal():
                rows = self._rows("where c.rowid = ?", [int(lowest.removeprefix(ROW)[:15])])
            elif lowest and sign:
                rows = self._rows("where c.id like ? limit 2", [f"{lowest}{sign}"])
            else:
                rows = self._rows("where c.id = ?", [lowest]) if lowest else []
            if len(rows) == 1:
                return read_all(self._sql, rows)[0]
        given = start[:40]
        message = Sentence(
            "error.call.none", "There is no call that begins with {start!r}.", start=given
        )
        if rows:
            message = Sentence(
                "error.call.several", "Several calls begin with {start!r}.", start=given
            )
        raise InvalidInput(message, _SEE_LIST)

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
        words = wanted(search)
        found_at = "instr" if self._is_lite else "strpos"
        asked = [f"{found_at}(w.words, ?) > 0"] * len(words)
        values = words
        if since is not None:
            asked.append("w.started_at >= ?")
            values = [*values, sortable(since)]
        if after is not None:
            asked.append("(w.started_at, w.id) < (?, ?)")
            values = [*values, *after]
        where = f"where {' and '.join(asked)}" if asked else ""
        with self._faults():
            sql = _PAGE_OF_CALLS.format(columns=self._columns, where=where, limit=limit + 1)
            rows = self._sql(sql, values).fetchall()
            shown = rows[:limit]
            following = _last_key(row[7:] for row in shown) if len(rows) > limit else None
            found = read_all(self._sql, [row[:7] for row in shown])
            forked = self._forked(shown)
        return Page(
            calls=tuple(each for each in found if isinstance(each, Call)),
            following=following,
            forked=forked,
            unreadable=tuple(each for each in found if isinstance(each, Unreadable)),
        )

    @property
    def _columns(self) -> str:
        return columns("c.rowid") if self._is_lite else columns()

    def _forked(self, rows: Sequence[Row]) -> frozenset[str]:
        """Those of which there are several versions."""
        roots = [row[1] for row in rows if is_key(row[1])]
        sql = f"""select root from "call" where current and root in {marks(roots)}
        group by root having count(*) > 1"""  # noqa: S608  # marks only
        found = {root for (root,) in self._sql(sql, roots).fetchall()} if roots else set()
        return frozenset(row[0] for row in rows if row[1] in found)

    def _rows(self, rest: str, values: Sequence[object] = ()) -> list[Row]:
        sql = f'select {self._columns} from "call" c {rest}'  # noqa: S608  # words of ours
        return list(self._sql(sql, values).fetchall())

    def _sql(self, sql: str, values: Sequence[object]) -> Any:  # noqa: ANN401  # a cursor
        """A statement in plain SQL, with `?` for each value."""
        return run_sql(self._database, sql.replace("?", self._database.param), tuple(values))

    def each(self, roots: frozenset[str] | None = None) -> Iterator[Call]:
        """Every entry that can be read, corrected ones too, oldest first.

        With `roots` those chains alone.
        """
        for rows in self._oldest_first():
            some = rows if roots is None else [row for row in rows if row[1] in roots]
            with self._faults():
                calls = calls_of(self._sql, some)
            yield from calls

    def unreadable(self) -> Iterator[Unreadable]:
        """Every entry that cannot be read, wherever it stands."""
        key = "c.rowid" if self._is_lite else "c.id"
        last: object = -1 if self._is_lite else ""
        more = True
        while more:
            with self._faults():
                rows = self._rows(f"where {key} > ? order by {key} limit {PAGE}", [last])
                found = read_all(self._sql, rows)
            yield from (each for each in found if isinstance(each, Unreadable))
            more = len(rows) == PAGE
            last = rows[-1][6 if self._is_lite else 0] if rows else last

    def promised(self) -> Iterator[Call]:
        """Current calls with a promise that somebody waits for, oldest first."""
        return (versions[-1] for versions in self.waiting())

    def waiting(self) -> Iterator[tuple[Call, ...]]:
        """The same with all versions of each, the one that is shown last."""
        for rows in self._oldest_first("c.promised and "):
            with self._faults():
                forked = self._forked(rows)
                calls = calls_of(self._sql, rows)
            for call in calls:
                yield self.versions(call.id) if call.id in forked else (call,)

    def _oldest_first(self, which: str = "") -> Iterator[list[Row]]:
        last, more = ("", ""), True
        while more:
            with self._faults():
                key = "(c.started_at, c.id) > (?, ?) order by c.started_at, c.id"
                rows = self._rows(f"where {which}{key} limit {PAGE}", last)
            yield rows
            key_of_last = _last_key((row[4], row[0]) for row in rows)
            more = len(rows) == PAGE and key_of_last is not None
            last = key_of_last or last

    def chain(self, call_id: str) -> tuple[Call, ...]:
        """A call with all that corrected it, the first entry first, the one that is shown last."""
        with self._faults():
            root = self._chains.root(call_id)
            rows = [] if root is None else self._rows("where c.root = ?", [root])
            return ordered(calls_of(self._sql, rows))

    def versions(self, call_id: str) -> tuple[Call, ...]:
        """What stands of a call: one entry, or more where people corrected the same one."""
        return tips(self.chain(call_id))

    def chains_of(self, call_ids: Sequence[str]) -> frozenset[str]:
        """The names of their chains."""
        sql = f'select distinct root from "call" where id in {marks(call_ids)}'  # noqa: S608  # marks only
        with self._faults():
            found = self._sql(sql, call_ids).fetchall() if call_ids else []
            return frozenset(str(root) for (root,) in found)

    def naming(self, keys: Sequence[str]) -> tuple[Call, ...]:
        """Current calls that bear or name these service item numbers, compared by their keys."""
        some = marks(keys)
        with self._faults():
            rows = self._rows(
                f"where c.current and (c.item in {some} or c.earlier in {some})", [*keys, *keys]
            )
            return calls_of(self._sql, rows)

    def alike(self, call_ids: Sequence[str]) -> dict[str, str]:
        """Which of these may have been noted twice, and the other note."""
        with self._faults():
            return alike(self._sql, call_ids)

    def count(self) -> int:
        """How many entries there are, corrected ones too."""
        with self._faults():
            return int(self._sql('select count(*) from "call"', ()).fetchone()[0])

    # Writing

    def add(self, call: Call) -> None:
        """Put an entry into the log; with `corrects` it takes the place of an older one.

        Raises:
            InvalidInput: another call with that id is there.
        """
        checked(call)
        with self._writing():
            there = self._chains.values([call.id]).get(call.id)
            if there is None:
                self._sql("delete from removed where id = ?", [call.id])
                self._chains.add(call)
            elif not same(there, call):
                message = Sentence(
                    "error.call.there", "The call {call} is in the log already.", call=call.id[:8]
                )
                hint = Sentence("hint.call.there", "Correct it there: `guide log edit`.")
                raise InvalidInput(message, hint)
            else:
                self._chains.keep(self._root(call.id), call.attempts, call.ended)
                self._chains.stand_again(call.id)

    def correct(self, new: Call) -> Call | Clash:
        """Put a correction into the log, as one of what stands there now.

        What was changed meanwhile in other fields is joined with it. Where both changed a field,
        nothing is written: somebody must choose.

        Raises:
            InvalidInput: the call is no longer there.
        """
        checked(new)
        with self._writing():
            entries = {call.id: call for call in self._chains.entries(self._root(new.olders[0]))}
            versions = tips(entries.values())
            names = {each.id for each in versions}
            found: Call | Clash = new
            if not names.issuperset(new.olders):
                base = entries.get(new.olders[0], versions[-1])
                theirs = versions[-1]
                if len(versions) > 1 or new.also_corrects:
                    fields = differing(new, theirs)
                    found = Clash(base=base, mine=new, theirs=theirs, fields=fields)
                else:
                    found = rebased(base, new, theirs)
            if isinstance(found, Call):
                self._chains.add(found)
                return self._chains.values([found.id])[found.id]
        return found

    def gather(self, calls: Iterable[Call]) -> list[tuple[str, Added]]:
        """Take in calls from another log, all or none: (id, what became of it) of each."""
        return self.take_in(calls).entries

    def take_in(
        self, calls: Iterable[Call], *, as_corrections: bool = False, again: bool = False
    ) -> Taken:
        """The same, with what is to be looked at.

        Differing entries are taken as corrections only if asked, what was removed here only
        `again`.
        """
        # All of it is read and checked before the turn to write is taken from others.
        packed = [msgspec.json.encode(checked(call)) for call in calls]
        with self._writing():
            taking_in = TakingIn(self._sql, as_corrections=as_corrections, again=again)
            return taking_in.all_of(map(_decode, packed))

    def _root(self, call_id: str) -> str:
        root = self._chains.root(call_id)
        if root is None:
            raise InvalidInput(_GONE, _SEE_LIST)
        return root

    def note_attempt(self, call_id: str, attempt: Attempt) -> None:
        """USCIS called back, or wrote: noted on the call and all that corrects it.

        Raises:
            InvalidInput: the call is no longer there.
        """
        checked_attempt(attempt)
        with self._writing():
            root = self._root(call_id)
            turn = self._turn(call_id, attempt.at)
            noted = msgspec.structs.replace(attempt, turn=turn + turn % 2)
            self._chains.keep(root, [noted], None)
            self._chains.stand_again(call_id)

    def take_back_attempt(self, call_id: str, at: datetime) -> bool:
        """It was noted by mistake; False where nothing was noted at that moment."""
        with self._writing():
            root = self._root(call_id)
            there = [each.at for each in self._chains.values([call_id])[call_id].attempts]
            if at not in there:
                return False
            back = Attempt(at=at, answered=False, turn=self._turn(call_id, at) + 1)
            self._chains.keep(root, [back], None)
            self._chains.stand_again(call_id)
            return True

    def _turn(self, call_id: str, at: datetime) -> int:
        call = self._chains.values([call_id])[call_id]
        noted = (*call.attempts, *call.taken_back)
        return next((each.turn for each in noted if each.at == at), 0)

    def end(self, call_id: str, at: datetime, why: Why | None, by: str | None = None) -> None:
        """Nobody waits for an answer any more; with no reason, somebody waits again.

        Raises:
            InvalidInput: the call is no longer there.
        """
        with self._writing():
            root = self._root(call_id)
            turn = self._chains.acts(root) + 1
            # Odd turns close, even ones open again.
            turn += (turn % 2 == 1) != (why is not None)
            self._chains.keep(root, (), Ending(at=at, why=why, by=by, turn=turn))
            self._chains.stand_again(call_id)

    def goes_with(self, call_id: str) -> tuple[str, ...]:
        """The entries that removing this one removes: its own version, or all of the call."""
        return branch(self.chain(call_id), call_id)

    def remove(self, call_ids: Sequence[str]) -> int:
        """Remove calls with all that corrects them; how many entries went.

        Where there are two versions, a version goes alone.
        """
        gone = 0
        with self._writing():
            for call_id in call_ids:
                root = self._chains.root(call_id)
                if root is not None:
                    names = branch(self._chains.entries(root), call_id)
                    self._chains.remove(root, names)
                    gone += len(names)
        return gone

    def remove_unreadable(self, entry: Unreadable) -> int:
        """Remove one entry that cannot be read; what it corrected is current again."""
        by_number = entry.id.startswith(ROW)
        with self._writing():
            root = None if by_number else self._chains.root(entry.id)
            if root is not None and is_key(root):
                self._chains.remove(root, [entry.id])
                return 1
            key, value = (
                ("rowid", int(entry.id.removeprefix(ROW))) if by_number else ("id", entry.id)
            )
            row = self._sql(f'select root from "call" where {key} = ?', [value]).fetchone()  # noqa: S608  # ours
            if row is None:
                return 0
            self._sql(f'delete from "call" where {key} = ?', [value])  # noqa: S608  # names of ours
            self._sql('delete from call_words where id not in (select id from "call")', [])
            self._sql('delete from attempt where root not in (select root from "call")', [])
            if is_key(row[0]) and self._chains.entries(row[0]):
                self._chains.settle(row[0])
        return 1

    def relist(self) -> int:
        """Put calls back into the list that it leaves out though they are sound; how many."""
        put_back = 0
        with self._writing():
            self._sql(_STRAY, [])
            for (root,) in self._sql(_UNLISTED, []).fetchall():
                if not is_key(root):
                    continue
                found = read_all(self._sql, self._rows("where c.root = ?", [root]))
                if all(isinstance(each, Call) for each in found):
                    self._chains.settle(root)
                    put_back += 1
        return put_back

    def remove_all(self) -> None:
        """Empty the log."""
        with self._writing():
            for table in LOG:
                table.delete().execute()

    def mark_shared(self, call_ids: Sequence[str], at: datetime) -> None:
        """These were given to somebody."""
        with self._writing():
            for start in range(0, len(call_ids), PAGE):
                some = call_ids[start : start + PAGE]
                sql = f'update "call" set shared_at = ? where id in {marks(some)}'  # noqa: S608  # marks only
                self._sql(sql, [at.isoformat(), *some])

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @property
    def _is_lite(self) -> bool:
        return "://" not in self.place

    @contextmanager
    def _faults(self, *, write: bool = False) -> Iterator[None]:
        """With the tables of this log, also where another one is open beside it."""
        with (
            at_work(self._database, self.place, write=write),
            self._database.bind_ctx(LOG, bind_refs=False, bind_backrefs=False),
        ):
            yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All of it or nothing.

        On a server one program writes at a time: a change of one call may touch the calls that it
        names, and locks of single rows would meet crosswise.
        """
        with self._faults(write=True):
            if not self._is_lite:
                self._sql(f"select pg_advisory_xact_lock({_WRITES})", ())
            yield


def server_calls(url: str) -> Calls:
    """The log on a server.

    Raises:
        StorageError: it is no PostgreSQL address, or the server is not usable.
    """
    from guide.store.server import open_server

    return Calls(open_server(url), server_name(url))


def _last_key(keys: Iterable[Sequence[object]]) -> tuple[str, str] | None:
    """The last key that can be asked for again."""
    sound = [key for key in keys if all(map(is_key, key))]
    return (str(sound[-1][0]), str(sound[-1][1])) if sound else None


def _sound(found: Call | Unreadable) -> Call:
    """The call.

    Raises:
        StorageError: it cannot be read.
    """
    if isinstance(found, Call):
        return found
    raise StorageError(
        Sentence(
            "error.call.broken", "The call {call} in the log cannot be read: {why}.",
            call=found.id[:8], why=found.why,
        ),
        Sentence("hint.call.broken", "The others still can. `guide log remove` removes it."),
    )  # fmt: skip
