"""By when USCIS should answer: 72 business hours when urgent, 30 business days when regular.

Both (rule-A13) are counted on the Eastern clock. Where the rule is unclear whether a federal
holiday counts, there are two readings: the later one is the promise, the earlier one stands beside
it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from guide.core.clock.calendar import Calendar, add_business_days, is_business_day

Counted = Literal["urgent", "regular"]
CALL_DAY, WEEKEND, CLOSURE = "call-day", "weekend", "closure"
_MIDNIGHT = time()
_SATURDAY = 5
_HOURS = 24


class AnswerRule(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of the rule (rule-A13), as `contact_center.yaml` has them.

    `urgent_hours` are hours of business days, `regular_days` business days. `opens` and `closes`
    are clock times of call-backs in `zone`; USCIS makes as many as `tries` (rule-A15).
    """

    urgent_hours: int
    regular_days: int
    opens: time
    closes: time
    zone: str
    tries: int


class CountedDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the strip. `why` says what keeps it from counting: a word above, or a holiday."""

    date: date
    counted: bool
    why: str | None


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """When USCIS should have answered, in Eastern time; the days from the call to that day.

    All moments are aware. `earliest_reading` counts federal holidays, which one reading of the rule
    does (other-001) and `respond_by` does not (own-call-day-zero); else both are one moment.
    """

    called: datetime
    kind: Counted
    respond_by: datetime
    earliest_reading: datetime
    days: tuple[CountedDay, ...]


def window(called: datetime, kind: Counted, calendar: Calendar, rule: AnswerRule) -> Window:
    """The window of a call: the day of the call is day 0 (rule-G05, own-call-day-zero).

    `called` is aware and already on the Eastern clock.

    Raises:
        OverflowError: the days run past the last year that dates express.
    """
    without_holidays = _holidays_count(calendar)
    days = rule.regular_days if kind == "regular" else -(-rule.urgent_hours // _HOURS)
    respond_by = _respond_by(called, kind, calendar, rule)
    return Window(
        called=called,
        kind=kind,
        respond_by=respond_by,
        earliest_reading=_respond_by(called, kind, without_holidays, rule),
        days=tuple(_days(called, kind, respond_by.date(), calendar, days)),
    )


def _holidays_count(calendar: Calendar) -> Calendar:
    closed = {day: closure for day, closure in calendar.closed.items() if closure.kind != "holiday"}
    return msgspec.structs.replace(calendar, closed=closed)


def _respond_by(called: datetime, kind: Counted, calendar: Calendar, rule: AnswerRule) -> datetime:
    if kind == "regular":
        day = add_business_days(calendar, called.date(), rule.regular_days)
        return datetime.combine(day, rule.closes, called.tzinfo)
    return _after_hours(called, timedelta(hours=rule.urgent_hours), calendar)


def _after_hours(called: datetime, left: timedelta, calendar: Calendar) -> datetime:
    """The wall-clock moment at which that many hours of business days have passed.

    Hours that end with a day end at 0:00 of the next day of the calendar, whatever day that is. A
    day has 24 hours here: clocks change on Sundays, which never count.
    """
    day, clock = called.date(), called.time()
    while True:
        if is_business_day(calendar, day):
            begun = timedelta(
                hours=clock.hour, minutes=clock.minute, seconds=clock.second,
                microseconds=clock.microsecond,
            )  # fmt: skip
            rest = timedelta(days=1) - begun
            if left <= rest:
                end = datetime.combine(day, _MIDNIGHT) + begun + left
                return end.replace(tzinfo=called.tzinfo)
            left -= rest
        day, clock = day + timedelta(days=1), _MIDNIGHT


def counted(called: datetime, kind: Counted, calendar: Calendar, rule: AnswerRule) -> datetime:
    """By when an answer is due (rule-G05): `respond_by` of the window, alone and in Eastern time.

    `called` is aware, in any zone.

    Raises:
        OverflowError: the days run past the last year that dates express.
    """
    return _respond_by(called.astimezone(ZoneInfo(rule.zone)), kind, calendar, rule)


def named(day: date, rule: AnswerRule) -> datetime:
    """Until when a day that the agent named counts (own-agents-day): its last call-back."""
    return datetime.combine(day, rule.closes, ZoneInfo(rule.zone))


def last_day(deadline: datetime, zone: str) -> date:
    """The last day on which something due by then may come, on the calendar of a zone.

    What is due as a day begins comes on the day before.
    """
    return (deadline - datetime.resolution).astimezone(ZoneInfo(zone)).date()


def last_call_back(respond_by: datetime, calendar: Calendar, rule: AnswerRule) -> datetime:
    """The end of the last call-back hours in which an answer by `respond_by` can still come."""
    day = respond_by.date()
    if is_business_day(calendar, day) and respond_by.time() > rule.opens:
        end = datetime.combine(day, rule.closes, respond_by.tzinfo)
        return min(end, respond_by)
    day -= timedelta(days=1)
    while not is_business_day(calendar, day):
        day -= timedelta(days=1)
    return datetime.combine(day, rule.closes, respond_by.tzinfo)


def unknown_years(window: Window, calendar: Calendar) -> tuple[int, ...]:
    """Years that the window touches and whose holidays the calendar does not know, in order."""
    known = {day.year for day, closure in calendar.closed.items() if closure.kind == "holiday"}
    years = dict.fromkeys(day.date.year for day in window.days)
    return tuple(
        year for year in years if year not in known or not calendar.knows(date(year, 12, 31))
    )


def _days(
    called: datetime, kind: Counted, last: date, calendar: Calendar, left: int
) -> Iterator[CountedDay]:
    """The strip. The first `left` business days count, not one that an answer is due at 0:00 of.

    Of hours, the day of the call counts as a whole one where the call came as it began.
    """
    first = called.date()
    whole = kind == "urgent" and called.time() == _MIDNIGHT
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        why = _why_not(day, calendar)
        if number == 0 and (why is not None or not whole):
            why = CALL_DAY
        counted = why is None and left > 0
        left -= counted
        yield CountedDay(date=day, counted=counted, why=why)


def _why_not(day: date, calendar: Calendar) -> str | None:
    if day.weekday() >= _SATURDAY:
        return WEEKEND
    closed = calendar.closed.get(day)
    if closed is None:
        return None
    return closed.name if closed.kind == "holiday" else CLOSURE
