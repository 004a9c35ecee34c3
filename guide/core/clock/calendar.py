"""Which days are business days, as data handed in from outside.

Knows how to count days; refuses to know which days are holidays or what day it is.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

import msgspec


class Closure(msgspec.Struct, frozen=True):
    """A weekday without live help: a federal holiday (rule-A35) or a closed day that was listed."""

    name: str
    kind: Literal["holiday", "closure"]


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """Closed days and days that may yet be closed by order.

    Weekends are not listed. Outside `first`..`last`, and in years without a single holiday, nothing
    is known: callers must say so.
    """

    closed: Mapping[date, Closure]
    may_close: Mapping[date, str]
    first: date
    last: date
    unknown: frozenset[int] = frozenset()

    def knows(self, day: date) -> bool:
        """Whether the day lies in the years for which closed days were handed in."""
        return self.first <= day <= self.last


def is_business_day(calendar: Calendar, day: date) -> bool:
    """Monday to Friday, neither a federal holiday (rule-A35) nor a listed closure."""
    return day.weekday() < 5 and day not in calendar.closed  # noqa: PLR2004  # Saturday is 5


def add_business_days(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th business day after `day`, which is day 0 (rule-G05); negative: before.

    Raises:
        OverflowError: it lies outside the years that dates express.
    """
    step = 1 if count > 0 else -1
    while count:
        day += timedelta(days=step)
        if is_business_day(calendar, day):
            count -= step
    return day


def add_months(day: date, count: int) -> date:
    """The same day `count` months on; where that month is shorter, its last day.

    Raises:
        ValueError: it lies outside the years that dates express.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(year, month + 1)[1]))


def business_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Business days after `start`, up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -business_days_between(calendar, end, start)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_business_day(calendar, day) for day in days)
