"""By when USCIS should answer, against days counted by other libraries."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from pandas.tseries.holiday import USFederalHolidayCalendar

from guide.core.clock.calendar import Calendar, Closure
from guide.core.flow.windows import (
    CALL_DAY,
    CLOSURE,
    WEEKEND,
    AnswerRule,
    Counted,
    Window,
    last_call_back,
    unknown_years,
    window,
)
from guide.holiday.federal import federal_calendar

EASTERN = ZoneInfo("America/New_York")
RULE = AnswerRule(
    urgent_hours=72,
    regular_days=30,
    opens=time(7),
    closes=time(18, 30),
    zone="America/New_York",
    tries=2,
)
CALENDAR = federal_calendar(2023, 2032, None)
# Closed by order of a President, and nowhere in a table of holidays.
BY_ORDER = [date(2024, 12, 24), date(2025, 1, 9), date(2025, 12, 24), date(2025, 12, 26)]
HOLIDAYS = [
    holiday.date() for holiday in USFederalHolidayCalendar().holidays("2023-01-01", "2032-12-31")
]
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 + 365 * 3 + 366 + 365 * 2)]
ODD = (
    time(0, 0),
    time(0, 1),
    time(6, 59),
    time(7, 13),
    time(14, 37, 21),
    time(18, 31),
    time(23, 59),
)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, EASTERN)


def counted_elsewhere(called: datetime, kind: Counted, holidays: list[date]) -> datetime:
    """The same rule, told in the words of numpy."""
    days = np.busdaycalendar(holidays=holidays)
    day: np.datetime64 = np.datetime64(called.date())
    clock = called.time()
    if kind == "regular":
        # The call day is day 0, also where it is no business day.
        before = np.busday_offset(day, 0, roll="backward", busdaycal=days)
        return at(np.busday_offset(before, 30, busdaycal=days).astype(date), time(18, 30))
    if not np.is_busday(day, busdaycal=days):
        day, clock = np.busday_offset(day, 0, roll="forward", busdaycal=days), time()
    if clock == time():
        # Three whole days: they end as the third one ends, whatever day comes then.
        end = np.busday_offset(day, 2, busdaycal=days) + np.timedelta64(1, "D")
        return at(end.astype(date), clock)
    return at(np.busday_offset(day, 3, busdaycal=days).astype(date), clock)


@pytest.mark.parametrize("kind", ["urgent", "regular"])
@pytest.mark.parametrize("clock", ODD, ids=str)
def test_every_day_of_seven_years_agrees_with_numpy_and_pandas(kind: Counted, clock: time) -> None:
    before: Window | None = None
    for day in DAYS:
        called = at(day, clock)
        counted = window(called, kind, CALENDAR, RULE)
        assert counted.respond_by == counted_elsewhere(called, kind, HOLIDAYS + BY_ORDER), called
        assert counted.earliest_reading == counted_elsewhere(called, kind, BY_ORDER), called
        assert counted.earliest_reading <= counted.respond_by
        assert sum(day.counted for day in counted.days) == (3 if kind == "urgent" else 30)
        assert (counted.days[0].date, counted.days[-1].date) == (day, counted.respond_by.date())
        if before is not None:
            assert before.respond_by <= counted.respond_by
            assert before.earliest_reading <= counted.earliest_reading
        before = counted


def test_the_strip_names_what_does_not_count() -> None:
    for day in DAYS:
        for moment in window(at(day, time(9, 7)), "regular", CALENDAR, RULE).days[1:]:
            if moment.date.weekday() >= 5:
                assert moment.why == WEEKEND
            elif moment.date in BY_ORDER:
                assert moment.why == CLOSURE
            elif moment.date in HOLIDAYS:
                assert moment.why == CALENDAR.closed[moment.date].name
            else:
                assert (moment.why, moment.counted) == (None, True)


@pytest.mark.parametrize(
    ("called", "kind", "respond_by", "earliest"),
    [
        # The contract's own examples.
        ("2026-12-03T15:00", "urgent", "2026-12-08T15:00", "2026-12-08T15:00"),
        ("2026-12-05T11:20", "urgent", "2026-12-10T00:00", "2026-12-10T00:00"),
        # Round Thanksgiving, the end of the year, and the days closed in June.
        ("2026-11-23T10:00", "urgent", "2026-11-27T10:00", "2026-11-26T10:00"),
        ("2026-11-23T10:00", "regular", "2027-01-07T18:30", "2027-01-04T18:30"),
        ("2026-11-25T10:00", "urgent", "2026-12-01T10:00", "2026-11-30T10:00"),
        ("2026-12-21T10:00", "regular", "2027-02-04T18:30", "2027-02-01T18:30"),
        ("2027-06-17T10:00", "urgent", "2027-06-23T10:00", "2027-06-22T10:00"),
        ("2027-06-17T10:00", "regular", "2027-08-02T18:30", "2027-07-29T18:30"),
        # New Year 2028 falls on a Saturday: Friday, 31 December 2027 is closed.
        ("2027-12-29T10:00", "urgent", "2028-01-04T10:00", "2028-01-03T10:00"),
        ("2027-12-31T10:00", "urgent", "2028-01-06T00:00", "2028-01-05T10:00"),
        # Hours that end with a day end as the next one begins, a holiday or a Saturday too.
        ("2024-06-29T10:00", "urgent", "2024-07-04T00:00", "2024-07-04T00:00"),
        ("2025-12-20T10:00", "urgent", "2025-12-30T00:00", "2025-12-26T00:00"),
        ("2026-11-18T00:00", "urgent", "2026-11-21T00:00", "2026-11-21T00:00"),
        # A call on a holiday counts from the next business day, and three whole days follow.
        ("2025-11-11T10:00", "urgent", "2025-11-15T00:00", "2025-11-14T10:00"),
    ],
)
def test_windows_end_where_they_were_worked_out_to_end(
    called: str, kind: Counted, respond_by: str, earliest: str
) -> None:
    counted = window(datetime.fromisoformat(called).replace(tzinfo=EASTERN), kind, CALENDAR, RULE)
    assert counted.respond_by.replace(tzinfo=None) == datetime.fromisoformat(respond_by)
    assert counted.earliest_reading.replace(tzinfo=None) == datetime.fromisoformat(earliest)


@pytest.mark.parametrize("sunday", [date(2026, 3, 8), date(2026, 11, 1)])
def test_a_clock_change_keeps_the_time_on_the_clock(sunday: date) -> None:
    called = at(sunday - timedelta(days=3), time(15, 7))
    respond_by = window(called, "urgent", CALENDAR, RULE).respond_by
    assert respond_by.replace(tzinfo=None) == datetime.combine(
        sunday + timedelta(days=2), time(15, 7)
    )
    assert respond_by.utcoffset() != called.utcoffset()
    passed = respond_by.astimezone(UTC) - called.astimezone(UTC)
    assert abs(passed - timedelta(days=5)) == timedelta(hours=1)


@pytest.mark.parametrize("fold", [0, 1])
def test_a_call_in_the_hour_that_comes_twice(fold: int) -> None:
    called = datetime(2026, 11, 1, 1, 30, tzinfo=EASTERN, fold=fold)
    counted = window(called, "urgent", CALENDAR, RULE)
    assert counted.respond_by == at(date(2026, 11, 5), time())
    assert counted.days[0].why == CALL_DAY


@pytest.mark.parametrize(
    ("respond_by", "last"),
    [
        ("2026-12-08T15:00", "2026-12-08T15:00"),
        ("2026-12-08T22:00", "2026-12-08T18:30"),
        ("2026-12-08T07:00", "2026-12-07T18:30"),
        ("2026-12-08T07:01", "2026-12-08T07:01"),
        ("2026-12-07T00:00", "2026-12-04T18:30"),
        ("2026-11-28T12:00", "2026-11-27T18:30"),
        ("2026-11-27T06:00", "2026-11-25T18:30"),
    ],
)
def test_the_last_call_back_comes_in_call_back_hours(respond_by: str, last: str) -> None:
    moment = datetime.fromisoformat(respond_by).replace(tzinfo=EASTERN)
    latest = last_call_back(moment, CALENDAR, RULE)
    assert latest.replace(tzinfo=None) == datetime.fromisoformat(last)


def test_years_without_known_holidays_are_named() -> None:
    closed = {date(2026, 12, 25): Closure("Christmas Day", "holiday")}
    short = Calendar(closed=closed, may_close={}, first=date(2026, 1, 1), last=date(2026, 12, 31))
    late = window(at(date(2026, 12, 21), time(10)), "regular", short, RULE)
    assert unknown_years(late, short) == (2027,)
    assert unknown_years(late, CALENDAR) == ()
    empty = Calendar(closed={}, may_close={}, first=date(2026, 1, 1), last=date(2027, 12, 31))
    assert unknown_years(late, empty) == (2026, 2027)
