"""The shape of a flow, a shared part, and of all content together.

Nothing here decides anything: it is what authors write, typed. The language is described in
docs/flow-language.md.
"""

from collections.abc import Iterator, Mapping
from datetime import date as Day
from typing import Literal

import msgspec

from guide.core.condition import Computed, Condition, Limit
from guide.core.dialling import HintCode, PhoneVerdict, WarningCode
from guide.core.hours import Schedule
from guide.core.looks import Looks

InputKind = Literal["date", "moment", "receipt", "a-number", "phone", "number", "text"]
OutcomeKind = Literal["call", "self-help", "do-not-call", "ask-attorney"]
OutcomeReason = Literal["wait", "other-office", "not-yet", "no-ground", "not-needed"]
Form = Literal["self", "child", "client", "beneficiary"]
Grade = Literal["official", "professional", "reported", "assumed"]
GRADES: tuple[Grade, ...] = ("official", "professional", "reported", "assumed")
CONTINUE = "continue"
SECOND_WAY = "second-way"
READY = "ready."
NONE = "none"

# The word `none`, or ids of facts: a text that names neither has forgotten its sources.
Sources = tuple[str, ...] | Literal["none"]


class _Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything that is read from a file."""


class Option(_Shape, frozen=True):
    """One possible answer."""

    label: str
    spoken: str | None = None
    hint: str | None = None
    sources: Sources = ()


class Input(_Shape, frozen=True):
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


class HandOver(_Shape, frozen=True):
    """Into another flow, at one of its questions."""

    flow: str
    at: str


class Edge(_Shape, frozen=True):
    """Where to go next, and when."""

    to: str | HandOver
    when: Condition | None = None


class Question(_Shape, frozen=True):
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
        """An option as a value, also where a label alone stands for it."""
        found = self.options[value]
        return Option(label=found) if isinstance(found, str) else found

    def edges(self) -> tuple[Edge, ...]:
        """The ordered edges."""
        return (Edge(to=self.next),) if isinstance(self.next, str) else self.next


class Outcome(_Shape, frozen=True):
    """Where a way ends: what to do now."""

    kind: OutcomeKind
    title: str
    why: str
    sources: Sources = ()
    reason: OutcomeReason | None = None
    when: Literal["now", "any"] | None = None
    address: str | None = None
    then: str | None = None
    come_back: str | None = None
    # Stands in front of the title, in place of what the kind says.
    badge: str | None = None


class Item(_Shape, frozen=True):
    """One line that accompanies the way."""

    text: str
    sources: Sources = ()
    when: Condition | None = None
    outcomes: tuple[str, ...] = ()
    address: str | None = None
    detail: str | None = None
    # Fields of the log that this line asks to be written down in.
    log: tuple[str, ...] = ()


class Part(_Shape, frozen=True):
    """A part of a sentence that appears only when its condition holds."""

    text: str
    when: Condition


class Utterance(_Shape, frozen=True):
    """A sentence to say, in every form."""

    text: str
    forms: Mapping[str, str] | Literal["same"]
    sources: Sources = ()
    when: Condition | None = None
    outcomes: tuple[str, ...] = ()
    parts: Mapping[str, Part] = {}


class Speaks(_Shape, frozen=True):
    """Which form the sentences take."""

    form: Form
    when: Condition


class Dial(_Shape, frozen=True):
    """Which line of the contact center is dialled."""

    line: str
    when: Condition | None = None


SECTIONS = ("do_first", "needs", "warnings", "write_down", "afterwards")


class Flow(_Shape, frozen=True):
    """One decision guide, or a part that several share."""

    id: str
    title: str
    summary: str
    checked: Day
    review_by: Day
    start: str
    questions: Mapping[str, Question]
    kind: Literal["flow", "part"] = "flow"
    listed: bool = True
    begins_with: str | None = None
    before_call: str | None = None
    ivr: str | None = None
    outcomes: Mapping[str, Outcome] = {}
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
        """One of SECTIONS."""
        found: Mapping[str, Item] = getattr(self, name)
        return found

    def accompaniments(self) -> Iterator[tuple[str, str, Item | Utterance]]:
        """(section, id, entry) of everything that accompanies the way."""
        for name in SECTIONS:
            for key, item in self.section(name).items():
                yield name, key, item
        for key, utterance in self.say.items():
            yield "say", key, utterance


class SharedQuestions(_Shape, frozen=True):
    """The file of questions that mean the same in every flow."""

    questions: Mapping[str, Question]


class Fact(_Shape, frozen=True):
    """One fact, where it comes from and how sure it is."""

    statement: str
    source: str
    address: str | None
    date: str
    checked: Day
    kind: Literal["official", "quoted-official", "professional", "anecdotal", "inferred"]
    grade: Grade
    disagrees: tuple[str, ...] = ()


class Facts(_Shape, frozen=True):
    """The file of facts."""

    facts: Mapping[str, Fact]


class PhoneLine(_Shape, frozen=True):
    """A number of the contact center that a caller may dial."""

    number: str
    dial: str
    label: str
    note: str
    hours: str | None = None
    sources: Sources = ()


class StaffedHours(_Shape, frozen=True):
    """Hours as they are written: names of days, clock times as text."""

    zone: str
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: str
    closes: str
    sources: Sources = ()


class ListedClosure(_Shape, frozen=True):
    """A one-off closure that no holiday table can know."""

    date: Day
    name: str
    sources: Sources = ()


class Note(_Shape, frozen=True):
    """A sentence with its sources."""

    text: str
    sources: Sources = ()


class PhoneAdvice(_Shape, frozen=True):
    """One line that says why, one that says what to do."""

    why: str
    do: str
    sources: Sources = ()


class CallBack(_Shape, frozen=True):
    """How USCIS calls back."""

    opens: str
    closes: str
    zone: str
    tries: int
    caller_id: str
    email: str
    sources: Sources = ()


class Territories(_Shape, frozen=True):
    """Regions whose numbers count as US numbers."""

    regions: tuple[str, ...]
    sources: Sources = ()


class ContactCenter(_Shape, frozen=True):
    """Numbers, hours, limits and hints: everything about the line that can change."""

    checked: Day
    review_by: Day
    lines: Mapping[str, PhoneLine]
    hours: Mapping[str, StaffedHours]
    limits: Mapping[str, Limit]
    closures: tuple[ListedClosure, ...]
    may_close: Mapping[str, Note]
    call_back: CallBack
    territories: Territories
    phone: Mapping[WarningCode | HintCode | Literal["fine"], PhoneAdvice]
    phone_tips: Mapping[str, Note]
    hints: Mapping[str, Note]

    def phone_advice(
        self, verdict: PhoneVerdict
    ) -> "tuple[tuple[WarningCode | HintCode | Literal['fine'], PhoneAdvice], ...]":
        """What to say of a number, in order; a file of one's own may know fewer codes."""
        codes = [code for code in verdict.to_say if code in self.phone]
        return tuple((code, self.phone[code]) for code in codes or verdict.warnings or ("fine",))


class SelfHelp(_Shape, frozen=True):
    """A tool that may replace the call."""

    title: str
    what: str
    who: str
    address: str | None
    sources: Sources = ()


class SelfHelpList(_Shape, frozen=True):
    """The list behind "Something else"."""

    items: Mapping[str, SelfHelp]


class Advice(_Shape, frozen=True):
    """What to do about a promise, or to know while waiting.

    `then` names what stands below it. `flows`, `by`, `basis` and `text_ahead` narrow it to calls
    for which they hold; `readings_differ` to windows with two readings.
    """

    text: str
    sources: Sources = ()
    address: str | None = None
    then: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    by: Literal["call", "e-mail"] | None = None
    basis: Literal["agent", "rule"] | None = None
    text_ahead: bool | None = None
    readings_differ: bool = False


class FollowUpAdvice(_Shape, frozen=True):
    """What to do in every state of a promise.

    `call_back` is said of every window; `after_incoming` names the outcomes of the check of an
    incoming call after which a call-back may be noted.
    """

    checked: Day
    review_by: Day
    call_back: Mapping[str, Advice]
    steps: Mapping[str, Advice]
    more: Mapping[str, Advice]
    dates: Mapping[str, Advice]
    after_incoming: tuple[str, ...]


class HomeEntry(_Shape, frozen=True):
    """One thing a caller may want, in their words.

    Leads to a flow, to choices, or to a place: the live call, the log, the answers that one waits
    for, the tools that may save the call.
    """

    text: str
    hint: str | None = None
    flow: str | None = None
    choices: Mapping[str, "HomeEntry"] = {}
    opens: Literal["call", "log", "follow-up", "self-help"] | None = None
    # Other words that people use for it; a search finds the entry by them.
    words: tuple[str, ...] = ()

    def is_meant_by(self, query: str) -> bool:
        """Whether one of the words begins as a search does."""
        begun = query.strip().casefold()
        return bool(begun) and any(word.casefold().startswith(begun) for word in self.words)


class Home(_Shape, frozen=True):
    """What the first screen offers."""

    question: str
    entries: Mapping[str, HomeEntry]


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the files say, read and typed. `versions` are content hashes by flow."""

    flows: Mapping[str, Flow]
    shared: Mapping[str, Question]
    center: ContactCenter
    facts: Mapping[str, Fact]
    schedules: Mapping[str, Schedule]
    versions: Mapping[str, str]

    def question(self, flow: str, name: str) -> Question:
        """A question as it is asked, with what it shares filled in."""
        found = self.flows[flow].questions[name]
        if not found.shared:
            return found
        shared = self.shared[name]
        return msgspec.structs.replace(shared, next=found.next)


def fact_ids(sources: Sources) -> tuple[str, ...]:
    """The ids, also where the word `none` stands."""
    return () if sources == NONE else tuple(sources)
