"""The questions about an earlier request, which the log may answer."""

from collections.abc import Mapping
from datetime import date, datetime

from guide.core.flow.conditions import day_of
from guide.core.flow.content import Content
from guide.core.flow.flow import Question
from guide.core.flow.words import Answers, Value

BEFORE, ASKED, KIND, PROMISED = "before", "asked", "asked-kind", "promised-day"
# Of an incoming call: whether anything was asked at all.
OPENED = "opened"
# The questions that the log may answer, in every flow that has them.
QUESTIONS = frozenset({BEFORE, ASKED, KIND, PROMISED, OPENED})


def offered(known: Mapping[str, Value], content: Content, answers: Answers) -> Mapping[str, Value]:
    """What the log answers of questions that are still open; nothing about another request."""
    if ASKED in answers and not is_about(known, answers):
        return {}
    questions: Mapping[str, Question] = {
        name: content.question(flow.id, name)
        for flow in content.flows.values()
        for name in flow.questions
    }
    return {
        name: value
        for name, value in known.items()
        if name not in answers and name in questions and takes(questions[name], value)
    }


def is_about(known: Mapping[str, Value], answers: Answers) -> bool:
    """Whether answers name the request that the log knows, by its day."""
    given = answers.get(ASKED)
    return isinstance(given, date) and day_of(given) == _day(known.get(ASKED))


def with_hour(name: str, value: Value, known: Mapping[str, Value]) -> Value:
    """The day of a request with its hour, where a call of the log was made on that day."""
    is_day = name == ASKED and isinstance(value, date) and not isinstance(value, datetime)
    return known[ASKED] if is_day and is_about(known, {ASKED: value}) else value


def takes(question: Question, value: Value) -> bool:
    """Whether a question takes an answer: flows of one's own may have others under these ids."""
    if isinstance(value, str):
        return value in question.options
    return question.input is not None and question.input.kind == "date"


def _day(value: Value | None) -> date | None:
    return day_of(value) if isinstance(value, date) else None
