"""The hours of a day as a line, with a mark for now."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guide.core.clock.hours import StaffedDay, share_passed
from guide.tui.content import join
from guide.tui.widgets.week import hours_bar

EASTERN = ZoneInfo("America/New_York")
OPENS = datetime(2026, 11, 23, 8, tzinfo=EASTERN)
MONDAY = StaffedDay(
    day=date(2026, 11, 23), opens=OPENS, closes=OPENS + timedelta(hours=12), reason="open",
    holiday=None, may_close=None,
)  # fmt: skip


def bar(hours: float) -> str:
    passed = share_passed(MONDAY, OPENS + timedelta(hours=hours))
    return join(*hours_bar(passed)).plain.strip().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("hours", "over", "ahead"),
    [(0.1, 0, 23), (0.5, 1, 22), (6, 12, 11), (11.99, 23, 0)],
)
def test_half_an_hour_is_a_cell(hours: float, over: int, ahead: int) -> None:
    assert bar(hours) == "━" * over + "◆" + "─" * ahead


def test_outside_the_hours_the_mark_stands_outside_the_line() -> None:
    assert [share_passed(MONDAY, OPENS + timedelta(hours=n)) for n in (-3, 15)] == [0, 1]
    assert bar(-3) == bar(0) == "◆ " + "─" * 24
    assert bar(12) == bar(15) == "━" * 24 + " ◆"


def test_a_day_on_which_nobody_is_there_has_none() -> None:
    assert list(hours_bar(None)) == []
