"""The screen by keyboard, at the sizes that terminals have."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from guide.bootstrap import Services
from guide.core.errors import FlowFaults
from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.flowfile.folders import built_in
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.fill import FillScreen
from guide.tui.dialogs.help import HelpScreen
from guide.tui.dialogs.source import SourceScreen
from guide.tui.screens.menu import MenuScreen, StepScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import ADIT, HOSTILE, NOW, PATIENCE, opened, shown, unkept, until, walk


async def test_an_answer_does_not_have_the_whole_screen_painted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, {"role": "applicant"})
        before, asked = str(screen.query_one("#text", Static).content), []
        monkeypatch.setattr(screen, "refresh", lambda *words, **named: asked.append(named))
        await pilot.press("1")
        await until(pilot, lambda: str(screen.query_one("#text", Static).content) != before)
        assert asked == []


async def test_the_first_start_says_once_where_data_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, welcome=True) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        words = " ".join(str(widget.content) for widget in app.screen.query(Static))
        assert str(tmp_path) in words
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, ChoiceDialog)


async def test_enter_twice_before_the_picture_changes_counts_once(tmp_path: Path) -> None:
    async with opened(tmp_path, welcome=True) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        for stands in (1, 2):
            options = app.screen.query_one(OptionList)
            proof = options.get_option_index("proof") if stands == 2 else 0
            options.highlighted = proof
            options.action_select()
            options.action_select()
            await pilot.pause()
            assert len(app.screen_stack) == stands
    async with opened(tmp_path) as (app, pilot):
        await pilot.pause(0.2)
        assert not isinstance(app.screen, ChoiceDialog)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 15)])
@pytest.mark.parametrize("colour", ["", "1"])
async def test_from_home_to_a_plan_by_keyboard_alone(
    tmp_path: Path, size: tuple[int, int], colour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour:
        monkeypatch.setenv("NO_COLOR", colour)
    async with opened(tmp_path, size) as (app, pilot):
        # A person reads each question, which takes a second of this clock.
        app.services.monotonic = map(float, count()).__next__
        for key in ["down", "down", "down", "enter", "enter", "2", "2", "1", "1"]:
            await pilot.press(key)
            await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        assert screen.plan.outcome is not None
        assert screen.plan.outcome.reason == "not-needed"
        assert screen.focused is screen.query_one("#main")


async def test_going_back_loses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        for _ in range(3):
            await pilot.press("escape")
            await pilot.pause()
        assert dict(screen.answers) == ADIT
        assert screen.asked_again == "from"
        await pilot.press("enter")
        await pilot.pause()
        assert screen.plan.outcome is not None


async def test_changing_an_answer_says_what_it_dropped(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        screen.asked_again = "card"
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert screen.answers["card"] == "yes"
        assert "why" in screen.plan.ignored
        assert any("Not needed anymore" in notice.message for notice in app._notifications)
        assert screen.answers["why"] == "stolen"


async def test_a_need_is_ticked_off_and_a_blank_filled_in_and_masked(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        rows = screen.query_one("#main", Rows)
        names = [rows.get_option_at_index(i).id for i in range(rows.option_count)]
        rows.highlighted = names.index("need-infopass-adit.passport")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.answers["ready.infopass-adit.passport"] == "yes"
        assert "[x] A valid passport" in shown(screen)
        names = [rows.get_option_at_index(i).id for i in range(rows.option_count)]
        rows.highlighted = names.index("fill-a-number")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, FillScreen)
        await pilot.press(*"12")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, FillScreen)
        app.screen.query_one(Input).value = "012-345-678"
        await pilot.press("enter")
        await pilot.pause()
        assert screen.answers["a-number"] == "A012345678"
        assert "345" not in shown(screen)
        await pilot.press("f7")
        await pilot.pause()
        assert "A 012 345 678" in shown(screen)


async def test_says_who_shows_source_date_grade_and_who_disagrees(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT | {"online": "yes"})
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, SourceScreen)
        words = " ".join(str(widget.content) for widget in app.screen.query(Static))
        assert "Confidence" in words
        assert "Date of the source" in words
        assert "otherwise:" in words
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen == screen  # type: ignore[comparison-overlap]  # it was a dialog before


async def test_the_phone_menu_offers_three_ways_out(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, MenuScreen)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StepScreen)
        options = app.screen.query_one(OptionList)
        names = [options.get_option_at_index(i).id or "" for i in range(options.option_count)]
        assert [name for name in names if name.startswith("exit:")] == [
            "exit:hung-up", "exit:person", "exit:heard-else",
        ]  # fmt: skip
        options.highlighted = names.index("exit:heard-else")
        await pilot.press("enter")
        await pilot.pause()
        assert (options.get_option_at_index(0).id or "").startswith("heard:")


async def test_leaving_and_coming_back_later_says_what_time_has_changed(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        before = screen.plan.outcome
        assert before is not None
    later = NOW + timedelta(hours=12)
    async with opened(tmp_path, at=later) as (app, pilot):
        app.open_flow("infopass-adit")
        await pilot.pause()
        again = app.screen
        assert isinstance(again, WalkScreen)
        assert dict(again.answers) == ADIT
        words = " ".join(notice.message for notice in app._notifications)
        assert "left off" in words


async def test_newer_content_says_what_was_dropped_and_asked_again(tmp_path: Path) -> None:
    services = Services(Settings(zone="America/Chicago", data=str(tmp_path)), clock=lambda: NOW)
    services.walks.keep(
        StoredWalk(
            flow=FlowId("infopass-adit"),
            answers={"role": "applicant", "represented": "perhaps", "gone-question": "x"},
            content_version="old",
            seen_at=NOW,
            led_to="question protected",
        )
    )
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("infopass-adit")
        await pilot.pause()
        words = " ".join(notice.message for notice in app._notifications)
        assert "gone-question" in words
        assert "represented" in words
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        assert screen.plan.question is not None
        assert screen.plan.question.id == "represented"


async def test_help_lists_every_key_and_the_palette_takes_no_picture(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        words = " ".join(str(widget.content) for widget in app.screen.query(Static))
        for key in ("Source", "Show numbers", "Start over", "Home", "Back", "Quit"):
            assert key in words
        titles = [str(command.title) for command in app.get_system_commands(app.screen_stack[0])]
        assert "Screenshot" not in titles
        assert "Time zone" in titles


async def test_hostile_text_is_shown_letter_for_letter(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT | {"use": "other"})
        for text in HOSTILE:
            screen.answers = {**screen.answers, "purpose": text}
            await pilot.pause()
            words = shown(screen)
            assert not any(char in words for char in "\x1b\x9b\x07\u202e")
            if text.isprintable():
                assert text in words.replace("\n", "")
        app.notify("[/b]", markup=False)
        await pilot.pause()
        assert app.is_running


async def test_a_disk_that_refuses_is_reported_once_and_the_walk_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "file"
    data.write_text("not a folder")
    services = Services(Settings(zone="UTC", data=str(data)), clock=lambda: NOW)
    app = GuideApp(services, grace=PATIENCE)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        screen = await walk(app, pilot, ADIT)
        assert screen.plan.outcome is not None
        await until(pilot, lambda: "can't be saved" in unkept(app))
        assert app._notifications.__len__() == 0


async def test_a_fault_leaves_a_report_without_values(tmp_path: Path) -> None:
    services = Services(Settings(zone="UTC", data=str(tmp_path)), clock=lambda: NOW)
    app = GuideApp(services)

    def fail() -> None:
        secret = "A012345678"
        raise RuntimeError(secret)

    with pytest.raises(RuntimeError):  # noqa: PT012  # the fault comes up where the app ends
        async with app.run_test() as pilot:
            app.call_later(fail)
            await pilot.pause()
            await pilot.pause()
    assert app.return_code == 70
    reports = list((services.cache / "crashes").iterdir())
    assert len(reports) == 1
    assert "A012345678" not in reports[0].read_text(encoding="utf-8") + app.crash_message


async def test_a_file_of_flows_that_cannot_be_used_is_no_fault_of_the_program(
    tmp_path: Path,
) -> None:
    flows = tmp_path / "flows"
    flows.mkdir()
    menu = (built_in() / "ivr.yaml").read_text(encoding="utf-8")
    broken = menu.replace("start: answers", "start: nowhere")
    (flows / "ivr.yaml").write_text(broken, encoding="utf-8")
    services = Services(Settings(data=str(tmp_path), flows=flows), clock=lambda: NOW)
    services.walks.first_time("welcome")
    app = GuideApp(services, grace=PATIENCE)
    with pytest.raises(FlowFaults):  # noqa: PT012  # the fault comes up where the app ends
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("f3")
            await pilot.pause()
    app.close()
    assert app.return_code == 2
    assert "ivr.yaml" in app.crash_message
    assert "There is no step 'nowhere'" in app.crash_message
    assert "wrong with the program itself" not in app.crash_message
