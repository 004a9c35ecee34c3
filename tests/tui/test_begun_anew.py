"""A walk is begun anew, and the one before stays within reach."""

from pathlib import Path

from textual.widgets import Input

from guide.tui.screens.home import HomeScreen
from guide.tui.screens.walk import WalkScreen
from tests.tui.helpers import ADIT, opened, shown, until, walk


async def test_a_finished_walk_is_begun_anew_and_the_first_screen_leads_back(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        before = screen.plan.outcome
        assert before is not None
        await pilot.press("x", "down", "enter")
        await pilot.pause()
        assert screen.answers == {}
        assert screen.plan.question is not None
        await pilot.press("1")
        await pilot.pause()
        assert len(screen.answers) == 1
    async with opened(tmp_path) as (app, pilot):
        await until(pilot, lambda: shown(app.screen).count("Go on:") == 2)
        # The entry of the flow goes on with the new one; the old one has a row of its own.
        app.open_flow("infopass-adit")
        await pilot.pause()
        new = app.screen
        assert isinstance(new, WalkScreen)
        assert len(new.answers) == 1
        await pilot.press("h")
        await pilot.pause()
        home = app.screen
        assert isinstance(home, HomeScreen)
        (aside,) = [walk for walk in home.unfinished.walks if walk.copy]
        app.open_flow(aside.flow, aside.copy)
        await pilot.pause()
        old = app.screen
        assert isinstance(old, WalkScreen)
        assert old.plan.outcome == before


async def test_what_is_half_typed_stays_with_the_old_one(tmp_path: Path) -> None:
    half = {name: ADIT[name] for name in list(ADIT)[: list(ADIT).index("number")]}
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, half)
        assert isinstance(screen.focused, Input)
        await pilot.press(*"202-555", "ctrl+n", "down", "enter")
        await pilot.pause()
        walks, drafts = app.services.walks, app.services.drafts
        await until(pilot, lambda: [bool(stored.copy) for stored in walks.all()] == [True])
        (aside,) = walks.all()
        assert dict(aside.answers) == half
        assert drafts.half_typed(aside.key) == {"number": "202-555"}
        await until(pilot, lambda: drafts.half_typed("infopass-adit") == {})


async def test_deleted_where_that_is_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        await pilot.press("x", "down", "down", "enter")
        await pilot.pause()
        assert screen.answers == {}
        await until(pilot, lambda: app.services.walks.all() == ())


async def test_a_check_of_a_call_is_never_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("ctrl+t", "1", "ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)
        assert app.screen.answers == {}
        assert app.services.walks.all() == ()
