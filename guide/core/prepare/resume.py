"""Taking up a walk again: at a later time, or on newer content. Says what became of each answer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

import msgspec

from guide.core.errors import InvalidAnswer
from guide.core.flow.content import Content
from guide.core.flow.flow import READY, SECOND_WAY
from guide.core.flow.words import Value
from guide.core.ids import FlowId, QuestionId
from guide.core.prepare.answers import format_answer, parse_answer
from guide.core.prepare.asked_before import ASKED
from guide.core.prepare.call_plan import CallPlan
from guide.core.prepare.expected import NEEDED
from guide.core.prepare.placeholders import plan_names


class StoredWalk(msgspec.Struct, frozen=True, kw_only=True):
    """Answers as text, and what they led to when they were last seen.

    `copy` tells walks of one flow apart: two windows wrote them, or one was begun anew and the
    other is kept.
    """

    flow: FlowId
    answers: Mapping[str, str]
    content_version: str
    seen_at: datetime
    led_to: str
    copy: str = ""

    @property
    def key(self) -> str:
        """By what the walk is kept: its flow, and behind a + the copy where there is one."""
        return f"{self.flow}+{self.copy}" if self.copy else self.flow


class Resumed(msgspec.Struct, frozen=True, kw_only=True):
    """The answers that still mean something; the ids of the rest, by what is wrong with them."""

    answers: Mapping[str, Value]
    dropped: tuple[str, ...]
    ask_again: tuple[str, ...]


def resume(content: Content, stored: Mapping[str, str], zone: str) -> Resumed:
    """Read stored answers with the questions of today; what none takes is named.

    `zone` is the caller's, for moments that were stored without one.
    """
    questions = {
        name: content.question(flow.id, name)
        for flow in content.flows.values()
        for name in flow.questions
    }
    details = [QuestionId(name) for name in plan_names(content) if name in content.shared]
    questions = {name: content.shared[name] for name in details} | questions
    answers: dict[str, Value] = {}
    dropped, again = [], []
    for name, text in stored.items():
        if name == SECOND_WAY or name.startswith(READY):
            answers[name] = text
        elif name not in questions:
            dropped.append(name)
        else:
            try:
                answers[name] = parse_answer(name, questions[QuestionId(name)], text, zone)[0]
            except InvalidAnswer:
                again.append(name)
    return Resumed(answers=answers, dropped=tuple(dropped), ask_again=tuple(again))


def needed_in(walks: Iterable[StoredWalk], flow: FlowId, asked: date) -> date | None:
    """The first day named in a walk about what was asked for on a day; None without one."""
    days = []
    for walk in walks:
        if walk.flow == flow and _day(walk.answers.get(ASKED, "")) == asked:
            days += [_day(walk.answers.get(name, "")) for name in NEEDED]
    return min((day for day in days if day is not None), default=None)


def _day(text: str) -> date | None:
    """The day of an answer as it is kept, at the place itself."""
    try:
        return datetime.fromisoformat(text.partition("[")[0]).date()
    except ValueError:
        return None


def as_text(answers: Mapping[str, Value]) -> dict[str, str]:
    """Answers as text, from which `resume` gets them again."""
    return {name: format_answer(value) for name, value in answers.items()}


def led_to(plan: CallPlan) -> str:
    """What a plan says to do, in one word that can be compared later."""
    if plan.outcome is None:
        return f"question {plan.question.id}" if plan.question else ""
    return f"outcome {plan.outcome.id} {plan.outcome.when or ''}".strip()


def changed_by(walk: StoredWalk, plan: CallPlan) -> Literal["content", "clock"] | None:
    """What makes a plan lead elsewhere than when the walk was left; None where nothing does.

    Newer content comes first: whoever left the walk must read on with other words in mind.
    """
    if led_to(plan) == walk.led_to:
        return None
    return "clock" if walk.content_version == plan.content_version else "content"
