"""The call plan: the one value in the middle, which every renderer shows and none adds to.

Texts stay ids with English words, values stay values: `guide.wording.texts` makes sentences.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

import msgspec

from guide.core.clock.hours import LiveHelp
from guide.core.flow.flow import Form, InputKind, OutcomeKind, OutcomeReason, Tone
from guide.core.flow.phone_verdict import PhoneVerdict
from guide.core.flow.sources import GRADES, Grade
from guide.core.flow.words import Value
from guide.core.ids import FlowId, OutcomeId, QuestionId


class Text(msgspec.Struct, frozen=True):
    """A text of a flow: its id, by which translations know it, and the English words."""

    id: str
    text: str


class TypedValue(msgspec.Struct, frozen=True):
    """A value that a person typed, or a computed date; shown by kind."""

    kind: InputKind
    value: Value


class Gap(msgspec.Struct, frozen=True):
    """A value that is not there yet: shown as a visible blank with the name of its question."""

    name: str
    label: Text


SentencePart = Text | TypedValue | Gap | tuple["Sentence", ...]


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence: a text and what fills its placeholders, with the facts it rests on.

    `grade` is the lowest of those facts; None where nothing is stated about USCIS. `log` names
    the fields of the log that the line asks to be noted.
    """

    id: str
    text: Text
    values: Mapping[str, SentencePart] = {}
    sources: tuple[str, ...] = ()
    address: str | None = None
    grade: Grade | None = None
    log: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The flow that it comes from, and its id: two flows may give one id to two lines."""
        return f"{self.text.id.partition('.')[0]}.{self.id}"


class Need(Sentence, frozen=True, kw_only=True):
    """What to have at hand, with its value where that is known; `ready` is its tick."""

    detail: str | None = None
    value: TypedValue | Text | None = None
    ready: bool = False


class OptionView(msgspec.Struct, frozen=True, kw_only=True):
    """An option as it is offered: `value` is the answer, whatever the language of its label."""

    value: str
    label: Text
    hint: Text | None
    sources: tuple[str, ...]


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is shown: its options, or what kind of value it wants."""

    flow: FlowId
    id: QuestionId
    text: Sentence
    why: Sentence | None
    options: tuple[OptionView, ...]
    input: InputKind | None
    wanted: Text | None
    # What was filled in already, where this is a blank of the plan.
    value: TypedValue | Text | None = None


class OutcomeView(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome as it is shown; `then` is its second way, where that is open now."""

    flow: FlowId
    id: OutcomeId
    kind: OutcomeKind
    reason: OutcomeReason | None
    when: Literal["now", "next-opening", "any"] | None
    title: Sentence
    why: Sentence
    come_back: Sentence | None
    address: str | None
    then: "OutcomeView | None"
    tone: Tone
    badge: Text | None = None


class AnswerView(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of the trail, as it is shown."""

    flow: FlowId
    id: QuestionId
    text: Sentence
    value: TypedValue | Text


class CallPlan(msgspec.Struct, frozen=True, kw_only=True):
    """All that the answers lead to so far. Lists are in the order of use; moments are aware.

    `ignored` are ids of answers off the path; `facts` ids of all that is shown rests on.
    """

    at: datetime
    flow: FlowId
    via: tuple[FlowId, ...]
    content_version: str
    form: Form
    answers: Mapping[str, Value]
    ignored: tuple[str, ...]
    trail: tuple[AnswerView, ...]
    question: QuestionView | None
    outcome: OutcomeView | None
    live_help: LiveHelp
    line: str
    line_help: LiveHelp
    phone: PhoneVerdict | None
    do_first: tuple[Sentence, ...]
    needs: tuple[Need, ...]
    say: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]
    write_down: tuple[Sentence, ...]
    afterwards: tuple[Sentence, ...]
    details: tuple[QuestionView, ...]
    ivr: str | None
    facts: tuple[str, ...]
    # When the outcome stops holding, and what the same answers lead to from then on.
    holds_until: datetime | None = None
    followed_by: OutcomeKind | Literal["question", "closed"] | None = None
    # By when to act, where that is a deadline: a call only while somebody answers.
    act_by: datetime | None = None
    # By when an answer should come, were the call made at this moment; what is too late of it.
    expected: tuple[Sentence, ...] = ()
    too_late: tuple[Sentence, ...] = ()

    @property
    def all_warnings(self) -> tuple[Sentence, ...]:
        """What the flows warn of, behind an answer that would come too late."""
        return self.too_late + self.warnings

    @property
    def all_afterwards(self) -> tuple[Sentence, ...]:
        """What the flows say of the time after the call, behind the days counted out."""
        return self.expected + self.afterwards

    def is_ready(self, place: str) -> bool:
        """Whether what a line of the checklist wants is at hand; `place` as in Sentence."""
        return any(need.ready for need in self.needs if need.place == place)

    def question_before(self, asked_again: str | None) -> QuestionId | None:
        """What was answered before the question that is asked again, else before the open one.

        None before the first one.
        """
        passed = [given.id for given in self.trail]
        here = next((i for i, name in enumerate(passed) if name == asked_again), len(passed))
        return passed[here - 1] if here else None


def lowest(grades: Iterable[Grade]) -> Grade | None:
    """The least sure of some grades; None of none."""
    return max(grades, key=GRADES.index, default=None)
