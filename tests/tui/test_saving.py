"""Nothing typed is lost, nothing waits for a database, and what is said about keeping is true."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.core.call.live import LiveCall
from guide.core.errors import StorageError
from guide.core.message import verbatim
from guide.local.settings import Settings
from guide.store.held import WindowDraft
from guide.store.places import FILE
from guide.tui.app.guide_app import GuideApp
from guide.tui.app.opening import resume_call
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.fill import FillScreen
from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.places import CALL
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.follow_up import FollowUpScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.log import LogScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.rows import Rows
from tests.calls import call
from tests.tui.helpers import ADIT, NOW, PATIENCE, at_once, opened, unkept, until, walk

ONE = call(1, agent_name="Mary")
FULL = StorageError(verbatim("The disk is full."), verbatim("Free some space, then go on."))


def opened_again(folder: Path) -> Services:
    """What another program finds in the folder."""
    return Services(Settings(zone="America/Chicago", data=str(folder)), clock=lambda: NOW)


async def begin(app: GuideApp, pilot: Pilot[None]) -> LiveScreen:
    app.open_call()
    await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    screen = app.screen
    assert isinstance(screen, LiveScreen)
    await to_fields(app, pilot)
    return screen


async def to_fields(app: GuideApp, pilot: Pilot[None]) -> None:
    """To the first field, also where it is filled in already."""
    await until(pilot, lambda: bool(app.screen.query("#leads:focus")))
    await pilot.press("f6")
    await until(pilot, lambda: not app.screen.query("#leads:focus"))
    app.screen.query_one("#field-agent_name").focus()
    await until(pilot, lambda: bool(app.screen.query("#field-agent_name:focus")))


# Leaving at once


async def test_the_last_keys_before_leaving_a_call_are_kept(tmp_path: Path) -> None:
    app = at_once(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(app, pilot)
        await pilot.press(*"Jane Miller", "escape")
        assert not isinstance(app.screen, LiveScreen)
    assert app.close() == ()
    (draft,) = opened_again(tmp_path).drafts.all()
    assert draft.typed == {"agent_name": "Jane Miller"}


async def test_the_last_keys_of_a_correction_are_kept_when_the_program_is_left(
    tmp_path: Path,
) -> None:
    opened_again(tmp_path).calls.add(ONE)
    app = at_once(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CorrectScreen(ONE, lambda: None))
        await until(pilot, lambda: isinstance(app.screen, CorrectScreen))
        await pilot.pause()
        await pilot.press(*" Jones", "f10")
    assert app.close() == ()
    words = opened_again(tmp_path).drafts.correction(ONE.id)
    assert words is not None
    assert words["agent_name"] == "Mary Jones"


async def test_an_answer_that_is_half_typed_stands_there_again(tmp_path: Path) -> None:
    answers = {name: value for name, value in ADIT.items() if name not in ("number", "texts")}
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, answers)
        assert screen.query_one("#typed", Input).has_focus
        await pilot.press(*"202-55", "f10")
    assert opened_again(tmp_path).drafts.half_typed("infopass-adit") == {"number": "202-55"}
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("infopass-adit")
        await pilot.pause()
        assert app.screen.query_one("#typed", Input).value == "202-55"
        await pilot.press(*"5-0123", "enter")
        await pilot.pause()
        assert app.services.drafts.half_typed("infopass-adit") == {}


async def test_a_blank_that_is_half_filled_stands_there_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        name = next(detail.id for detail in screen.plan.details if detail.input is not None)
        screen.fill(name)
        await pilot.pause()
        await pilot.press(*"IOE09", "escape")
        assert app.screen is screen
        assert app.services.drafts.half_typed("infopass-adit") == {name: "IOE09"}
        screen.fill(name)
        await pilot.pause()
        assert isinstance(app.screen, FillScreen)
        assert app.screen.query_one(Input).value == "IOE09"


# What is said while nothing can be kept


def refuse(app: GuideApp, monkeypatch: Any, error: StorageError) -> None:
    def fail(*_: object) -> None:
        raise error

    for name in ("keep_over", "keep_half_typed"):
        monkeypatch.setattr(app.services.drafts, name, fail)
    monkeypatch.setattr(app.services.walks, "keep_over", fail)


async def test_that_nothing_is_kept_is_said_until_it_is_kept_again(
    tmp_path: Path, monkeypatch: Any
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        with monkeypatch.context() as patched:
            refuse(app, patched, FULL)
            await pilot.press(*"Jane")
            await until(pilot, lambda: "The disk is full" in unkept(app))
            app.action_help()
            await pilot.pause()
            assert app.screen is not screen
            assert "The disk is full" in unkept(app)
            await pilot.press("escape", "f2")
            await pilot.pause()
            assert "The disk is full" in unkept(app)
            await pilot.press("ctrl+l")
            refuse(app, patched, StorageError(verbatim("It cannot be written.")))
            await pilot.press("x")
            await until(pilot, lambda: "It cannot be written" in unkept(app))
        # Nothing more is typed: what waits is written by itself.
        await until(pilot, lambda: unkept(app) == "")
    (draft,) = opened_again(tmp_path).drafts.all()
    assert draft.typed["agent_name"] == "Janex"


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A folder whose file another program can hold."""
    opened_again(tmp_path).walks.first_time("welcome")
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        yield other


async def test_keys_go_on_while_another_program_holds_the_file(
    tmp_path: Path, locked: sqlite3.Connection
) -> None:
    app = at_once(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(app, pilot)
        locked.execute("begin immediate")
        await pilot.press(*"Jane Miller")
        assert screen.live.typed == {"agent_name": "Jane Miller"}
        await until(pilot, lambda: "locked by another program" in unkept(app))
        await pilot.press("escape", "ctrl+o")
        assert "locked by another program" in unkept(app)
        locked.execute("rollback")
        await until(pilot, lambda: unkept(app) == "")
    assert app.close() == ()
    (draft,) = opened_again(tmp_path).drafts.all()
    assert draft.typed == {"agent_name": "Jane Miller"}


async def test_a_screen_does_not_wait_for_a_log_that_hangs(
    tmp_path: Path, monkeypatch: Any
) -> None:
    app, let_go = at_once(tmp_path), threading.Event()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        calls = app.services.calls

        def hang(**_: object) -> None:
            assert let_go.wait(PATIENCE)
            raise FULL

        with monkeypatch.context() as patched:
            patched.setattr(calls, "page", hang)
            app.switch_mode(CALL)
            await until(pilot, lambda: "are being read" in rows(app))
            let_go.set()
            await until(pilot, lambda: "The disk is full" in rows(app))
        app.screen.query_one("#search", Input).value = "x"
        await until(pilot, lambda: "No call has all of these words" in rows(app))
    app.close()


def rows(app: GuideApp) -> str:
    return "\n".join(
        str(shown.get_option_at_index(place).prompt)
        for shown in app.screen.query("#main").results(Rows)
        for place in range(shown.option_count)
    )


async def test_a_log_that_cannot_be_read_does_not_count_as_empty(
    tmp_path: Path, monkeypatch: Any
) -> None:
    async with opened(tmp_path) as (app, pilot):

        def fail() -> None:
            raise FULL

        monkeypatch.setattr(app.services.calls, "waiting", fail)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, FollowUpScreen)
        title = str(app.screen.query_one(".title", Static).content)
        assert "0" not in title
        assert "can't be read" in title
        assert "The disk is full" in rows(app)


# Into the log


async def end(pilot: Pilot[None]) -> None:
    await pilot.press("f8")
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def test_a_call_that_is_in_the_log_already_is_said_and_its_draft_goes(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press(*"Jane")
        draft = screen.draft
        await end(pilot)
        assert not isinstance(app.screen, LiveScreen)
        # The draft could not be removed, or another window still has it.
        app.services.drafts.keep(draft)
        resume_call(app, draft)
        await pilot.pause()
        await end(pilot)
        assert not isinstance(app.screen, LiveScreen)
        assert any("in the log already" in notice.message for notice in app._notifications)
        assert app.services.drafts.all() == ()
        assert len(app.services.calls.chain(draft.id)) == 1


async def test_a_call_that_says_something_else_in_the_log_becomes_its_correction(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press(*"Jane")
        draft = screen.draft
        await end(pilot)
        app.services.drafts.keep(draft)
        resume_call(app, draft)
        await pilot.pause()
        await to_fields(app, pilot)
        await pilot.press(*" Miller")
        await end(pilot)
        assert not isinstance(app.screen, LiveScreen)
        assert any("as a correction" in notice.message for notice in app._notifications)
        names = [entry.agent_name for entry in app.services.calls.chain(draft.id)]
        assert names == ["Jane", "Jane Miller"]
        assert app.services.drafts.all() == ()


async def test_the_draft_is_said_to_be_kept_only_where_it_is(
    tmp_path: Path, monkeypatch: Any
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press(*"Jane")

        def fail(*_: object) -> None:
            raise FULL

        monkeypatch.setattr(app.services.calls, "add", fail)
        await end(pilot)
        assert app.screen is screen
        assert any("your draft is kept" in notice.message for notice in app._notifications)
        app.clear_notifications()
        refuse(app, monkeypatch, FULL)
        await end(pilot)
        assert not any("is kept" in notice.message for notice in app._notifications)
        assert isinstance(app.screen, ChoiceDialog)
        shown = "\n".join(str(widget.content) for widget in app.screen.query(Static))
        assert "cannot be kept" in shown
        assert "Agent's name: Jane" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SaveScreen)
        target = tmp_path / "call.txt"
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await pilot.pause()
        assert "Agent's name: Jane" in target.read_text("utf-8")
        assert app.screen is screen


class _Hangs:
    """A log on a server that takes the question and does not answer."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.added: list[str] = []

    def chain(self, call_id: str) -> tuple[()]:
        assert self.let_go.wait(PATIENCE), call_id
        return ()

    def waiting(self) -> tuple[()]:
        # The first screen looks for late answers as well.
        return self.chain("waiting")

    def add(self, entry: Call) -> None:
        self.added.append(entry.id)


async def test_a_server_that_hangs_holds_neither_the_draft_nor_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    address = "postgresql://user@server.invalid/log"
    services = Services(Settings(zone="America/Chicago", data=address), clock=lambda: NOW)
    server = _Hangs()
    services.__dict__["calls"] = server
    app = GuideApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.push_screen(call_screen(app))
        await pilot.pause()
        screen = screen_of(app)
        await to_fields(app, pilot)
        await pilot.press(*"Jane", "f8", "enter")
        await pilot.press(*" Miller")
        assert screen.live.typed == {"agent_name": "Jane Miller"}
        drafts = services.drafts
        await until(pilot, lambda: [draft.typed for draft in drafts.all()] == [screen.live.typed])
        assert server.added == []
        server.let_go.set()
        await until(pilot, lambda: server.added == [screen.live.id])
        # What was typed after it went there is a draft still.
        await until(pilot, lambda: any("in your log" in n.message for n in app._notifications))
        assert app.screen is screen
        server.let_go.clear()
        app.log_desk.ask(lambda: server.chain(""), lambda _: None)
    assert app.close() == ()
    assert not app.log_desk.is_over
    assert [draft.typed for draft in services.drafts.all()] == [{"agent_name": "Jane Miller"}]
    server.let_go.set()


def call_screen(app: GuideApp) -> LiveScreen:
    services = app.services
    draft = WindowDraft(lambda: services.drafts, None)
    return LiveScreen(services.calling.begin(), services.planning.to_write_down(None), draft)


# Two windows


async def test_two_windows_on_one_call_keep_both_texts(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await begin(app, pilot)
        await pilot.press(*"Jane")
    (draft,) = opened_again(tmp_path).drafts.all()
    async with opened(tmp_path) as (app, pilot):
        resume_call(app, draft)
        await pilot.pause()
        # The other window has the same open, and types there.
        other = app.services.drafts
        other.keep(typed_elsewhere(draft, "Jane Miller"))
        await to_fields(app, pilot)
        await pilot.press(*"tte")
        await until(pilot, lambda: "in another window" in unkept(app))
        await pilot.press("t")
        assert {draft.typed["agent_name"] for draft in other.all()} >= {"Jane Miller"}
        mine = screen_of(app).own
        await until(pilot, lambda: mine.has(screen_of(app).draft))
        names = [draft.typed["agent_name"] for draft in other.all()]
        assert sorted(names) == ["Jane Miller", "Janettet"]
        await end(pilot)
        assert [draft.typed["agent_name"] for draft in other.all()] == ["Jane Miller"]
    async with opened(tmp_path) as (app, pilot):
        resume_call(app, app.services.drafts.all()[0])
        await pilot.pause()
        await end(pilot)
        entries = app.services.calls.chain(draft.id)
        assert [entry.agent_name for entry in entries] == ["Janettet", "Jane Miller"]
        assert app.services.drafts.all() == ()


def screen_of(app: GuideApp) -> LiveScreen:
    assert isinstance(app.screen, LiveScreen)
    return app.screen


def typed_elsewhere(draft: LiveCall, name: str) -> LiveCall:
    return replace(draft, typed={"agent_name": name})


async def test_a_window_that_only_looks_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await begin(app, pilot)
        await pilot.press("f5", "f5")
    (draft,) = opened_again(tmp_path).drafts.all()
    async with opened(tmp_path) as (app, pilot):
        resume_call(app, draft)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        other = app.services.drafts
        written = typed_elsewhere(draft, "Jane")
        other.keep(written)
        screen._autosave.flush()
        await until(pilot, lambda: "in another window" in unkept(app))
        assert other.all() == (written,)


async def test_a_call_that_was_ended_elsewhere_does_not_come_back_by_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5")
        drafts = app.services.drafts
        drafts.forget(screen.live.id)
        screen._autosave.flush()
        await until(pilot, lambda: "ended, in another window" in unkept(app))
        assert drafts.all() == ()
        await pilot.press(*"Jane")
        await until(pilot, lambda: len(drafts.all()) == 1)


async def test_two_windows_on_one_walk_keep_both_answers(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, {"role": "applicant"})
        other = app.services.walks
        (stored,) = other.all()
        other.keep(replace(stored, answers={"role": "attorney"}))
        screen.answers = {"role": "applicant", "represented": "no"}
        await until(pilot, lambda: "in another window" in unkept(app))
        by_copy = {walk.copy == "": dict(walk.answers) for walk in other.all()}
        assert by_copy == {
            True: {"role": "attorney"},
            False: {"role": "applicant", "represented": "no"},
        }
    async with opened(tmp_path) as (app, pilot):
        await until(pilot, lambda: rows(app).count("Go on:") == 2)
        await pilot.press("home", "enter")
        await pilot.pause()
        first = app.screen
        assert isinstance(first, WalkScreen)
        await pilot.press("h", "down", "enter")
        await pilot.pause()
        second = app.screen
        assert isinstance(second, WalkScreen)
        assert {str(walk.answers["role"]) for walk in (first, second)} == {"applicant", "attorney"}


# The call that goes on


async def test_the_call_that_goes_on_stands_first_and_is_the_one_that_enter_opens(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.switch_mode(CALL)
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        screen = await begin(app, pilot)
        await pilot.press(*"Jane", "escape")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        await pilot.press("enter")
        await pilot.pause()
        again = app.screen
        assert isinstance(again, LiveScreen)
        assert again.live.id == screen.live.id


async def test_a_stamp_pressed_too_early_and_taken_back_costs_no_time_on_hold(
    tmp_path: Path,
) -> None:
    ticks = [100.0]
    async with opened(tmp_path) as (app, pilot):
        app.services.monotonic = lambda: ticks[0]
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5")
        ticks[0] += 300
        await pilot.press("f5")
        ticks[0] += 60
        await pilot.press("f9")
        assert screen.live.stage == "on-hold"
        assert screen.held == 360
        ticks[0] += 5
        await pilot.press("f5")
        ticks[0] += 10
        await pilot.press("f5", "escape")
        await pilot.press("f9")
        assert screen.held == 375
