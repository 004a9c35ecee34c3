"""What is typed for one question answers no other one; options above nine can be chosen by digits."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Static

from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.digits import CALM_SECONDS, PAUSE_SECONDS, Digits
from tests.tui.helpers import opened


class Watch:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def fault(screen: WalkScreen) -> str:
    return str(screen.query_one("#fault", Static).content)


@pytest.mark.parametrize("gap", [0.05, 0.4, 1.5])
def test_a_receipt_number_answers_nothing_however_slowly_it_is_typed(gap: float) -> None:
    watch = Watch()
    digits = Digits(watch)
    for char in "IOE0912345678":
        assert digits.key(char, 2, is_bound=False) == "stray"
        watch.now += gap
    assert digits.typed == "IOE0912345678"


def test_digits_typed_in_one_go_answer_one_question_only() -> None:
    watch = Watch()
    digits = Digits(watch)
    assert digits.key("1", 2, is_bound=False) == "answer"
    digits.answered()
    for char in "23121":
        watch.now += CALM_SECONDS / 2
        assert digits.key(char, 2, is_bound=False) == "stray"


def test_after_a_moment_a_digit_answers_the_next_question() -> None:
    watch = Watch()
    digits = Digits(watch)
    for _ in range(3):
        assert digits.key("2", 2, is_bound=False) == "answer"
        digits.answered()
        watch.now += CALM_SECONDS * 1.1
    assert digits.key("x", 2, is_bound=False) == "stray"
    watch.now += PAUSE_SECONDS * 1.1
    assert digits.key("2", 2, is_bound=False) == "answer"


def test_a_key_of_the_screen_keeps_its_meaning_unless_something_is_being_typed() -> None:
    digits = Digits(Watch())
    assert digits.key("s", 2, is_bound=True) == "other"
    assert digits.key("I", 2, is_bound=False) == "stray"
    assert digits.key("s", 2, is_bound=True) == "stray"


@pytest.mark.parametrize(
    ("keys", "meanings"),
    [
        ("10", ["wait", "answer"]),
        ("11", ["wait", "answer"]),
        ("12", ["wait", "stray"]),
        ("2", ["answer"]),
        ("0", ["stray"]),
    ],
)
def test_options_above_nine_take_two_digits(keys: str, meanings: list[str]) -> None:
    digits = Digits(Watch())
    assert [digits.key(char, 11, is_bound=False) for char in keys] == meanings


async def test_a_number_typed_at_a_list_is_shown_and_answers_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.monotonic = Watch()
        app.open_flow("infopass-adit")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        await pilot.press(*"IOE0912345678", "enter")
        await pilot.pause()
        assert screen.answers == {}
        assert "678” wasn't taken" in fault(screen)
        await pilot.press("1")
        await pilot.pause()
        assert dict(screen.answers) == {"role": "applicant"}
        await pilot.press("2", "1", "2")
        await pilot.pause()
        assert dict(screen.answers) == {"role": "applicant"}
        assert "“212” wasn't taken" in fault(screen)


async def test_a_paste_at_a_list_is_shown_and_answers_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("infopass-adit")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        assert screen.focused is screen.question.options
        screen.focused.post_message(Paste("1\n2"))
        await pilot.pause()
        assert screen.answers == {}
        assert "“1␤2” wasn't taken" in fault(screen)


async def test_the_tenth_option_is_chosen_by_its_digits(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("infopass-advance-parole")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        screen.answers = {
            "role": "applicant", "represented": "no", "protected": "no", "where": "inside",
            "destination": "no",
        }  # fmt: skip
        app.services.monotonic = Watch()
        screen.question._digits = Digits(Watch())  # long after the last answer
        await pilot.pause()
        ask = screen.plan.question
        assert ask is not None
        assert len(ask.options) >= 10
        await pilot.press("1")
        assert "second digit" in fault(screen)
        assert ask.id not in screen.answers
        await pilot.press("0")
        await pilot.pause()
        assert screen.answers[ask.id] == ask.options[9].value


async def test_a_phone_that_cannot_be_called_is_said_to_be_at_the_question(tmp_path: Path) -> None:
    from tests.tui.helpers import ADIT, walk

    async with opened(tmp_path) as (app, pilot):
        answers = {name: ADIT[name] for name in ADIT if name not in ("number", "texts")}
        screen = await walk(app, pilot, answers)
        await pilot.press(*"617-253-1000 ext 412", "enter")
        await pilot.pause()
        assert "number" not in screen.answers
        assert "has an extension" in fault(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert screen.answers["number"] == "617-253-1000 ext 412"
