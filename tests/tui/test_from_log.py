"""What the log knows of an earlier request is offered as answers, and can be changed."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.widgets import Input, OptionList, Static

from guide.bootstrap import Services
from guide.core.call.entry import CallBackAttempt
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.walk import WalkScreen
from tests.asked_before import ANSWERS, CALLED
from tests.calls import call

if TYPE_CHECKING:
    from guide.core.flow.words import Value

NOW = datetime(2026, 11, 25, 16, tzinfo=UTC)


def services_with(folder: Path, **fields: Any) -> Services:
    services = Services(Settings(zone="America/Chicago", data=str(folder)), clock=lambda: NOW)
    services.walks.first_time("welcome")
    noted = {"started_at": CALLED, "flow": "expedite", "kind": "urgent", "service_item": "SR12345"}
    services.calls.add(call(1, **(noted | fields)))
    return services


async def test_enter_alone_takes_what_the_log_knows(tmp_path: Path) -> None:
    app = GuideApp(services_with(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open_flow("expedite")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        screen.answers = dict(ANSWERS)
        await pilot.pause()
        assert screen.plan.question is not None
        assert screen.plan.question.id == "asked"
        assert "your call on Friday, November 20" in str(
            screen.query_one("#wanted", Static).content
        )
        for _ in ("asked", "asked-kind", "promised-day"):
            await pilot.press("enter")
            await pilot.pause()
        # With its hour: 72 hours are counted from there.
        assert screen.answers["asked"] == CALLED
        assert screen.answers["asked-kind"] == "urgent"
        assert screen.answers["promised-day"] == "none"


async def test_the_day_of_the_call_comes_with_its_hour(tmp_path: Path) -> None:
    app = GuideApp(services_with(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open_flow("expedite")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        for typed, value in (("Nov 20, 2026", CALLED), ("Nov 19, 2026", date(2026, 11, 19))):
            screen.answers = dict(ANSWERS)
            await pilot.pause()
            screen.query_one("#typed", Input).value = typed
            await pilot.press("enter")
            await pilot.pause()
            assert screen.answers["asked"] == value


async def test_another_day_is_another_request_and_the_log_is_silent(tmp_path: Path) -> None:
    app = GuideApp(services_with(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open_flow("expedite")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        screen.answers = {**ANSWERS, "asked": date(2026, 11, 3)}
        await pilot.pause()
        assert "your log" not in str(screen.query_one("#wanted", Static).content)
        assert screen.query_one("#options", OptionList).highlighted == 0
        assert screen.query_one("#typed", Input).value == ""


def test_the_receipt_decides_whose_promise_it_is(tmp_path: Path) -> None:
    services = services_with(tmp_path, receipt="IOE0900000001")
    assert services.following_up.from_log("expedite", "IOE0900000002", NOW) is None
    for receipt in ("IOE0900000001", None):
        known = services.following_up.from_log("expedite", receipt, NOW)
        assert known is not None
        assert known[1] == {
            "before": "no-answer",
            "asked": CALLED,
            "asked-kind": "urgent",
            "promised-day": "none",
        }
    assert services.following_up.from_log("infopass-adit", None, NOW) is None


def test_the_day_that_the_agent_named_is_known_and_a_newer_call_closes_the_older(
    tmp_path: Path,
) -> None:
    services = services_with(tmp_path, answer_by=datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
    known = services.following_up.from_log("expedite", None, NOW)
    assert known is not None
    assert known[1]["promised-day"] == date(2026, 11, 27)
    later = call(
        2,
        started_at=CALLED.replace(day=24),
        flow="expedite",
        kind="regular",
        earlier_item="SR12345",
    )
    services.calls.add(later)
    known = services.following_up.from_log("expedite", None, NOW)
    assert known is not None
    assert (known[0].id, known[1]["asked-kind"]) == (later.id, "regular")
    assert [follow_up.call.id for follow_up in services.following_up.follow_ups(NOW)] == [later.id]


async def test_an_incoming_call_is_held_against_the_open_call_backs(tmp_path: Path) -> None:
    app = GuideApp(services_with(tmp_path, started_at=NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+t")
        await pilot.press("2")
        await pilot.pause()
        words = str(app.screen.query_one("#wanted", Static).content)
        assert words.startswith("From your log: you're waiting for an answer to your call on")
        assert "Wednesday, November 25. Enter says yes." in words
        assert not app.screen.query_one("#items").display


async def test_where_no_call_back_is_open_the_check_of_a_call_says_so(tmp_path: Path) -> None:
    missed = tuple(CallBackAttempt(at=NOW, answered=False, turn=0) for _ in range(1))
    second = CallBackAttempt(at=NOW.replace(minute=30), answered=False)
    app = GuideApp(services_with(tmp_path, attempts=(*missed, second)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+t")
        await pilot.press("2")
        await pilot.pause()
        assert "no call-back is open" in str(app.screen.query_one("#items", Static).content)


def test_two_missed_call_backs_are_another_answer(tmp_path: Path) -> None:
    tries = tuple(CallBackAttempt(at=CALLED.replace(day=day), answered=False) for day in (23, 24))
    known = services_with(tmp_path, attempts=tries).following_up.from_log("expedite", None, NOW)
    assert known is not None
    assert known[1]["before"] == "missed"


async def test_a_call_about_the_same_request_brings_its_number_along(tmp_path: Path) -> None:
    services = services_with(tmp_path)
    app = GuideApp(services)
    late: dict[str, Value] = {
        "asked": CALLED, "asked-kind": "regular", "promised-day": "none",
        "needed-by": date(2026, 12, 7), "voice": "english", "military": "no", "from": "us",
        "number": "202-555-0123", "texts": "yes",
    }  # fmt: skip
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open_flow("expedite")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        screen.answers = {**ANSWERS, **late}
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        assert live.draft.typed["earlier_item"] == "SR12345"
        assert live.draft.needed_by == date(2026, 12, 7)


async def test_other_words_in_the_field_are_not_said_to_be_from_the_log(tmp_path: Path) -> None:
    app = GuideApp(services_with(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.open_flow("expedite")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        screen.answers = dict(ANSWERS)
        await pilot.pause()
        wanted = screen.query_one("#wanted", Static)
        known = str(wanted.content)
        assert "from your log" in known
        field = screen.query_one("#typed", Input)
        field_words = field.value
        field.value = "2026-11-02"
        await pilot.pause()
        assert "from your log" not in str(wanted.content)
        field.value = field_words
        await pilot.pause()
        assert str(wanted.content) == known
