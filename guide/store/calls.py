"""The call log: takes and returns calls as values; on disk when a method returns.

Reads go page by page by key, so that memory does not grow with the log.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from peewee import SQL

from guide.core.call import FIELDS, Attempt, Call
from guide.core.call_faults import Unreadable
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import server_name
from guide.core.sentence import Sentence
from guide.core.text import is_storable
from guide.store.call_rows import (
    ROW,
    Row,
    checked,
    checked_attempt,
    is_key,
    read,
    read_attempt,
    sortable,
)
from guide.store.database import at_work, run_sql
from guide.store.schema import LOG, AttemptRow, CallRow, WordsRow

if TYPE_CHECKING:
    from guide.store.database import LiteDatabase
    from guide.store.server import ServerDatabase

PAGE = 200
# Every word of a search is a condition of its own, and databases limit how many they take.
MOST_WORDS = 50
Added = Literal["added", "known", "conflict"]
_SEE_LIST = Sentence("hint.log.list", "See `guide log list`.")
_ROW = (CallRow.id, CallRow.root, CallRow.entry, CallRow.shared_at, CallRow.started_at)
# Many calls at once are plain SQL: for peewee to build it takes several times as long as to run it.
_PAGE_OF_CALLS = """
select c.id, c.root, c.entry, c.shared_at, c.started_at, {number}, w.started_at, w.id
from call_words w join "call" c on c.id = w.id
{where} order by w.started_at desc, w.id desc limit {limit}"""
_IN_ROWS = """
select id, root, entry, shared_at, started_at, {number}, {key} from "call"
where {key} > ? order by {key} limit {limit}"""
_UNLISTED = """
select c.id, c.root, c.entry, c.shared_at, c.started_at, {number} from "call" c
where c.current = ? and not exists
(select 1 from call_words w where w.id = c.id and w.started_at = c.started_at)"""
_STRAY = """
delete from call_words where not exists (select 1 from "call" c where c.current = ?
and c.id = call_words.id and c.started_at = call_words.started_at)"""
_ATTEMPTS = "select root, at, answered from attempt where root in ({roots}) order by root, at"
_decode = msgspec.json.Decoder(Call).decode
_TEXT = tuple(name for name, kind in FIELDS.items() if kind in ("text", "kind", "way"))


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some calls, newest first, and the key to go on with; None at the end."""

    calls: tuple[Call, ...]
    following: tuple[str, str] | None
    unreadable: tuple[Unreadable, ...] = ()


class Calls:
    """The log of one data folder, or of a server."""

    def __init__(self, database: "LiteDatabase | ServerDatabase", place: str) -> None:
        self.place = place
        self._database = database

    # Reading

    def get(self, call_id: str) -> Call | None:
        """A call by its id."""
        with self._faults():
            found = self._read(self._rows(CallRow.id == call_id))
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
        with self._faults():
            if self._is_lite and lowest.startswith(ROW) and lowest.removeprefix(ROW).isdecimal():
                rows = self._rows(SQL("rowid = ?", (int(lowest.removeprefix(ROW)[:15]),)))
            else:
                rows = self._rows(CallRow.id.startswith(lowest), limit=2)
            if len(rows) == 1 and lowest:
                return self._read(rows)[0]
        given = start[:40]
        message = Sentence(
            "error.call.none", "There is no call that begins with {start!r}.", start=given
        )
        if rows and lowest:
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
        words = _wanted(search)
        found_at = "instr" if self._is_lite else "strpos"
        wanted = [f"{found_at}(w.words, ?) > 0"] * len(words)
        values = words
        if since is not None:
            wanted.append("w.started_at >= ?")
            values = [*values, sortable(since)]
        if after is not None:
            wanted.append("(w.started_at, w.id) < (?, ?)")
            values = [*values, *after]
        where = f"where {' and '.join(wanted)}" if wanted else ""
        with self._faults():
            sql = _PAGE_OF_CALLS.format(where=where, limit=limit + 1, number=self._number("c."))
            rows = self._sql(sql, values).fetchall()
            shown = rows[:limit]
            following = _last_key(row[6:] for row in shown) if len(rows) > limit else None
            found = self._read([row[:6] for row in shown])
        return Page(
            calls=tuple(each for each in found if isinstance(each, Call)),
            following=following,
            unreadable=tuple(each for each in found if isinstance(each, Unreadable)),
        )

    def _number(self, table: str = "") -> str:
        """What tells a row whose id is broken; a server takes no such id."""
        return f"{table}rowid" if self._is_lite else "0"

    def _sql(self, sql: str, values: Sequence[object]) -> Any:  # noqa: ANN401  # a cursor
        """A statement in plain SQL, with `?` for each value."""
        return run_sql(self._database, sql.replace("?", self._database.param), tuple(values))

    def each(self) -> Iterator[Call]:
        """Every entry that can be read, corrected ones too, oldest first."""
        return self._oldest_first(promised_only=False)

    def unreadable(self) -> Iterator[Unreadable]:
        """Every entry that cannot be read, wherever it stands."""
        key = self._number() if self._is_lite else "id"
        last: object = -1 if self._is_lite else ""
        more = True
        while more:
            with self._faults():
                sql = _IN_ROWS.format(number=self._number(), key=key, limit=PAGE)
                rows = self._sql(sql, [last]).fetchall()
                found = self._read([row[:6] for row in rows])
            yield from (each for each in found if isinstance(each, Unreadable))
            more = len(rows) == PAGE
            last = rows[-1][6] if rows else last

    def promised(self) -> Iterator[Call]:
        """Current calls with a promise that no answer has kept yet, oldest first."""
        return self._oldest_first(promised_only=True)

    def _oldest_first(self, *, promised_only: bool) -> Iterator[Call]:
        last, more = ("", ""), True
        while more:
            with self._faults():
                newer = CallRow.started_at > last[0]
                same = (CallRow.started_at == last[0]) & (CallRow.id > last[1])
                wanted = (CallRow.started_at >= last[0]) & (newer | same)
                if promised_only:
                    wanted = (CallRow.promised == True) & wanted  # noqa: E712  # in SQL
                rows = self._rows(wanted, CallRow.started_at, CallRow.id, limit=PAGE)
                calls = self._values(rows)
            yield from calls
            key = _last_key((row[4], row[0]) for row in rows)
            more = len(rows) == PAGE and key is not None
            last = key or last

    def chain(self, call_id: str) -> tuple[Call, ...]:
        """A call with all that corrected it, the first entry first."""
        with self._faults():
            row = CallRow.get_or_none(CallRow.id == call_id)
            if row is None:
                return ()
            rows = self._rows(CallRow.root == row.root)
            calls = {call.id: call for call in self._values(rows)}
        return tuple(sorted(calls.values(), key=lambda call: (_depth(call, calls), call.id)))

    def count(self) -> int:
        """How many entries there are, corrected ones too."""
        with self._faults():
            return int(CallRow.select().count())

    # Writing

    def add(self, call: Call) -> None:
        """Put an entry into the log; with `corrects` it takes the place of an older one.

        Raises:
            InvalidInput: another call with that id is there.
        """
        checked(call)
        with self._writing():
            if self._take_in(call) == "conflict":
                message = Sentence(
                    "error.call.there", "The call {call} is in the log already.", call=call.id[:8]
                )
                hint = Sentence("hint.call.there", "Correct it there: `guide log edit`.")
                raise InvalidInput(message, hint)

    def gather(self, calls: Iterable[Call]) -> list[tuple[str, Added]]:
        """Take in calls from another log, all or none: (id, what became of it) of each.

        New ones are added, known ones compared; a call-back that only one side noted is added to
        the other.
        """
        found: list[tuple[str, Added]] = []
        # All of it is read and checked before the turn to write is taken from others.
        packed = [msgspec.json.encode(checked(call)) for call in calls]
        with self._writing():
            rest = map(_decode, packed)
            while some := list(islice(rest, PAGE)):
                plain = self._unheard_of(some)
                self._add_plain(plain.values())
                in_log = self._in_log([call.id for call in some if call.id not in plain])
                for call in some:
                    if plain.get(call.id) is call:
                        found.append((call.id, "added"))
                    elif _says_no_more(call, in_log.get(call.id)):
                        found.append((call.id, "known"))
                    else:
                        found.append((call.id, self._take_in(call)))
        return found

    def _in_log(self, ids: Sequence[str]) -> dict[str, Call]:
        return (
            {call.id: call for call in self._values(self._rows(CallRow.id.in_(ids)))} if ids else {}
        )

    def _unheard_of(self, calls: Sequence[Call]) -> dict[str, Call]:
        """Those that neither the log nor another one of them knows anything of."""
        ids = [call.id for call in calls]
        near = (CallRow.id.in_(ids)) | (CallRow.corrects.in_(ids))
        rows = list(CallRow.select(CallRow.id, CallRow.corrects).where(near))
        known = {name for row in rows for name in (row.id, row.corrects)}
        first = {call.id: call for call in reversed(calls)}
        named = known | {call.corrects for call in calls}
        return {
            name: call
            for name, call in first.items()
            if call.corrects is None and name not in named
        }

    def _add_plain(self, calls: Iterable[Call]) -> None:
        """The same as `_add` for calls that no correction touches, many at once."""
        some = list(calls)
        if not some:
            return
        attempts = {(c.id, sortable(a.at)): a.answered for c in some for a in c.attempts}
        kept = {name for (name, _), answered in attempts.items() if answered}
        rows = [
            _columns(call, call.id) | {"promised": _is_promised(call) and call.id not in kept}
            for call in some
        ]
        words = [_words_row(call) for call in some]
        noted = [{"root": n, "at": at, "answered": yes} for (n, at), yes in attempts.items()]
        self._insert("call", rows)
        self._insert("call_words", words)
        self._insert("attempt", noted)

    def _insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Rows of one shape, many in a statement."""
        for start in range(0, len(rows), PAGE):
            some = rows[start : start + PAGE]
            names = ", ".join(f'"{name}"' for name in some[0])
            each = f"({', '.join('?' * len(some[0]))})"
            sql = f'insert into "{table}" ({names}) values {", ".join([each] * len(some))}'  # noqa: S608  # names of ours
            self._sql(sql, [value for row in some for value in row.values()])

    def _take_in(self, call: Call) -> Added:
        row = CallRow.get_or_none(CallRow.id == call.id)
        if row is None:
            self._add(call)
            return "added"
        known = self._values(self._rows(CallRow.id == call.id))
        if not known or not _same(known[0], call):
            return "conflict"
        self._note(str(row.root), call.attempts)
        return "known"

    def note_attempt(self, call_id: str, attempt: Attempt) -> None:
        """USCIS called back, or wrote: noted on the call and all that corrects it."""
        checked_attempt(attempt)
        with self._writing():
            row = CallRow.get_or_none(CallRow.id == call_id)
            if row is None:
                message = Sentence("error.call.gone", "That call is no longer in the log.")
                raise InvalidInput(message, _SEE_LIST)
            self._note(str(row.root), (attempt,))

    def remove(self, call_ids: Sequence[str]) -> int:
        """Remove calls with all that corrects them; how many entries went."""
        with self._writing():
            rows = CallRow.select(CallRow.root).where(CallRow.id.in_(call_ids))
            roots = [str(row.root) for row in rows]
            gone = [str(row.id) for row in CallRow.select().where(CallRow.root.in_(roots))]
            WordsRow.delete().where(WordsRow.id.in_(gone)).execute()
            AttemptRow.delete().where(AttemptRow.root.in_(roots)).execute()
            CallRow.delete().where(CallRow.root.in_(roots)).execute()
        return len(gone)

    def remove_unreadable(self, entry: Unreadable) -> int:
        """Remove one entry that cannot be read; what it corrected is current again."""
        by_number = entry.id.startswith(ROW)
        key = self._number() if by_number else "id"
        value = int(entry.id.removeprefix(ROW)) if by_number else entry.id
        with self._writing():
            sql = f'select root, corrects from "call" where {key} = ?'  # noqa: S608  # names of ours
            row = self._sql(sql, [value]).fetchone()
            if row is None:
                return 0
            self._sql(f'delete from "call" where {key} = ?', [value])  # noqa: S608  # as above
            self._sql('delete from call_words where id not in (select id from "call")', [])
            self._sql('delete from attempt where root not in (select root from "call")', [])
            if is_key(row[1]):
                self._make_current(str(row[1]))
        return 1

    def _make_current(self, call_id: str) -> None:
        """Of an entry that nothing corrects any more."""
        found = self._values(self._rows(CallRow.id == call_id))
        if not found or CallRow.get_or_none(CallRow.corrects == call_id) is not None:
            return
        (call,) = found
        kept = any(attempt.answered for attempt in call.attempts)
        CallRow.update(current=True, promised=_is_promised(call) and not kept).where(
            CallRow.id == call_id
        ).execute()
        WordsRow.delete().where(WordsRow.id == call_id).execute()
        WordsRow.create(**_words_row(call))

    def relist(self) -> int:
        """Put calls back into the list that it leaves out though they are sound; how many."""
        with self._writing():
            self._sql(_STRAY, [True])
            rows = self._sql(_UNLISTED.format(number=self._number("c.")), [True]).fetchall()
            calls = self._values(rows)
            self._insert("call_words", [_words_row(call) for call in calls])
        return len(calls)

    def remove_all(self) -> None:
        """Empty the log."""
        with self._writing():
            for table in LOG:
                table.delete().execute()

    def mark_shared(self, call_ids: Sequence[str], at: datetime) -> None:
        """These were given to somebody."""
        with self._writing():
            for start in range(0, len(call_ids), PAGE):
                some = CallRow.id.in_(call_ids[start : start + PAGE])
                CallRow.update(shared_at=at.isoformat()).where(some).execute()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    # Rows and values

    def _add(self, call: Call) -> None:
        older = CallRow.get_or_none(CallRow.id == call.corrects)
        root = call.id if older is None else str(older.root)
        CallRow.create(**_columns(call, root))
        WordsRow.create(**_words_row(call))
        if older is not None:
            self._supersede(str(older.id))
        # From another log, a correction may have come before what it corrects.
        for newer in list(CallRow.select().where(CallRow.corrects == call.id)):
            if newer.root == root:
                message = Sentence(
                    "error.call.circle", "The calls {one} and {other} correct one another.",
                    one=call.id[:8], other=str(newer.id)[:8],
                )  # fmt: skip
                hint = Sentence("hint.call.circle", "Nothing was taken in.")
                raise InvalidInput(message, hint)
            noted = self._attempts([str(newer.root)])[str(newer.root)]
            AttemptRow.delete().where(AttemptRow.root == newer.root).execute()
            self._note(root, noted)
            CallRow.update(root=root).where(CallRow.root == newer.root).execute()
            self._supersede(call.id)
        self._note(root, call.attempts)
        answered = (AttemptRow.root == root) & (AttemptRow.answered == True)  # noqa: E712  # in SQL
        if AttemptRow.get_or_none(answered) is not None:
            CallRow.update(promised=False).where(CallRow.root == root).execute()

    def _supersede(self, call_id: str) -> None:
        CallRow.update(current=False, promised=False).where(CallRow.id == call_id).execute()
        WordsRow.delete().where(WordsRow.id == call_id).execute()

    def _note(self, root: str, attempts: Iterable[Attempt]) -> None:
        for attempt in attempts:
            at = sortable(attempt.at)
            noted = (AttemptRow.root == root) & (AttemptRow.at == at)
            if AttemptRow.get_or_none(noted) is None:
                AttemptRow.create(root=root, at=at, answered=attempt.answered)
            if attempt.answered:
                AttemptRow.update(answered=True).where(noted).execute()
                CallRow.update(promised=False).where(CallRow.root == root).execute()

    def _rows(self, wanted: object, *order: object, limit: int | None = None) -> list[Row]:
        number = SQL(self._number())
        found = CallRow.select(*_ROW, number).where(wanted).order_by(*order).limit(limit)
        # As they stand: peewee would fail on a value of another type.
        rows: list[Row] = self._database.execute(found).fetchall()  # type: ignore[no-untyped-call]  # stubs
        return rows

    def _read(self, rows: Sequence[Row]) -> list[Call | Unreadable]:
        attempts = self._attempts(row[1] for row in rows)
        return [read(row, attempts) for row in rows]

    def _values(self, rows: Sequence[Row]) -> tuple[Call, ...]:
        return tuple(each for each in self._read(rows) if isinstance(each, Call))

    def _attempts(self, roots: Iterable[object]) -> dict[object, list[Attempt]]:
        """Of each root, the earliest first; what is no attempt is left out."""
        found: dict[object, list[Attempt]] = {root: [] for root in roots if is_key(root)}
        if found:
            sql = _ATTEMPTS.format(roots=", ".join("?" * len(found)))
            for root, at, answered in self._sql(sql, list(found)):
                attempt = read_attempt(at, answered)
                if attempt is not None:
                    found[root].append(attempt)
        return found

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
        """All of it or nothing."""
        with self._faults(write=True):
            yield


def server_calls(url: str) -> Calls:
    """The log on a server.

    Raises:
        StorageError: it is no PostgreSQL address, or the server is not usable.
    """
    from guide.store.server import open_server

    return Calls(open_server(url), server_name(url))


def words_of(call: Call) -> str:
    """What a call is found by."""
    texts = [getattr(call, name) for name in _TEXT]
    texts += [each.text for each in call.heard]
    return _folded(" ".join(text for text in texts if text)).replace("\0", " ")


def _words_row(call: Call) -> dict[str, object]:
    return {"started_at": sortable(call.started_at), "id": call.id, "words": words_of(call)}


def _wanted(search: str) -> list[str]:
    """The words of a search as they stand in the log; broken characters stand in none."""
    whole = search if is_storable(search) else search.encode("utf-8", "replace").decode()
    words = list(dict.fromkeys(_folded(whole).replace("\0", " ").split()))
    if len(words) > MOST_WORDS:
        raise InvalidInput(
            Sentence(
                "error.search.long", "The search has {count:,} different words.", count=len(words)
            ),
            Sentence("hint.search.long", "It takes up to {most}.", most=MOST_WORDS),
        )
    return words


def _folded(text: str) -> str:
    return text.casefold()


def _is_promised(call: Call) -> bool:
    return call.answer_by is not None or call.kind in ("urgent", "regular")


def _columns(call: Call, root: str) -> dict[str, object]:
    return {
        "id": call.id,
        "root": root,
        "corrects": call.corrects,
        "started_at": sortable(call.started_at),
        # Attempts and sharing stand in places of their own.
        "entry": msgspec.json.encode(_bare(call)).decode(),
        "current": True,
        "promised": _is_promised(call),
        "shared_at": None if call.shared_at is None else call.shared_at.isoformat(),
    }


def _bare(call: Call) -> Call:
    return msgspec.structs.replace(call, attempts=(), shared_at=None)


def _says_no_more(call: Call, known: Call | None) -> bool:
    """Whether the log has all of a call already, what came of it included."""
    return known is not None and _same(known, call) and {*call.attempts} <= {*known.attempts}


def _same(one: Call, other: Call) -> bool:
    """Whether two entries say the same; moments are compared as moments, whatever their zones."""
    return _in_utc(one) == _in_utc(other)


def _in_utc(call: Call) -> dict[str, object]:
    heard = tuple((each.at.astimezone(UTC), each.step, each.text) for each in call.heard)
    values = {name: getattr(call, name) for name in (*FIELDS, "id", "corrects")}
    moments = {
        name: value.astimezone(UTC) for name, value in values.items() if isinstance(value, datetime)
    }
    return values | moments | {"heard": heard}


def _depth(call: Call, calls: Mapping[str, Call]) -> int:
    """How many corrections led to an entry."""
    depth, older = 0, call.corrects
    while older is not None and older in calls and depth < len(calls):
        depth, older = depth + 1, calls[older].corrects
    return depth


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
