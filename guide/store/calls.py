"""The call log: takes and returns calls as values; on disk when a method returns.

Reads go page by page by key, so that memory does not grow with the log.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

import msgspec
from peewee import Database, ModelSelect, fn

from guide.core.call import FIELDS, Attempt, Call
from guide.core.errors import InvalidInput, StorageError
from guide.store.database import FILE, faults_in_words, open_database, open_server, server_name
from guide.store.schema import LOG, AttemptRow, CallRow, WordsRow

PAGE = 200
Added = Literal["added", "known", "conflict"]
_TEXT = tuple(name for name, kind in FIELDS.items() if kind in ("text", "kind", "way"))


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some calls, newest first, and the key to go on with; None at the end."""

    calls: tuple[Call, ...]
    following: tuple[str, str] | None


class Calls:
    """The log of one data folder, or of a server."""

    def __init__(self, database: Database, place: str) -> None:
        self.place = place
        self._database = database
        self._database.bind(LOG)

    # Reading

    def get(self, call_id: str) -> Call | None:
        """A call by its id."""
        with self._faults():
            row = CallRow.get_or_none(CallRow.id == call_id)
            return None if row is None else self._values([row])[0]

    def find(self, start: str) -> Call:
        """The one call whose id begins so.

        Raises:
            InvalidInput: there is none, or more than one.
        """
        lowest = start.strip().lower()
        with self._faults():
            rows = list(CallRow.select().where(CallRow.id.startswith(lowest)).limit(2))
            if len(rows) == 1 and lowest:
                return self._values(rows)[0]
        what = "Several calls begin" if rows and lowest else "There is no call that begins"
        raise InvalidInput(f"{what} with {start[:40]!r}.", "See `guide log list`.")

    def page(
        self,
        *,
        limit: int = 50,
        after: tuple[str, str] | None = None,
        search: str = "",
        since: datetime | None = None,
    ) -> Page:
        """Current calls, newest first; `after` is the key of the page before."""
        keys = WordsRow.select(WordsRow.started_at, WordsRow.id)
        if since is not None:
            keys = keys.where(WordsRow.started_at >= _sortable(since))
        if after is not None:
            older = WordsRow.started_at < after[0]
            same = (WordsRow.started_at == after[0]) & (WordsRow.id < after[1])
            keys = keys.where((WordsRow.started_at <= after[0]) & (older | same))
        for word in _folded(search).split():
            keys = keys.where(self._holds(word))
        newest = keys.order_by(WordsRow.started_at.desc(), WordsRow.id.desc()).limit(limit + 1)
        with self._faults():
            found = [(str(row.started_at), str(row.id)) for row in newest]
            shown = found[:limit]
            following = shown[-1] if len(found) > limit else None
            return Page(calls=self._by_ids([name for _, name in shown]), following=following)

    def _holds(self, word: str) -> object:
        if self._is_lite:
            return fn.instr(WordsRow.words, word) > 0
        return fn.strpos(WordsRow.words, word) > 0

    def each(self) -> Iterator[Call]:
        """Every entry, corrected ones too, oldest first."""
        return self._oldest_first(CallRow.select())

    def promised(self) -> Iterator[Call]:
        """Current calls with a promise that no answer has kept yet, oldest first."""
        return self._oldest_first(CallRow.select().where(CallRow.promised))

    def _oldest_first(self, some: "ModelSelect[CallRow]") -> Iterator[Call]:
        last, more = ("", ""), True
        while more:
            newer = CallRow.started_at > last[0]
            same = (CallRow.started_at == last[0]) & (CallRow.id > last[1])
            ordered = some.where(newer | same).order_by(CallRow.started_at, CallRow.id)
            with self._faults():
                rows = list(ordered.limit(PAGE))
                calls = self._values(rows)
            yield from calls
            more = len(rows) == PAGE
            last = (str(rows[-1].started_at), str(rows[-1].id)) if rows else last

    def chain(self, call_id: str) -> tuple[Call, ...]:
        """A call with all that corrected it, the first entry first."""
        with self._faults():
            row = CallRow.get_or_none(CallRow.id == call_id)
            if row is None:
                return ()
            rows = list(CallRow.select().where(CallRow.root == row.root))
            calls = {call.id: call for call in self._values(rows)}
        following = {call.corrects: call for call in calls.values()}
        ordered = [calls[str(row.root)]] if str(row.root) in calls else []
        while ordered and ordered[-1].id in following and len(ordered) < len(calls):
            ordered.append(following[ordered[-1].id])
        return tuple(ordered or calls.values())

    def count(self) -> int:
        """How many entries there are, corrected ones too."""
        with self._faults():
            return int(CallRow.select().count())

    # Writing

    def add(self, call: Call) -> None:
        """Put an entry into the log; with `corrects` it takes the place of an older one."""
        with self._faults(), self._writing():
            self._add(call)

    def gather(self, calls: Iterable[Call]) -> list[tuple[str, Added]]:
        """Take in calls from another log, all or none: (id, what became of it) of each.

        New ones are added, known ones compared; a call-back that only one side noted is added to
        the other.
        """
        with self._faults(), self._writing():
            return [(call.id, self._take_in(call)) for call in calls]

    def _take_in(self, call: Call) -> Added:
        row = CallRow.get_or_none(CallRow.id == call.id)
        if row is None:
            self._add(call)
            return "added"
        self._note(str(row.root), call.attempts)
        return "known" if _bare(_value(row)) == _bare(call) else "conflict"

    def note_attempt(self, call_id: str, attempt: Attempt) -> None:
        """USCIS called back, or wrote: noted on the call and all that corrects it."""
        with self._faults(), self._writing():
            row = CallRow.get_or_none(CallRow.id == call_id)
            if row is None:
                raise InvalidInput("That call is no longer in the log.", "See `guide log list`.")
            self._note(str(row.root), (attempt,))

    def remove(self, call_ids: Sequence[str]) -> int:
        """Remove calls with all that corrects them; how many entries went."""
        with self._faults(), self._writing():
            rows = CallRow.select(CallRow.root).where(CallRow.id.in_(call_ids))
            roots = [str(row.root) for row in rows]
            gone = [str(row.id) for row in CallRow.select().where(CallRow.root.in_(roots))]
            WordsRow.delete().where(WordsRow.id.in_(gone)).execute()
            AttemptRow.delete().where(AttemptRow.root.in_(roots)).execute()
            CallRow.delete().where(CallRow.root.in_(roots)).execute()
        return len(gone)

    def remove_all(self) -> None:
        """Empty the log."""
        with self._faults(), self._writing():
            for table in LOG:
                table.delete().execute()

    def mark_shared(self, call_ids: Sequence[str], at: datetime) -> None:
        """These were given to somebody."""
        with self._faults(), self._writing():
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
        started = _sortable(call.started_at)
        CallRow.create(
            id=call.id,
            root=root,
            corrects=call.corrects,
            started_at=started,
            entry=_entry(call),
            current=True,
            promised=_is_promised(call),
            shared_at=None if call.shared_at is None else call.shared_at.isoformat(),
        )
        WordsRow.create(started_at=started, id=call.id, words=words_of(call))
        if older is not None:
            self._supersede(str(older.id))
        # From another log, a correction may have come before what it corrects.
        newer = CallRow.get_or_none(CallRow.corrects == call.id)
        if newer is not None:
            CallRow.update(root=root).where(CallRow.root == newer.root).execute()
            self._supersede(call.id)
        self._note(root, call.attempts)

    def _supersede(self, call_id: str) -> None:
        CallRow.update(current=False, promised=False).where(CallRow.id == call_id).execute()
        WordsRow.delete().where(WordsRow.id == call_id).execute()

    def _note(self, root: str, attempts: Iterable[Attempt]) -> None:
        for attempt in attempts:
            at = attempt.at.isoformat()
            known = (AttemptRow.root == root) & (AttemptRow.at == at)
            if AttemptRow.get_or_none(known) is None:
                AttemptRow.create(root=root, at=at, answered=attempt.answered)
            if attempt.answered:
                CallRow.update(promised=False).where(CallRow.root == root).execute()

    def _by_ids(self, ids: Sequence[str]) -> tuple[Call, ...]:
        rows = {str(row.id): row for row in CallRow.select().where(CallRow.id.in_(ids))}
        return self._values([rows[name] for name in ids if name in rows])

    def _values(self, rows: Sequence[CallRow]) -> tuple[Call, ...]:
        roots = {str(row.root) for row in rows}
        attempts: dict[str, list[Attempt]] = {root: [] for root in roots}
        for noted in AttemptRow.select().where(AttemptRow.root.in_(list(roots))):
            at = datetime.fromisoformat(str(noted.at))
            attempts[str(noted.root)].append(Attempt(at=at, answered=bool(noted.answered)))
        return tuple(
            msgspec.structs.replace(
                _value(row),
                attempts=tuple(sorted(attempts[str(row.root)], key=lambda each: each.at)),
                shared_at=datetime.fromisoformat(str(row.shared_at)) if row.shared_at else None,
            )
            for row in rows
        )

    def _writing(self) -> AbstractContextManager[object]:
        """A transaction that writes: on SQLite it waits its turn before it reads."""
        atomic = self._database.atomic("immediate") if self._is_lite else self._database.atomic()
        return cast("AbstractContextManager[object]", atomic)

    @property
    def _is_lite(self) -> bool:
        return "://" not in self.place

    def _faults(self) -> AbstractContextManager[None]:
        return faults_in_words(self.place)


def local_calls(folder: Path) -> Calls:
    """The log in a folder.

    Raises:
        StorageError: the folder or the file is not usable.
    """
    return Calls(open_database(folder), str(folder / FILE))


def server_calls(url: str) -> Calls:
    """The log on a server.

    Raises:
        StorageError: it is no PostgreSQL address, or the server is not usable.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        scheme = url.partition("://")[0]
        raise StorageError(
            f"--data: {scheme!r} is not a database that guide knows.",
            "Name a folder, or postgresql://user@host/name.",
        )
    return Calls(open_server(url), server_name(url))


def words_of(call: Call) -> str:
    """What a call is found by."""
    texts = [getattr(call, name) for name in _TEXT]
    texts += [each.text for each in call.heard]
    return _folded(" ".join(text for text in texts if text)).replace("\0", " ")


def _folded(text: str) -> str:
    return text.casefold()


def _sortable(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _is_promised(call: Call) -> bool:
    return call.answer_by is not None or call.kind in ("urgent", "regular")


def _entry(call: Call) -> str:
    """The call as JSON, without what stands in tables of its own."""
    return msgspec.json.encode(_bare(call)).decode()


def _bare(call: Call) -> Call:
    return msgspec.structs.replace(call, attempts=(), shared_at=None)


def _value(row: CallRow) -> Call:
    try:
        return msgspec.json.decode(str(row.entry), type=Call)
    except (ValueError, msgspec.MsgspecError):
        raise StorageError(
            f"The call {str(row.id)[:8]} in the log cannot be read.", "The others still can."
        ) from None
