"""What answers have led through, and what belongs to the call at its end."""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from guide.core.clock.hours import LiveHelp, Schedule, live_help
from guide.core.flow.conditions import Circumstances, Scope, holds
from guide.core.flow.flow import Flow, Form, Item, Outcome, Question, Utterance
from guide.core.flow.phone_verdict import PhoneVerdict
from guide.core.flow.words import Answers
from guide.core.ids import OutcomeId, QuestionId
from guide.core.prepare.graph import Graph, second_way_open
from guide.core.prepare.placeholders import detail_names
from guide.core.prepare.walk import Position, position


class Passage:
    """The way through a flow at a moment: the flows, the scope of conditions, the line to dial."""

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

    def _flows_passed(self) -> tuple[Flow, ...]:
        """The shared part in front, the flows on the way, the part before the call; in order."""
        flow = self.content.flows[self.graph.flow]
        names = [flow.begins_with, flow.id, *self.position.via]
        names += [step.flow for step in self.position.trail]
        names += [self.position.question[0]] if self.position.question else []
        if self.position.outcome:
            names.append(self.position.outcome[0])
        passed = dict.fromkeys(name for name in names if name is not None)
        parts = [
            n for n in passed if self.content.flows[n].kind == "part" and n != flow.begins_with
        ]
        order = [n for n in passed if n not in parts] + parts
        return tuple(self.content.flows[name] for name in order)

    def _last_flow(self) -> Flow:
        return self.content.flows[self.position.via[-1] if self.position.via else self.graph.flow]

    def calling(self) -> tuple[Flow, ...]:
        """Flows whose sentences and lists belong to the call: the last one and the parts."""
        if not self.leads_to_call():
            return ()
        parts = [flow for flow in self.passed if flow.kind == "part"]
        return tuple(self.with_line([self.last, *parts]))

    def with_line(self, flows: list[Flow]) -> Iterator[Flow]:
        """The same, with the part before the call, whether or not it was walked yet."""
        yield from flows
        line = self.last.before_call
        if line is not None and all(flow.id != line for flow in flows):
            yield self.content.flows[line]

    def leads_to_call(self) -> bool:
        """Whether a call is made in the end, or is the second way."""
        if self.outcome is None:
            return self.position.question is not None and self._in_call_part()
        then = self.then_outcome(self.outcome)
        return self.outcome.kind == "call" or (then is not None and then.kind == "call")

    def _in_call_part(self) -> bool:
        """Whether the open question is one that comes before a call."""
        asked = self.position.question
        return asked is not None and asked[0] == self.last.before_call

    def then_outcome(self, outcome: Outcome) -> Outcome | None:
        """The second way of an outcome, where it is open now."""
        if outcome.then is None or self.position.outcome is None:
            return None
        flow = self.content.flows[self.position.outcome[0]]
        return flow.outcomes[outcome.then] if self.is_open(flow, outcome.then) else None

    def is_open(self, flow: Flow, then: OutcomeId) -> bool:
        """Whether a second way of a flow can be gone now, with the answers on the path."""
        return second_way_open(flow, then, self.position.answers, self.circumstances)

    def line(self) -> str:
        """Which line to dial, by its name: the first that fits, of the part before the call.

        Without one it is the first line of `contact_center.yaml`.
        """
        before = self.last.before_call
        for dial in () if before is None else self.content.flows[before].dial:
            if holds(dial.when, self.scope):
                return dial.line
        return next(iter(self.content.center.lines))

    def line_help(self, line: str) -> LiveHelp:
        """Whether anybody answers on a line at this moment, and when next."""
        around = self.circumstances
        return live_help(self.schedule(line), around.calendar, around.at)

    def schedule(self, line: str) -> Schedule:
        """The staffed hours of a line; of one that names none, those of the main line."""
        hours = self.content.center.lines[line].hours
        return self.content.schedules.get(hours or "", self.circumstances.schedule)

    def phone(self) -> PhoneVerdict | None:
        """What was found about the number that was answered; None without one."""
        for step in self.position.trail:
            asked = self.content.question(step.flow, step.question)
            if asked.input and asked.input.kind == "phone" and step.value not in asked.options:
                return self.circumstances.phone_verdicts.get(str(step.value))
        return None

    def ivr(self, line: str) -> str | None:
        """The route through the phone menu; None where there is no call, or no map of that line."""
        mapped = self.content.center.lines[line].hours in (None, "live-help")
        return self.last.ivr if self.leads_to_call() and mapped else None

    def _form(self) -> Form:
        for flow in self.passed:
            for speaks in flow.speaks:
                if holds(speaks.when, self.scope):
                    return speaks.form
        return "self"

    def applies(self, item: Item | Utterance) -> bool:
        """Whether an entry of a flow belongs to what was answered."""
        if item.outcomes:
            reached = self.position.outcome
            if self.outcome is None or reached is None:
                return False
            names = {reached[1], self.outcome.kind}
            then = self.then_outcome(self.outcome)
            if isinstance(item, Utterance) and then is not None:
                names |= {then.kind}
            if not names & {*item.outcomes}:
                return False
        return holds(item.when, self.scope)

    def _details_by_name(self) -> dict[QuestionId, Question]:
        """Shared questions that this plan may fill in, whether or not it shows them now."""
        asked = {step.question for step in self.position.trail}
        details: dict[QuestionId, Question] = {}
        for flow in self.with_line(list(self.passed)):
            for name in detail_names(flow):
                shared = QuestionId(name)
                if shared in self.content.shared and shared not in asked:
                    details[shared] = self.content.shared[shared]
        return details

    @cached_property
    def as_filled_in(self) -> Scope:
        """The same, with the blanks of the plan: what was filled in there can be said."""
        filled = {name: self.given[name] for name in self.details if name in self.given}
        return msgspec.structs.replace(self.scope, answers={**self.scope.answers, **filled})
