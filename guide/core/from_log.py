"""What the log knows of an earlier request, as answers to the questions that ask about it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from guide.core.condition import Answers, Value, day_of
from guide.core.flow import Content, Question
from guide.core.follow_up import FollowUp

BEFORE, ASKED, KIND, PROMISED = "before", "asked", "asked-kind", "promised-day"
# Of an incoming call: whether anything was asked at all.
OPENED = "opened"
# The questions that the log may answer, in every flow that has them.
QUESTIONS = frozenset({BEFORE, ASKED, KIND, PROMISED, OPENED})


def about(found: Iterable[FollowUp], flow: str, receipt: str | None) -> FollowUp | None:
    """The latest call with a promise for that receipt; without one, of that flow."""
    each = list(found)
    mine = [one for one in each if receipt is not None and one.call.receipt == receipt]
    if not mine:
        others = (one for one in each if receipt is None or one.call.receipt is None)
        mine = [one for one in others if one.call.flow == flow]
    return latest(mine)


def owed(found: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those for which a call-back may still come, the latest call first."""
    each = (one for one in found if one.promise.state in ("open", "due", "overdue"))
    return tuple(sorted(each, key=_made, reverse=True))


def latest(found: Iterable[FollowUp]) -> FollowUp | None:
    """The one that was made last; None of none."""
    return max(found, key=_made, default=None)


def _made(found: FollowUp) -> tuple[datetime, str]:
    return found.call.started_at, found.call.id


def remembered(found: FollowUp, asked: datetime, promised: date | None) -> Mapping[str, Value]:
    """The answers. `asked` is the call as the clock stood where it was made.

    `promised` is the agent's own day; with its hour where that is not the end of the day's
    call-backs.
    """
    return {
        BEFORE: "missed" if found.promise.state == "broken" else "no-answer",
        ASKED: asked,
        KIND: found.call.kind or "unknown",
        PROMISED: "none" if promised is None else promised,
    }


def offered(known: Mapping[str, Value], content: Content, answers: Answers) -> Mapping[str, Value]:
    """What the log answers of questions that are still open; nothing about another request."""
    if ASKED in answers and not is_about(known, answers):
        return {}
    questions = {
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
