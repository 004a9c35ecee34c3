"""A call is corrected on the screen: a new entry takes its place, the old one stays readable."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.widgets import Input, Static

from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.places import CALL
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.log import LogScreen
from guide.tui.widgets.choice import Choice
from guide.tui.widgets.fields import id_of, reading_id
from tests.calls import call
from tests.tui.helpers import opened, until

ONE = call(1, agent_name="Mary", service_item="SR12345678", kind="regular", note="as it was ")


async def test_what_changed_becomes_a_new_entry_and_the_rest_stays(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        log = app.services.calls
        log.add(ONE)
        app.switch_mode(CALL)
        await pilot.pause()
        await pilot.press("enter", "e")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CorrectScreen)
        assert screen.query_one(f"#{id_of('service_item')}", Input).value == "SR12345678"
        await pilot.press(*" Jones", "enter", *"N77", "enter", "enter", "1")
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(app.screen, LogScreen)
        old, new = log.chain(ONE.id)
        assert old == ONE
        assert (new.agent_name, new.agent_id, new.kind) == ("Mary Jones", "N77", "urgent")
        assert (new.note, new.started_at, new.corrects) == (ONE.note, ONE.started_at, ONE.id)
        assert [entry.id for entry in app.screen.calls] == [new.id]


async def test_the_entry_before_can_still_be_read(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.services.calls.add(call(2, agent_name="Marie", corrects=ONE.id))
        app.switch_mode(CALL)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CallDetailScreen)
        words = "\n".join(str(widget.content) for widget in app.screen.query(Static))
        assert "An earlier entry said:" in words
        assert words.index("Marie") < words.index("An earlier") < words.index("Mary")


async def test_leaving_asks_where_something_was_changed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.push_screen(CorrectScreen(ONE, lambda: None))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        screen = CorrectScreen(ONE, lambda: None)
        app.push_screen(screen)
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert [entry.agent_name for entry in app.services.calls.chain(ONE.id)] == ["Mary", "Maryx"]


PROMISED = call(
    3, kind="regular", zone="America/Chicago", note="as it was",
    started_at=datetime(2026, 11, 23, 14, tzinfo=UTC),
    answer_by=datetime(2026, 12, 4, 23, 30, tzinfo=UTC),
)  # fmt: skip


async def test_a_day_that_cannot_be_read_is_said_at_its_field_and_leaves_the_promise(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(PROMISED)
        screen = CorrectScreen(PROMISED, lambda: None)
        app.push_screen(screen)
        await pilot.pause()
        field = screen.query_one(f"#{id_of('answer_by')}", Input)
        field.value = "next Friday"
        screen.query_one(f"#{id_of('kind')}", Choice).action_choose("")
        await pilot.pause()
        line = str(screen.query_one(f"#{reading_id('answer_by')}", Static).content)
        assert "November 27, 2026 or Friday, December 4, 2026" in line
        await pilot.press("f8")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        # The first answer goes back to the field.
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.focused is field
        assert len(app.services.calls.chain(PROMISED.id)) == 1
        await pilot.press("f8", "down", "enter")
        await pilot.pause()
        new = app.services.calls.chain(PROMISED.id)[-1]
        assert (new.answer_by, new.kind) == (PROMISED.answer_by, None)
        assert new.note == "as it was\nanswer_by: next Friday"


async def test_a_day_with_a_time_in_peoples_words_is_a_correction(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(PROMISED)
        screen = CorrectScreen(PROMISED, lambda: None)
        app.push_screen(screen)
        await pilot.pause()
        field = screen.query_one(f"#{id_of('answer_by')}", Input)
        assert field.value == "Dec 4, 2026, 5:30 p.m."
        field.value = "Dec 7 2026, 9 am"
        await pilot.press("f8")
        await pilot.pause()
        new = app.services.calls.chain(PROMISED.id)[-1]
        assert new.answer_by == datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/Chicago"))
        assert new.note == "as it was"


async def test_a_promise_stays_where_it_is_when_the_zone_changes_under_a_correction(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(PROMISED)
        app.push_screen(CorrectScreen(PROMISED, lambda: None))
        await pilot.pause()
        app.screen.query_one(f"#{id_of('agent_name')}", Input).value = "Jo"
        drafts = app.services.drafts
        await until(pilot, lambda: (drafts.correction(PROMISED.id) or {}).get("agent_name") == "Jo")
    async with opened(tmp_path) as (app, pilot):
        app._set_zone("America/New_York")
        app.push_screen(CorrectScreen(PROMISED, lambda: None))
        await pilot.pause()
        app._set_zone("Asia/Manila")
        await pilot.press("f8")
        await pilot.pause()
        new = app.services.calls.chain(PROMISED.id)[-1]
        assert (new.agent_name, new.answer_by) == ("Jo", PROMISED.answer_by)


async def test_a_correction_that_was_cut_off_stands_there_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.push_screen(CorrectScreen(ONE, lambda: None))
        await pilot.pause()
        await pilot.press(*" Jones")
        drafts = app.services.drafts
        await until(
            pilot, lambda: (drafts.correction(ONE.id) or {}).get("agent_name") == "Mary Jones"
        )
        assert drafts.all() == ()
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(CorrectScreen(ONE, lambda: None))
        await pilot.pause()
        assert app.screen.query_one(f"#{id_of('agent_name')}", Input).value == "Mary Jones"
        await pilot.press("f8")
        await pilot.pause()
        assert app.services.calls.chain(ONE.id)[-1].agent_name == "Mary Jones"
        assert app.services.drafts.correction(ONE.id) is None


async def test_a_correction_that_was_thrown_away_does_not_come_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(ONE)
        app.push_screen(CorrectScreen(ONE, lambda: None))
        await pilot.pause()
        await pilot.press("x", "escape", "end", "enter")
        await pilot.pause()
        assert app.services.drafts.correction(ONE.id) is None
        assert len(app.services.calls.chain(ONE.id)) == 1
