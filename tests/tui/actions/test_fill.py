"""A gap of the plan, asked for in an app that is only a stand-in."""

from collections.abc import Mapping

import pytest

from guide.bootstrap import Services
from guide.core.flow.words import Value
from guide.core.ids import QuestionId
from guide.local.settings import Settings
from guide.tui.actions.fill import GapToFill, ask_to_fill
from guide.tui.dialogs.fill import FillScreen
from tests.tui.helpers import ADIT
from tests.tui.stand_ins import NOW, host

SERVICES = Services(Settings(zone="America/Chicago"), clock=lambda: NOW)
ANSWERS: Mapping[str, Value] = ADIT
PLAN = SERVICES.planning.plan("infopass-adit", ANSWERS, NOW)
SHARED = SERVICES.reference.graph("infopass-adit").content.shared
ASK = next(detail for detail in PLAN.details if detail.id == "receipt")


class Asked:
    """A box that was opened for a gap, and all that became of it."""

    def __init__(self, given: Value | None = None, half: str = "") -> None:
        self.noted: list[tuple[str, str, str]] = []
        self.taken: list[Value | None] = []
        app = host(SERVICES)
        gap = GapToFill(ASK, SHARED[QuestionId("receipt")], given, half, self._note)
        ask_to_fill(app, gap, self.taken.append)
        ((self.box, self.leave),) = app.pushed
        assert isinstance(self.box, FillScreen)

    def _note(self, name: str, text: str, given: str) -> None:
        self.noted.append((name, text, given))


def test_an_answer_is_taken_as_a_value_and_nothing_stays_half_typed() -> None:
    asked = Asked()
    asked.leave("ioe 0912345678")
    assert asked.taken == ["IOE0912345678"]
    assert asked.noted == [("receipt", "", "")]


@pytest.mark.parametrize(("text", "taken"), [("", [None]), (None, [])])
def test_an_empty_field_takes_the_answer_back_and_escape_does_nothing(
    text: str | None, taken: list[None]
) -> None:
    asked = Asked("IOE0912345678")
    asked.leave(text)
    assert asked.taken == taken
    assert bool(asked.noted) is bool(taken)


def test_what_is_typed_is_noted_beside_the_answer_before_it() -> None:
    asked = Asked("IOE0912345678")
    asked.box.typed("IOE1")
    assert asked.noted == [("receipt", "IOE1", "IOE0912345678")]


@pytest.mark.parametrize(
    ("half", "words", "adds"), [("", "IOE0912345678", False), ("IOE1", "IOE1", True)]
)
def test_what_was_half_typed_stands_there_again_and_is_added_to(
    half: str, words: str, adds: bool
) -> None:
    box = Asked("IOE0912345678", half).box
    assert (box.given, box.adds) == (words, adds)
