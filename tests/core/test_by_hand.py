"""Days and clock times as people write them."""

import pytest

from guide.core.by_hand import day_in_iso, moment_in_iso


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-04", "Dec 4 2026", "December 4, 2026", "dec. 4, 2026", "Fri, Dec 4, 2026", "4 Dec 2026",
        "Friday, 4 December 2026", "Dec 4th 2026",
    ],
)  # fmt: skip
def test_one_day_in_many_writings(text: str) -> None:
    assert day_in_iso(text) == "2026-12-04"


def test_numbers_are_a_day_where_they_can_be_one_only() -> None:
    assert day_in_iso("12/30/2026") == day_in_iso("30.12.2026") == "2026-12-30"
    assert day_in_iso("4/4/2026") == "2026-04-04"
    assert day_in_iso("4/12/2026") == "4/12/2026"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-04 9:30", "2026-12-04T09:30", "Dec 4 2026 9:30 am", "Dec 4, 2026 at 9:30 a.m.",
        "Friday, December 4, 2026, 9:30 AM",
    ],
)  # fmt: skip
def test_one_moment_in_many_writings(text: str) -> None:
    assert moment_in_iso(text) == "2026-12-04T09:30"


def test_hours_of_twelve() -> None:
    said = ["9am", "9 pm", "12 am", "12:05 pm", "12:05 a.m."]
    assert [moment_in_iso(f"2026-12-04 {each}")[-5:] for each in said] == [
        "09:00", "21:00", "00:00", "12:05", "00:05",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "tomorrow 9 am", "2026-12-04 9", "2026-12-04 13 pm", "2026-12-04 0:15 am", "Marble 4 2026",
        "2026-12-04T09:30:15.5", "Dec 2026 9:30", "٤ Dec 2026 9:30",
    ],
)  # fmt: skip
def test_what_is_no_moment_stays_as_it_is(text: str) -> None:
    assert (day_in_iso(text), moment_in_iso(text)) == (text, text)
