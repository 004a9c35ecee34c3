"""Several people correct one call: on the screen nothing typed is lost, and somebody chooses."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.widgets import Static

from guide.core.call.entry import Call, CallBackAttempt
from guide.tui.places import CALL
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.follow_up import FollowUpScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.log import LogScreen
from guide.tui.screens.versions import VersionsScreen
from guide.tui.widgets.rows import Rows
from tests.calls import AT, call
from tests.tui.helpers import opened, shown

ONE = call(1, agent_name="Mary", service_item="SR12345678", kind="regular", note="as it was")
SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 15)])


def notices(app: Any) -> str:
    return " ".join(notice.message for notice in app._notifications)


async def in_the_log(app: Any, pilot: Any) -> LogScreen:
    app.switch_mode(CALL)
    await pilot.pause()
    assert isinstance(app.screen, LogScreen)
    return app.screen


def by_somebody_else(app: Any, number: int = 7, **fields: Any) -> Call:
    new = msgspec.structs.replace(ONE, id=call(number).id, corrects=ONE.id, **fields)
    app.services.calls.add(new)
    return new


@SIZES
async def test_what_two_people_changed_stands_side_by_side_and_one_chooses(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size=size) as (app, pilot):
        log = app.services.calls
        log.add(ONE)
        await in_the_log(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*" Jones")
        theirs = by_somebody_else(app, agent_name="Maria", note="by somebody else")
        await pilot.press("f8")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, VersionsScreen)
        words = shown(screen)
        for said in ("yours: Mary Jones", "theirs: Maria", "yours: as it was"):
            assert said in words
        # Only they changed the note: theirs is chosen there, and nothing yet where both did.
        assert screen.picked == {"note": "theirs"}
        assert app.services.drafts.correction(ONE.id) is not None
        await pilot.press("f8")
        await pilot.pause()
        assert app.screen is screen
        assert "Not chosen yet: Agent's name" in notices(app)
        await pilot.press("space", "f8")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        (only,) = app.screen.calls
        assert (only.agent_name, only.note) == ("Mary Jones", "by somebody else")
        assert (only.corrects, log.page().forked) == (theirs.id, frozenset())
        assert app.services.drafts.correction(ONE.id) is None


async def test_going_back_from_the_choice_keeps_what_was_typed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        await in_the_log(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*" Jones")
        by_somebody_else(app, agent_name="Maria")
        await pilot.press("f8")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CorrectScreen)
        assert (app.services.drafts.correction(ONE.id) or {})["agent_name"] == "Mary Jones"
    async with opened(tmp_path) as (app, pilot):
        await in_the_log(app, pilot)
        await pilot.press("e", "f8")
        await pilot.pause()
        assert isinstance(app.screen, VersionsScreen)
        assert "yours: Mary Jones" in shown(app.screen)
        await pilot.press("2", "f8")
        await pilot.pause()
        assert [entry.agent_name for entry in app.services.calls.page().calls] == ["Maria"]
        assert app.services.drafts.correction(ONE.id) is None


async def test_corrections_of_different_fields_are_joined_and_that_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        await in_the_log(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*" Jones")
        by_somebody_else(app, note="by somebody else")
        await pilot.press("f8")
        await pilot.pause()
        assert "Both changes are in the log" in notices(app)
        (only,) = app.services.calls.page().calls
        assert (only.agent_name, only.note) == ("Mary Jones", "by somebody else")


@SIZES
async def test_two_versions_are_one_row_with_a_mark_until_one_is_chosen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size=size) as (app, pilot):
        app.services.calls.add(ONE)
        by_somebody_else(app, 7, note="by Ann")
        by_somebody_else(app, 8, note="by Ben", kind="urgent")
        screen = await in_the_log(app, pilot)
        assert len(screen.calls) == 1
        assert "two versions: choose" in " ".join(shown(screen).split())
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CallDetailScreen)
        words = "\n".join(str(widget.content) for widget in app.screen.query(Static))
        assert "Anything else: by Ann | by Ben" in words
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, VersionsScreen)
        # One field each, by the keyboard alone.
        await pilot.press("space", "down", "space", "f8")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        (only,) = app.screen.calls
        assert (only.kind, only.note) == ("regular", "by Ben")
        assert "two versions" not in shown(app.screen)
        assert len(app.services.calls.chain(ONE.id)) == 4


async def test_the_board_shows_two_versions_once_with_the_earlier_day(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        by_somebody_else(app, 7, note="by Ann")
        by_somebody_else(app, 8, kind="urgent")
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert isinstance(app.screen, FollowUpScreen)
        (follow_up,) = app.screen.listed
        assert (follow_up.call.kind, follow_up.versions) == ("urgent", 2)
        assert "Two versions of this call" in shown(app.screen)


async def test_removing_one_of_two_versions_says_that_the_other_stays(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        by_somebody_else(app, 7, note="by Ann")
        by_somebody_else(app, 8, note="by Ben")
        await in_the_log(app, pilot)
        await pilot.press("x")
        await pilot.pause()
        words = "\n".join(str(widget.content) for widget in app.screen.query(Static))
        assert "This one goes, the other one stays" in words
        await pilot.press("down", "enter")
        await pilot.pause()
        assert [entry.note for entry in app.services.calls.page().calls] == ["by Ann"]


@pytest.mark.parametrize("key", ["k", "m"])
async def test_a_note_is_taken_back_with_one_key(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "u takes it back" in notices(app)
        assert len(app.services.calls.chain(ONE.id)[0].attempts) == 1
        await pilot.press("u")
        await pilot.pause()
        assert app.services.calls.chain(ONE.id)[0].attempts == ()
        assert isinstance(app.screen, FollowUpScreen)
        assert len(app.screen.listed) == 1


async def test_a_note_of_last_week_is_taken_back_from_the_call_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.services.calls.note_attempt(ONE.id, CallBackAttempt(at=AT, answered=True))
        await in_the_log(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert app.services.calls.chain(ONE.id)[0].attempts != ()
        await pilot.press("enter")
        await pilot.pause()
        assert app.services.calls.chain(ONE.id)[0].attempts == ()
        assert len(list(app.services.calls.promised())) == 1


async def test_a_promise_is_closed_on_the_board_and_waited_for_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "No longer waited for: approved" in notices(app)
        assert list(app.services.calls.promised()) == []
        await in_the_log(app, pilot)
        assert "approved" in shown(app.screen)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        assert len(list(app.services.calls.promised())) == 1


async def test_c_begins_a_call_on_the_board_that_says_call_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
        assert app.services.calls.chain(ONE.id)[0].attempts == ()


async def test_the_highlight_stays_with_a_promise_that_moves(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.services.calls.add(call(3, kind="regular"))
        await pilot.press("ctrl+o")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, FollowUpScreen)
        rows = screen.query_one("#main", Rows)
        await pilot.press("n")
        await pilot.pause()
        assert rows.row is not None
        chosen = rows.row.target
        app.services.calls.add(call(2, kind="urgent"))
        screen.draw()
        await pilot.pause()
        assert rows.row.target == chosen
