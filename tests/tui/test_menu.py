"""The phone menu as a route: from the first prompt to the person, and where one is on it."""

from pathlib import Path
from typing import Any

import pytest

from guide.tui.app.guide_app import GuideApp
from guide.tui.content import GAP
from guide.tui.dialogs.source import SourceScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.menu import MenuScreen, StepScreen
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import ADIT, drawn, opened, walk

SIZES = [(40, 15), (80, 24), (120, 40)]
NAMES = [f"{width}x{height}" for width, height in SIZES]
EXPEDITE = ("f3", "enter")


def prompts(rows: Rows) -> list[str]:
    """Every row as it is drawn at any width, rails and all."""
    found = []
    for place in range(rows.option_count):
        prompt: Any = rows.get_option_at_index(place).prompt
        found.append(str(prompt).replace(GAP, " "))
    return found


def main(app: GuideApp) -> Rows:
    return app.screen.query_one("#main", Rows)


def detail(app: GuideApp) -> str:
    return "\n".join(prompts(app.screen.query_one("#detail", Rows)))


async def pressed(pilot: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_a_rail_leads_from_the_first_prompt_to_the_end(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await pressed(pilot, *EXPEDITE)
        way = app.services.menu.routes["expedite"].way
        marks = [each[:3] for each in prompts(main(app))[: len(way)]]
        assert marks == ["┌►1", "├─2", "├─3", "├─4", "├─5", "├─6", "└─7"]
        assert "6 ☎ A person answers" in prompts(main(app))[5]
        # The rail goes on beside every further line.
        lines = [each.text for each in app.screen._compositor.render_strips()]
        at = next(n for n, line in enumerate(lines) if line[1:4] == "┌►1")
        rail = [line[1] for line in lines[at : at + 4]]
        assert rail == ["┌", "│", *rail[2:]]
        assert set(rail[2:]) <= {"│", "├"}


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
async def test_the_mark_goes_where_one_goes_and_the_detail_tells_of_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await pressed(pilot, *EXPEDITE)
        for number in range(1, 7):
            chosen = [each for each in prompts(main(app)) if "►" in each.splitlines()[0]]
            title = app.services.menu.steps[main(app).row.target].title  # type: ignore[union-attr]
            assert [each[:3] for each in chosen] == ["┌►1" if number == 1 else f"├►{number}"]
            assert title in chosen[0]
            assert detail(app).splitlines()[0] == f"{number} {title}"
            await pressed(pilot, "down")


async def test_what_nobody_documented_is_shown_as_unknown(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        await pressed(pilot, *EXPEDITE)
        menu = app.services.menu
        for name, row in zip(menu.routes["expedite"].way, prompts(main(app)), strict=False):
            hear = menu.steps[name].hear
            assert (f"hear: {hear}" if hear else "hear: not documented") in row
        assert "What it says here is not documented." in detail(app)


async def test_the_detail_says_how_sure_since_when_and_who(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await pressed(pilot, *EXPEDITE, "down", "down")
        told = detail(app)
        assert "What you hear: ○ reported, not confirmed" in told
        assert "What to say: ? our assumption" in told
        fact = app.services.catalog.facts["ivr-002"]
        assert fact.source in told
        assert f"Date of the source: {fact.date}." in told
        await pressed(pilot, "tab", "end", "s")
        assert isinstance(app.screen, SourceScreen)


@pytest.mark.parametrize(("width", "beside"), [(109, False), (110, True)])
async def test_the_detail_stands_beside_where_there_is_room(
    tmp_path: Path, width: int, *, beside: bool
) -> None:
    async with opened(tmp_path, (width, 30)) as (app, pilot):
        await pressed(pilot, *EXPEDITE)
        left, right = main(app).region, app.screen.query_one("#detail", Rows).region
        assert (right.x >= left.right and right.y == left.y) is beside
        assert (right.y >= left.bottom and right.x == left.x) is not beside
        # What else may follow is drawn as branches where there is room.
        assert any("└╴" in each for each in prompts(main(app))) is beside


async def test_a_turn_of_the_detail_leads_there(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await pressed(pilot, *EXPEDITE, "down", "down")
        told = app.screen.query_one("#detail", Rows)
        told.focus()
        told.highlighted = told.get_option_index("turn-2")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, MenuScreen)
        assert main(app).row.target == "hold"  # type: ignore[union-attr]
        assert main(app).has_focus
        main(app).highlighted = 2
        await pilot.pause()
        told.focus()
        told.highlighted = told.get_option_index("turn-3")
        await pressed(pilot, "enter")
        assert isinstance(app.screen, StepScreen)
        assert app.screen.name_of_step == "which-appointment"


async def test_the_map_shows_where_the_call_is(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pressed(pilot, "c", "f5", "1", "f3")
        assert isinstance(app.screen, MenuScreen)
        (here,) = [each for each in prompts(main(app)) if "◄ you are here" in each]
        assert here.startswith("├►2 English or Spanish")
        await pressed(pilot, "escape")
        live = app.screen
        assert isinstance(live, LiveScreen)
        # Off the way.
        live._go("busy")
        await pressed(pilot, "f3")
        assert prompts(main(app))[0].startswith("► Too many calls  ◄ you are here")
        # Looked at without a call, it is nowhere.
    async with opened(tmp_path) as (app, pilot):
        await pressed(pilot, *EXPEDITE)
        assert not any("◄" in each for each in prompts(main(app)))


async def test_the_bar_says_what_enter_does_with_a_step(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pressed(pilot, "f3")
        assert "Show the way" in drawn(app)
        await pressed(pilot, "enter")
        assert "Show the way" not in drawn(app)
        assert "More" in drawn(app)


async def test_how_old_the_map_is_stands_whole_at_its_end_and_tells_its_sources(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, (40, 15)) as (app, pilot):
        await pressed(pilot, *EXPEDITE, "end")
        row = main(app).row
        assert row is not None
        assert row.text == app.services.menu.last_evidence.text
        await pressed(pilot, "s")
        assert isinstance(app.screen, SourceScreen)
