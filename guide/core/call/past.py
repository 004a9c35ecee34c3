"""A call that took place earlier, written down from memory: its moments are typed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from guide.core.call.fields import LIVE_FIELDS, LiveField
from guide.core.call.live import LiveCall, Stage
from guide.core.clock.date_reasons import NO_DAY
from guide.core.clock.limits import in_years
from guide.core.clock.moments import elapsed, parse_moment
from guide.core.errors import InvalidInput
from guide.core.message import Message

BEGAN, ENDED, HELD, FLOW, LINE = "started_at", "ended_at", "held_seconds", "flow", "line"
# All that may be typed about a call, in the order in which it is read.
TYPED = (BEGAN, ENDED, HELD, FLOW, *(field.name for field in LIVE_FIELDS), LINE)
_LATER = Message("why.later", "That is still to come.")
_ENDS_FIRST = Message("why.ends-first", "It would end before it began.")
_NO_DURATION = Message("why.duration", "Write it like 25 minutes, or 1 hour 10 minutes.")
_TOO_LONG = Message("why.held-longer", "That is longer than the whole call.")
_BEGAN_FIRST = Message("why.began-first", "First write when it began.")


def past_fields(flows: tuple[str, ...], lines: tuple[str, ...]) -> tuple[LiveField, ...]:
    """The fields of an earlier call: when it was, then all that a call that goes on has."""
    return (
        LiveField(name=BEGAN, input="moment"),
        LiveField(name=ENDED, input="moment"),
        LiveField(name=HELD, input="duration"),
        LiveField(name=FLOW, input="choice", takes=flows),
        *LIVE_FIELDS,
        LiveField(name=LINE, input="choice", takes=lines),
    )


def read_began(text: str, zone: str, seen: datetime, now: datetime) -> datetime:
    """When an earlier call began, in people's words; `seen` is from where they count their days.

    Raises:
        InvalidInput: it is no moment, could be two, or is still to come.
    """
    began = in_years(parse_moment(text, zone, seen.astimezone(ZoneInfo(zone)), "back")[0])
    return _over(began, now)


def read_ended(
    text: str, zone: str, seen: datetime, now: datetime, *, began: datetime | None
) -> datetime:
    """When it ended: how long it took, the time of day alone, or a day with its time.

    Raises:
        InvalidInput: it is none of these, is still to come, or lies before it began.
    """
    from guide.core.clock.durations import duration_in  # lazy: loaded for whoever writes

    if began is None:
        raise _refused(_BEGAN_FIRST)
    took = duration_in(text)
    if took is not None:
        # Through UTC: the clock may change while one is on hold.
        return _over((began.astimezone(UTC) + took).astimezone(ZoneInfo(zone)), now)
    ended = in_years(_moment_of(text, zone, seen, began))
    if elapsed(began, ended) < timedelta(0):
        raise _refused(_ENDS_FIRST)
    return _over(ended, now)


def read_held(text: str, began: datetime | None, ended: datetime | None) -> timedelta:
    """How long one was on hold, in people's words.

    Raises:
        InvalidInput: it is no time that something takes, or longer than the call.
    """
    from guide.core.clock.durations import duration_in  # lazy: loaded for whoever writes

    held = duration_in(text)
    if held is None:
        raise _refused(_NO_DURATION)
    if began is not None and ended is not None and held > elapsed(began, ended):
        raise _refused(_TOO_LONG)
    return held


def _moment_of(text: str, zone: str, seen: datetime, began: datetime) -> datetime:
    there = seen.astimezone(ZoneInfo(zone))
    try:
        return parse_moment(text, zone, there, "back")[0]
    except InvalidInput as error:
        if error.reason is not NO_DAY:
            raise
    # A time of day alone is that of the call's own day.
    day = began.astimezone(ZoneInfo(zone)).date()
    return parse_moment(f"{text} {day.isoformat()}", zone, there, "back")[0]


def _over(moment: datetime, now: datetime) -> datetime:
    if elapsed(moment, now) < timedelta(0):
        raise _refused(_LATER)
    return moment


def _refused(reason: Message) -> InvalidInput:
    return InvalidInput(
        Message("error.past", "That is not when the call was."), reason, reason=reason
    )


def settled(
    live: LiveCall,
    began: datetime | None,
    ended: datetime | None = None,
    held: timedelta | None = None,
) -> LiveCall:
    """The same with what its fields say about when, how long and about what it was."""
    moments: dict[Stage, datetime | None] = {"dialled": began, "hung-up": ended}
    return msgspec.structs.replace(
        live,
        stamps={stage: moment for stage, moment in moments.items() if moment is not None},
        held=0.0 if held is None else held.total_seconds(),
        flow=live.typed.get(FLOW) or None,
        line=live.typed.get(LINE, ""),
    )
