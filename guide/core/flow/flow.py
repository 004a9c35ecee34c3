"""A flow as its file writes it: questions, outcomes, and what accompanies them."""

from collections.abc import Iterator, Mapping
from datetime import date as Day
from typing import Literal

from guide.core.clock.looks import Looks
from guide.core.flow.sources import FileStruct, Sources
from guide.core.flow.words import Computed, Condition
from guide.core.ids import FlowId, OutcomeId, QuestionId

InputKind = Literal["date", "moment", "receipt", "a-number", "phone", "number", "text"]
OutcomeKind = Literal["call", "self-help", "do-not-call", "ask-attorney"]
# How a verdict is meant: go on, take care, stop at once.
Tone = Literal["go", "careful", "stop"]
OutcomeReason = Literal["wait", "other-office", "not-yet", "no-ground", "not-needed"]
Form = Literal["self", "child", "client", "beneficiary"]
CONTINUE = "continue"
SECOND_WAY = "second-way"
READY = "ready."
# Stands in the place of a flow where a question is shared by all.
SHARED = FlowId("shared")


class Option(FileStruct, frozen=True):
    """One possible answer: `label` is shown and translated, the key in the file is the value."""

    label: str
    spoken: str | None = None
    hint: str | None = None
    sources: Sources = ()


class Input(FileStruct, frozen=True):
    """A typed answer, and the sentence that says what is wanted.

    `looks`: whether a day is to come or has passed, for what is typed without a year.
    `hour`: a day may come with its time of day, where that is known.
    """

    kind: InputKind
    wanted: str
    looks: Looks | None = None
    least: int | None = None
    most: int | None = None
    hour: bool = False


class HandOver(FileStruct, frozen=True):
    """Into another flow, at one of its questions."""

    flow: FlowId
    at: QuestionId


class Edge(FileStruct, frozen=True):
    """Where to go next, and when: a question or an outcome here, `continue`, or another flow."""

    to: str | HandOver
    when: Condition | None = None


class Question(FileStruct, frozen=True):
    """A question with options, a typed input, or both; with neither and no text, a gate."""

    text: str = ""
    why: str | None = None
    name: str | None = None
    sources: Sources = ()
    options: Mapping[str, str | Option] = {}
    input: Input | None = None
    shared: bool = False
    next: str | tuple[Edge, ...] = ()

    @property
    def is_gate(self) -> bool:
        """Whether it only routes: nobody is asked anything."""
        return not (self.text or self.options or self.input or self.shared)

    def option(self, value: str) -> Option:
        """An option as a value, also where a label alone stands for it.

        Raises:
            KeyError: the question has no such option.
        """
        option = self.options[value]
        return Option(label=option) if isinstance(option, str) else option

    def edges(self) -> tuple[Edge, ...]:
        """The edges in the order in which they are tried; a bare `next` always holds."""
        return (Edge(to=self.next),) if isinstance(self.next, str) else self.next


class Outcome(FileStruct, frozen=True):
    """Where a way ends: what to do now. `then` is its second way, an outcome of this flow."""

    kind: OutcomeKind
    title: str
    why: str
    sources: Sources = ()
    reason: OutcomeReason | None = None
    when: Literal["now", "any"] | None = None
    address: str | None = None
    then: OutcomeId | None = None
    come_back: str | None = None
    # Stands in front of the title, in place of what the kind says.
    badge: str | None = None
    # Where the kind does not tell it.
    tone: Tone | None = None
    # Whether its end is said as a deadline. Unsaid: of calls and of what is not to be done it is.
    deadline: bool | None = None

    @property
    def has_deadline(self) -> bool:
        """Whether the moment at which it turns into another is one to act by."""
        if self.deadline is not None:
            return self.deadline
        return self.kind in ("call", "do-not-call")


class Item(FileStruct, frozen=True):
    """One line that accompanies the way: a need, a warning, something to do or to write down.

    It is shown where `when` holds and, if `outcomes` are named, with one of these, by id or kind.
    """

    text: str
    sources: Sources = ()
    when: Condition | None = None
    outcomes: tuple[str, ...] = ()
    address: str | None = None
    detail: str | None = None
    # Fields of the log that this line asks to be written down in.
    log: tuple[str, ...] = ()


class Part(FileStruct, frozen=True):
    """A part of a sentence that appears only when its condition holds."""

    text: str
    when: Condition


class Utterance(FileStruct, frozen=True):
    """A sentence to say: `text` for oneself, `forms` for those who speak for others."""

    text: str
    forms: Mapping[str, str] | Literal["same"]
    sources: Sources = ()
    when: Condition | None = None
    outcomes: tuple[str, ...] = ()
    parts: Mapping[str, Part] = {}


class Speaks(FileStruct, frozen=True):
    """Which form the sentences take: the first of a flow's whose condition holds."""

    form: Form
    when: Condition


class Dial(FileStruct, frozen=True):
    """Which line of the Contact Center is dialled: the first of a part's whose condition holds."""

    line: str
    when: Condition | None = None


SECTIONS = ("do_first", "needs", "warnings", "write_down", "afterwards")


class Flow(FileStruct, frozen=True):
    """One decision guide, or a part that several share."""

    id: FlowId
    title: str
    summary: str
    checked: Day
    review_by: Day
    start: QuestionId
    questions: Mapping[QuestionId, Question]
    # The name where there is little room: two or three words.
    short: str | None = None
    kind: Literal["flow", "part"] = "flow"
    listed: bool = True
    begins_with: FlowId | None = None
    before_call: FlowId | None = None
    ivr: str | None = None
    outcomes: Mapping[OutcomeId, Outcome] = {}
    dates: Mapping[str, Computed] = {}
    do_first: Mapping[str, Item] = {}
    needs: Mapping[str, Item] = {}
    warnings: Mapping[str, Item] = {}
    say: Mapping[str, Utterance] = {}
    write_down: Mapping[str, Item] = {}
    afterwards: Mapping[str, Item] = {}
    speaks: tuple[Speaks, ...] = ()
    dial: tuple[Dial, ...] = ()

    def section(self, name: str) -> Mapping[str, Item]:
        """The entries of one of SECTIONS, by id."""
        entries: Mapping[str, Item] = getattr(self, name)
        return entries

    def accompaniments(self) -> Iterator[tuple[str, str, Item | Utterance]]:
        """(section, id, entry) of everything that accompanies the way."""
        for name in SECTIONS:
            for key, item in self.section(name).items():
                yield name, key, item
        for key, utterance in self.say.items():
            yield "say", key, utterance


class SharedQuestions(FileStruct, frozen=True):
    """The file `shared.yaml`: questions that mean the same in every flow, by id."""

    questions: Mapping[QuestionId, Question]
