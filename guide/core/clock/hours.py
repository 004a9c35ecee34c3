"""Is live help open at an instant, and when does it open next.

Pure: the instant, the schedule and the calendar come in as values.
"""

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from guide.core.clock.calendar import Calendar
from guide.core.clock.moments import elapsed

LIVE_HELP = "live-help"
# Longer than any shutdown; whoever is told a day further on is helped no better.
_FURTHEST = 366
# An opening further before a moment than this decides nothing about it.
CLOSED_AT_MOST = timedelta(days=10)
# From here on whoever begins a call may not reach anybody any more.
CLOSING = timedelta(hours=1)
State = Literal["open", "closing", "closed"]
Reason = Literal["open", "before-hours", "after-hours", "weekend", "holiday", "closure"]


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """Staffed hours of one phone line (rule-A04, rule-A09), on the clock of an IANA zone.

    Monday is 0. The line closes at `closes`: that minute is shut already.
    """

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

    @property
    def state(self) -> State:
        """Open, closing within the hour, or closed."""
        if self.closes_at is None:
            return "closed"
        return "closing" if elapsed(self.at, self.closes_at) <= CLOSING else "open"


def live_help(schedule: Schedule, calendar: Calendar, at: datetime) -> LiveHelp:
    """Whether live help should be open at an instant, until when, and when it opens next.

    Shut, and without an opening within a year, it is not known when it opens next.

    Raises:
        ValueError: at the edge of what dates express.
    """
    local = _local(schedule, at)
    reason, name = _state(schedule, calendar, local)
    is_open = reason == "open"
    opens_at = None if is_open else _opening(schedule, calendar, local)
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
        ValueError: there is none within a year; or at the edge of what dates express.
    """
    moment = _opening(schedule, calendar, _local(schedule, at))
    if moment is None:
        raise ValueError("No opening within a year.")
    return moment


def openings(
    schedule: Schedule, calendar: Calendar, at: datetime, count: int
) -> tuple[datetime, ...]:
    """The first `count` openings not before `at`, earliest first.

    Raises:
        ValueError: two of them lie more than a year apart; or as for `next_opening`.
    """
    moments: list[datetime] = []
    while len(moments) < count:
        moments.append(next_opening(schedule, calendar, at))
        at = moments[-1] + datetime.resolution
    return tuple(moments)


def last_open(
    schedule: Schedule, calendar: Calendar, at: datetime, until: datetime
) -> datetime | None:
    """The end of the last time before a moment at which somebody answers; None without any."""
    if live_help(schedule, calendar, until - datetime.resolution).open:
        return until
    last = None
    at = max(at, until - CLOSED_AT_MOST)
    while at < until:
        help_ = live_help(schedule, calendar, at)
        door = help_.closes_at or help_.opens_at
        if door is None or door > until:
            break
        last = help_.closes_at or last
        at = door + datetime.resolution
    return last


class StaffedDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a phone line: from when to when it is staffed, or why it is not.

    `opens` and `closes` are aware, in the schedule's zone; None where nobody is there.
    """

    day: date
    opens: datetime | None
    closes: datetime | None
    reason: Reason
    holiday: str | None
    may_close: str | None


def share_passed(day: StaffedDay, at: datetime) -> float | None:
    """How much of a day's staffed hours is over: 0 before they begin, 1 behind them.

    None where nobody is there that day.
    """
    if day.opens is None or day.closes is None:
        return None
    return min(1.0, max(0.0, elapsed(day.opens, at) / elapsed(day.opens, day.closes)))


def staffed_days(
    schedule: Schedule, calendar: Calendar, at: datetime, count: int = 7
) -> tuple[StaffedDay, ...]:
    """The day of an instant, in the schedule's zone, and those that follow.

    Raises:
        ValueError: at the edge of what dates express.
    """
    first = _local(schedule, at).date()
    return tuple(_day(schedule, calendar, first + timedelta(days=n)) for n in range(count))


def _day(schedule: Schedule, calendar: Calendar, day: date) -> StaffedDay:
    opens = _wall(day, schedule.opens, schedule.zone)
    reason, name = _state(schedule, calendar, opens)
    is_open = reason == "open"
    return StaffedDay(
        day=day,
        opens=opens if is_open else None,
        closes=_wall(day, schedule.closes, schedule.zone) if is_open else None,
        reason=reason,
        holiday=name,
        may_close=calendar.may_close.get(day) if is_open else None,
    )


def _local(schedule: Schedule, at: datetime) -> datetime:
    try:
        return at.astimezone(ZoneInfo(schedule.zone))
    except OverflowError:
        raise ValueError("That moment is too far away.") from None


def _opening(schedule: Schedule, calendar: Calendar, local: datetime) -> datetime | None:
    skip = int(local.time() > schedule.opens)
    day = _staffed_day(schedule, calendar, local.date(), skip)
    return None if day is None else _wall(day, schedule.opens, schedule.zone)


def _staffed_day(schedule: Schedule, calendar: Calendar, day: date, skip: int) -> date | None:
    """The first staffed day within a year, `skip` days on at the earliest."""
    last = min(day.toordinal() + _FURTHEST, date.max.toordinal())
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
