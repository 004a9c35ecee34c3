"""Moments as people write them: read, told apart where clocks change, written back."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from guide.core.clock.moments import (
    elapsed,
    format_moment,
    parse_day,
    parse_moment,
    parse_timed_moment,
    zone,
)
from guide.core.errors import InvalidInput

EASTERN = "America/New_York"
AT = ZoneInfo(EASTERN)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-30T09:00", "2026-11-30T09:00:00-05:00"),
        ("2026-11-30 09:00", "2026-11-30T09:00:00-05:00"),
        ("  2026-11-30T09:00  ", "2026-11-30T09:00:00-05:00"),
        ("2026-11-30T09:00:30.5", "2026-11-30T09:00:30.500000-05:00"),
        ("2026-11-30", "2026-11-30T00:00:00-05:00"),
        ("2026-11-30T09:00Z", "2026-11-30T09:00:00+00:00"),
        ("2026-11-30T09:00-06:00", "2026-11-30T09:00:00-06:00"),
        ("2026-11-30T09:00[America/Chicago]", "2026-11-30T09:00:00-06:00"),
        ("2026-11-30T09:00-06:00[America/Chicago]", "2026-11-30T09:00:00-06:00"),
        ("2026-07-01T09:00", "2026-07-01T09:00:00-04:00"),
        # As people write it.
        ("2026-11-30 9:00", "2026-11-30T09:00:00-05:00"),
        ("2026-11-30, 9:00 am", "2026-11-30T09:00:00-05:00"),
        ("2026-11-30 12:15 a.m.", "2026-11-30T00:15:00-05:00"),
        ("2026-11-30 12:15 P.M.", "2026-11-30T12:15:00-05:00"),
        ("2026-11-30 9:00pm[Asia/Manila]", "2026-11-30T21:00:00+08:00"),
    ],
)
def test_a_moment_is_read(text: str, iso: str) -> None:
    moment, change = parse_moment(text, EASTERN)
    assert (moment.isoformat(), change) == (iso, None)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "tomorrow", "12/4/2026", "2026-13-01T09:00", "2026-02-30", "2026-11-30T24:01",
        "2026-11-30 13:00 pm", "2026-11-30 0:15 am", "2026-11-30T09:00[", "2026-11-30T09:00[]",
        "[America/Chicago]", "2026-11-30T09:00[America/Chicago][America/Chicago]",
        "2026-11-30T09:00+25:00", "٢٠٢٦-١١-٣٠T09:00", "0000-01-01T00:00", "10000-01-01T00:00",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_reported_with_what_would_be_one(text: str) -> None:
    with pytest.raises(InvalidInput, match="not a date and time") as raised:
        parse_moment(text, EASTERN)
    assert "2026-11-30T09:00" in str(raised.value)


@pytest.mark.parametrize(
    "text", ["2026-12-04", " 20261204 ", "2026-W49-5", "2026-12-04[Asia/Manila]", "Dec 4 2026"]
)
def test_where_the_time_of_day_matters_a_day_is_not_midnight(text: str) -> None:
    with pytest.raises(InvalidInput, match="time of day is missing"):
        parse_timed_moment(text, EASTERN)
    assert parse_timed_moment("2026-12-04T00:00", EASTERN) == parse_moment("2026-12-04", EASTERN)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "EST5ED"])
def test_a_zone_that_there_is_not(name: str) -> None:
    with pytest.raises(InvalidInput, match="not a time zone"):
        zone(name)
    with pytest.raises(InvalidInput, match="not a"):
        parse_moment(f"2026-11-30T09:00[{name}]", EASTERN)


def test_the_zone_in_brackets_wins_over_the_callers() -> None:
    moment, _ = parse_moment("2026-11-30T09:00[Asia/Manila]", EASTERN)
    assert moment.tzinfo == ZoneInfo("Asia/Manila")


def test_an_offset_that_the_zone_never_has_there_is_refused() -> None:
    with pytest.raises(InvalidInput, match="America/Chicago at that time"):
        parse_moment("2026-11-30T09:00-05:00[America/Chicago]", EASTERN)
    with pytest.raises(InvalidInput, match="offset"):
        parse_moment("2026-07-01T09:00-06:00[America/Chicago]", EASTERN)


def test_a_clock_time_that_is_skipped_is_read_with_fold_0_and_said() -> None:
    moment, change = parse_moment("2026-03-08T02:30", EASTERN)
    assert (moment.isoformat(), moment.fold, change) == ("2026-03-08T02:30:00-05:00", 0, "skipped")
    assert parse_moment("2026-03-08T02:30-05:00[America/New_York]", "UTC")[1] == "skipped"
    for edge in ("01:59:59", "03:00"):
        assert parse_moment(f"2026-03-08T{edge}", EASTERN)[1] is None


def test_a_clock_time_that_comes_twice_is_the_first_unless_an_offset_says_which() -> None:
    moment, change = parse_moment("2026-11-01T01:30", EASTERN)
    assert (moment.isoformat(), change) == ("2026-11-01T01:30:00-04:00", "repeated")
    for offset, fold in (("-04:00", 0), ("-05:00", 1)):
        moment, change = parse_moment(f"2026-11-01T01:30{offset}[{EASTERN}]", "UTC")
        assert (moment.fold, change) == (fold, None)
        assert moment.isoformat() == f"2026-11-01T01:30:00{offset}"
    for edge in ("00:59:59", "02:00"):
        assert parse_moment(f"2026-11-01T{edge}", EASTERN)[1] is None


def test_a_zone_that_never_changes_its_clock_is_never_doubtful() -> None:
    for text in ("2026-03-08T02:30", "2026-11-01T01:30"):
        assert parse_moment(text, "America/Phoenix")[1] is None
        assert parse_moment(f"{text}-05:00", EASTERN)[1] is None


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "0001-01-01T23:00", "9999-12-30T12:00"])
def test_the_edges_of_what_dates_express_are_refused(text: str) -> None:
    for form in (text, f"{text}Z", f"{text}[Asia/Manila]"):
        with pytest.raises(InvalidInput, match="outside the years 1 to 9999"):
            parse_moment(form, EASTERN)


@pytest.mark.parametrize("text", ["0001-01-04T12:00", "9999-12-28T12:00"])
def test_just_inside_them_every_zone_can_tell_the_time(text: str) -> None:
    moment, _ = parse_moment(text, EASTERN)
    for name in ("Pacific/Kiritimati", "Pacific/Niue"):
        assert moment.astimezone(ZoneInfo(name)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30T09:00:00-06:00[America/Chicago]",
        "2026-11-01T01:30:00-05:00[America/New_York]",
        "2026-11-30T09:00:00+00:00",
        "2026-11-30T09:00:00.000001+05:45",
    ],
)
def test_what_is_written_back_is_what_was_read(text: str) -> None:
    moment, _ = parse_moment(text, EASTERN)
    assert format_moment(moment) == text


def test_time_passes_across_a_change_of_the_clock() -> None:
    evening = datetime(2026, 10, 31, 21, 0, tzinfo=AT)
    monday = datetime(2026, 11, 2, 8, 0, tzinfo=AT)
    assert elapsed(evening, monday) == timedelta(hours=36)
    assert elapsed(monday, evening) == -timedelta(hours=36)
    assert elapsed(evening.astimezone(UTC), monday) == timedelta(hours=36)
    spring = datetime(2026, 3, 7, 21, 0, tzinfo=AT), datetime(2026, 3, 9, 8, 0, tzinfo=AT)
    assert elapsed(*spring) == timedelta(hours=34)
    there = timezone(timedelta(hours=5, minutes=45))
    assert elapsed(evening, evening.astimezone(there)) == timedelta(0)


def test_a_day_is_written_in_one_way_only() -> None:
    assert parse_day(" 2026-12-04 ") == date(2026, 12, 4)
    assert parse_day("2026-12-4") == parse_day("2026/12/04") == date(2026, 12, 4)
    assert (parse_day("0001-01-01"), parse_day("9999-12-31")) == (date.min, date.max)
    for text in ("20261204", "2026-W49-5", "12/4/2026", "2026-02-29", "", "2026"):
        with pytest.raises(InvalidInput, match="not a date"):
            parse_day(text)
