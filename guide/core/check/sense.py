"""The sense of a flow: what is never reached, never shown, or rests on nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

from guide.core.check.circles import next_places
from guide.core.check.feasible import Unfeasible, unfeasible
from guide.core.check.reads import surely_answered, unguarded
from guide.core.check.report import Path, Reporter
from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.flow import (
    Flow,
    HandOver,
)
from guide.core.flow.once import once
from guide.core.flow.sources import Sources, fact_ids
from guide.core.ids import FlowId, QuestionPlace
from guide.core.prepare.graph import Graph, Node


def entered(content: Content) -> frozenset[QuestionPlace]:
    """The questions at which a hand-over enters a flow."""
    return frozenset(
        (edge.to.flow, edge.to.at)
        for flow in content.flows.values()
        for question in flow.questions.values()
        for edge in question.edges()
        if isinstance(edge.to, HandOver)
        and edge.to.flow in content.flows
        and edge.to.at in content.flows[edge.to.flow].questions
    )


@once
def _unfeasible(content: Content, flow: FlowId) -> Unfeasible:
    return unfeasible(Graph(content, flow))


class Sense(Reporter):
    """What can never be reached, never holds, reads what may be absent, or names no source."""

    def __init__(
        self, content: Content, flow: Flow, entered: frozenset[QuestionPlace], today: date | None
    ) -> None:
        super().__init__(content, flow)
        self.entered = entered
        self.today = today

    def problems(self, *, followed: bool) -> list[Problem]:
        """All that makes no sense; of a flow that cannot be followed, as far as that goes."""
        self._sources()
        if followed:
            graph = Graph(self.content, self.flow.id)
            self._unreached(graph)
            self._unguarded(graph)
            self._never(_unfeasible(self.content, self.flow.id))
        self._stale()
        return self.reported

    def _stale(self) -> None:
        if self.today is not None and self.flow.review_by < self.today:
            message = f"The content was due for review on {self.flow.review_by}."
            hint = "Compare it with its sources, then set `checked` and `review_by`."
            self.report("stale", message, ("review_by",), hint, "warning")

    def _unreached(self, graph: Graph) -> None:
        reached = {name for flow, name in graph.nodes if flow == self.flow.id}
        waiting = [name for flow, name in self.entered if flow == self.flow.id]
        while waiting:
            name = waiting.pop()
            reached.add(name)
            for (_, target), _ in next_places(self.content, (self.flow.id, name)):
                if target in self.flow.questions and target not in reached:
                    waiting.append(target)
        for name in self.flow.questions:
            if name not in reached:
                message = f"No way leads to the question {name!r}."
                self.report("unreachable", message, ("questions", name))
        outcomes = self.flow.outcomes
        ends = {
            edge.to
            for question in self.flow.questions.values()
            for edge in question.edges()
            if edge.to in outcomes
        }
        ends |= {outcome.then for outcome in self.flow.outcomes.values() if outcome.then}
        for outcome in outcomes:
            if outcome not in ends:
                message = f"No way leads to the outcome {outcome!r}."
                self.report("unreachable", message, ("outcomes", outcome))

    # Sources

    def _sources(self) -> None:
        for path, sources, wanted in self._texts():
            if sources == ():
                hint = (
                    "Add `sources: [fact-id]`, or `sources: none` if it states nothing about USCIS."
                )
                self.report("no-source", f"{wanted} names no source.", path, hint)
            for fact in fact_ids(sources):
                if self.content.facts and fact not in self.content.facts:
                    message = f"There is no fact {fact!r}."
                    place = (*path, "sources")
                    self.report(
                        "unknown-source", message, place, self.near(fact, self.content.facts)
                    )

    def _texts(self) -> Iterator[tuple[Path, Sources, str]]:
        for name, question in self.flow.questions.items():
            if not question.shared and not question.is_gate:
                yield ("questions", name), question.sources, f"The question {name!r}"
            for value in question.options:
                option = question.option(value)
                sources: Sources = option.sources or "none"
                yield ("questions", name, "options", value), sources, f"The option {value!r}"
        for end, outcome in self.flow.outcomes.items():
            yield ("outcomes", end), outcome.sources, f"The outcome {end!r}"
        for section, key, entry in self.flow.accompaniments():
            yield (section, key), entry.sources, f"{key!r} in {section!r}"

    # Reads that nothing guards

    def _unguarded(self, graph: Graph) -> None:
        if self.flow.kind == "part":
            return
        surely = surely_answered(graph, self.entered)
        for node in graph.nodes.values():
            if node.flow != self.flow.id:
                continue
            for index, when in enumerate(node.whens):
                if when is None:
                    continue
                known = surely[node] | {node.name}
                for missing in unguarded(when, known, self.flow):
                    place: Path = ("questions", node.name, "next", index, "when")
                    self._report_unguarded(missing, place)
        always = self._always(graph, surely)
        for place, condition in self.shown_conditions():
            for missing in unguarded(condition, always, self.flow, only_negated=True):
                self._report_unguarded(missing, place)

    def _report_unguarded(self, name: str, path: Path) -> None:
        message = f"{name!r} may not have been answered here, and nothing asks for that."
        self.report("unguarded-read", message, path, f"Put `answered: {name}` in the same `all`.")

    def _always(self, graph: Graph, surely: Mapping[Node, frozenset[str]]) -> frozenset[str]:
        """Answered on every way of this flow, whatever was entered by hand-over."""
        first = surely[graph.first]
        is_entered = any(flow == self.flow.id for flow, _ in self.entered)
        return first if is_entered else first | {graph.first.name}

    def _never(self, never: Unfeasible) -> None:
        said = {problem.path[:4] for problem in self.reported}
        for place, index in never.edges:
            path: Path = ("questions", place[1], "next", index)
            if place[0] == self.flow.id and path not in said:
                message = "This edge is never taken."
                self.report(
                    "never-holds",
                    message,
                    path,
                    "An edge before it takes all, or nothing can be so.",
                )
        for section, name in never.items:
            code = "need-never-used" if section == "needs" else "never-shown"
            path = (section, name, "when")
            if path[:2] in {entry[:2] for entry in said}:
                continue
            self.report(
                code,
                f"{name!r} in {section!r} is never shown.",
                path,
                "Its condition can never hold.",
            )
