"""How long something took, in people's words."""

from datetime import timedelta

import pytest

from guide.core.clock.durations import duration_in


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("25 minutes", 25), ("25min", 25), ("90 min.", 90), ("1 h 10", 70), ("1h10m", 70),
        ("an hour", 60), ("Half an hour", 30), ("media hora", 30), ("una hora y media", 90),
        ("2 horas y 5 minutos", 125), ("1 hour, 10 minutes", 70), ("one hour and a half", 90),
    ],
)  # fmt: skip
def test_hours_and_minutes_are_read_in_both_languages(words: str, minutes: int) -> None:
    assert duration_in(words) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "words", ["", "25", "2 pm", "14:25", "1 day", "25 minutes ago", "h", "٢٥ min"]
)
def test_what_names_no_time_that_passed_is_none(words: str) -> None:
    assert duration_in(words) is None
