"""Not every keyboard has function keys, and not every terminal hands them on."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input, OptionList

from guide.core.call.entry import Call
from guide.tui.places import CALL, FOLLOW_UP
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.keys import Keys
from guide.tui.widgets.rows import Rows
from tests.calls import call
from tests.tui.helpers import ADIT, opened, walk
from tests.tui.ways import WAYS

FUNCTION_KEY = re.compile(r"f\d+")
# What a browser keeps for itself.
BROWSER = {"ctrl+t", "ctrl+l", "ctrl+o", "ctrl+w", "ctrl+n"}


@pytest.mark.parametrize("name", WAYS)
async def test_no_function_key_is_the_only_key(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS[name](app, pilot)
        keys: dict[str, set[str]] = {}
        for key, active in app.screen.active_bindings.items():
            keys.setdefault(active.binding.action.removeprefix("app."), set()).add(key)
        only = {
            action
            for action, pressed in keys.items()
            if any(map(FUNCTION_KEY.fullmatch, pressed))
            if all(FUNCTION_KEY.fullmatch(key) or key in BROWSER for key in pressed)
        }
        # In a field letters are typed: there the palette is the second way to these.
        if isinstance(app.focused, Input):
            assert "ctrl+p" in app.screen.active_bindings or app.screen.is_modal
            only -= {"reveal", "help", "menu", "zone", "prepare"}
        assert only == set()


async def test_the_live_call_runs_without_function_keys_while_one_types(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS["dialling"](app, pilot)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        stages = []
        for key in ("ctrl+s", "ctrl+s", "ctrl+s", "ctrl+z"):
            await pilot.press(key)
            stages.append(screen.live.stage)
        assert stages == ["dialled", "on-hold", "agent", "on-hold"]
        assert isinstance(screen.focused, Input)
        await pilot.press("ctrl+g")
        assert screen.focused is screen.query_one("#leads")
        await pilot.press("ctrl+r", "escape", "ctrl+y")
        await pilot.pause()
        assert app.screen is not screen


async def test_digits_take_a_turn_of_the_menu_and_backspace_goes_one_step_back(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS["the line answers"](app, pilot)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        first = screen.live.step
        await pilot.press("1")
        await pilot.pause()
        second = screen.live.step
        assert second == screen.services.menu.steps[first].next[0].to
        await pilot.press("backspace")
        await pilot.pause()
        assert screen.live.step == first
        await pilot.press("backspace", "9")
        await pilot.pause()
        assert screen.live.step == first


async def test_a_command_of_the_palette_does_what_its_key_does(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS["dialling"](app, pilot)
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        await pilot.press("ctrl+p", *"Stamp")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.live.stage == "dialled"


@pytest.mark.parametrize("width", [120, 80, 60, 40])
@pytest.mark.parametrize("name", ["home", "plan", "a person", "log", "board", "question"])
async def test_no_word_at_the_foot_is_cut(tmp_path: Path, name: str, width: int) -> None:
    async with opened(tmp_path, (width, 24)) as (app, pilot):
        await WAYS[name](app, pilot)
        await pilot.pause()
        line = str(app.screen.query_one(Keys).content)
        shown = line.replace("\xa0", " ").rstrip().split("  ")
        assert len(shown) <= 7
        assert shown[-2:] == ["F1 Help", "Ctrl+Q Quit"]
        assert cell_len(line.rstrip("\xa0")) + 2 <= width
        assert not any("^" in label for label in shown)


# Where one was stays where one is.


def many(count: int) -> list[Call]:
    return [call(number, kind=None, note=f"call {number}") for number in range(1, count + 1)]


async def test_looking_at_a_call_far_down_keeps_the_place_in_the_log(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.merge(many(120))
        app.action_go(CALL)
        await pilot.pause()
        rows = app.screen.query_one("#main", Rows)
        while rows.option_count < 120:
            await pilot.press("end")
            await pilot.pause()
        rows.highlighted = 105
        await pilot.pause()
        before, line = rows.row, rows.scroll_offset.y
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert rows.option_count == 120
        assert rows.row == before
        assert rows.scroll_offset.y == line


async def test_the_highlight_of_the_board_stays_with_its_call(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.merge([call(n, kind="urgent") for n in (1, 2)])
        app.action_go(FOLLOW_UP)
        await pilot.pause()
        names = [option.id or "" for option in app.screen.query_one("#main", Rows).options]
        listed = {follow_up.call.id for follow_up in app.screen.listed}  # type: ignore[attr-defined]
        assert listed
        assert all(any(name.startswith(one) for one in listed) for name in names)


async def test_a_changed_answer_shows_the_plan_from_its_top(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        rows = screen.query_one("#main", Rows)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert screen.asked_again is not None
        await pilot.press("enter")
        await pilot.pause()
        assert screen.plan.question is None
        assert (rows.highlighted, rows.scroll_offset.y) == (0, 0)


async def test_a_page_of_the_plan_moves_a_page_every_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        assert isinstance(screen, WalkScreen)
        rows = screen.query_one("#main", Rows)
        page = rows.scrollable_content_region.height - 1
        for number in (1, 2):
            await pilot.press("pagedown")
            await pilot.pause()
            assert rows.scroll_offset.y == page * number
        await pilot.press("pageup", "pageup")
        await pilot.pause()
        assert (rows.highlighted, rows.scroll_offset.y) == (0, 0)


async def test_the_next_part_of_a_plan_stands_below_its_heading(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        rows = screen.query_one("#main", OptionList)
        await pilot.press("n")
        await pilot.pause()
        assert rows.highlighted
        top = rows._lines[rows.scroll_offset.y][0]
        assert rows.get_option_at_index(top).disabled
        assert top < rows.highlighted
