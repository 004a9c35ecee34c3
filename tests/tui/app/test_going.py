"""Home from wherever one is, and nothing before the welcome stands there."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.other_prompt import OtherPromptScreen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.incoming import IncomingScreen
from guide.tui.screens.live import LiveScreen
from tests.tui.helpers import ADIT, opened, walk

SUNDAY_NIGHT = datetime(2026, 11, 30, 3, tzinfo=UTC)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def is_home(app: GuideApp) -> bool:
    home = app.services.catalog.home.entries
    return isinstance(app.screen, HomeScreen) and app.screen.entries is home


@pytest.mark.parametrize("keys", [["h"], ["ctrl+o", "h"], ["ctrl+l", "h"], ["f2"], ["t", "h"]])
async def test_one_key_leads_home_from_everywhere(tmp_path: Path, keys: list[str]) -> None:
    async with opened(tmp_path) as (app, pilot):
        # A topic below it, which must not be where one lands.
        await pressed(pilot, "2")
        await walk(app, pilot, ADIT)
        await pressed(pilot, *keys)
        assert is_home(app)
        # What was answered is there to go on with.
        assert app.services.walks.find("infopass-adit") is not None


async def test_from_another_place_the_key_of_prepare_leads_back_to_the_plan(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        await pressed(pilot, "ctrl+o", "f2")
        assert app.screen is screen


async def test_a_key_before_the_welcome_opens_nothing_behind_it(tmp_path: Path) -> None:
    async with opened(tmp_path, welcome=True) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        assert not app.is_too_early("enter")
        app._awaits_welcome = True
        assert app.is_too_early("enter")
        assert not app.is_too_early("ctrl+c")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, ChoiceDialog)


async def test_done_leads_back_to_what_was_open_when_the_phone_rang(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        # Each key comes a second after the one before.
        app.services.monotonic = map(float, count()).__next__
        screen = await walk(app, pilot, ADIT)
        await pressed(pilot, "ctrl+t", "1")
        check = app.screen
        assert isinstance(check, IncomingScreen)
        assert check.plan.outcome is not None
        # The next call is judged at once: nothing of this one is kept that could be lost.
        await pressed(pilot, "x")
        assert check.is_current
        assert not check.answers
        await pressed(pilot, "h")
        assert app.screen is screen


async def test_before_a_call_at_night_it_says_that_only_the_machine_answers(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, at=SUNDAY_NIGHT) as (app, pilot):
        app.open_call()
        await pilot.pause()
        line = str(app.screen.query_one("#clock", Static).content)
        assert "Only the machine answers now: opens Mon 8:00 a.m. ET." in line
        await pressed(pilot, "f5")
        assert "Only the machine" not in str(app.screen.query_one("#clock", Static).content)


async def test_words_like_nothing_lead_nowhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        before = live.live.step
        await pressed(pilot, "f5", "ctrl+r")
        assert isinstance(app.screen, OtherPromptScreen)
        app.screen.query_one(Input).value = "zzz qqq xyzzy"
        await pressed(pilot, "enter")
        dialog = app.screen
        assert isinstance(dialog, OtherPromptScreen)
        assert "Nothing" in str(dialog.query_one("#lead", Static).content)
        assert isinstance(dialog.focused, OptionList)
        await pressed(pilot, "escape")
        assert live.live.step == before
