"""In a question that is answered with yes or no, yes stands first: a hand gets used to it."""

import pytest

from guide.bootstrap import Services
from guide.core.ids import FlowId, QuestionId
from guide.local.settings import Settings

SERVICES = Services(Settings(zone="America/New_York"))
CONTENT = SERVICES.catalog.everything()
QUESTIONS = [
    (flow.id, name)
    for flow in CONTENT.flows.values()
    for name, question in flow.questions.items()
    if question.options or question.shared
]


def answers(label: str) -> str:
    """Whether a label says yes, or no, or neither."""
    word = label.lower().replace(",", " ").split()[0]
    return {"yes": "yes", "no": "no", "never": "no"}.get(word, "")


def said_by(flow: str, name: str) -> list[str]:
    """The same of every option of a question, from the first to the last."""
    question = CONTENT.question(FlowId(flow), QuestionId(name))
    return [answers(question.option(value).label) for value in question.options]


@pytest.mark.parametrize(("flow", "name"), QUESTIONS)
def test_yes_stands_in_front_of_no(flow: str, name: str) -> None:
    said = said_by(flow, name)
    if "yes" in said and "no" in said:
        assert said.index("yes") < said.index("no"), said


def test_yes_and_no_are_found_among_the_questions() -> None:
    assert sum({"yes", "no"} <= {*said_by(*question)} for question in QUESTIONS) > 20
