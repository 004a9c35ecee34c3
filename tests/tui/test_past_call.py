"""A call that took place earlier is written down on the screen."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from textual.pilot import Pilot
from textual.widgets import Static

from guide.tui.app.guide_app import GuideApp
from guide.tui.screens.log import LogScreen
from guide.tui.screens.past_call import PastCallScreen
from guide.tui.widgets.call_fields import CallField
from tests.tui.helpers import NOW, opened, shown

BEGAN = datetime(2026, 11, 22, 20, 10, tzinfo=UTC)


async def at_form(app: GuideApp, pilot: Pilot[None]) -> PastCallScreen:
    await pilot.press("ctrl+l", "plus")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, PastCallScreen)
    return screen


def beside(screen: PastCallScreen, field: str) -> str:
    return str(screen.query_one(f"#field-{field}-reading", Static).content)


async def test_a_call_goes_into_the_log_with_all_that_was_typed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await at_form(app, pilot)
        await pilot.press(*"yesterday 2:10 pm", "enter", *"25 minutes", "enter")
        await pilot.press(*"20 min", "enter", "1", "enter")
        await pilot.press(*"Mary", "tab", "tab", *"11223344", "tab", "u", "f8", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        (call,) = app.services.calls.page(limit=5).calls
        assert (call.started_at, call.ended_at) == (BEGAN, BEGAN + timedelta(minutes=25))
        assert call.held_seconds == 20 * 60
        assert (call.flow, call.agent_name, call.service_item) == ("expedite", "Mary", "11223344")
        assert (call.kind, call.line, call.zone) == ("urgent", None, "America/Chicago")
        assert app.services.drafts.all() == ()


async def test_what_is_read_or_wrong_stands_beside_its_field(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await at_form(app, pilot)
        await pilot.press(*"yesterday 2:10")
        assert "Write 2:10 am or 2:10 pm" in beside(screen, "started_at")
        await pilot.press(*" pm", "enter", *"2:05 pm")
        assert "Sunday, November 22, 2026" in beside(screen, "started_at")
        assert "before it began" in beside(screen, "ended_at")
        # Another beginning, and the same words say something else.
        await pilot.press("shift+tab", "end", *["backspace"] * 7, *"1:50 pm")
        assert "2:05" in beside(screen, "ended_at")
        await pilot.press("enter", "tab", *"20 min")
        assert "longer than the whole call" in beside(screen, "held_seconds")
        await pilot.press("shift+tab", "end", *["backspace"] * 7, *"2:30 pm")
        assert "= 20 min" in beside(screen, "held_seconds")


async def test_without_a_beginning_nothing_goes_into_the_log(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await at_form(app, pilot)
        await pilot.press(*["enter"] * 4, *"Mary", "f8")
        assert app.screen is screen
        assert screen.focused is not None
        assert screen.focused.id == "field-started_at"
        assert "When was it?" in beside(screen, "started_at")
        await pilot.press(*"yesterday 2:10 pm", "enter", *"soon", "tab", "f8")
        assert screen.focused.id == "field-ended_at"
        assert "soon" in beside(screen, "ended_at")
        assert app.services.calls.page(limit=5).calls == ()


async def test_every_key_is_kept_and_there_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await at_form(app, pilot)
        await pilot.press(*"yesterday 2:10 pm", "enter", *"half", "escape")
        await pilot.pause()
        assert "writing down the call of" in shown(app.screen)
    async with opened(tmp_path) as (app, pilot):
        await pilot.pause(0.1)
        again = await at_form(app, pilot)
        assert again.live.typed == {"started_at": "yesterday 2:10 pm", "ended_at": "half"}
        assert "2:10" in beside(again, "started_at")


async def test_days_that_were_counted_from_another_day_are_asked_about(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await at_form(app, pilot)
        await pilot.press(*"yesterday 2:10 pm", "escape")
    async with opened(tmp_path, at=NOW + timedelta(days=1)) as (app, pilot):
        again = await at_form(app, pilot)
        assert "November 22, 2026 or Monday, November 23, 2026" in beside(again, "started_at")


async def test_a_form_that_was_only_looked_at_leaves_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await at_form(app, pilot)
        screen.keep_now()
        await pilot.press("escape")
        await pilot.pause()
        assert app.services.drafts.all() == ()


async def test_thrown_away_after_asking(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await at_form(app, pilot)
        await pilot.press(*"yesterday 2:10 pm", "f8", "down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        assert app.services.drafts.all() == ()
        assert app.services.calls.page(limit=5).calls == ()


async def test_it_is_no_call_that_is_going_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await at_form(app, pilot)
        await pilot.press(*"yesterday 2:10 pm", "escape", "c")
        await pilot.pause()
        # No question whether to go on: a call begins.
        assert type(app.screen).__name__ == "LiveScreen"
        assert {live.is_past for live in app.services.drafts.all()} == {True}


async def test_the_palette_leads_there_from_everywhere(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("ctrl+p", *"write down")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PastCallScreen)


async def test_the_form_is_not_opened_twice(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await at_form(app, pilot)
        app.open_past_call()
        await pilot.pause()
        assert app.screen is screen
        await pilot.press(*"yesterday", "escape")
        app.open_past_call()
        app.open_past_call()
        await pilot.pause()
        assert sum(isinstance(each, PastCallScreen) for each in app.screen_stack) == 1


async def test_a_draft_of_before_there_were_earlier_calls_is_a_call_that_goes_on(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        (live,) = app.services.drafts.all()
        file = app.services.drafts.path
    before = {name: said for name, said in msgspec.to_builtins(live).items() if name != "is_past"}
    with closing(sqlite3.connect(file)) as other, other:
        other.execute('update "draft" set "call" = ?', (json.dumps(before),))
    async with opened(tmp_path) as (app, pilot):
        assert app.services.drafts.all() == (live,)
        assert not live.is_past
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "Go on with the call begun" in shown(app.screen)


async def test_a_field_is_ticked_only_once_it_can_be_read(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await at_form(app, pilot)

        def mark() -> str:
            return str(screen.query(CallField).first()._label.content)[0]

        await pilot.press(*"yesterday 2:10")
        await pilot.pause()
        assert mark() == "✗"
        await pilot.press(*" pm")
        await pilot.pause()
        assert mark() == "✓"
