"""Calls as rows, and rows as calls. Reading a row never fails, whatever it holds."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from guide.core.call.entry import Call, CallBackAttempt, Ending
from guide.core.call.faults import Unreadable, is_id, is_in_years, unreadable, unstorable
from guide.core.call.versions import ending_of, is_taken_back, joined, last_ending, same
from guide.core.case_numbers import ServiceItemNumber
from guide.core.errors import InvalidInput
from guide.core.ids import ChainId
from guide.core.message import Message
from guide.core.text import is_encodable
from guide.store.search_words import folded, searched
from guide.store.sql import Run, marks

# Two notes of one call seldom begin at the same minute.
NEAR = timedelta(minutes=30)
# Every word of a search is a condition of its own, and databases limit how many they take.
MOST_WORDS = 50
# A call as it is read: id, root, its value as JSON, when it was shared, when it began, when a
# later call named its number, and the number of the row, which tells one whose id is broken.
Row = Sequence[Any]
# How an entry is called that has no id of its own.
ROW = "row-"
_decode = msgspec.json.Decoder(Call).decode


def columns(number: str = "0") -> str:
    """What is read of a call; `number` is the column that tells its row, where there is one."""
    return f"c.id, c.root, c.entry, c.shared_at, c.started_at, c.asked_again_at, {number}"


def checked(call: Call) -> Call:
    """The one door: a call as it may be stored, whoever hands it over.

    Raises:
        InvalidInput: it could not be read, shown or counted with afterwards.
    """
    fault = unstorable(call)
    try:
        _decode(msgspec.json.encode(call))
    except UnicodeEncodeError:
        fault = Message("fault.broken", "the text holds a broken character")
    except (ValueError, TypeError, msgspec.MsgspecError):
        fault = fault or Message("fault.kind", "a value is of the wrong kind")
    if fault is not None:
        raise InvalidInput(
            Message(
                "error.call.unsound", "The call {call} cannot be kept: {fault}.",
                call=str(call.id)[:8], fault=fault,
            ),
            Message("hint.call.unsound", "Check its days, times and texts."),
        )  # fmt: skip
    return call


def checked_attempt(attempt: CallBackAttempt) -> CallBackAttempt:
    """An attempt as it may be stored.

    Raises:
        InvalidInput: its moment cannot be counted with.
    """
    if not is_in_years(attempt.at):
        raise InvalidInput(
            Message("error.far", "That moment is too far away."),
            Message("hint.far", "Use a year from 3 to 9997."),
        )
    return attempt


def read(
    row: Row, attempts: Mapping[ChainId, Sequence[CallBackAttempt]], ended: Ending | None
) -> Call | Unreadable:
    """A row as a call; `attempts` by the root of the chain, `ended` of its chain."""
    call_id, root, entry, shared_at, started_at, *_ = row
    try:
        call = _decode(entry if isinstance(entry, str) else b"")
        shared = None if shared_at is None else datetime.fromisoformat(str(shared_at))
        fault = unreadable(call)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return _broken(row, Message("fault.unread", "it is not a log entry"))
    if fault is not None:
        return _broken(row, fault)
    if (call.id, sortable(call.started_at)) != (call_id, started_at) or not is_key(root):
        return _broken(row, Message("fault.other", "it stands in the place of another entry"))
    if shared is not None and shared.tzinfo is None:
        return _broken(row, Message("fault.offset", "a moment has no offset"))
    tries = attempts.get(ChainId(str(root)), ())
    return msgspec.structs.replace(
        call,
        attempts=tuple(attempt for attempt in tries if not is_taken_back(attempt)),
        taken_back=tuple(attempt for attempt in tries if is_taken_back(attempt)),
        ended=ended,
        shared_at=shared,
    )


def read_all(run: Run, rows: Sequence[Row]) -> list[Call | Unreadable]:
    """Rows as calls with what belongs to their whole chains, in the same order."""
    roots = list(dict.fromkeys(ChainId(str(row[1])) for row in rows if is_key(row[1])))
    attempts, endings = attempts_of(run, roots), endings_of(run, roots)
    return [
        read(row, attempts, ending_of(endings.get(ChainId(str(row[1]))), moment_of(row[5])))
        for row in rows
    ]


def calls_of(run: Run, rows: Sequence[Row]) -> tuple[Call, ...]:
    """Rows as calls, as `read_all` gives them; what cannot be read is left out."""
    return tuple(call for call in read_all(run, rows) if isinstance(call, Call))


def moment_of(value: object) -> datetime | None:
    """The moment that a cell holds, aware; None for what is none, or beyond all dates."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is not None and is_in_years(moment) else None


def attempts_of(run: Run, roots: Sequence[ChainId]) -> dict[ChainId, list[CallBackAttempt]]:
    """Of each root, the earliest first; those that were taken back too, and nothing broken."""
    attempts: dict[ChainId, list[CallBackAttempt]] = {root: [] for root in roots}
    if roots:
        sql = f"select root, at, answered, turn from attempt where root in {marks(roots)}"  # noqa: S608  # marks only
        for root, at, answered, turn in run(f"{sql} order by root, at", roots):
            attempt = read_attempt(at, answered, turn)
            if attempt is not None:
                attempts[root].append(attempt)
    return attempts


def read_attempt(at: object, answered: object, turn: object = 0) -> CallBackAttempt | None:
    """A row of the table of attempts as a value; None for one that cannot be read."""
    moment = moment_of(at)
    if moment is None or answered not in (0, 1) or not isinstance(turn, int) or turn < 0:
        return None
    return CallBackAttempt(at=moment, answered=bool(answered), turn=turn)


def endings_of(run: Run, roots: Sequence[ChainId]) -> dict[ChainId, Ending]:
    """What somebody closed, or opened again; what cannot be read is left out."""
    endings: dict[ChainId, Ending] = {}
    if roots:
        sql = f"select root, at, why, who, turn from call_ending where root in {marks(roots)}"  # noqa: S608  # marks only
        for root, at, why, who, turn in run(sql, roots):
            moment = moment_of(at)
            with suppress(msgspec.ValidationError):
                if moment is not None:
                    endings[root] = msgspec.convert(
                        {"at": moment, "why": why, "by": who, "turn": turn}, Ending
                    )
    return endings


def entry_of(call_id: str, corrects: object, started_at: object, entry: object) -> Call:
    """An entry alone; one that cannot be read says nothing but where it stands."""
    with suppress(ValueError, RecursionError, msgspec.MsgspecError):
        call = _decode(entry if isinstance(entry, str) else b"")
        if call.id == call_id and unreadable(call) is None:
            return call
    began = moment_of(started_at) or datetime.min.replace(tzinfo=UTC)
    return Call(id=call_id, started_at=began, corrects=corrects if is_key(corrects) else None)  # type: ignore[arg-type]  # a key is text


def is_key(value: object) -> bool:
    """Whether a value from a row can be asked for again."""
    return isinstance(value, str) and is_encodable(value)


def _broken(row: Row, why: Message) -> Unreadable:
    call_id, entry, number = row[0], row[2], row[6]
    return Unreadable(
        id=str(call_id) if isinstance(call_id, str) and is_id(call_id) else f"{ROW}{number}",
        why=why,
        raw=_text(entry),
    )


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value).encode("utf-8", "replace").decode()


def columns_of(call: Call, root: ChainId) -> dict[str, object]:
    """Column → value of an entry, current until another corrects it."""
    return {
        "id": call.id,
        "root": root,
        "corrects": call.corrects,
        "started_at": sortable(call.started_at),
        # What belongs to the whole chain, and sharing, stand in places of their own.
        "entry": msgspec.json.encode(_bare(call)).decode(),
        "current": True,
        "promised": is_promised(call),
        "shared_at": None if call.shared_at is None else call.shared_at.isoformat(),
        **numbers_of(call),
    }


def numbers_of(call: Call) -> dict[str, str | None]:
    """The columns by which calls under one service item number are found."""
    found = map(ServiceItemNumber.noted, (call.service_item, call.earlier_item))
    keys = (None if number is None else number.key for number in found)
    return dict(zip(("item", "earlier"), keys, strict=True))


def _bare(call: Call) -> Call:
    return msgspec.structs.replace(call, attempts=(), taken_back=(), ended=None, shared_at=None)


def is_promised(call: Call) -> bool:
    """Whether USCIS owes an answer: the call has a mark, or a day was named."""
    return call.answer_by is not None or call.kind in ("urgent", "regular")


def tells_no_more(call: Call, known: Call | None) -> bool:
    """Whether the log has all of a call already, what came of it included."""
    if known is None or not same(known, call):
        return False
    here = joined((*known.attempts, *known.taken_back))
    both = joined((*known.attempts, *known.taken_back, *call.attempts, *call.taken_back))
    return here == both and last_ending((known.ended, call.ended)) == last_ending((known.ended,))


def sortable(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def wanted(search: str) -> list[str]:
    """The words of a search as they stand in the log; broken characters stand in none.

    Raises:
        InvalidInput: they are too many.
    """
    whole = search if is_encodable(search) else search.encode("utf-8", "replace").decode()
    words = list(dict.fromkeys(map(searched, folded(whole).split())))
    if len(words) > MOST_WORDS:
        raise InvalidInput(
            Message(
                "error.search.long", "The search has {count:,} different words.", count=len(words)
            ),
            Message("hint.search.long", "Use at most {most}.", most=MOST_WORDS),
        )
    return words
