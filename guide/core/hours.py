"""Is live help open at an instant, and when does it open next.

Pure: the instant, the schedule and the calendar come in as values.
"""

from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from guide.core.calendar import Calendar

Reason = Literal["open", "before-hours", "after-hours", "weekend", "holiday", "closure"]


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """Staffed hours of one phone line, in its own zone; Monday is 0."""

    zone: str
    weekdays: tuple[int, ...]
    opens: time
    closes: time


class LiveHelp(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one instant; every datetime is aware, in the schedule's zone."""

    at: datetime
    open: bool
    reason: Reason
    holiday: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    may_close: str | None
    holidays_known: bool = True


def live_help(schedule: Schedule, calendar: Calendar, at: datetime) -> LiveHelp:
    """Whether live help should be open at an instant, until when, and when it opens next.

    Raises:
        ValueError: shut, and no opening within two months; or at the edge of what dates express.
    """
    local = _local(schedule, at)
    reason, name = _state(schedule, calendar, local)
    is_open = reason == "open"
    opens_at = None if is_open else next_opening(schedule, calendar, local)
    note = None
    if reason in ("open", "before-hours", "after-hours"):
        note = calendar.may_close.get(local.date())
    if note is None and opens_at is not None:
        # Whoever waits for an opening must know of a doubt about that day, too.
        note = calendar.may_close.get(opens_at.date())
    return LiveHelp(
        at=local,
        open=is_open,
        reason=reason,
        holiday=name,
        opens_at=opens_at,
        closes_at=_wall(local.date(), schedule.closes, schedule.zone) if is_open else None,
        may_close=note,
        holidays_known=local.year not in calendar.unknown,
    )


def next_opening(schedule: Schedule, calendar: Calendar, at: datetime) -> datetime:
    """The first instant, not before `at`, at which live help opens.

    Raises:
        ValueError: there is none within two months; or at the edge of what dates express.
    """
    local = _local(schedule, at)
    day = _staffed_day(schedule, calendar, local.date(), int(local.time() > schedule.opens))
    if day is None:
        raise ValueError("No opening within two months.")
    return _wall(day, schedule.opens, schedule.zone)


def openings(
    schedule: Schedule, calendar: Calendar, at: datetime, count: int
) -> tuple[datetime, ...]:
    """The first `count` openings not before `at`, earliest first.

    Raises:
        ValueError: two of them lie more than two months apart; or as for `next_opening`.
    """
    found: list[datetime] = []
    while len(found) < count:
        found.append(next_opening(schedule, calendar, at))
        at = found[-1] + datetime.resolution
    return tuple(found)


def _local(schedule: Schedule, at: datetime) -> datetime:
    try:
        return at.astimezone(ZoneInfo(schedule.zone))
    except OverflowError:
        raise ValueError("That moment is too far away.") from None


def _staffed_day(schedule: Schedule, calendar: Calendar, day: date, skip: int) -> date | None:
    """The first staffed day within two months, `skip` days on at the earliest."""
    last = min(day.toordinal() + 60, date.max.toordinal())
    for number in range(day.toordinal() + skip, last + 1):
        day = date.fromordinal(number)
        if day.weekday() in schedule.weekdays and day not in calendar.closed:
            return day
    return None


def _state(schedule: Schedule, calendar: Calendar, local: datetime) -> tuple[Reason, str | None]:
    day = local.date()
    if day.weekday() not in schedule.weekdays:
        return "weekend", None
    closure = calendar.closed.get(day)
    if closure is not None:
        return closure.kind, closure.name
    clock = local.time()
    if clock < schedule.opens:
        return "before-hours", None
    return ("open" if clock < schedule.closes else "after-hours"), None


def _wall(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone))
