"""A key that stands on a screen does what the screen says: no list below it takes it away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from guide.core.prepare.call_plan import CallPlan
from guide.tui.app.guide_app import GuideApp
from guide.tui.places import CALL, FOLLOW_UP, MENU
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.rehearse import RehearseScreen
from guide.tui.screens.self_help import SelfHelpScreen
from guide.tui.screens.spell import SpellScreen
from tests.calls import call
from tests.tui.helpers import ADIT, opened, walk

ONE = call(1, kind="urgent")
# Inside a list these move and choose; on the screen they are for its fields, or for what is too
# long. Ctrl+C copies where something is marked, and leaves elsewhere: it is meant to be shared.
MOVES = {
    "up", "down", "enter", "tab", "shift+tab", "pageup", "pagedown", "home", "end", "ctrl+home",
    "ctrl+end", "ctrl+c",
}  # fmt: skip


def taken_away(screen: Screen[Any]) -> list[str]:
    """Keys of the screen, and of all screens, that do something else than it says."""
    by_screen: dict[str, set[str]] = {}
    for holder in (screen.app, screen):
        for key, bindings in holder._bindings.key_to_bindings.items():
            what = {binding.description for binding in bindings if binding.id}
            if what and key not in MOVES:
                by_screen[key] = what
    live = screen.active_bindings
    return [
        key
        for key, what in by_screen.items()
        if key in live and live[key].binding.description not in what
    ]


def open_place(name: str) -> Callable[[GuideApp], None]:
    return lambda app: app.action_go(name)


def push(screen: Callable[[], Screen[None]]) -> Callable[[GuideApp], None]:
    def go(app: GuideApp) -> None:
        app.push_screen(screen())

    return go


@pytest.mark.parametrize(
    "go",
    [
        lambda _: None,
        open_place(CALL),
        open_place(FOLLOW_UP),
        open_place(MENU),
        lambda app: app.open_call(),
        lambda app: app.action_they_called(),
        lambda app: app.push_screen(CallDetailScreen(ONE, lambda: None, reveal=False)),
        push(lambda: CorrectScreen(ONE, lambda: None)),
        push(lambda: RehearseScreen("expedite")),
        push(SelfHelpScreen),
        push(SpellScreen),
    ],
    ids=[
        "home", "log", "board", "menu", "call", "incoming", "noted", "correct", "rehearse",
        "self-help", "spell",
    ],
)  # fmt: skip
async def test_keys_of_a_screen_are_its_own(tmp_path: Path, go: Callable[[GuideApp], None]) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        go(app)
        await pilot.pause()
        assert taken_away(app.screen) == []


async def test_keys_of_question_and_plan_are_their_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        for answers in ({}, {"role": "applicant"}, ADIT):
            screen = await walk(app, pilot, answers)
            assert isinstance(screen.plan, CallPlan)
            assert taken_away(screen) == []
            await pilot.press("escape") if not answers else app.pop_screen()
            await pilot.pause()


async def test_a_key_that_a_list_takes_would_be_seen(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.action_go(CALL)
        await pilot.pause()
        # The list knows n: a screen that wanted it would not get it.
        app.screen._bindings.key_to_bindings["n"] = [Binding("n", "note", "Note", id="mine")]
        assert taken_away(app.screen) == ["n"]
