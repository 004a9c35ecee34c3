"""A way to each screen by keyboard."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot

from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.choice import welcome
from guide.tui.places import CALL, FOLLOW_UP, MENU
from guide.tui.screens.rehearse import RehearseScreen
from guide.tui.screens.self_help import SelfHelpScreen
from guide.tui.screens.spell import SpellScreen
from tests.calls import call
from tests.tui.helpers import ADIT, walk

# A question with a long list of needs beside it, and one with many long options.
HALF = {name: ADIT[name] for name in list(ADIT)[:9]}
Way = Callable[[GuideApp, Pilot[None]], Awaitable[Any]]


def keys(*pressed: str) -> Way:
    async def press(_: GuideApp, pilot: Pilot[None]) -> None:
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()

    return press


def walked(answers: dict[str, str], *pressed: str) -> Way:
    async def go(app: GuideApp, pilot: Pilot[None]) -> None:
        await walk(app, pilot, answers)
        await keys(*pressed)(app, pilot)

    return go


def doing(act: Callable[[GuideApp], object], *pressed: str) -> Way:
    async def go(app: GuideApp, pilot: Pilot[None]) -> None:
        app.services.calls.add(call(1, kind="urgent", service_item="11223344", note="x " * 300))
        act(app)
        await pilot.pause()
        await keys(*pressed)(app, pilot)

    return go


WAYS: dict[str, Way] = {
    "home": keys(),
    "welcome": doing(lambda app: app.push_screen(welcome(app.services))),
    "help": keys("f1"),
    "zone": keys("f4"),
    "number": keys("number_sign", *"2024561111"),
    "question": walked({}),
    "question with a long list": walked(HALF),
    "plan": walked(ADIT),
    "says who": walked(ADIT, "s"),
    "start over": walked(ADIT, "x"),
    "paper": walked(ADIT, "w"),
    "dialling": walked(ADIT, "c"),
    "the line answers": walked(ADIT, "c", "f5"),
    "on hold": walked(ADIT, "c", "f5", "f5"),
    "a person": walked(ADIT, "c", "f5", "f5", "f5"),
    "is it over": walked(ADIT, "c", "f5", "f5", "f5", "f8"),
    "heard else": walked(ADIT, "c", "f5", "ctrl+r"),
    "rehearsal": doing(
        lambda app: app.push_screen(RehearseScreen("infopass-adit")),
        "enter", "enter", *"agent", "enter",
    ),
    "spelling": doing(lambda app: app.push_screen(SpellScreen()), *"Ilo 05 Ilo 05 Ilo"),
    "tools": doing(lambda app: app.push_screen(SelfHelpScreen())),
    "log": doing(lambda app: app.action_go(CALL)),
    "save the log": doing(lambda app: app.action_go(CALL), "w"),
    "bring in": doing(lambda app: app.action_go(CALL), "i"),
    "a call": doing(lambda app: app.action_go(CALL), "enter"),
    "an earlier call": doing(lambda app: app.open_past_call(), *"yesterday", "enter", *"x"),
    "correction": doing(lambda app: app.action_go(CALL), "e"),
    "remove": doing(lambda app: app.action_go(CALL), "x"),
    "board": doing(lambda app: app.action_go(FOLLOW_UP)),
    "menu": doing(lambda app: app.action_go(MENU)),
    "way": doing(lambda app: app.action_go(MENU), "enter"),
    "step": doing(lambda app: app.action_go(MENU), "enter", "enter"),
    "they called": doing(lambda app: app.action_they_called(), "1", "1"),
}  # fmt: skip
