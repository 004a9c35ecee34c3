"""Back and forth through the questions, and what stands beside them."""

from pathlib import Path

import pytest
from textual.message import Message
from textual.widgets import Input, Static

from guide.tui.widgets.keys import Keys
from guide.tui.widgets.question import Asked, Offer, Question
from tests.tui.helpers import ADIT, opened, walk


async def test_whoever_steps_back_goes_on_over_every_question_between(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        for _ in range(3):
            await pilot.press("escape")
            await pilot.pause()
        passed = []
        for _ in range(3):
            passed.append(screen.asked_again)
            await pilot.press("enter")
            await pilot.pause()
        assert passed == ["from", "number", "texts"]
        assert screen.asked_again is None
        assert dict(screen.answers) == ADIT


async def test_an_answer_that_was_chosen_to_be_changed_leads_back_to_the_plan(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        await pilot.press("f6")
        await pilot.pause()
        row = screen.plan_rows.row
        assert row is not None
        assert row.id.startswith("trail-")
        # Its heading stands on top, so that one sees where one is.
        heading = screen.plan_rows.get_option_index("heading-trail")
        assert screen.plan_rows._index_to_line[heading] == screen.plan_rows.scroll_offset.y
        await pilot.press("enter")
        await pilot.pause()
        assert screen.asked_again == "role"
        await pilot.press("enter")
        await pilot.pause()
        assert screen.asked_again is None


async def test_the_title_names_the_question_that_is_asked_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        assert screen.where[1] == "your plan"
        await pilot.press("escape")
        await pilot.pause()
        last = len(screen.plan.trail)
        assert screen.where[1].startswith(f"question {last} of about ")
        await pilot.press("escape")
        await pilot.pause()
        assert screen.where[1].startswith(f"question {last - 1} of about ")


async def test_a_typed_answer_that_is_asked_again_is_overwritten_by_typing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        for _ in range(2):
            await pilot.press("escape")
            await pilot.pause()
        field = screen.query_one("#typed", Input)
        assert field.value == "202-555-0123"
        assert field.selected_text == field.value


async def test_a_number_in_a_field_says_which_option_enter_takes(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, dict(list(ADIT.items())[:8]))
        assert screen.plan.question is not None
        assert screen.plan.question.id == "by"
        await pilot.press("1")
        await pilot.pause()
        label = screen.plan.question.options[0].label.text
        assert str(screen.query_one("#reading", Static).content) == f"Enter takes: {label}"


async def test_ten_options_have_one_key_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, {})
        chosen: list[str] = []
        question = screen.query_one(Question)
        offers = tuple(Offer(f"v{i}", str(i % 10), f"Option {i}") for i in range(1, 11))
        post = question.post_message

        def gathered(message: Message) -> bool:
            if not isinstance(message, Question.Chosen):
                return post(message)
            chosen.append(message.value)
            return True

        monkeypatch.setattr(question, "post_message", gathered)
        for key in ("1", "0"):
            question.show(Asked(text="Which?", why=None, offers=offers))
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
        assert chosen == ["v1", "v10"]


async def test_after_stepping_back_a_chosen_answer_leads_back_to_the_plan_all_the_same(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        for key in ("escape", "escape", "f6", "home", "enter"):
            await pilot.press(key)
            await pilot.pause()
        assert screen.asked_again == "role"
        await pilot.press("enter")
        await pilot.pause()
        assert screen.asked_again is None


async def test_the_way_back_stands_in_the_narrowest_footer(tmp_path: Path) -> None:
    async with opened(tmp_path, (40, 15)) as (app, pilot):
        screen = await walk(app, pilot, {})
        shown = [active.binding.key for active in screen.query_one(Keys).keys]
        assert shown[0] == "escape"
