"""What is wrong with a call: what must not get into a log, and what cannot be shown of one."""

import re
from datetime import UTC, date, datetime

import msgspec

from guide.core.call.entry import FIELDS, Call
from guide.core.message import Message

# Within these a moment can be told in every zone, and days be counted from it in both directions.
FIRST_YEAR, LAST_YEAR = 3, 9997
_ID = re.compile("(?!row-)[!-~]{1,64}")
_SECONDS = range(10**8)
_TURNS = range(10**6)


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the log that cannot be read, and what is there in its place."""

    id: str
    why: Message
    raw: str


def is_in_years(at: date) -> bool:
    """Whether a day or a moment can be computed with; a naive moment cannot."""
    if not FIRST_YEAR - 1 <= at.year <= LAST_YEAR + 1:
        return False
    if isinstance(at, datetime):
        return at.tzinfo is not None and FIRST_YEAR <= at.astimezone(UTC).year <= LAST_YEAR
    return FIRST_YEAR <= at.year <= LAST_YEAR


def unreadable(call: Call) -> Message | None:
    """What makes a call impossible to show and to count with."""
    moments = [getattr(call, name) for name, kind in FIELDS.items() if kind in ("moment", "date")]
    moments += [call.shared_at, call.entered_at, None if call.ended is None else call.ended.at]
    moments += [attempt.at for attempt in (*call.attempts, *call.taken_back)]
    moments += [heard.at for heard in call.heard]
    given = [moment for moment in moments if moment is not None]
    if any(isinstance(moment, datetime) and moment.tzinfo is None for moment in given):
        return Message("fault.offset", "a moment has no offset")
    if not all(map(is_in_years, given)):
        return Message("fault.years", "a date is out of range")
    if call.held_seconds is not None and call.held_seconds not in _SECONDS:
        return Message("fault.held", "nobody holds the line that long")
    turns = [attempt.turn for attempt in (*call.attempts, *call.taken_back)]
    turns += [] if call.ended is None else [call.ended.turn]
    if any(turn not in _TURNS for turn in turns):
        return Message("fault.turn", "nothing is taken back that often")
    return None


def unstorable(call: Call) -> Message | None:
    """What no log may take in, whoever made the call."""
    if not all(map(is_id, (call.id, *call.olders))):
        return Message("fault.id", "it has no id")
    return unreadable(call)


def is_id(text: str) -> bool:
    """Whether an entry can be called so: our own are UUIDs, others are short and without spaces."""
    return _ID.fullmatch(text) is not None
