"""Days and clock times as people write them."""

import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.core.clock.looks import Looks
from guide.core.clock.moments import parse_day, parse_moment, parse_moment_or_day
from guide.core.clock.written_dates import Reading, read
from guide.core.errors import InvalidInput, Unread

NOW = datetime(2026, 11, 25, 14, tzinfo=ZoneInfo("America/Chicago"))
CHICAGO = "America/Chicago"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-04", "Dec 4 2026", "December 4, 2026", "dec. 4, 2026", "Fri, Dec 4, 2026", "4 Dec 2026",
        "Friday, 4 December 2026", "Dec 4th 2026",
    ],
)  # fmt: skip
def test_one_day_in_many_writings(text: str) -> None:
    assert parse_day(text) == date(2026, 12, 4)


def test_numbers_are_a_day_where_they_can_be_one_only() -> None:
    assert parse_day("12/30/2026") == parse_day("30.12.2026") == date(2026, 12, 30)
    assert parse_day("4/4/2026") == date(2026, 4, 4)
    with pytest.raises(InvalidInput, match="its name: Dec 4 2026 or Apr 12 2026"):
        parse_day("4/12/2026")


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-04 9:30", "2026-12-04T09:30", "Dec 4 2026 9:30 am", "Dec 4, 2026 at 9:30 a.m.",
        "Friday, December 4, 2026, 9:30 AM",
    ],
)  # fmt: skip
def test_one_moment_in_many_writings(text: str) -> None:
    assert parse_moment(text, CHICAGO)[0] == datetime(2026, 12, 4, 9, 30, tzinfo=ZoneInfo(CHICAGO))


def test_twelve_and_am_and_pm_are_read_as_on_a_clock() -> None:
    said = ["9am", "9 pm", "12 am", "12:05 pm", "12:05 a.m."]
    assert [read(f"2026-12-04 {clock}").clock for clock in said] == [
        time(9), time(21), time(0), time(12, 5), time(0, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "tomorrow 9 am", "2026-12-04 9", "2026-12-04 13 pm", "2026-12-04 0:15 am", "Marble 4 2026",
        "Dec 2026 9:30", "٤ Dec 2026 9:30", "12/4/26", "9" * 500,
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused_without_a_today(text: str) -> None:
    with pytest.raises(Unread):
        read(text)


def test_a_weekday_that_contradicts_its_date_is_refused_with_the_one_that_it_is() -> None:
    for text in ("Thursday, December 4, 2026", "jueves 4 de diciembre de 2026", "Dec 4 2026 (Thu)"):
        with pytest.raises(InvalidInput, match="December 4, 2026 is a Friday"):
            parse_day(text)
    with pytest.raises(InvalidInput, match="is a Friday"):
        parse_moment("Thursday, December 4, 2026 9:00 AM", CHICAGO)


@pytest.mark.parametrize("word", ["after", "before", "about", "marble"])
def test_a_word_that_is_not_understood_is_named_not_passed_over(word: str) -> None:
    with pytest.raises(InvalidInput, match=f"“{word}” is not understood here"):
        parse_day(f"{word} Dec 4 2026")


def test_a_zone_of_letters_after_the_time_says_what_to_write_instead() -> None:
    for text in ("2026-12-04 9:00 PST", "Dec 4 2026 9:30 am EST", "Dec 4 2026 9 am Eastern"):
        with pytest.raises(InvalidInput, match=r"city in brackets .*\[America/Chicago\]"):
            parse_moment(text, CHICAGO)


def test_an_hour_of_zero_with_am_says_why_not() -> None:
    with pytest.raises(InvalidInput, match=r"0:00 am is not a time: .* from 1 to 12"):
        parse_moment("Dec 4 2026 0:00 am", CHICAGO)


@pytest.mark.parametrize(
    ("text", "looks", "reasons"),
    [
        ("next Friday", "ahead", ("Friday, November 27, 2026", "Friday, December 4, 2026")),
        ("12/4", "ahead", ("Dec 4 or Apr 12",)),
        ("Monday 8:00", "ahead", ("8:00 am or 8:00 pm",)),
        ("Dec 4", None, ("December 4, 2025", "December 4, 2026")),
        ("Nov 24", "ahead", ("November 24, 2026", "November 24, 2027")),
        ("friday", None, ("November 20, 2026", "November 27, 2026")),
        ("tomorrow at 8", "ahead", ("8:00 am or 8:00 pm",)),
    ],
)
def test_what_could_be_two_names_both(text: str, looks: Looks, reasons: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as raised:
        parse_moment_or_day(text, CHICAGO, NOW, looks)
    assert all(reason in str(raised.value) for reason in reasons)


def test_tomorrow_is_counted_where_the_moment_is() -> None:
    late = datetime(2026, 11, 25, 22, tzinfo=ZoneInfo(CHICAGO))
    assert parse_moment("tomorrow 8am", CHICAGO, late)[0].day == 26
    moment, _ = parse_moment("tomorrow 8am [Asia/Manila]", CHICAGO, late)
    assert (moment.day, moment.tzinfo) == (27, ZoneInfo("Asia/Manila"))


def test_a_day_where_a_day_was_written_and_a_moment_where_a_moment_was() -> None:
    def parsed(text: str) -> object:
        return parse_moment_or_day(text, CHICAGO, NOW, "ahead")[0]

    assert parsed("2026-12-07") == parsed("Dec 7 2026") == parsed("Dec 7") == date(2026, 12, 7)
    nine = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo(CHICAGO))
    assert parsed("Dec 7 2026, 9 am") == parsed("2026-12-07T09:00") == nine
    for text in ("20261207", "12/7/2026", "Dec 7 2026 9 am EST", "soon"):
        with pytest.raises(InvalidInput):
            parsed(text)


@given(
    st.dates(date(1901, 1, 1)),
    st.sampled_from(["%B %d, %Y", "%d %b %Y", "%A, %B %d, %Y", "%d%b%Y"]),
)
def test_every_day_that_is_written_out_reads_back(day: date, form: str) -> None:
    assert read(day.strftime(form), NOW).day == day


@given(st.text(max_size=60), st.sampled_from(["ahead", "back", "near", None]))
def test_any_words_are_read_or_refused(text: str, looks: Looks | None) -> None:
    with suppress(Unread):
        assert isinstance(read(text, NOW, looks), Reading)


@pytest.mark.parametrize(
    "now", [datetime.min, datetime.max, datetime(4, 2, 29), datetime(9999, 12, 1)]
)
def test_at_the_edges_of_the_years_words_are_refused_not_a_fault(now: datetime) -> None:
    for text in ("tomorrow", "yesterday", "friday", "last friday", "next friday", "Feb 29", "Dec 4",
                 "in 999 weeks", "999 weeks ago", "Dec 4 26"):  # fmt: skip
        try:
            read(text, now, "ahead")
        except Unread:
            continue


def test_iso_is_read_without_what_reads_peoples_words() -> None:
    code = (
        "import sys; from guide.cli.main import main;"
        "main(['hours', '--at', '2026-12-04T10:00', '--zone', 'America/New_York']);"
        "sys.exit(bool({'guide.core.clock.written_dates', 'guide.core.clock.places', 'tzlocal'}"
        " & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_a_day_of_another_place_is_a_day_and_not_its_midnight() -> None:
    assert parse_moment_or_day("2026-12-04[Asia/Manila]", CHICAGO) == (date(2026, 12, 4), None)
    with pytest.raises(InvalidInput):
        parse_moment_or_day("2026-12-04[Asia/Nowhere]", CHICAGO)
