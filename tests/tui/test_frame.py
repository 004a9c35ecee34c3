"""The frame round every screen: the mouse does there what the keys do."""

from pathlib import Path

import pytest

from guide.tui.dialogs.help import HelpScreen
from guide.tui.dialogs.hours import HoursScreen
from guide.tui.places import CALL
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.banner import Banner
from guide.tui.widgets.header import Header
from guide.tui.widgets.keys import Keys
from tests.tui.helpers import opened, until


def column(line: Header | ActionBar | Keys | Banner, words: str) -> tuple[int, int]:
    """Where words stand in a line, behind its padding."""
    return 1 + str(line.content).replace("\xa0", " ").index(words), 0


@pytest.mark.parametrize("width", [80, 120])
async def test_the_mouse_does_what_the_keys_do(tmp_path: Path, width: int) -> None:
    async with opened(tmp_path, (width, 30)) as (app, pilot):
        screen = app.screen
        keys, bar = screen.query_one(Keys), screen.query_one(ActionBar)
        header, banner = screen.query_one(Header), screen.query_one(Banner)
        await until(pilot, lambda: "Help" in str(keys.content))
        await pilot.click(Keys, offset=column(keys, "Help"))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.click(Banner, offset=column(banner, "until"))
        await pilot.pause()
        assert isinstance(app.screen, HoursScreen)
        await pilot.press("escape")
        await pilot.click(Header, offset=column(header, "Calls"))
        await pilot.pause()
        assert app.current_mode == CALL
        await pilot.press("f2")
        await pilot.pause()
        await pilot.click(ActionBar, offset=column(bar, "Open"))
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)


async def test_the_bar_is_reached_by_tab_and_taken_by_enter(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("tab")
        assert isinstance(app.focused, ActionBar)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert app.screen.query_one("#search").has_focus
        await pilot.press("escape", "tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)


@pytest.mark.parametrize("key", ["f4", "number_sign", "l"])
async def test_a_dialog_stands_in_the_middle_of_what_lies_beneath(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, (100, 30)) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        dialog = app.screen.query_one(".dialog").region
        assert abs((dialog.x + dialog.right) - 100) <= 1
        assert abs((dialog.y + dialog.bottom) - 30) <= 1
        # What lies beneath shows through.
        assert app.screen.styles.background.a < 1
