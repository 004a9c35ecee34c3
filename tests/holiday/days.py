"""Federal days from two sides: ours, and pandas as the oracle."""

from datetime import date, time
from functools import cache

from pandas.tseries.holiday import USFederalHolidayCalendar

from guide.core.clock.calendar import Calendar
from guide.core.clock.hours import Schedule
from guide.holiday.federal import federal_calendar

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
LIVE_HELP = Schedule(
    zone="America/New_York", weekdays=(0, 1, 2, 3, 4), opens=time(8), closes=time(20)
)
MILITARY = Schedule(
    zone="America/Chicago", weekdays=(0, 1, 2, 3, 4), opens=time(8), closes=time(16)
)
# Closed by order of the President; no statute names them, so no rule can compute them.
BY_ORDER = frozenset({date(2024, 12, 24), date(2025, 1, 9), date(2025, 12, 24), date(2025, 12, 26)})


@cache
def ours() -> Calendar:
    return federal_calendar(2023, 2036, None, {}, {})


@cache
def by_statute() -> frozenset[date]:
    """Observed federal days; a year more on either side, for a New Year's Day kept in December."""
    days = USFederalHolidayCalendar().holidays("2022-01-01", "2037-12-31")
    return frozenset(day.date() for day in days)


@cache
def shut_days() -> frozenset[date]:
    """Weekdays without live help, as pandas and the orders have it."""
    return by_statute() | BY_ORDER
