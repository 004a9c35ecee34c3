"""The log on the screen."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.app import GuideApp
from guide.tui.places import CALL
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.log import PAGE, LogScreen
from guide.tui.widgets.rows import Rows
from tests.calls import call, canary
from tests.tui.helpers import opened, shown


async def at_log(app: GuideApp, pilot: Pilot[None]) -> LogScreen:
    app.switch_mode(CALL)
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, LogScreen)
    return screen


async def test_an_empty_log_says_how_calls_get_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        assert "once it ends" in shown(await at_log(app, pilot))


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
