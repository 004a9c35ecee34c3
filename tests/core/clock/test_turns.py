"""Weekdays in words: one day where they name one, both where they may be either."""

from datetime import date

import pytest

from guide.core.clock.looks import Looks
from guide.core.clock.turns import turn
from guide.core.errors import Unread

# A Monday.
TODAY = date(2026, 11, 23)


def either(words: str, looks: Looks | None) -> str:
    with pytest.raises(Unread) as caught:
        turn(words, TODAY, looks)
    return str(caught.value.reason)


@pytest.mark.parametrize(
    ("words", "looks", "day"),
    [
        ("friday", "ahead", date(2026, 11, 27)),
        ("friday", "back", date(2026, 11, 20)),
        ("this friday", None, date(2026, 11, 27)),
        ("last friday", None, date(2026, 11, 20)),
        ("viernes", "ahead", date(2026, 11, 27)),
    ],
)
def test_a_weekday_is_the_one_that_is_looked_for(words: str, looks: Looks, day: date) -> None:
    assert turn(words, TODAY, looks) == day


def test_todays_own_weekday_is_today_or_a_week_away() -> None:
    assert "November 23, 2026 or Monday, November 30, 2026" in either("monday", "ahead")
    assert "November 16, 2026 or Monday, November 23, 2026" in either("monday", "back")


def test_without_a_direction_it_is_the_last_one_or_the_next() -> None:
    assert "November 20, 2026 or Friday, November 27, 2026" in either("friday", None)


def test_next_is_this_weeks_or_the_next_ones() -> None:
    assert "November 27, 2026 or Friday, December 4, 2026" in either("next friday", None)


@pytest.mark.parametrize("words", ["someday", "next friday next", "friday 5"])
def test_other_words_are_no_weekday(words: str) -> None:
    assert turn(words, TODAY, "ahead") is None
