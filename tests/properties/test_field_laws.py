"""What stands in a field for a day or a moment reads back to the same value."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guide.core.clock.moments import elapsed, format_moment, parse_day, parse_moment
from guide.wording.dates import in_field, in_full
from guide.wording.texts import Texts

CHICAGO = "America/Chicago"
ZONES = sorted(
    name
    for name in available_timezones() - {"EST", "MST", "localtime"}
    if not name.startswith("System")
)
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PLACES = st.one_of(st.sampled_from(ZONES).map(ZoneInfo), OFFSETS)
NAIVE = st.datetimes(datetime(1, 1, 4), datetime(9999, 12, 27))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Any moment anywhere; half of them at the edge where a clock goes back."""
    place = draw(PLACES)
    changed = draw(NAIVE).replace(tzinfo=place, fold=draw(st.sampled_from([0, 1])))
    if draw(st.booleans()):
        changed = draw(st.sampled_from([datetime(2026, 11, 1, 1, 30), datetime(2026, 3, 8, 2, 30)]))
        changed = changed.replace(tzinfo=place, fold=draw(st.sampled_from([0, 1])))
    if draw(st.booleans()):
        changed = changed.replace(second=0, microsecond=0)
    return changed


@given(moments(), st.sampled_from(ZONES))
@example(datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(CHICAGO), fold=1), CHICAGO)
@example(datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/Indiana/Knox"), fold=1), CHICAGO)
@example(datetime(2026, 3, 8, 2, 30, tzinfo=ZoneInfo(CHICAGO), fold=1), CHICAGO)
@example(datetime(1883, 11, 18, 12, tzinfo=ZoneInfo("America/New_York")), "Asia/Manila")
@example(datetime(2026, 12, 4, 9, 30, tzinfo=ZoneInfo("US/Pacific")), CHICAGO)
@example(datetime(2026, 12, 4, 9, 30, tzinfo=UTC), "UTC")
def test_a_moment_in_a_field_reads_back(moment: datetime, zone: str) -> None:
    shown = in_field(moment, Texts(), zone)
    at, _ = parse_moment(shown, zone)
    assert (elapsed(moment, at), format_moment(at)) == (
        timedelta(0),
        format_moment(moment),
    ), shown


@given(st.dates())
def test_a_day_in_a_field_reads_back(day: date) -> None:
    assert parse_day(in_field(day, Texts(), CHICAGO)) == day


@given(moments())
def test_no_field_holds_what_only_machines_write(moment: datetime) -> None:
    assert moment.date().isoformat() not in in_field(moment, Texts(), CHICAGO)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (CHICAGO, "Dec 4, 2026, 9:30 a.m."),
        ("Asia/Manila", "Dec 4, 2026, 9:30 a.m. (Manila time)"),
        ("America/New_York", "Dec 4, 2026, 9:30 a.m. (Eastern time)"),
        ("America/Indiana/Indianapolis", "Dec 4, 2026, 9:30 a.m. [America/Indiana/Indianapolis]"),
    ],
)
def test_a_place_stands_beside_a_moment_that_is_elsewhere(place: str, shown: str) -> None:
    at = datetime(2026, 12, 4, 9, 30, tzinfo=ZoneInfo(place))
    assert in_field(at, Texts(), CHICAGO) == shown


def test_a_reading_is_shown_in_full() -> None:
    at = datetime(2026, 12, 4, 9, 30, tzinfo=ZoneInfo(CHICAGO))
    assert in_full(at, Texts()) == "Friday, December 4, 2026, 9:30 a.m., Chicago time"
    assert parse_moment(in_full(at, Texts()), "Asia/Manila")[0] == at
    twice = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(CHICAGO), fold=1)
    assert in_full(twice, Texts()).endswith("1:30 a.m., Chicago time, UTC-06:00")
