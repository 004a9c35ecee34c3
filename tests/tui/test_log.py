"""The log on the screen."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.places import CALL
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.listed_calls import PAGE
from guide.tui.screens.log import LogScreen
from guide.tui.widgets.rows import Rows
from tests.calls import call, canary
from tests.tui.helpers import NOW, opened, shown


async def at_log(app: GuideApp, pilot: Pilot[None]) -> LogScreen:
    app.switch_mode(CALL)
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, LogScreen)
    return screen


async def test_an_empty_log_says_how_calls_get_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await at_log(app, pilot)
        assert "once it ends; c begins one. + writes down one" in shown(screen)
        # One button, which leads there.
        assert [step.action for step in screen.next_steps] == ["past"]


async def test_pages_come_as_one_goes_down(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.merge(call(number) for number in range(1, PAGE + 12))
        screen = await at_log(app, pilot)
        assert len(screen.calls) == PAGE
        await pilot.press("end")
        await pilot.pause()
        assert len(screen.calls) == PAGE + 11


async def test_a_search_narrows_the_log_and_escape_leaves_its_field(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.merge([call(1, agent_name="Mary"), call(2, agent_name="Ann")])
        screen = await at_log(app, pilot)
        await pilot.press("slash", *"mary")
        await pilot.pause()
        assert [entry.agent_name for entry in screen.calls] == ["Mary"]
        await pilot.press("escape")
        assert not isinstance(screen.focused, Input)


async def test_numbers_are_masked_until_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        one, numbers = canary()
        app.services.calls.add(one)
        screen = await at_log(app, pilot)
        seen = [shown(screen)]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CallDetailScreen)
        seen.append("\n".join(str(widget.content) for widget in app.screen.query(Static)))
        assert [number for number in numbers if number in "\n".join(seen)] == []
        await pilot.press("escape", "f7")
        await pilot.pause()
        assert one.service_item is not None
        assert one.service_item in shown(screen)


async def test_removing_asks_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.merge([call(1), call(2)])
        screen = await at_log(app, pilot)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert len(screen.calls) == 2
        await pilot.press("x", "down", "enter")
        await pilot.pause()
        assert [entry.id for entry in screen.calls] == [call(1).id]


async def test_a_call_back_is_noted(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(call(1, kind="urgent"))
        await at_log(app, pilot)
        await pilot.press("k", "down", "enter")
        await pilot.pause()
        entry = app.services.calls.get(call(1).id)
        assert entry is not None
        assert [attempt.answered for attempt in entry.attempts] == [False]


async def test_a_log_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / "guide.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    async with opened(tmp_path) as (app, pilot):
        app.services = Services(Settings(data=str(damaged)))
        screen = await at_log(app, pilot)
        assert "damaged" in shown(screen) or "cannot be used" in shown(screen)
        assert screen.query_one("#main", Rows).option_count == 1


def beside(screen: LogScreen) -> str:
    """The chosen call beside the list; nothing where it does not stand there."""
    detail = screen.query_one("#chosen-call", Static)
    return str(detail.content) if detail.display and screen.query_one("#panel").display else ""


async def test_on_a_wide_terminal_a_table_and_the_chosen_call_beside_it(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        last_year = NOW.replace(year=2025)
        noted = [call(1, agent_name="Ann"), call(2, agent_name="Mary", request="y " * 90)]
        app.services.calls.merge([*noted, call(3, agent_name="Old", started_at=last_year)])
        screen = await at_log(app, pilot)
        first, second, third = shown(screen).splitlines()
        assert "Mary" in first
        assert first.endswith("…")
        assert second.startswith("Nov 23, 9:01 a.m.")
        assert "2025" in third
        assert "Agent's name: Mary" in beside(screen)
        await pilot.press("down")
        assert "Agent's name: Ann" in beside(screen)


async def test_beside_the_table_numbers_are_masked_until_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        one, numbers = canary()
        app.services.calls.add(one)
        screen = await at_log(app, pilot)
        assert [number for number in numbers if number in beside(screen)] == []
        await pilot.press("v")
        assert one.service_item is not None
        assert one.service_item in beside(screen)


async def test_on_a_narrow_terminal_a_list_alone(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        app.services.calls.add(call(1, agent_name="Ann"))
        screen = await at_log(app, pilot)
        assert beside(screen) == ""
        assert not screen.query_one("#table-head").display
        assert "9:01 a.m.\nAnn" in shown(screen)


async def test_a_search_that_finds_nothing_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(call(1, agent_name="Ann"))
        screen = await at_log(app, pilot)
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert "No call has all of these words" in shown(screen)
        await pilot.press(*["backspace"] * 3)
        await pilot.pause()
        assert [each.agent_name for each in screen.calls] == ["Ann"]
