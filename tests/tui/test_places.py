"""The standing places: each keeps its own history, and Escape leads back to where one came from."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from guide.bootstrap import Services
from guide.local.settings import Settings, chosen_zone, keep_zone
from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.places import CALL, FOLLOW_UP, MENU, PREPARE
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.log import LogScreen
from guide.tui.screens.menu import MenuScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.rows import Rows
from tests.calls import call
from tests.tui.helpers import ADIT, NOW, drawn, opened, shown, until, walk


def place(app: GuideApp) -> tuple[str, type]:
    return app.current_mode, type(app.screen)


async def test_a_look_at_plan_and_map_during_a_call_loses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("c")
        await pilot.pause()
        live = app.screen
        assert place(app) == (CALL, LiveScreen)
        await pilot.press("f5", "f5", "f5", *"Mary")
        for key, there in (
            ("f2", (PREPARE, WalkScreen)),
            ("ctrl+l", (CALL, LiveScreen)),
            ("f3", (MENU, MenuScreen)),
            ("escape", (CALL, LiveScreen)),
            ("ctrl+o", (FOLLOW_UP, type(app.screen))),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert app.current_mode == there[0]
            if there[0] != FOLLOW_UP:
                assert isinstance(app.screen, there[1])
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is live
        assert live.query_one("#field-agent_name", Input).value == "Mary"


async def test_the_map_opens_at_the_way_of_the_plan(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        assert app.screen.target is None
        await pilot.press("escape")
        await pilot.pause()
        assert place(app) == (PREPARE, HomeScreen)
        await walk(app, pilot, ADIT)
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        assert app.screen.target == "infopass-adit"
        await pilot.press("escape")
        await pilot.pause()
        assert place(app) == (PREPARE, WalkScreen)


async def test_the_call_says_by_when_it_is_answered_and_stands_in_the_log(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("f5", "f5", "f5", *"Mary", "tab", "tab", "tab", "u", "f8", "enter")
        await pilot.pause()
        assert place(app) == (CALL, LogScreen)
        assert "Mary" in shown(app.screen)
        (said,) = [notice.message for notice in app._notifications]
        # Monday at 10:00 Eastern, urgent, Thanksgiving on Thursday.
        assert "Friday, November 27 at 10:00 a.m. Eastern" in said
        assert "If holidays count as normal days" in said


async def test_a_call_without_mark_and_day_says_that_nothing_is_waited_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("f5", "f8", "enter")
        await pilot.pause()
        (said,) = [notice.message for notice in app._notifications]
        assert "we don't know when to expect an answer" in said


async def test_a_call_in_which_nothing_happened_leaves_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert place(app) == (CALL, LogScreen)
        assert app.services.drafts.all() == ()


async def test_what_was_left_stands_first_and_is_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, {"role": "applicant"})
        app.open_call()
        await pilot.pause()
        await pilot.press("f5")
        await until(pilot, lambda: bool(app.services.drafts.all()))
    async with opened(tmp_path) as (app, pilot):
        home = app.screen
        await until(pilot, lambda: "Go on with the call" in shown(home))
        lines = shown(home).splitlines()
        assert [line[0] for line in lines[:2]] == ["☎", "↻"]
        await pilot.press("enter")
        await pilot.pause()
        assert place(app) == (CALL, LiveScreen)


async def test_a_call_that_is_open_is_not_opened_twice(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        await pilot.press("f5")
        await pilot.press("f2")
        await until(pilot, lambda: "Go on with the call" in shown(app.screen))
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app.screen is live
        assert sum(isinstance(screen, LiveScreen) for screen in app.screen_stack) == 1


@pytest.mark.parametrize("keys", [(), ("f5",)], ids=["nothing kept yet", "a draft of it"])
async def test_calling_while_a_call_is_open_shows_that_one_and_asks_nothing(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        await pilot.press(*keys, "f1", "f2")
        app.open_call()
        await pilot.pause()
        assert app.screen is live
        assert sum(isinstance(screen, LiveScreen) for screen in app.screen_stack) == 1


async def test_a_digit_chooses_on_the_first_screen(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("8")
        await pilot.pause()
        assert place(app) == (CALL, LogScreen)
        await pilot.press("escape", "2", "1")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)
        assert app.screen.flow == "reschedule-biometrics"


async def test_the_log_begins_a_call_and_goes_on_with_one(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(call(1))
        app.action_go(CALL)
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        await pilot.press("f5", "escape")
        await pilot.pause()
        assert place(app) == (CALL, LogScreen)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert place(app) == (CALL, LiveScreen)


async def test_the_zone_that_was_chosen_is_there_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Chicago")
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f4", *"manila", "enter")
        await pilot.pause()
        assert app.services.zone == "Asia/Manila"
        assert chosen_zone(tmp_path) == "Asia/Manila"
        await pilot.press("f4", "enter")
        await pilot.pause()
        assert app.services.zone == "America/Chicago"
        assert chosen_zone(tmp_path) is None


async def test_a_city_that_nobody_knows_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f4", *"miami")
        await pilot.pause()
        assert "No such city" in str(app.screen.query_one("#fault", Static).content)


@pytest.mark.parametrize("text", ["Mars/Olympus", "", "../../etc/passwd", "a\nb", "\0"])
def test_a_kept_zone_that_is_none_is_not_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "zone").write_text(text)
    assert chosen_zone(tmp_path) is None


def test_a_kept_zone_is_its_owners_only(tmp_path: Path) -> None:
    keep_zone(tmp_path / "new", "Asia/Manila")
    assert (tmp_path / "new" / "zone").stat().st_mode & 0o777 == 0o600
    keep_zone(tmp_path / "new", None)
    assert list((tmp_path / "new").iterdir()) == []


async def test_a_number_goes_for_an_option_where_a_field_stands_above_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        answers = {name: ADIT[name] for name in ADIT if name not in ("number", "texts")}
        screen = await walk(app, pilot, answers)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert screen.answers["number"] == "none"


async def test_a_refused_answer_says_why(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        answers = {name: ADIT[name] for name in ADIT if name not in ("number", "texts")}
        screen = await walk(app, pilot, answers)
        for text, why in (("", "Type your answer here"), ("12345", "too short")):
            await pilot.press(*text, "enter")
            await pilot.pause()
            assert why in str(screen.query_one("#fault", Static).content)
        assert "number" not in screen.answers


async def test_from_the_answers_escape_leads_back_to_the_question(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, {"role": "applicant", "represented": "no"})
        await pilot.press("f6")
        await pilot.pause()
        trail = screen.query_one("#trail", Rows)
        assert trail.has_focus
        assert trail.highlighted == trail.option_count - 1
        await pilot.press("escape")
        await pilot.pause()
        assert not trail.has_focus
        assert screen.asked_again is None
        # Digits answer the question, and only while it stands there.
        await pilot.press("f6", "1")
        await pilot.pause()
        assert "protected" not in screen.answers
        await pilot.press("escape", "1")
        await pilot.pause()
        assert "protected" in screen.answers


async def test_a_filled_blank_shows_what_it_holds(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        assert "✎ Fill in: Which form is it?" in shown(screen)
        screen.answers = ADIT | {"form-number": "I-90"}
        await pilot.pause()
        assert "✓ Which form is it? I-90" in shown(screen)


async def test_only_what_was_read_back_counts_as_read_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("c")
        await pilot.pause()
        live: Any = app.screen
        field = live.query_one("#field-callback", Input)
        assert (field.value, "202-555-0123" in field.placeholder) == ("", True)
        assert "Number read back" in str(live.query_one("#ask", Static).content)


async def test_a_person_on_the_line_hears_the_plans_sentences(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("c", "f5")
        await pilot.pause()
        ready = app.screen.query_one("#ready", Static)
        assert not ready.display
        await pilot.press("f5")
        await pilot.pause()
        assert ready.display
        assert "I need an ADIT stamp" in str(ready.content)


def test_a_protected_case_marks_its_call(tmp_path: Path) -> None:
    services = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    at = services.now()
    for given, marked in (("mine", True), ("rather-not-say", True), ("no", False)):
        plan = services.planning.plan("infopass-adit", ADIT | {"protected": given}, at)
        assert services.calling.begin(plan).protected is marked


async def test_a_computer_that_does_not_tell_its_zone_is_asked_about_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Nowhere Standard Time")

    def unknown() -> GuideApp:
        services = Services(Settings(data=str(tmp_path)), clock=lambda: NOW)
        services.walks.first_time("welcome")
        return GuideApp(services)

    app = unknown()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "does not say in which time zone it is" in drawn(app))
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"manila", "enter")
        await pilot.pause()
        assert app.services.zone == "Asia/Manila"
    assert Services(Settings(data=str(tmp_path))).caller_zone.origin == "chosen"
    keep_zone(tmp_path, None)
    app = unknown()
    async with app.run_test() as pilot:
        await pilot.pause(0.3)
        assert not isinstance(app.screen, ChoiceDialog)
