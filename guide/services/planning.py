"""Prepare: from a flow and answers to the call plan of a moment."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from guide.services.reference import Reference

if TYPE_CHECKING:
    from guide.core.clock.moments import ClockChange
    from guide.core.flow.conditions import Circumstances
    from guide.core.flow.flow import Question
    from guide.core.flow.words import Answers, Value
    from guide.core.prepare.call_plan import CallPlan, Sentence
    from guide.core.prepare.graph import Graph


class Planning:
    """Plans for a caller in a zone. `seen_from` is the moment from which "tomorrow" is counted."""

    def __init__(self, reference: Reference, zone: str, seen_from: Callable[[], datetime]) -> None:
        self._reference = reference
        self._zone = zone
        self._seen_from = seen_from

    def circumstances(self, at: datetime, answers: "Answers", flow: "Graph") -> "Circumstances":
        """What is true around the caller, with a verdict on every number that was answered."""
        from guide.core.flow.conditions import Circumstances
        from guide.core.flow.contact_center import answer_rule, call_back_hours

        content, reference = flow.content, self._reference
        numbers = {
            str(answers[name])
            for owner in content.flows.values()
            for name, asked in owner.questions.items()
            if asked.input is not None and asked.input.kind == "phone"
            if name in answers and answers[name] not in asked.options
        }
        return Circumstances(
            at=at,
            zone=self._zone,
            calendar=reference.calendar(at),
            schedule=reference.schedules["live-help"],
            phone_verdicts={number: reference.verdict(number) for number in numbers},
            call_back=call_back_hours(content.center),
            rule=answer_rule(content.center),
        )

    def plan(self, flow: str, answers: "Answers", at: datetime) -> "CallPlan":
        """The call plan that answers give at a moment."""
        from guide.core.prepare.planner import plan

        graph = self._reference.graph(flow)
        return plan(graph, answers, self.circumstances(at, answers, graph))

    def replayed(self, flow: str, stored: Mapping[str, str], at: datetime) -> "CallPlan":
        """The plan of answers that were kept as text, with the words of today."""
        from guide.core.prepare.resume import resume

        content = self._reference.graph(flow).content
        return self.plan(flow, resume(content, stored, self._zone).answers, at)

    def next_change(self, flow: str, answers: "Answers", at: datetime) -> datetime | None:
        """The next moment at which something that answers lead to may change by the clock."""
        from guide.core.prepare.borders import next_change
        from guide.core.prepare.walk import position

        graph = self._reference.graph(flow)
        around = self.circumstances(at, answers, graph)
        return next_change(graph, position(graph, answers, around), around)

    def parse_answer(
        self, name: str, question: "Question", text: str
    ) -> "tuple[Value, ClockChange | None]":
        """A typed answer, read here and now.

        Raises:
            InvalidAnswer: the question does not take it.
        """
        from guide.core.prepare.answers import parse_answer

        return parse_answer(name, question, text, self._zone, self._seen_from())

    def to_write_down(self, flow: str | None) -> "tuple[Sentence, ...]":
        """What every call asks to be written down; with a flow, what that flow adds."""
        from guide.core.prepare.planner import written_down

        names, catalog = ["line"] if flow is None else [flow, "line"], self._reference.catalog
        return written_down(catalog.flow(name) for name in names if name in catalog.flow_files)
