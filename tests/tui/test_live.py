"""The live call by keyboard."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from guide.core.call.fields import LIVE_FIELDS
from guide.core.errors import StorageError
from guide.core.message import verbatim
from guide.tui.app.guide_app import GuideApp
from guide.tui.app.opening import resume_call
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.other_prompt import OtherPromptScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.widgets.choice import Choice
from guide.wording.calls import as_clock
from tests.tui.helpers import ADIT, HOSTILE, NOW, opened, until, walk


async def begin(app: GuideApp, pilot: Pilot[None]) -> LiveScreen:
    app.open_call()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, LiveScreen)
    return screen


def words(screen: Any, name: str) -> str:
    return str(screen.query_one(name, Static).content)


async def test_one_key_stamps_and_the_fields_come_with_the_person(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        for stage in ("dialled", "on-hold", "agent"):
            await pilot.press("f5")
            assert screen.live.stage == stage
        assert screen.focused is screen.query_one("#field-agent_name")
        await pilot.press(*"Mary", "tab", *"AB12", "enter", *"12345678")
        assert screen.live.typed == {
            "agent_name": "Mary", "agent_id": "AB12", "service_item": "12345678",
        }  # fmt: skip
        assert "Agent's name" not in words(screen, "#ask")
        assert "Marked" in words(screen, "#ask")


async def test_hold_runs_on_a_clock_that_never_jumps(tmp_path: Path) -> None:
    ticks, wall = [100.0], [NOW]
    async with opened(tmp_path) as (app, pilot):
        app.services.monotonic = lambda: ticks[0]
        app.services.clock = lambda: wall[0]
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5")
        ticks[0] += 61
        wall[0] += timedelta(hours=-1)
        assert screen.held == 61
        await pilot.press("f5")
        ticks[0] += 1000
        assert screen.held == 61
        assert "01:01" in words(screen, "#clock") or "1:01" in words(screen, "#clock")


def test_long_holds_are_shown_in_hours() -> None:
    assert [as_clock(s) for s in (0, 61, 3661)] == ["00:00", "01:01", "1:01:01"]


async def test_every_key_is_kept_and_leaving_loses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5", "f5", *"Mary")
        await until(pilot, lambda: app.services.drafts.all()[0].typed == {"agent_name": "Mary"})
        await pilot.press("escape")
        assert app.screen is not screen
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("enter")
        await pilot.pause()
        again = app.screen
        assert isinstance(again, LiveScreen)
        assert again.query_one("#field-agent_name", Input).value == "Mary"
        assert again.live.stage == "agent"


async def test_a_stamp_is_on_the_disk_at_once_also_right_after_another_key(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        # The clock stands still: what waits for its turn is not saved by itself.
        app.services.monotonic = lambda: 100.0
        screen = await begin(app, pilot)
        for stage in ("dialled", "on-hold", "agent"):
            screen.action_stamp()
            (draft,) = app.services.drafts.all()
            assert draft.stage == screen.live.stage == stage


async def test_hold_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await begin(app, pilot)
        await pilot.press("f5", "f5")
    later = NOW + timedelta(minutes=10)
    async with opened(tmp_path, at=later) as (app, pilot):
        resume_call(app, app.services.drafts.all()[0])
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        assert 600 <= screen.held < 660


async def test_the_menu_stamps_what_it_leads_to(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5")
        stages = []
        for step in ("hold", "agent"):
            screen._go(step)
            await pilot.pause()
            stages.append(screen.live.stage)
        assert stages == ["on-hold", "agent"]
        assert screen.has_class("at-fields")


async def test_something_else_was_heard(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5", "ctrl+r")
        assert isinstance(app.screen, OtherPromptScreen)
        await pilot.press(*"zip", "space", *"code", "enter")
        await pilot.pause()
        assert screen.live.step == "zip"
        assert [(heard.step, heard.text) for heard in screen.live.heard] == [
            ("answers", "zip code")
        ]


async def test_heard_nothing_and_back_keeps_the_step(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("ctrl+r", "escape")
        await pilot.pause()
        assert (screen.live.step, screen.live.heard) == ("answers", ())


async def test_a_choice_takes_arrows_digits_letters_and_lets_go(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f6")
        choice = screen.query_one("#field-kind", Choice)
        choice.focus()
        seen = []
        for key in ("right", "r", "3", "left", "backspace"):
            await pilot.press(key)
            await pilot.pause()
            seen.append(screen.live.typed.get("kind", ""))
        assert seen == ["urgent", "regular", "unknown", "regular", ""]


async def test_the_call_goes_into_the_log(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5", "f5", *"Mary", "f5")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        assert "Service item number" in " ".join(str(s.content) for s in app.screen.query(Static))
        await pilot.press("enter")
        await pilot.pause()
        call = app.services.calls.get(screen.live.id)
        assert call is not None
        assert (call.agent_name, call.line) == ("Mary", "1-800-375-5283")
        assert app.services.drafts.all() == ()
        assert not isinstance(app.screen, LiveScreen)


async def test_a_call_that_is_not_over_yet_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5", "f5", "f5", "down", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.live.stage == "agent"


async def test_a_day_that_cannot_be_read_is_said_and_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        screen.query_one("#field-answer_by", Input).value = "next Tuesday"
        await pilot.pause()
        await pilot.press("f8")
        await pilot.pause()
        shown = " ".join(str(s.content) for s in app.screen.query(Static))
        assert "“next Tuesday” is not read as a day" in shown
        # The first answer goes back to the field, where the reason stands.
        await pilot.press("enter")
        await pilot.pause()
        assert screen.focused is screen.query_one("#field-answer_by")
        assert "December 1, 2026? Write" in words(screen, "#field-answer_by-reading")
        await pilot.press("f8", "down", "enter")
        await pilot.pause()
        call = app.services.calls.get(screen.live.id)
        assert call is not None
        assert call.note is not None
        assert "next Tuesday" in call.note


async def test_a_day_in_peoples_words_is_shown_in_full_as_it_is_typed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        line = "#field-answer_by-reading"
        for typed, said in (
            ("friday", "Friday, November 27, 2026, 6:30 p.m., Eastern time"),
            ("Dec 7 2026, 9 am", "Monday, December 7, 2026, 9:00 a.m., Chicago time"),
        ):
            screen.query_one("#field-answer_by", Input).value = typed
            await pilot.pause()
            assert said in words(screen, line)
        # The zone that is chosen during the call moves nothing.
        app._set_zone("Asia/Manila")
        await pilot.press("f8", "enter")
        await pilot.pause()
        call = app.services.calls.get(screen.live.id)
        assert call is not None
        assert call.answer_by == datetime(2026, 12, 7, 15, tzinfo=UTC)
        assert call.note is None


async def test_a_plan_hands_over_what_it_knows(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("c")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        assert screen.live.flow == "infopass-adit"
        assert screen.live.typed["phone"].endswith("0123") or "0123" in screen.live.typed["phone"]
        screen._go("topic")
        assert "InfoPass" in words(screen, "#to-machine")


async def test_hostile_words_are_kept_letter_for_letter(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)
        names = [field.name for field in LIVE_FIELDS if field.input == "words"]
        for name, text in zip(names, HOSTILE, strict=False):
            screen.query_one(f"#field-{name}", Input).value = text
            await pilot.pause()
            assert screen.live.typed[name] == screen.query_one(f"#field-{name}", Input).value


async def test_a_full_disk_is_said_once_and_the_call_goes_on(
    tmp_path: Path, monkeypatch: Any
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await begin(app, pilot)

        def full(*_: Any) -> None:
            raise StorageError(
                verbatim("The disk is full."), verbatim("Free some space, then go on.")
            )

        monkeypatch.setattr(app.services.drafts, "keep", full)
        monkeypatch.setattr(app.services.calls, "add", full)
        await pilot.press("f5", "f5", "f5", *"Mary", "f8", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert screen.live.typed == {"agent_name": "Mary"}


async def test_nothing_is_out_of_reach_on_a_small_screen(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 15)) as (app, pilot):
        screen = await begin(app, pilot)
        await pilot.press("f5", "f5", "f5")
        seen = set()
        for _ in LIVE_FIELDS:
            assert screen.focused is not None
            assert screen.focused.region.bottom <= screen.size.height
            seen.add(screen.focused.id)
            await pilot.press("tab")
            await pilot.pause()
        assert seen == {f"field-{field.name}" for field in LIVE_FIELDS}
        assert screen.query_one("#leads", OptionList).option_count


async def test_the_machine_hung_up_and_nobody_is_asked_for(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        screen = app.screen
        await pilot.press("f5")
        leads = screen.query_one("#leads", OptionList)
        place = next(
            i
            for i in range(leads.option_count)
            if "hung up" in str(leads.get_option_at_index(i).prompt)
        )
        leads.highlighted = place
        await pilot.press("enter")
        await pilot.pause()
        words = "\n".join(str(widget.content) for widget in app.screen.query(Static))
        assert "Is the call over?" in words
        assert "Not noted" not in words
