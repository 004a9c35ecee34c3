"""Calls as rows and back. Reading a row never fails, whatever it holds."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from guide.core.call import Attempt, Call
from guide.core.call_faults import Unreadable, is_id, is_in_years, unreadable, unstorable
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence
from guide.core.text import is_storable

# id, root, its value as JSON, when it was shared, when it began, the number of the row.
Row = tuple[object, ...]
_decode = msgspec.json.Decoder(Call).decode
# How an entry is called that has no id of its own.
ROW = "row-"


def checked(call: Call) -> Call:
    """The one door: a call as it may be stored, whoever hands it over.

    Raises:
        InvalidInput: it could not be read, shown or counted with afterwards.
    """
    fault = unstorable(call)
    try:
        _decode(msgspec.json.encode(call))
    except UnicodeEncodeError:
        fault = Sentence("fault.broken", "the text holds a broken character")
    except (ValueError, TypeError, msgspec.MsgspecError):
        fault = fault or Sentence("fault.kind", "a value is of the wrong kind")
    if fault is not None:
        raise InvalidInput(
            Sentence(
                "error.call.unsound", "The call {call} cannot be kept: {fault}.",
                call=str(call.id)[:8], fault=fault,
            ),
            Sentence("hint.call.unsound", "Check its days, times and texts."),
        )  # fmt: skip
    return call


def checked_attempt(attempt: Attempt) -> Attempt:
    """An attempt as it may be stored.

    Raises:
        InvalidInput: its moment cannot be counted with.
    """
    if not is_in_years(attempt.at):
        raise InvalidInput(
            Sentence("error.far", "That moment is too far away."),
            Sentence("hint.far", "Use a year from 3 to 9997."),
        )
    return attempt


def read(row: Row, attempts: Mapping[object, Iterable[Attempt]]) -> Call | Unreadable:
    """A row as a call; `attempts` by the root of the chain."""
    call_id, root, entry, shared_at, started_at, _ = row
    try:
        found = _decode(entry if isinstance(entry, str) else b"")
        shared = None if shared_at is None else datetime.fromisoformat(str(shared_at))
        fault = unreadable(found)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return _broken(row, Sentence("fault.unread", "it is no entry of a log"))
    if fault is not None:
        return _broken(row, fault)
    if (found.id, sortable(found.started_at)) != (call_id, started_at) or not is_key(root):
        return _broken(row, Sentence("fault.other", "it stands in the place of another entry"))
    if shared is not None and shared.tzinfo is None:
        return _broken(row, Sentence("fault.offset", "a moment has no offset"))
    tries = tuple(attempts.get(root, ()))
    return msgspec.structs.replace(found, attempts=tries, shared_at=shared)


def is_key(value: object) -> bool:
    """Whether a value from a row can be asked for again."""
    return isinstance(value, str) and is_storable(value)


def _broken(row: Row, why: Sentence) -> Unreadable:
    call_id, _, entry, *_, number = row
    return Unreadable(
        id=str(call_id) if isinstance(call_id, str) and is_id(call_id) else f"{ROW}{number}",
        why=why,
        raw=_text(entry),
    )


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value).encode("utf-8", "replace").decode()


def read_attempt(at: object, answered: object) -> Attempt | None:
    """A row as an attempt; None for one that is none."""
    try:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else None
    except ValueError:
        return None
    if moment is None or not is_in_years(moment) or answered not in (0, 1):
        return None
    return Attempt(at=moment, answered=bool(answered))


def sortable(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
