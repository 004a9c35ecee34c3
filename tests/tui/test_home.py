"""The first screen: groups, search, what one waits for."""

from pathlib import Path

import pytest
from textual.widgets import Input

from guide.tui.screens.home import HomeScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import opened, shown


@pytest.mark.parametrize(
    ("typed", "flow"),
    [("stolen", "infopass-adit"), ("fired", "expedite"), ("funeral", "infopass-advance-parole")],
)
async def test_a_word_of_ones_own_opens_the_flow(tmp_path: Path, typed: str, flow: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("slash", *typed)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)
        assert app.screen.flow == flow


async def test_the_second_hit_is_chosen_by_its_place(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("slash", *"sick")
        await pilot.pause()
        rows = app.screen.query_one("#main", Rows)
        second = rows.get_option_at_index(1).id
        await pilot.press("down", "2")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)
        assert second in {"biometrics", "interview"}


async def test_what_fits_nothing_says_so_and_escape_shows_it_all(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        assert isinstance(app.screen, HomeScreen)
        before = shown(app.screen)
        await pilot.press("slash", *"qqqq")
        await pilot.pause()
        assert "Nothing fits" in app.screen.question
        assert shown(app.screen) == ""
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert shown(app.screen) == before
        assert app.screen.query_one("#main", Rows).has_focus
        assert app.screen.query_one("#search", Input).value == ""


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_all_needs_are_in_view_with_their_headings(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, _):
        rows = app.screen.query_one("#main", Rows)
        assert rows.max_scroll_y == 0
        assert "On the phone" in shown(app.screen)
        assert "Afterwards" in shown(app.screen)
