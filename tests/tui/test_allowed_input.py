"""What flows and a firm's files may hold never ends the screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from guide.bootstrap import Services
from guide.core.flow.phone_menu import PhoneMenu
from guide.local.settings import Settings
from guide.store.held import WindowDraft
from guide.tui.app.guide_app import GuideApp
from guide.tui.content import plain
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.rehearse import RehearseScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.rows import Row, Rows
from tests.flowfile.small import CARD, FILES, write

if TYPE_CHECKING:
    from guide.core.flow.words import Value

NOW = datetime.fromisoformat("2026-11-23T10:00-05:00")


def services_with(tmp_path: Path, flows: Path | None = None) -> Services:
    settings = Settings(zone="America/New_York", data=str(tmp_path / "data"), flows=flows)
    return Services(settings, clock=lambda: NOW)


@asynccontextmanager
async def opened(services: Services) -> AsyncIterator[tuple[GuideApp, Pilot[Any]]]:
    services.walks.first_time("welcome")
    app = GuideApp(services, grace=30)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


def notices(app: GuideApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


# Ids


def test_rows_of_one_id_stand_apart() -> None:
    rows = [Row(id="a", content=plain(text), text=text) for text in ["one", "two"]]
    shown = Rows(rows)
    assert [shown.get_option_at_index(n).id for n in range(2)] == ["a", "a~2"]


LINE = """\
id: line
kind: part
title: "The line"
summary: "Before a call."
checked: 2026-11-23
review_by: 2099-01-01
start: from
questions:
  from:
    text: "From where?"
    sources: none
    options: {us: "The United States", abroad: "Elsewhere"}
    next: continue
needs:
  paper: {text: "Another paper", sources: none}
warnings:
  stolen: {text: "Watch out.", sources: none}
"""


def twins(tmp_path: Path) -> Path:
    """A flow whose part has a need and a warning of the same ids."""
    folder = tmp_path / "own"
    card = CARD.replace("begins_with: front", "begins_with: front\nbefore_call: line")
    card = card.replace("outcomes:\n", "outcomes:\n", 1).replace(
        "\ndial:\n  - {line: main}\n", "\n"
    )
    write(folder, {**FILES, "card/flow.yaml": card, "parts/line/flow.yaml": LINE})
    return folder


async def test_a_flow_and_its_part_may_give_one_id_to_two_needs(tmp_path: Path) -> None:
    services = services_with(tmp_path, twins(tmp_path))
    async with opened(services) as (app, pilot):
        app.open_flow("card")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        answers: dict[str, Value] = {
            "role": "self",
            "what": "stolen",
            "needed": datetime(2026, 11, 24).date(),
        }
        screen.answers = {**answers, "from": "us"}
        await pilot.pause()
        assert screen.plan.outcome is not None
        assert [need.place for need in screen.plan.needs] == ["card.paper", "line.paper"]
        rows = screen.query_one("#main", Rows)
        names = [rows.get_option_at_index(n).id for n in range(rows.option_count)]
        rows.highlighted = names.index("need-line.paper")
        await pilot.press("enter")
        assert [need.ready for need in screen.plan.needs] == [False, True]


@pytest.mark.parametrize(
    ("ticks", "ready"),
    [
        ({"ready.paper": "yes"}, [True, True]),
        ({"ready.paper": "yes", "ready.line.paper": "no"}, [True, False]),
        ({"ready.card.paper": "yes"}, [True, False]),
    ],
)
def test_ticks_of_before_count_where_no_newer_one_speaks(
    ticks: dict[str, str], ready: list[bool], tmp_path: Path
) -> None:
    services = services_with(tmp_path, twins(tmp_path))
    needed = datetime(2026, 11, 24).date()
    answers: dict[str, Value] = {
        "role": "self", "what": "stolen", "needed": needed, "from": "us",
    }  # fmt: skip
    plan = services.planning.plan("card", {**answers, **ticks}, NOW)
    assert [need.ready for need in plan.needs] == ready


# Files that cannot be used


@pytest.mark.parametrize("how", ["palette", "first screen"])
async def test_a_broken_flow_is_a_notice_and_not_the_end(how: str, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    write(folder, {"expedite/flow.yaml": "id: expedite\n"})
    async with opened(services_with(tmp_path, folder)) as (app, pilot):
        if how == "palette":
            title = app.services.catalog.home.entries
            text = next(text.text for text in title.values() if text.flow == "expedite")
            command = next(
                command for command in app.get_system_commands(app.screen) if command.title == text
            )
            command.callback()
        else:
            await pilot.press("1")
        await pilot.pause()
        assert "expedite/flow.yaml" in notices(app)
        app.open_flow("infopass-adit")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)


@pytest.mark.parametrize("kind", ["folder", "fifo"])
async def test_a_folder_or_a_pipe_called_flow_yaml_leaves_the_others(
    kind: str, tmp_path: Path
) -> None:
    from tests.hostile import faults

    folder = tmp_path / "own"
    (folder / "expedite").mkdir(parents=True)
    if kind == "fifo" and not hasattr(__import__("os"), "mkfifo"):
        pytest.skip("this system has no pipes with names")
    getattr(faults, kind)(folder / "expedite" / "flow.yaml")
    async with opened(services_with(tmp_path, folder)) as (app, pilot):
        app.open_flow("expedite")
        await pilot.pause()
        assert "expedite/flow.yaml" in notices(app)
        app.open_flow("infopass-adit")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)


# A phone menu of one's own


def bare_menu(services: Services) -> PhoneMenu:
    """The shipped map without the steps, exits and hints that the program knows by role."""
    menu = services.menu
    gone = {name for name, step in menu.steps.items() if step.role not in (None, "topic")}
    steps = {
        name: msgspec.structs.replace(
            step, next=tuple(edge for edge in step.next if edge.to not in gone)
        )
        for name, step in menu.steps.items()
        if name not in gone
    }
    routes = {
        name: msgspec.structs.replace(route, way=tuple(n for n in route.way if n not in gone))
        for name, route in menu.routes.items()
    }
    exits = {
        name: menu_exit for name, menu_exit in menu.exits.items() if menu_exit.role != "heard-else"
    }
    exits = {n: e for n, e in exits.items() if e.to not in gone}
    lost = tuple(if_lost for if_lost in menu.if_lost if if_lost.id != "not-agent-alone")
    return msgspec.structs.replace(menu, steps=steps, routes=routes, exits=exits, if_lost=lost)


@pytest.mark.parametrize("words", [[], ["agent"], ["something else"], ["yes"], ["no"], ["2"]])
async def test_a_map_without_the_names_that_we_know_can_be_rehearsed(
    words: list[str], tmp_path: Path
) -> None:
    services = services_with(tmp_path)
    services.catalog.__dict__["menu"] = bare_menu(services)
    async with opened(services) as (app, pilot):
        app.push_screen(RehearseScreen("expedite"))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RehearseScreen)
        for number in range(60):
            for word in words if number < 3 else []:
                await pilot.press(*word.replace(" ", ""))
            await pilot.press("enter")
            if screen.now.question is None and screen.now.heard == "yes-or-no":
                await pilot.press("n", "o", "enter")
            if screen.now.heard == "not-a-number":
                await pilot.press(*"98101", "enter", *"IOE1234567890", "enter")
            if screen.now.over:
                break
        assert screen.now.over


async def test_a_draft_on_a_step_that_is_gone_goes_on_from_the_start(tmp_path: Path) -> None:
    services = services_with(tmp_path)
    live = msgspec.structs.replace(services.calling.begin(), step="gone", typed={"note": "Kept."})
    async with opened(services) as (app, pilot):
        draft = WindowDraft(lambda: services.drafts, live)
        app.push_screen(LiveScreen(live, (), draft))
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.live.step == services.menu.start
        assert screen.live.typed == {"note": "Kept."}
        assert "menu has changed" in notices(app)
        assert screen.query_one("#leads", OptionList).option_count > 0
