from datetime import date, timedelta

import numpy as np
import pytest

from guide.core.clock.calendar import (
    Calendar,
    Closure,
    add_business_days,
    add_months,
    business_days_between,
    is_business_day,
)
from tests.holiday.days import FIRST, LAST, ours, shut_days

# Call day, the 3rd and the 30th business day after it: counted by hand, observed holidays skipped.
WINDOWS = [
    (date(2026, 11, 23), date(2026, 11, 27), date(2027, 1, 7)),
    (date(2026, 11, 25), date(2026, 12, 1), date(2027, 1, 11)),
    (date(2026, 11, 27), date(2026, 12, 2), date(2027, 1, 12)),
    (date(2026, 12, 21), date(2026, 12, 24), date(2027, 2, 4)),
    (date(2027, 6, 17), date(2027, 6, 23), date(2027, 8, 2)),
]
# From the date on a card to the day until which a receipt extends it.
MONTHS = [
    (date(2025, 4, 30), 36, date(2028, 4, 30)),
    (date(2024, 2, 29), 36, date(2027, 2, 28)),
    (date(2024, 2, 29), 48, date(2028, 2, 29)),
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
    (date(2026, 12, 15), 1, date(2027, 1, 15)),
    (date(2026, 3, 31), -1, date(2026, 2, 28)),
    (date(2026, 1, 1), -13, date(2024, 12, 1)),
]
EMPTY = Calendar(closed={}, may_close={}, first=date.min, last=date.max)


@pytest.mark.parametrize(("called", "urgent", "regular"), WINDOWS, ids=str)
def test_worked_windows_come_out(called: date, urgent: date, regular: date) -> None:
    assert add_business_days(ours(), called, 3) == urgent
    assert add_business_days(ours(), called, 30) == regular
    assert business_days_between(ours(), called, urgent) == 3
    assert business_days_between(ours(), called, regular) == 30


@pytest.mark.parametrize(
    ("called", "urgent", "regular"),
    [
        (date(2026, 11, 23), date(2026, 11, 26), date(2027, 1, 4)),
        (date(2026, 11, 25), date(2026, 11, 30), date(2027, 1, 6)),
        (date(2027, 6, 17), date(2027, 6, 22), date(2027, 7, 29)),
    ],
)
def test_without_holidays_only_weekends_are_skipped(
    called: date, urgent: date, regular: date
) -> None:
    assert add_business_days(EMPTY, called, 3) == urgent
    assert add_business_days(EMPTY, called, 30) == regular


def test_no_days_lead_to_the_day_itself_even_on_a_weekend() -> None:
    assert add_business_days(ours(), date(2026, 11, 28), 0) == date(2026, 11, 28)


def test_new_year_kept_in_december_is_skipped() -> None:
    assert not is_business_day(ours(), date(2027, 12, 31))
    assert add_business_days(ours(), date(2027, 12, 30), 1) == date(2028, 1, 3)


def test_a_listed_closure_on_a_saturday_changes_nothing() -> None:
    saturday = date(2026, 11, 28)
    calendar = Calendar(
        closed={saturday: Closure("Storm", "closure")}, may_close={}, first=FIRST, last=LAST
    )
    assert add_business_days(calendar, date(2026, 11, 27), 1) == date(2026, 11, 30)


def test_days_outside_the_years_are_not_known() -> None:
    calendar = Calendar(closed={}, may_close={}, first=date(2026, 1, 1), last=date(2027, 12, 31))
    known = [calendar.knows(date(year, month, 1)) for year, month in ((2025, 12), (2026, 1))]
    assert known == [False, True]
    assert calendar.knows(date(2027, 12, 31))
    assert not calendar.knows(date(2028, 1, 1))


def test_every_day_agrees_with_numpy() -> None:
    holidays = sorted(shut_days())
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    expected = np.is_busday(np.array(days, dtype="datetime64[D]"), holidays=holidays)
    assert [is_business_day(ours(), day) for day in days] == expected.tolist()


@pytest.mark.parametrize("count", [1, 2, 3, 10, 15, 30, 45])
def test_days_ahead_agree_with_numpy(count: int) -> None:
    holidays = sorted(shut_days())
    days = [FIRST + timedelta(days=n) for n in range(0, (LAST - FIRST).days - 90, 3)]
    # Rolling back first makes the start day 0, whether it is a business day or not.
    expected = np.busday_offset(
        np.array(days, dtype="datetime64[D]"), count, roll="backward", holidays=holidays
    )
    assert [add_business_days(ours(), day, count) for day in days] == expected.tolist()


@pytest.mark.parametrize("span", [0, 1, 2, 5, 30, 100, 400, -1, -7, -100])
def test_days_between_agree_with_numpy(span: int) -> None:
    holidays = sorted(shut_days())
    starts = [date(2025, 6, 1) + timedelta(days=n) for n in range(0, 3000, 7)]
    ends = [start + timedelta(days=span) for start in starts]
    # numpy counts the first day and not the last, here it is the other way round.
    day = timedelta(days=1)
    low = [min(pair) + day for pair in zip(starts, ends, strict=True)]
    high = [max(pair) + day for pair in zip(starts, ends, strict=True)]
    counted = np.busday_count(
        np.array(low, dtype="datetime64[D]"),
        np.array(high, dtype="datetime64[D]"),
        holidays=holidays,
    )
    sign = -1 if span < 0 else 1
    days_between = [business_days_between(ours(), *pair) for pair in zip(starts, ends, strict=True)]
    assert days_between == (counted * sign).tolist()


def test_counting_past_the_last_day_of_all_is_an_overflow() -> None:
    # 31 December 9999 is a Friday.
    assert add_business_days(EMPTY, date(9999, 12, 30), 1) == date.max
    with pytest.raises(OverflowError):
        add_business_days(EMPTY, date.max, 1)


@pytest.mark.parametrize(("day", "count", "end"), MONTHS)
def test_months_keep_the_day_and_end_with_a_shorter_month(day: date, count: int, end: date) -> None:
    assert add_months(day, count) == end
