"""The call plan: the one value in the middle, which every renderer shows and none adds to.

`plan` is pure. Texts stay ids with English words, values stay values: `guide.texts` makes
sentences.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Literal

import msgspec

from guide.core.borders import last_open, outcome_ends
from guide.core.condition import Answers, Circumstances, Scope, Value, holds
from guide.core.dialling import PhoneVerdict
from guide.core.expected import SAYS, expected, needed
from guide.core.flow import (
    GRADES,
    READY,
    Content,
    Flow,
    Form,
    Grade,
    InputKind,
    Item,
    Outcome,
    OutcomeKind,
    OutcomeReason,
    Question,
    Sources,
    Utterance,
    fact_ids,
)
from guide.core.hours import LiveHelp, Schedule, live_help
from guide.core.walk import Graph, Position, Step, position, second_way_open
from guide.core.windows import Counted, last_day

PLACEHOLDER = re.compile(r"\{\{|\{([a-z0-9][a-z0-9.-]*)\}")
# Second ways of second ways end somewhere, whatever the file says.
_DEEPEST_THEN = 2


class Text(msgspec.Struct, frozen=True):
    """A text of a flow: its id, by which translations know it, and the English words."""

    id: str
    text: str


class Typed(msgspec.Struct, frozen=True):
    """A value that a person typed, or a computed date; shown by kind."""

    kind: InputKind
    value: Value


class Blank(msgspec.Struct, frozen=True):
    """A value that is not there yet: shown as a visible blank with the name of its question."""

    name: str
    label: Text


Filling = Text | Typed | Blank | tuple["Line", ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence: a text and what fills its placeholders, with the facts it rests on.

    `grade` is the lowest of those facts; None where nothing is stated about USCIS. `log` names
    the fields of the log that the line asks to be noted.
    """

    id: str
    text: Text
    values: Mapping[str, Filling] = {}
    sources: tuple[str, ...] = ()
    address: str | None = None
    grade: Grade | None = None
    log: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The flow that it comes from, and its id: two flows may give one id to two lines."""
        return f"{self.text.id.partition('.')[0]}.{self.id}"


class Need(Line, frozen=True, kw_only=True):
    """A line of the checklist."""

    detail: str | None = None
    value: Typed | Text | None = None
    ready: bool = False


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """An option as it is offered."""

    value: str
    label: Text
    hint: Text | None
    sources: tuple[str, ...]


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """The open question."""

    flow: str
    id: str
    text: Line
    why: Line | None
    options: tuple[Choice, ...]
    input: InputKind | None
    wanted: Text | None
    # What was filled in already, where this is a blank of the plan.
    value: Typed | Text | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome; `then` is the second way."""

    flow: str
    id: str
    kind: OutcomeKind
    reason: OutcomeReason | None
    when: Literal["now", "next-opening", "any"] | None
    title: Line
    why: Line
    come_back: Line | None
    address: str | None
    then: "Result | None"
    badge: Text | None = None


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of the trail, as it is shown."""

    flow: str
    id: str
    text: Line
    value: Typed | Text


class CallPlan(msgspec.Struct, frozen=True, kw_only=True):
    """All that the answers lead to so far. Lists are in the order of use."""

    at: datetime
    flow: str
    via: tuple[str, ...]
    content_version: str
    form: Form
    answers: Mapping[str, Value]
    ignored: tuple[str, ...]
    trail: tuple[Given, ...]
    question: Ask | None
    outcome: Result | None
    live_help: LiveHelp
    line: str
    line_help: LiveHelp
    phone: PhoneVerdict | None
    do_first: tuple[Line, ...]
    needs: tuple[Need, ...]
    say: tuple[Line, ...]
    warnings: tuple[Line, ...]
    write_down: tuple[Line, ...]
    afterwards: tuple[Line, ...]
    details: tuple[Ask, ...]
    ivr: str | None
    facts: tuple[str, ...]
    # When the outcome stops holding, and what the same answers lead to from then on.
    holds_until: datetime | None = None
    followed_by: OutcomeKind | Literal["question", "closed"] | None = None
    # Until when it can be done: a call only while somebody answers.
    act_by: datetime | None = None
    # By when an answer should come, were the call made at this moment; what is too late of it.
    expected: tuple[Line, ...] = ()
    too_late: tuple[Line, ...] = ()

    @property
    def all_warnings(self) -> tuple[Line, ...]:
        """What the flows warn of, behind an answer that would come too late."""
        return self.too_late + self.warnings

    @property
    def all_afterwards(self) -> tuple[Line, ...]:
        """What the flows say of the time after the call, behind the days counted out."""
        return self.expected + self.afterwards


def plan(graph: Graph, answers: Answers, circumstances: Circumstances) -> CallPlan:
    """The call plan that these answers give at that moment."""
    return _Planner(graph, answers, circumstances).plan()


class _Planner:
    """Puts one plan together; the position is the only thing it follows."""

    def __init__(self, graph: Graph, answers: Answers, circumstances: Circumstances) -> None:
        self.graph = graph
        self.content = graph.content
        self.given = answers
        self.circumstances = circumstances
        self.position: Position = position(graph, answers, circumstances)
        self.passed = self._flows_passed()
        self.last = self._last_flow()
        dates = {k: v for flow in self.passed for k, v in flow.dates.items()}
        self.scope = Scope(
            answers=self.position.answers,
            circumstances=circumstances,
            limits=self.content.center.limits,
            dates=dates,
        )
        self.details = self._details_by_name()
        self.form: Form = self._form()
        self.outcome = self.position.outcome_in(self.content)

    def plan(self) -> CallPlan:
        outcome = self._result()
        line = self._line()
        warnings = self._lines("warnings", self.passed)
        do_first = self._lines("do_first", self.passed)
        needs = tuple(self._needs())
        say = tuple(self._say())
        write_down = self._lines("write_down", self._calling())
        afterwards = self._lines("afterwards", self._calling())
        question = self._question()
        shown: list[Line] = [*do_first, *needs, *say, *warnings, *write_down, *afterwards]
        expected_lines, too_late = self._expected(line) if say else ((), ())
        shown += [*expected_lines, *too_late]
        shown += [outcome.title, outcome.why] if outcome else []
        shown += [question.text] if question else []
        details = tuple(self._open_details(needs, say))
        until, followed_by = self._ends()
        filled = {ask.id: self.given[ask.id] for ask in details if ask.id in self.given}
        used = {*self.scope.answers, *filled}
        return CallPlan(
            at=self.circumstances.at,
            flow=self.graph.flow,
            via=self.position.via,
            content_version=self.content.versions[self.graph.flow],
            form=self.form,
            answers={**self.position.answers, **filled},
            ignored=tuple(sorted(set(self.given) - used)),
            trail=tuple(self._given(step) for step in self.position.trail),
            question=question,
            outcome=outcome,
            live_help=self.circumstances.live_help(),
            line=line,
            line_help=self._line_help(line),
            phone=self._phone(),
            do_first=do_first,
            needs=needs,
            say=say,
            warnings=warnings,
            write_down=write_down,
            afterwards=afterwards,
            details=details,
            ivr=self._ivr(line),
            facts=tuple(dict.fromkeys(fact for shown_line in shown for fact in shown_line.sources)),
            holds_until=until,
            followed_by=followed_by,
            act_by=self._act_by(line, until),
            expected=expected_lines,
            too_late=too_late,
        )

    # What has been passed

    def _flows_passed(self) -> tuple[Flow, ...]:
        """The shared part in front, the flows on the way, the part before the call; in order."""
        flow = self.content.flows[self.graph.flow]
        names = [flow.begins_with, flow.id, *self.position.via]
        names += [step.flow for step in self.position.trail]
        names += [self.position.question[0]] if self.position.question else []
        if self.position.outcome:
            names.append(self.position.outcome[0])
        found = dict.fromkeys(name for name in names if name is not None)
        parts = [n for n in found if self.content.flows[n].kind == "part" and n != flow.begins_with]
        order = [n for n in found if n not in parts] + parts
        return tuple(self.content.flows[name] for name in order)

    def _last_flow(self) -> Flow:
        return self.content.flows[self.position.via[-1] if self.position.via else self.graph.flow]

    def _calling(self) -> tuple[Flow, ...]:
        """Flows whose sentences and lists belong to the call: the last one and the parts."""
        if not self._leads_to_call():
            return ()
        parts = [flow for flow in self.passed if flow.kind == "part"]
        return tuple(self._with_line([self.last, *parts]))

    def _with_line(self, flows: list[Flow]) -> Iterator[Flow]:
        """The same, with the part before the call, whether or not it was walked yet."""
        yield from flows
        line = self.last.before_call
        if line is not None and all(flow.id != line for flow in flows):
            yield self.content.flows[line]

    def _leads_to_call(self) -> bool:
        if self.outcome is None:
            return self.position.question is not None and self._in_call_part()
        then = self._then_outcome(self.outcome)
        return self.outcome.kind == "call" or (then is not None and then.kind == "call")

    def _in_call_part(self) -> bool:
        """Whether the open question is one that comes before a call."""
        asked = self.position.question
        return asked is not None and asked[0] == self.last.before_call

    def _then_outcome(self, outcome: Outcome) -> Outcome | None:
        if outcome.then is None or self.position.outcome is None:
            return None
        flow = self.content.flows[self.position.outcome[0]]
        return flow.outcomes[outcome.then] if self._is_open(flow, outcome.then) else None

    def _is_open(self, flow: Flow, then: str) -> bool:
        return second_way_open(flow, then, self.position.answers, self.circumstances)

    # Question, outcome, trail

    def _question(self) -> Ask | None:
        if self.position.question is None:
            return None
        flow, name = self.position.question
        return self._ask(flow, name, self.content.question(flow, name))

    def _ask(self, flow: str, name: str, question: Question) -> Ask:
        place = f"{self._place(flow, name)}.questions.{name}"
        kind, wanted = (
            (question.input.kind, question.input.wanted) if question.input else (None, None)
        )
        why = self._line_of(name, f"{place}.why", question.why, question.sources)
        text = self._line_of(name, f"{place}.text", question.text, question.sources)
        return Ask(
            flow=flow,
            id=name,
            text=text,
            why=why if question.why else None,
            options=tuple(self._choice(place, question, value) for value in question.options),
            input=kind,
            wanted=None if wanted is None else Text(f"{place}.wanted", wanted),
        )

    def _place(self, flow: str, name: str) -> str:
        own = self.content.flows[flow].questions.get(name) if flow in self.content.flows else None
        return "shared" if own is None or own.shared else flow

    def _choice(self, place: str, question: Question, value: str) -> Choice:
        option, own = question.option(value), f"{place}.options.{value}"
        return Choice(
            value=value,
            label=Text(f"{own}.label", option.label),
            hint=None if option.hint is None else Text(f"{own}.hint", option.hint),
            sources=fact_ids(option.sources),
        )

    def _given(self, step: Step) -> Given:
        question = self.content.question(step.flow, step.question)
        ask = self._ask(step.flow, step.question, question)
        value = self._shown(
            self._place(step.flow, step.question), step.question, question, spoken=False
        )
        assert not isinstance(value, Blank)  # noqa: S101  # a step of the trail has an answer
        return Given(flow=step.flow, id=step.question, text=ask.text, value=value)

    def _result(self) -> Result | None:
        if self.outcome is None or self.position.outcome is None:
            return None
        flow, name = self.position.outcome
        return self._result_of(flow, name, self.outcome)

    def _result_of(self, flow: str, name: str, outcome: Outcome, depth: int = 0) -> Result:
        place = f"{flow}.outcomes.{name}"
        sources = outcome.sources
        then = (
            self.content.flows[flow].outcomes.get(outcome.then or "")
            if depth < _DEEPEST_THEN
            else None
        )
        if outcome.then and not self._is_open(self.content.flows[flow], outcome.then):
            then = None
        come_back = self._line_of(name, f"{place}.come_back", outcome.come_back, sources)
        return Result(
            flow=flow,
            id=name,
            kind=outcome.kind,
            reason=outcome.reason,
            when=self._when(outcome),
            title=self._line_of(name, f"{place}.title", outcome.title, sources),
            why=self._line_of(name, f"{place}.why", outcome.why, sources),
            come_back=come_back if outcome.come_back else None,
            address=outcome.address,
            then=self._result_of(flow, outcome.then or "", then, depth + 1) if then else None,
            badge=Text(f"{place}.badge", outcome.badge) if outcome.badge else None,
        )

    def _when(self, outcome: Outcome) -> Literal["now", "next-opening", "any"] | None:
        if outcome.kind != "call":
            return None
        if outcome.when != "now":
            return "any"
        return "now" if self._line_help(self._line()).open else "next-opening"

    def _ends(self) -> tuple[datetime | None, OutcomeKind | Literal["question", "closed"] | None]:
        """Until when the outcome holds: a call now, no longer than the line is open."""
        if self.outcome is None:
            return None, None
        found = outcome_ends(self.graph, self.given, self.position, self.circumstances)
        closes = self._line_help(self._line()).closes_at
        if (
            self._when(self.outcome) == "now"
            and closes is not None
            and (found is None or closes <= found.at)
        ):
            return closes, "closed"
        if found is None:
            return None, None
        then = found.then.outcome_in(self.content)
        return found.at, then.kind if then is not None else "question"

    def _act_by(self, line: str, until: datetime | None) -> datetime | None:
        if until is None or self.outcome is None or self.outcome.kind != "call":
            return until
        return last_open(
            self._schedule(line), self.circumstances.calendar, self.circumstances.at, until
        )

    def _expected(self, line: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The days on which answers of both kinds are due, and the first that is too late."""
        center, around = self.content.center, self.circumstances
        found = dict(expected(center, around.calendar, self._line_help(line)))
        day = needed(self.position.answers, around.at)
        late = [
            kind
            for kind, by in found.items()
            if day is not None and last_day(by, around.zone) > day
        ]
        told = tuple(self._counted_out(kind, kind, by) for kind, by in found.items())
        return told, tuple(
            self._counted_out(f"{kind}-late", kind, found[kind]) for kind in late[:1]
        )

    def _counted_out(self, name: str, kind: Counted, by: datetime) -> Line:
        facts = self.content.center.limits[f"{kind}-answer"].sources
        return Line(
            id=name,
            text=Text(SAYS[name].id, SAYS[name].words),
            values={"moment": Typed("moment", by)},
            sources=facts,
            grade=self._grade(facts),
        )

    # The line, the number, the menu

    def _line(self) -> str:
        """Which line to dial: the first that fits, of the part before the call."""
        part = self.content.flows.get(self.last.before_call or "")
        for dial in part.dial if part else ():
            if holds(dial.when, self.scope):
                return dial.line
        return next(iter(self.content.center.lines))

    def _line_help(self, line: str) -> LiveHelp:
        around = self.circumstances
        return live_help(self._schedule(line), around.calendar, around.at)

    def _schedule(self, line: str) -> Schedule:
        hours = self.content.center.lines[line].hours
        return self.content.schedules.get(hours or "", self.circumstances.schedule)

    def _phone(self) -> PhoneVerdict | None:
        for step in self.position.trail:
            asked = self.content.question(step.flow, step.question)
            if asked.input and asked.input.kind == "phone" and step.value not in asked.options:
                return self.circumstances.phone_verdicts.get(str(step.value))
        return None

    def _ivr(self, line: str) -> str | None:
        mapped = self.content.center.lines[line].hours in (None, "live-help")
        return self.last.ivr if self._leads_to_call() and mapped else None

    def _form(self) -> Form:
        for flow in self.passed:
            for speaks in flow.speaks:
                if holds(speaks.when, self.scope):
                    return speaks.form
        return "self"

    # What accompanies the way

    def _lines(self, section: str, flows: Iterable[Flow]) -> tuple[Line, ...]:
        return tuple(
            self._line_of(name, f"{flow.id}.{section}.{name}.text", item.text, item.sources, item)
            for flow in flows
            for name, item in flow.section(section).items()
            if self._applies(item)
        )

    def _applies(self, item: Item | Utterance) -> bool:
        if item.outcomes:
            reached = self.position.outcome
            if self.outcome is None or reached is None:
                return False
            names = {reached[1], self.outcome.kind}
            then = self._then_outcome(self.outcome)
            if isinstance(item, Utterance) and then is not None:
                names |= {then.kind}
            if not names & {*item.outcomes}:
                return False
        return holds(item.when, self.scope)

    def _needs(self) -> Iterator[Need]:
        if self.outcome is not None and not self._needs_papers(self.outcome):
            return
        flows = [self.last, *(flow for flow in self.passed if flow.kind == "part")]
        # Who is told to do something without any call needs no phone at hand for it.
        no_call = self.outcome is not None and self.outcome.kind == "self-help"
        if not no_call or self._leads_to_call():
            flows = [*self._with_line(flows)]
        for flow in flows:
            for name, item in flow.needs.items():
                if self._applies(item):
                    yield self._need(flow, name, item)

    def _needs_papers(self, outcome: Outcome) -> bool:
        return outcome.kind in ("call", "self-help") or outcome.reason == "not-yet"

    def _need(self, flow: Flow, name: str, item: Item) -> Need:
        line = self._line_of(name, f"{flow.id}.needs.{name}.text", item.text, item.sources, item)
        shown = None
        if item.detail is not None and item.detail in self.details:
            question = self.details[item.detail]
            found = self._shown("shared", item.detail, question, spoken=False)
            shown = None if isinstance(found, Blank) else found
        # Ticks that were kept before they named their flow still count.
        ticks = (READY + line.place, READY + name)
        ticked = next((t for t in map(self.scope.answers.get, ticks) if t is not None), None)
        return Need(
            id=line.id,
            text=line.text,
            values=line.values,
            sources=line.sources,
            address=line.address,
            grade=line.grade,
            detail=item.detail,
            value=shown,
            ready=ticked == "yes" if ticked is not None else shown is not None,
        )

    def _say(self) -> Iterator[Line]:
        for flow in self._calling():
            for name, utterance in flow.say.items():
                if self._applies(utterance):
                    yield self._utterance(flow, name, utterance)

    @cached_property
    def _as_filled_in(self) -> Scope:
        """The same, with the blanks of the plan: what was filled in there can be said."""
        filled = {name: self.given[name] for name in self.details if name in self.given}
        return msgspec.structs.replace(self.scope, answers={**self.scope.answers, **filled})

    def _utterance(self, flow: Flow, name: str, utterance: Utterance) -> Line:
        place, words = f"{flow.id}.say.{name}", utterance.text
        text_id = f"{place}.text"
        if self.form != "self" and utterance.forms != "same":
            words = utterance.forms[self.form]
            text_id = f"{place}.forms.{self.form}"
        parts: dict[str, Filling] = {}
        for key, part in utterance.parts.items():
            shown = holds(part.when, self._as_filled_in)
            inner = self._line_of(key, f"{place}.parts.{key}.text", part.text, (), spoken=True)
            parts[key] = (inner,) if shown else ()
        values = parts | {
            key: self._filling(key, spoken=True) for key in placeholders(words) if key not in parts
        }
        sources = self._with_limits(words, utterance.sources)
        return Line(
            id=name,
            text=Text(text_id, words),
            values=values,
            sources=sources,
            grade=self._grade(sources),
        )

    # Texts and what fills them

    def _with_limits(self, words: str, sources: Sources) -> tuple[str, ...]:
        """The facts of a text, and those of the limits that it names."""
        named = (self.scope.limits.get(key) for key in placeholders(words))
        more = [fact for limit in named if limit is not None for fact in limit.sources]
        return tuple(dict.fromkeys([*fact_ids(sources), *more]))

    def _line_of(  # a line has that many sides
        self,
        name: str,
        text_id: str,
        words: str | None,
        sources: Sources,
        item: Item | None = None,
        *,
        spoken: bool = False,
    ) -> Line:
        words = words or ""
        facts = self._with_limits(words, sources)
        return Line(
            id=name,
            text=Text(text_id, words),
            values={key: self._filling(key, spoken=spoken) for key in placeholders(words)},
            sources=facts,
            grade=self._grade(facts),
            address=item.address if item else None,
            log=item.log if item else (),
        )

    def _grade(self, sources: tuple[str, ...]) -> Grade | None:
        facts = self.content.facts
        return lowest(facts[name].grade for name in sources if name in facts)

    def _filling(self, name: str, *, spoken: bool) -> Filling:
        limit = self.scope.limits.get(name)
        if limit is not None:
            return Text(f"contact_center.limits.{name}.label", limit.label)
        if name in self.scope.dates:
            value = self.scope.value(name)
            if value is None:
                return _blank(name)
            return Typed("moment" if isinstance(value, datetime) else "date", value)
        for flow in self.passed:
            own = flow.questions.get(name)
            if own is not None and not own.shared:
                return self._shown(flow.id, name, own, spoken=spoken)
        if name in self.content.shared:
            return self._shown("shared", name, self.content.shared[name], spoken=spoken)
        return _blank(name)

    def _shown(
        self, place: str, name: str, question: Question, *, spoken: bool
    ) -> Typed | Text | Blank:
        value = self.scope.answers.get(name, self.given.get(name) if name in self.details else None)
        if value is None:
            return _blank(name, f"{place}.questions.{name}.name", question.name)
        if isinstance(value, str) and value in question.options:
            option, own = question.option(value), f"{place}.questions.{name}.options.{value}"
            if spoken and option.spoken is not None:
                return Text(f"{own}.spoken", option.spoken)
            return Text(f"{own}.label", option.label)
        kind: InputKind = question.input.kind if question.input else "text"
        if isinstance(value, datetime) and question.input and question.input.looks == "back":
            # Of what has passed the day is told; the hour is there to be counted from.
            value = value.date() if kind == "date" else value
        return Typed(kind, value)

    def _details_by_name(self) -> dict[str, Question]:
        """Shared questions that this plan may fill in, whether or not it shows them now."""
        asked = {step.question for step in self.position.trail}
        found: dict[str, Question] = {}
        for flow in self._with_line(list(self.passed)):
            for name in detail_names(flow):
                if name in self.content.shared and name not in asked:
                    found[name] = self.content.shared[name]
        return found

    def _open_details(self, needs: Iterable[Need], say: Iterable[Line]) -> Iterator[Ask]:
        """The blanks that a caller can fill in on this plan, in the order in which they show."""
        names = [need.detail for need in needs if need.detail]
        for line in say:
            names += _names_in(line)
        for name in dict.fromkeys(names):
            if name in self.details:
                question = self.details[name]
                shown = self._shown("shared", name, question, spoken=False)
                ask = self._ask("shared", name, question)
                value = None if isinstance(shown, Blank) else shown
                yield msgspec.structs.replace(ask, value=value)


def written_down(flows: Iterable[Flow]) -> tuple[Line, ...]:
    """What these flows ask to be written down on every call, whatever was answered."""
    return tuple(
        Line(
            id=name,
            text=Text(f"{flow.id}.write_down.{name}.text", item.text),
            sources=fact_ids(item.sources),
            log=item.log,
        )
        for flow in flows
        for name, item in flow.write_down.items()
        if item.when is None and not placeholders(item.text)
    )


def lowest(grades: Iterable[Grade]) -> Grade | None:
    """The least sure of some grades; None of none."""
    return max(grades, key=GRADES.index, default=None)


def _blank(name: str, text_id: str = "", label: str | None = None) -> Blank:
    """A blank; without a name of its own it is called by its id."""
    return Blank(name, Text(text_id, label) if label else Text("", name.replace("-", " ")))


def _names_in(line: Line) -> Iterator[str]:
    for name, filling in line.values.items():
        if isinstance(filling, tuple):
            for inner in filling:
                yield from _names_in(inner)
        else:
            yield name


def placeholders(words: str) -> tuple[str, ...]:
    """The names between braces, in order."""
    return tuple(match[1] for match in PLACEHOLDER.finditer(words) if match[1])


def texts_of(utterance: Utterance) -> Iterator[str]:
    """Every text of a sentence: the forms and the parts."""
    yield utterance.text
    if utterance.forms != "same":
        yield from utterance.forms.values()
    for part in utterance.parts.values():
        yield part.text


def detail_names(flow: Flow) -> frozenset[str]:
    """Names that a flow's needs and texts mention, shared questions among them."""
    names = {item.detail for item in flow.needs.values() if item.detail}
    for utterance in flow.say.values():
        names |= {name for text in texts_of(utterance) for name in placeholders(text)}
    for _, _, entry in flow.accompaniments():
        if isinstance(entry, Item):
            names |= set(placeholders(entry.text))
    for outcome in flow.outcomes.values():
        for text in (outcome.title, outcome.why, outcome.come_back or ""):
            names |= set(placeholders(text))
    return frozenset(names)


def plan_names(content: Content) -> frozenset[str]:
    """Shared questions that some plan of these flows may fill in."""
    return frozenset().union(*(detail_names(flow) for flow in content.flows.values()))
