"""Spelling help on the screen."""

from pathlib import Path

from textual.widgets import Static

from guide.tui.screens.spell import SpellScreen
from tests.tui.helpers import opened


async def test_a_name_is_spelt_as_one_types(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 15)) as (app, pilot):
        screen = SpellScreen()
        app.push_screen(screen)
        await pilot.pause()
        await pilot.press(*"Li")
        await pilot.pause()
        words = str(screen.query_one("#spelled", Static).content)
        assert "Lima" in words
        assert "India" in words
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_the_numbers_of_the_plan_stand_there_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        services = app.services
        plan = services.planning.plan("expedite", {"receipt": "IOE1234567890"}, services.now())
        screen = SpellScreen(plan)
        app.push_screen(screen)
        await pilot.pause()
        assert "I  O  E  123  456  7890" in str(screen.query_one("#spelled", Static).content)
