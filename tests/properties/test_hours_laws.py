from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from guide.core.clock.calendar import add_business_days, business_days_between, is_business_day
from guide.core.clock.hours import Schedule, live_help, next_opening, openings
from tests.holiday.days import LIVE_HELP, MILITARY, ours

MOMENTS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2035, 12, 1), timezones=st.just(UTC)
)
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2035, 9, 1))
SCHEDULES = st.sampled_from([LIVE_HELP, MILITARY])
ZONES = st.sampled_from(
    [
        "Pacific/Kiritimati",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Europe/London",
        "America/New_York",
        "America/St_Johns",
        "Pacific/Pago_Pago",
    ]
)
TICK = timedelta(microseconds=1)


def is_open(schedule: Schedule, at: datetime) -> bool:
    return live_help(schedule, ours(), at).open


@given(SCHEDULES, MOMENTS)
def test_next_opening_is_not_earlier_and_is_open(schedule: Schedule, at: datetime) -> None:
    opening = next_opening(schedule, ours(), at)
    assert opening >= at
    assert is_open(schedule, opening)
    assert not is_open(schedule, opening.astimezone(UTC) - TICK)


@given(SCHEDULES, MOMENTS, st.floats(0, 1))
def test_nothing_is_open_between_a_shut_moment_and_the_next_opening(
    schedule: Schedule, at: datetime, share: float
) -> None:
    status = live_help(schedule, ours(), at)
    if status.open or status.opens_at is None:
        assert status.open
        return
    opening = status.opens_at.astimezone(UTC)
    between = at + (opening - at) * share
    if between < opening:
        assert not is_open(schedule, between)
        assert next_opening(schedule, ours(), between) == opening


@given(SCHEDULES, MOMENTS)
def test_open_help_stays_open_until_it_closes(schedule: Schedule, at: datetime) -> None:
    status = live_help(schedule, ours(), at)
    if status.closes_at is None:
        assert not status.open
        return
    closing = status.closes_at.astimezone(UTC)
    assert at < closing
    assert is_open(schedule, closing - TICK)
    assert not is_open(schedule, closing)


@given(SCHEDULES, MOMENTS)
def test_either_it_opens_or_it_closes(schedule: Schedule, at: datetime) -> None:
    status = live_help(schedule, ours(), at)
    assert status.open == (status.reason == "open")
    assert status.open == (status.opens_at is None) == (status.closes_at is not None)
    # Across zones Python never calls a repeated hour equal: compare on one clock.
    assert status.at.astimezone(UTC) == at.astimezone(UTC)


@given(SCHEDULES, MOMENTS, ZONES)
def test_zone_of_the_question_changes_nothing(schedule: Schedule, at: datetime, zone: str) -> None:
    there = live_help(schedule, ours(), at.astimezone(ZoneInfo(zone)))
    assert there == live_help(schedule, ours(), at)


@given(SCHEDULES, MOMENTS, MOMENTS)
def test_later_moments_never_open_earlier(
    schedule: Schedule, one: datetime, other: datetime
) -> None:
    first, second = sorted((one, other))
    assert next_opening(schedule, ours(), first) <= next_opening(schedule, ours(), second)


@given(SCHEDULES, MOMENTS, st.integers(1, 12))
def test_openings_follow_one_another_with_none_left_out(
    schedule: Schedule, at: datetime, count: int
) -> None:
    opened = openings(schedule, ours(), at, count)
    assert len(opened) == count
    assert opened[0] == next_opening(schedule, ours(), at)
    for one, other in pairwise(opened):
        assert one < other == next_opening(schedule, ours(), one + TICK)


@given(DAYS, st.integers(1, 60))
def test_counting_days_back_gives_what_was_added(day: date, count: int) -> None:
    end = add_business_days(ours(), day, count)
    assert is_business_day(ours(), end)
    assert business_days_between(ours(), day, end) == count
    assert business_days_between(ours(), end, day) == -count


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_business_days_added_in_two_steps_are_their_sum(day: date, first: int, second: int) -> None:
    there = add_business_days(ours(), day, first)
    assert add_business_days(ours(), there, second) == add_business_days(
        ours(), day, first + second
    )
