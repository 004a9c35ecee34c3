"""Days and times in the fields of the screen: told in full, shown as people write them."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from textual.widgets import Input, Static

from guide.core.ids import FlowId, QuestionId
from guide.core.prepare.call_plan import QuestionView, Sentence, Text
from guide.tui.dialogs.fill import FillScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.banner import Banner
from tests.tui.helpers import ADIT, opened, walk

BY = {name: ADIT[name] for name in list(ADIT)[: list(ADIT).index("by")]}


def words(screen: Any, name: str) -> str:
    return str(screen.query_one(name, Static).content)


async def test_a_day_is_shown_in_full_while_it_is_typed_and_taken_with_enter(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, BY)
        await pilot.press(*"friday")
        assert words(screen, "#reading") == "= Friday, November 27, 2026"
        await pilot.press("enter")
        await pilot.pause()
        assert str(screen.answers["by"]) == "2026-11-27"


async def test_what_could_be_two_days_is_not_taken(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, BY)
        for text, reason in (
            ("12/4", "Dec 4 or Apr 12"),
            ("next friday", "November 27, 2026 or Friday, December 4, 2026"),
            ("Thursday, Dec 4 2026", "December 4, 2026 is a Friday"),
            ("after Dec 4 2026", "“after” is not understood"),
        ):
            screen.query_one("#typed", Input).value = text
            await pilot.press("enter")
            await pilot.pause()
            assert reason in words(screen, "#fault")
            assert "by" not in screen.answers


async def test_going_back_shows_a_day_as_people_write_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, BY)
        await pilot.press(*"2026-12-04", "enter")
        await pilot.pause()
        before = dict(screen.answers)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#typed", Input).value == "Dec 4, 2026"
        await pilot.press("enter")
        await pilot.pause()
        assert screen.answers == before


async def test_a_moment_stays_the_same_when_the_zone_is_changed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("reschedule-biometrics")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        at = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("America/Chicago"))
        screen.answers = {
            "role": "applicant", "represented": "no", "protected": "no", "cancelled": "no",
            "notice": "in-hand", "appointment": at,
        }  # fmt: skip
        screen.asked_again = "appointment"
        await pilot.pause()
        field = screen.query_one("#typed", Input)
        assert field.value == "Nov 30, 2026, 9:00 a.m."
        app._set_zone("Asia/Manila")
        await pilot.pause()
        assert field.value == "Nov 30, 2026, 9:00 a.m. (Chicago time)"
        assert words(screen, "#reading") == "= Monday, November 30, 2026, 9:00 a.m., Chicago time"
        assert "Tue 9:00 a.m. for you" in str(screen.query_one(Banner).content)
        assert screen.services.planning.plan(screen.flow, screen.answers, app.now()) == screen.plan
        await pilot.press("enter")
        await pilot.pause()
        assert screen.answers["appointment"] == at
        # What is being typed stays, too.
        screen.asked_again = "appointment"
        await pilot.pause()
        field.value = "Dec 1, 2026, 9"
        app._set_zone("America/New_York")
        assert field.value == "Dec 1, 2026, 9"


async def test_a_blank_of_the_plan_shows_its_day_as_people_write_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        question = screen.graph.content.shared[QuestionId("needed-by")]
        line = Sentence(id="needed-by", text=Text("t", "By when?"))
        ask = QuestionView(
            id=QuestionId("needed-by"),
            flow=FlowId(screen.flow),
            text=line,
            why=None,
            options=(),
            input="date",
            wanted=None,
        )
        app.push_screen(
            FillScreen(
                ask,
                question,
                app.services,
                "Dec 4, 2026",
                typed=lambda _: None,
                keep=lambda _: None,
            )
        )
        await pilot.pause()
        assert words(app.screen, ".reading") == "= Friday, December 4, 2026"


async def test_what_is_typed_has_its_button_as_what_is_chosen_has(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, BY)
        bar = screen.query_one(ActionBar)
        assert bar.shown == {"submit"}
        await pilot.press(*"friday")
        # By keyboard and mouse alike: the bar takes what the field holds.
        await pilot.click(ActionBar, offset=(4, 0))
        await pilot.pause()
        assert str(screen.answers["by"]) == "2026-11-27"
        assert bar.shown == {"select"}
