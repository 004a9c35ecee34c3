from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from guide.core.clock.calendar import Calendar, Closure
from guide.core.clock.hours import Schedule, live_help, next_opening, openings
from tests.holiday.days import (
    BY_ORDER,
    FIRST,
    LAST,
    LIVE_HELP,
    MILITARY,
    by_statute,
    ours,
    shut_days,
)

EASTERN = ZoneInfo("America/New_York")
CLOCKS = (time(7, 59, 59), time(8), time(19, 59, 59), time(20))
ZONES = (
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "UTC",
    "America/New_York",
    "America/Chicago",
    "Pacific/Pago_Pago",
)


def eastern(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=EASTERN)  # type: ignore[arg-type,misc]  # parts of a moment


@cache
def days() -> list[date]:
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@cache
def open_days() -> list[date]:
    """Pandas' business days, with room behind the last."""
    more = [*days(), *(LAST + timedelta(days=n) for n in range(1, 30))]
    return [day for day in more if day.weekday() < 5 and day not in shut_days()]


def expected_reason(day: date, clock: time) -> str:
    if day.weekday() > 4:
        return "weekend"
    if day in by_statute():
        return "holiday"
    if day in BY_ORDER:
        return "closure"
    if clock < time(8):
        return "before-hours"
    return "open" if clock < time(20) else "after-hours"


def expected_opening(day: date, clock: time) -> datetime:
    after = day + timedelta(days=clock > time(8))
    expected = open_days()[bisect_left(open_days(), after)]
    return datetime.combine(expected, time(8), EASTERN)


@pytest.mark.parametrize("clock", CLOCKS, ids=str)
def test_every_day_agrees_with_pandas(clock: time) -> None:
    for day in days():
        at = datetime.combine(day, clock, EASTERN)
        status = live_help(LIVE_HELP, ours(), at)
        reason = expected_reason(day, clock)
        opening = expected_opening(day, clock)
        assert (status.at, status.reason, status.open) == (at, reason, reason == "open")
        assert status.opens_at == (None if status.open else opening), at
        assert next_opening(LIVE_HELP, ours(), at) == opening, at
        assert (status.holiday is None) == (reason not in ("holiday", "closure"))
        assert status.closes_at == (
            datetime.combine(day, time(20), EASTERN) if status.open else None
        )


@pytest.mark.parametrize("zone", ZONES)
def test_the_answer_is_the_same_wherever_it_is_asked(zone: str) -> None:
    place = ZoneInfo(zone)
    for day in days():
        for clock in CLOCKS:
            at = datetime.combine(day, clock, EASTERN)
            there = at.astimezone(place)
            assert live_help(LIVE_HELP, ours(), there) == live_help(LIVE_HELP, ours(), at)
            assert next_opening(LIVE_HELP, ours(), there) == expected_opening(day, clock)


def test_new_year_2028_is_kept_on_the_friday_before() -> None:
    status = live_help(LIVE_HELP, ours(), eastern(2027, 12, 31, 12))
    assert (status.reason, status.holiday) == ("holiday", "New Year's Day (observed)")
    assert status.opens_at == eastern(2028, 1, 3, 8)


def test_live_help_after_thanksgiving_is_open() -> None:
    thursday = live_help(LIVE_HELP, ours(), eastern(2026, 11, 26, 12))
    assert (thursday.reason, thursday.opens_at) == ("holiday", eastern(2026, 11, 27, 8))
    assert live_help(LIVE_HELP, ours(), eastern(2026, 11, 27, 12)).open


def test_last_microsecond_is_open_and_the_next_is_not() -> None:
    last = eastern(2026, 11, 23, 19, 59, 59, 999999)
    assert live_help(LIVE_HELP, ours(), last).open
    assert live_help(LIVE_HELP, ours(), last + timedelta(microseconds=1)).reason == "after-hours"


def test_opening_at_the_opening_itself_is_that_moment() -> None:
    at = eastern(2026, 11, 23, 8)
    assert next_opening(LIVE_HELP, ours(), at) == at
    late = at + timedelta(microseconds=1)
    assert next_opening(LIVE_HELP, ours(), late) == eastern(2026, 11, 24, 8)


# Clock changes, both on a Sunday at 2 a.m. of the zone itself


@pytest.mark.parametrize(
    ("monday", "utc_hour"),
    [
        (date(2026, 3, 9), 12),
        (date(2026, 3, 6), 13),
        (date(2026, 11, 2), 13),
        (date(2026, 10, 30), 12),
    ],
)
def test_live_help_follows_the_eastern_clock(monday: date, utc_hour: int) -> None:
    opening = datetime.combine(monday, time(utc_hour), UTC)
    second = timedelta(seconds=1)
    assert live_help(LIVE_HELP, ours(), opening - second).reason == "before-hours"
    assert live_help(LIVE_HELP, ours(), opening).open
    assert live_help(LIVE_HELP, ours(), opening + timedelta(hours=12) - second).open
    assert live_help(LIVE_HELP, ours(), opening + timedelta(hours=12)).reason == "after-hours"


@pytest.mark.parametrize(("friday", "hours"), [(date(2026, 3, 6), 59), (date(2026, 10, 30), 61)])
def test_a_weekend_with_a_clock_change_is_an_hour_off(friday: date, hours: int) -> None:
    at = datetime.combine(friday, time(20), EASTERN)
    opens = next_opening(LIVE_HELP, ours(), at)
    assert opens.astimezone(UTC) - at.astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize("fold", [0, 1])
def test_both_readings_of_a_repeated_hour_are_weekend(fold: int) -> None:
    at = datetime(2026, 11, 1, 1, 30, tzinfo=EASTERN, fold=fold)
    status = live_help(LIVE_HELP, ours(), at)
    assert (status.reason, status.opens_at) == ("weekend", eastern(2026, 11, 2, 8))
    assert status.at.fold == fold


def test_clock_change_in_the_callers_zone_alone_moves_nothing() -> None:
    # London changes on 29 March and 25 October 2026, the United States weeks apart from it.
    london = ZoneInfo("Europe/London")
    for day, hour in ((date(2026, 3, 27), 12), (date(2026, 3, 30), 13), (date(2026, 10, 26), 12)):
        assert live_help(LIVE_HELP, ours(), datetime.combine(day, time(hour), london)).open
        before = datetime.combine(day, time(hour - 1, 59, 59), london)
        assert not live_help(LIVE_HELP, ours(), before).open


# The military line


@pytest.mark.parametrize(
    ("clock", "reason"),
    [
        (time(8, 59, 59), "before-hours"),
        (time(9), "open"),
        (time(16, 59, 59), "open"),
        (time(17), "after-hours"),
    ],
)
def test_military_line_keeps_central_time(clock: time, reason: str) -> None:
    for day in (date(2026, 11, 23), date(2026, 7, 6), date(2026, 3, 9), date(2026, 11, 2)):
        at = datetime.combine(day, clock, EASTERN)
        assert live_help(MILITARY, ours(), at).reason == reason


def test_military_answer_is_in_central_time() -> None:
    status = live_help(MILITARY, ours(), eastern(2026, 11, 25, 17))
    assert status.at.tzinfo == ZoneInfo("America/Chicago")
    assert status.opens_at == datetime(2026, 11, 27, 8, tzinfo=ZoneInfo("America/Chicago"))


# Closures and days that may yet be closed


def test_day_that_may_be_closed_is_said_on_staffed_days_only() -> None:
    eve = date(2026, 12, 24)
    calendar = Calendar(closed={}, may_close={eve: "Check."}, first=FIRST, last=LAST)
    closed = Calendar(
        closed={eve: Closure("Order", "closure")}, may_close={eve: "Check."}, first=FIRST, last=LAST
    )
    for hour in (7, 12, 21):
        at = eastern(2026, 12, 24, hour)
        assert live_help(LIVE_HELP, calendar, at).may_close == "Check."
        assert live_help(LIVE_HELP, closed, at).may_close is None


def test_no_opening_within_a_year_is_an_error() -> None:
    never = Schedule(zone="America/New_York", weekdays=(), opens=time(8), closes=time(20))
    with pytest.raises(ValueError, match="No opening"):
        next_opening(never, ours(), eastern(2026, 11, 23, 12))


def shutdown(days: int) -> Calendar:
    """Closed by order from 1 December 2026 on."""
    first = date(2026, 12, 1).toordinal()
    closed = {
        date.fromordinal(first + n): Closure("Shutdown", "closure")
        for n in range(days)
        if date.fromordinal(first + n).weekday() < 5
    }
    return Calendar(closed=closed, may_close={}, first=FIRST, last=LAST)


def test_a_long_shutdown_ends_on_the_day_after_its_last() -> None:
    status = live_help(LIVE_HELP, shutdown(120), eastern(2026, 12, 2, 12))
    assert (status.open, status.reason, status.holiday) == (False, "closure", "Shutdown")
    assert status.opens_at == eastern(2027, 3, 31, 8)


def test_a_shutdown_without_an_end_says_closed_and_no_day() -> None:
    status = live_help(LIVE_HELP, shutdown(3 * 366), eastern(2026, 12, 2, 12))
    assert (status.open, status.opens_at, status.closes_at) == (False, None, None)


# Several openings


def test_openings_skip_closed_days_and_stand_in_order() -> None:
    opened = openings(LIVE_HELP, ours(), eastern(2026, 11, 25, 12), 3)
    assert opened == (
        eastern(2026, 11, 27, 8),
        eastern(2026, 11, 30, 8),
        eastern(2026, 12, 1, 8),
    )


def test_openings_begin_with_the_moment_itself() -> None:
    at = eastern(2026, 11, 23, 8)
    assert openings(LIVE_HELP, ours(), at.astimezone(UTC), 2) == (at, eastern(2026, 11, 24, 8))


def test_no_openings_are_no_openings() -> None:
    assert openings(LIVE_HELP, ours(), eastern(2026, 11, 23, 8), 0) == ()


def test_openings_of_twelve_years_are_the_open_days_of_pandas() -> None:
    expected = [day for day in open_days() if day <= LAST]
    opened = openings(LIVE_HELP, ours(), eastern(2024, 1, 1), len(expected))
    assert [opening.date() for opening in opened] == expected


# The edges of what dates can express

NOTHING_CLOSED = Calendar(closed={}, may_close={}, first=date.min, last=date.max)


def test_moment_before_the_first_day_in_the_zone_is_an_error() -> None:
    at = datetime.min.replace(tzinfo=UTC)
    for asked in (live_help, next_opening):
        with pytest.raises(ValueError, match="too far away"):
            asked(LIVE_HELP, NOTHING_CLOSED, at)


def test_first_morning_of_all_has_its_opening() -> None:
    status = live_help(LIVE_HELP, NOTHING_CLOSED, eastern(1, 1, 1, 1))
    assert (status.reason, status.opens_at) == ("before-hours", eastern(1, 1, 1, 8))


def test_last_day_of_all_opens_and_is_followed_by_nothing() -> None:
    assert next_opening(LIVE_HELP, NOTHING_CLOSED, eastern(9999, 12, 31, 7)).day == 31
    assert live_help(LIVE_HELP, NOTHING_CLOSED, eastern(9999, 12, 31, 19)).open
    with pytest.raises(ValueError, match="No opening"):
        next_opening(LIVE_HELP, NOTHING_CLOSED, eastern(9999, 12, 31, 9))
    # Whether it is open is known even where the next opening is not.
    shut = live_help(LIVE_HELP, NOTHING_CLOSED, eastern(9999, 12, 31, 21))
    assert (shut.open, shut.opens_at) == (False, None)


def test_the_line_is_closing_from_its_last_hour_on() -> None:
    schedule, calendar = LIVE_HELP, ours()
    last_hour = eastern(2026, 11, 23, 19)
    assert live_help(schedule, calendar, last_hour).state == "closing"
    assert live_help(schedule, calendar, last_hour - timedelta(seconds=1)).state == "open"
