"""The board of promises and the check of an incoming call, by keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import icalendar
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt
from guide.core.errors import StorageError
from guide.core.message import verbatim
from guide.local.settings import Settings
from guide.services.following_up import FollowingUp
from guide.tui.app.guide_app import GuideApp
from guide.tui.content import DOUBT, Hanging
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.help import HelpScreen
from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.dialogs.source import SourceScreen
from guide.tui.places import FOLLOW_UP
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.follow_up import FollowUpScreen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.incoming import IncomingScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import HOSTILE, PATIENCE, shown, until

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
STARTED = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def call(**fields: Any) -> Call:
    values: dict[str, Any] = {"id": "aaaa", "started_at": STARTED, "kind": "urgent"}
    return Call(**(values | fields))


@asynccontextmanager
async def opened(
    folder: Path,
    *calls: Call,
    size: tuple[int, int] = (80, 24),
    clock: list[datetime] | None = None,
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    ticks = clock or [NOW]
    services = Services(Settings(zone="America/Chicago", data=str(folder)), clock=lambda: ticks[-1])
    # A second between any two looks: keys that come too fast answer no question.
    services.monotonic = map(float, count()).__next__
    services.walks.first_time("welcome")
    for entry in calls:
        services.calls.add(entry)
    app = GuideApp(services, grace=PATIENCE)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        app.close()


async def board(pilot: Pilot[None]) -> FollowUpScreen:
    await pilot.press("ctrl+o")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, FollowUpScreen)
    return screen


def title(screen: Any) -> str:
    return str(screen.query_one(".title", Static).content)


def notices(app: GuideApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


async def test_an_empty_board_says_how_promises_get_here(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, pilot):
        screen = await board(pilot)
        assert "marked urgent or regular" in shown(screen)
        await pilot.press("k", "m", "d", "u", "o", "enter", "w")
        await pilot.pause()
        assert pilot.app.screen is screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15)])
async def test_what_is_late_comes_first_with_both_readings_and_the_days(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    waiting = call(id="bbbb", started_at=NOW - timedelta(hours=1), service_item="87654321")
    async with opened(tmp_path, waiting, call(service_item="12345678"), size=size) as (_, pilot):
        screen = await board(pilot)
        words = shown(screen)
        assert words.index("●\u00a0late" if "●\u00a0late" in words else "● late") < words.index(
            "○ waiting"
        )
        assert "November 27 at 10:00 a.m. Eastern (9:00 a.m., Chicago time)" in words
        assert "If holidays count as normal days: by Thursday, November 26" in words
        strip = words.replace("\u00a0", " ")
        assert "Mo Tu We Th Fr Sa Su" in strip
        assert "Mon, Nov 23  ☎  ■  ■  ○  ▼" in strip
        assert "6 days over" not in strip
        assert "4 days over" in strip
        assert "Thanksgiving Day" in words
        assert "Call again" in words
        assert "12345678" not in words
        assert title(screen) == "Answers you're waiting for: 2, late: 1"
        await pilot.press("f7")
        await pilot.pause()
        assert "12345678" in shown(screen)


async def test_a_missed_call_back_and_the_second_one(tmp_path: Path) -> None:
    clock = [datetime(2026, 11, 24, 15, 0, tzinfo=UTC)]
    async with opened(tmp_path, call(), clock=clock) as (app, pilot):
        screen = await board(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert "Keep your phone free" in notices(app)
        assert "Keep your phone free" in shown(screen)
        clock.append(clock[-1] + timedelta(hours=2))
        await pilot.press("m")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "start a new request" in notices(app)
        assert "✗ both missed" in shown(screen)
    (entry,) = app.services.calls.promised()
    assert [attempt.answered for attempt in entry.attempts] == [False, False]


async def test_a_call_back_that_came_leaves_the_board(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (app, pilot):
        screen = await board(pilot)
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "They answered" in notices(app)
        assert "marked urgent or regular" in shown(screen)
        assert list(app.services.calls.promised()) == []


async def test_nothing_is_noted_unless_it_is_said_twice(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (app, pilot):
        await board(pilot)
        for keys in (("k", "escape"), ("m", "down", "enter"), ("d", "escape")):
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
        (entry,) = app.services.calls.promised()
        assert entry.attempts == ()


async def test_the_keys_act_on_the_promise_under_the_cursor(tmp_path: Path) -> None:
    other = call(id="bbbb", started_at=STARTED + timedelta(days=3), agent_name="Mary")
    async with opened(tmp_path, call(), other) as (app, pilot):
        await board(pilot)
        await pilot.press("n", "down", "o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CallDetailScreen)
        assert screen.call.id == "bbbb"
        words = "\n".join(str(widget.content) for widget in screen.query(Static))
        assert "Agent's name: Mary" in words


async def test_every_line_says_who(tmp_path: Path) -> None:
    late = call(earlier_item="1", missed_examination=date(2026, 11, 20), flow="expedite")
    async with opened(tmp_path, late, call(id="b", answer_by=NOW, text_ahead=True)) as (app, pilot):
        screen = await board(pilot)
        promises, rows = screen.query_one("#main", Rows), screen.query_one("#detail", Rows)
        asked = 0
        for promise in range(promises.option_count):
            promises.highlighted = promise
            await pilot.pause()
            rows.focus()
            for index in range(rows.option_count):
                if rows.get_option_at_index(index).disabled:
                    continue
                rows.highlighted = index
                await pilot.press("s")
                await pilot.pause()
                assert isinstance(app.screen, SourceScreen), rows.row
                await pilot.press("escape")
                await pilot.pause()
                asked += 1
        assert asked > 12


async def test_a_calendar_file_is_written_and_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "mine.ics"
    waiting = call(started_at=NOW - timedelta(hours=1), service_item="12345678")
    async with opened(tmp_path / "data", waiting) as (app, pilot):
        await board(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, SaveScreen)
        assert app.screen.query_one(Input).value.endswith("follow-up.ics")
        app.screen.query_one(Input).value = str(tmp_path / "no" / "a.ics")
        await pilot.press("enter")
        await pilot.pause()
        assert "cannot be written" in str(app.screen.query_one("#wanted", Static).content)
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        assert "Written" in notices(app)
        before = path.read_bytes()
        assert b"12345678" not in before
        assert len(icalendar.Calendar.from_ical(before).walk("VEVENT")) == 2
        await pilot.press("w")
        await pilot.pause()
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SaveScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, FollowUpScreen)


async def test_nothing_ahead_writes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (app, pilot):
        screen = await board(pilot)
        await pilot.press("w")
        await pilot.pause()
        assert app.screen is screen
        assert "Nothing lies ahead" in notices(app)


async def test_a_log_that_fails_is_said_on_the_board(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> list[Any]:
        raise StorageError(verbatim("The disk is full."), verbatim("Free some space."))

    async with opened(tmp_path, call()) as (app, pilot):
        await board(pilot)
        monkeypatch.setattr("guide.store.calls.Calls.note_attempt", fails)
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "The disk is full." in notices(app)
        monkeypatch.setattr(FollowingUp, "follow_ups", fails)
        await pilot.press("f2")
        await pilot.pause()
        screen = await board(pilot)
        assert "The disk is full." in shown(screen)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert isinstance(app.screen, IncomingScreen)


async def test_a_promise_becomes_late_while_the_board_is_open(tmp_path: Path) -> None:
    clock = [datetime(2026, 11, 27, 15, 0, tzinfo=UTC)]
    async with opened(tmp_path, call(), clock=clock) as (_, pilot):
        screen = await board(pilot)
        assert title(screen).endswith("late: 0")
        clock.append(clock[-1] + timedelta(seconds=1))
        screen.draw()
        assert title(screen).endswith("late: 1")


async def test_another_zone_is_drawn_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (app, pilot):
        screen = await board(pilot)
        app._set_zone("Asia/Manila")
        await pilot.pause()
        assert "Manila time" in shown(screen)


async def test_more_promises_than_anybody_reads(tmp_path: Path) -> None:
    many = [call(id=f"{number:04}") for number in range(103)]
    async with opened(tmp_path, *many) as (_, pilot):
        assert "And 3 more" in shown(await board(pilot))


async def test_home_leads_to_the_board_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        rows = app.screen.query_one("#main", Rows)
        names = [rows.get_option_at_index(i).id for i in range(rows.option_count)]
        rows.highlighted = names.index("waiting")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, FollowUpScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_numbers_are_shown_letter_for_letter(tmp_path: Path, text: str) -> None:
    async with opened(tmp_path, call(service_item=text, agent_name=text)) as (app, pilot):
        await pilot.press("f7")
        await board(pilot)
        for key in ("f7", "o", "escape", "m", "escape", "ctrl+t", "1", "1", "1"):
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, IncomingScreen)


# Was that really them?


async def incoming(pilot: Pilot[None], *keys: str) -> IncomingScreen:
    await pilot.press("ctrl+t")
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, IncomingScreen)
    return screen


async def test_the_check_is_one_key_away_from_everywhere(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (app, pilot):
        places: list[Any] = [
            lambda: pilot.press("f2"),
            lambda: pilot.press("f3"),
            lambda: pilot.press("ctrl+o"),
            lambda: pilot.press("f1"),
            lambda: pilot.press("escape", "f4"),
            lambda: pilot.press("escape", "w"),
            lambda: pilot.press("m"),
        ]
        for place in places:
            await place()
            await pilot.pause()
            below = app.screen
            screen = await incoming(pilot)
            await pilot.press("ctrl+t")
            assert app.screen is screen
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is below


async def test_the_check_opens_while_a_field_is_typed_in_and_loses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        await pilot.press("f5", "f5", "f5", *"Ma")
        assert isinstance(app.focused, Input)
        await incoming(pilot)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press(*"ry")
        assert live.live.typed == {"agent_name": "Mary"}


def numbers(screen: IncomingScreen) -> str:
    items = screen.query_one("#items", Static)
    return str(items.content) if items.display else ""


async def test_numbers_from_the_log_stand_beside_the_question(tmp_path: Path) -> None:
    calls = [
        call(id=f"c{n}", service_item=f"1234567{n}", started_at=STARTED + timedelta(days=n))
        for n in range(5)
    ]
    one_call = call(
        id="kept", service_item="99999999", attempts=(CallBackAttempt(at=NOW, answered=True),)
    )
    async with opened(tmp_path, *calls, one_call) as (_, pilot):
        screen = await incoming(pilot)
        assert numbers(screen) == ""
        await pilot.press("2")
        await pilot.pause()
        assert numbers(screen) == ""
        await pilot.press("1")
        await pilot.pause()
        words = numbers(screen)
        assert "•••••" in words
        assert "1234567" not in words
        assert "2 more" in words
        await pilot.press("f7")
        await pilot.pause()
        assert "12345674" in numbers(screen)
        assert "99999999" not in numbers(screen)


async def test_an_empty_log_says_that_there_is_nothing_to_compare(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, pilot):
        screen = await incoming(pilot, "2", "1")
        assert "Your log has no service item number" in numbers(screen)


@pytest.mark.parametrize(("choice", "answered"), [("enter", True), ("down enter", False)])
async def test_after_the_check_the_call_back_is_noted_on_its_call(
    tmp_path: Path, choice: str, answered: bool
) -> None:
    calls = [call(id="one"), call(id="two", started_at=STARTED + timedelta(days=3))]
    async with opened(tmp_path, *calls) as (app, pilot):
        screen = await incoming(pilot, "2", "1", "1", "1")
        rows = screen.query_one("#main", Rows)
        names = [rows.get_option_at_index(i).id for i in range(rows.option_count)]
        assert names.index("why") < names.index("note-two") < names.index("note-one")
        rows.highlighted = names.index("note-one")
        await pilot.press("enter")
        await pilot.pause()
        for key in choice.split():
            await pilot.press(key)
            await pilot.pause()
        noted, other = app.services.calls.get("one"), app.services.calls.get("two")
        assert noted is not None
        assert other is not None
        assert [attempt.answered for attempt in noted.attempts] == [answered]
        assert other.attempts == ()
        assert "Noted" in notices(app)
        assert "note-one" not in [rows.get_option_at_index(i).id for i in range(rows.option_count)]


@pytest.mark.parametrize("keys", [("1",), ("2", "2")])
async def test_a_scam_or_a_call_out_of_the_blue_is_noted_nowhere(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with opened(tmp_path, call()) as (_, pilot):
        screen = await incoming(pilot, *keys)
        assert screen.plan.outcome is not None
        assert "Note this call-back" not in shown(screen)


async def test_every_call_is_judged_anew(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (app, pilot):
        await incoming(pilot, "1")
        await pilot.press("h")
        await pilot.pause()
        assert app.services.walks.all() == ()
        screen = await incoming(pilot)
        assert screen.plan.question is not None
        assert screen.plan.question.id == "pressure"


async def test_home_opens_the_same_check(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("incoming-call")
        await pilot.pause()
        assert isinstance(app.screen, IncomingScreen)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_a_late_answer_stands_first_on_the_first_screen(tmp_path: Path) -> None:
    waiting = call(id="bbbb", started_at=NOW)
    async with opened(tmp_path, call(), waiting) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, HomeScreen)
        await until(pilot, lambda: screen.unfinished.waiting != ())
        assert [follow_up.call.id for follow_up in screen.unfinished.waiting] == ["aaaa", "bbbb"]
        first = screen.query_one("#main", Rows).get_option_at_index(0)
        assert "An answer is late: urgent" in str(first.prompt)
        assert "Call again." in str(first.prompt)
        screen.query_one("#main", Rows).highlighted = 0
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == FOLLOW_UP


async def test_a_log_that_fails_keeps_no_first_screen_from_coming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise StorageError(verbatim("The disk is full."))

    monkeypatch.setattr(FollowingUp, "follow_ups", fails)
    async with opened(tmp_path, call()) as (app, _):
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.unfinished.waiting == ()
        assert app.screen.query_one("#main", Rows).option_count > 0


async def test_another_size_asks_no_log_and_another_promise_has_its_own_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = call(id="bbbb", started_at=NOW - timedelta(hours=1))
    async with opened(tmp_path, call(), waiting) as (app, pilot):
        screen = await board(pilot)
        bar, detail = screen.query_one(ActionBar), screen.query_one("#detail", Rows)

        def words() -> str:
            return str(bar.content).replace("\u00a0", " ")

        assert "Call again" in words()
        await pilot.press("down")
        await until(pilot, lambda: "Call again" not in words())
        assert "They called" in words()
        detail.focus()
        detail.highlighted = 3
        asked: list[str] = []
        monkeypatch.setattr(FollowingUp, "follow_ups", lambda *_: asked.append("log"))
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert asked == []
        monkeypatch.undo()
        screen.draw()
        await pilot.pause()
        assert detail.highlighted == 3
        assert app.screen is screen


async def test_what_is_not_sure_looks_as_it_does_in_a_plan(tmp_path: Path) -> None:
    async with opened(tmp_path, call()) as (_, pilot):
        detail = (await board(pilot)).query_one("#detail", Rows)
        await until(pilot, lambda: detail.option_count > 0)
        shown_as = set()
        for row in detail._rows.values():
            content = row.content.flat if isinstance(row.content, Hanging) else row.content
            for span in content.spans:
                if content.plain[span.start : span.end].startswith(" ["):
                    shown_as.add(str(span.style))
        assert shown_as == {DOUBT}
