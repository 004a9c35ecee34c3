"""The rehearsal on the screen, by keyboard."""

from pathlib import Path

from textual.widgets import Static

from guide.tui.screens.rehearse import RehearseScreen
from tests.tui.helpers import opened


async def test_from_the_first_word_to_what_is_missing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = RehearseScreen("expedite")
        app.push_screen(screen)
        await pilot.pause()
        await pilot.press("enter", "enter", *"agent", "enter")
        await pilot.pause()
        talk = str(screen.query_one("#talk", Static).content)
        assert "doesn't work" in talk
        await pilot.press(*"expedite", "space", *"request", "enter")
        await pilot.press(*"no", "enter", *"IOE1234567890", "enter", "enter")
        for _ in screen.now.questions:
            await pilot.press("n", "enter")
        await pilot.pause()
        assert screen.now.over
        assert len(screen.now.missing) == len(screen.now.questions)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert screen.now.step == "answers"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen
