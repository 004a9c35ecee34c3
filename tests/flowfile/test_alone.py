"""A flow is checked with what it is run with: its parts, and the flows it hands over to."""

from pathlib import Path

import pytest

from tests.flowfile.small import CARD, FILES, check, write

# A flow that nothing leads to, with names of its own.
OTHER = (
    CARD.replace("id: card", "id: other")
    .replace("what", "premium")
    .replace("needed", "asked")
    .replace("  done:", "  hang-up:")
    .replace("to: done", "to: hang-up")
    .replace("next: done", "next: hang-up")
)
WAYS = {
    "an outcome": ("outcomes: [call]", "outcomes: [hang-up]"),
    "a placeholder": ('title: "Done"', 'title: "Done {premium}"'),
    "a question": (
        "{days_until: needed, at_most: some-days}", "{all: [{answered: premium}, {answer: premium, is: lost}]}",
    ),
    "a date": ("{before: needed, limit", "{before: asked, limit"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_name_of_a_flow_that_nothing_leads_to_is_a_fault(way: str, tmp_path: Path) -> None:
    old, new = WAYS[way]
    assert old in CARD
    card = CARD.replace(old, new, 1)
    write(tmp_path, {**FILES, "card/flow.yaml": card, "other/flow.yaml": OTHER})
    problems = [problem for problem in check(tmp_path) if problem.severity == "error"]
    assert problems
    assert {Path(problem.file).parent.name for problem in problems} == {"card"}
    assert {problem.hint for problem in problems} == {
        "It is there, but nothing in 'card' leads to it."
    }
    line = card[: card.index(new)].count("\n") + 1
    assert line in {problem.line for problem in problems}


def test_two_sound_flows_are_sound(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "other/flow.yaml": OTHER})
    assert {problem.code for problem in check(tmp_path)} == {"no-cases", "not-offered"}
