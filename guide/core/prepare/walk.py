"""Following answers through a graph: where one stands."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from guide.core.flow.conditions import Circumstances, Scope, holds
from guide.core.flow.content import Content
from guide.core.flow.flow import (
    READY,
    SECOND_WAY,
    Outcome,
)
from guide.core.flow.words import Answers, Value
from guide.core.ids import FlowId, OutcomePlace, QuestionPlace
from guide.core.prepare.graph import End, Graph, Node, TrailStep


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where the answers lead. Either a question is open, or an outcome is reached."""

    trail: tuple[TrailStep, ...]
    answers: Mapping[str, Value]
    question: QuestionPlace | None = None
    outcome: OutcomePlace | None = None
    via: tuple[FlowId, ...] = ()

    def outcome_in(self, content: Content) -> Outcome | None:
        """The outcome in the flow; None where the place is not one."""
        if self.outcome is None:
            return None
        flow, name = self.outcome
        return content.flows[flow].outcomes[name]


def position(graph: Graph, answers: Answers, circumstances: Circumstances) -> Position:
    """Follow the answers as far as they lead. Pure; the order of the answers does not matter."""
    follower = _Follower(graph, answers, circumstances)
    return follower.follow()


class _Follower:
    """One replay; holds what has been passed so far."""

    def __init__(self, graph: Graph, answers: Answers, circumstances: Circumstances) -> None:
        self.graph = graph
        self.answers = answers
        self.circumstances = circumstances
        self.passed: dict[str, Value] = {}
        self.trail: list[TrailStep] = []
        self.flow = graph.flow
        self.via: list[FlowId] = []
        self.call: OutcomePlace | None = None

    def follow(self) -> Position:
        place = self._questions(self.graph.start)
        while isinstance(place, End):
            onward = self._onward(place)
            if onward is None:
                outcome = (place.flow, place.outcome) if place.outcome else self.call
                return self._position(outcome=outcome)
            place = self._questions(onward) if isinstance(onward, Node) else onward
        return self._position(question=(place.flow, place.name))

    def _questions(self, node: Node | End) -> Node | End:
        """Through questions as long as they are answered."""
        answers, passed, trail = self.answers, self.passed, self.trail
        flow = self.flow
        while type(node) is Node:
            name = node.name
            value = answers.get(name)
            if value is None:
                if not node.is_gate:
                    return node
                node = self._route(node) or node
                continue
            if node.table is not None:
                index = node.table.get(value)
                target = None if index is None else node.targets[index]
            elif node.options is not None and value not in node.options:
                return node
            else:
                passed[name] = value
                target = self._route(node)
            if target is None:
                return node
            if node.flow != flow:
                flow = self._enter(node.flow)
            if name not in passed or node.table is None:
                passed[name] = value
                trail.append(TrailStep(node.flow, name, value))
            node = target
        return node

    def _route(self, node: Node) -> Node | End | None:
        content = self.graph.content
        scope = Scope(
            answers=self.passed,
            circumstances=self.circumstances,
            limits=content.center.limits,
            dates=content.flows[node.flow].dates,
        )
        return next((to for when, to in node.branches if when is None or holds(when, scope)), None)

    def _enter(self, flow: FlowId) -> FlowId:
        if self.graph.content.flows[flow].kind == "flow" and flow != self.flow:
            self.flow = flow
            self.via.append(flow)
        return self.flow

    def _onward(self, end: End) -> Node | End | None:
        """What follows an end for this caller: second ways only where one was chosen."""
        onward = self.graph.follow(
            end, self.passed, self.circumstances, calling=self.call is not None
        )
        if onward.call and end.outcome is not None:
            self.call = (end.flow, end.outcome)
        if onward.second_way is not None and self.answers.get(SECOND_WAY) == "yes":
            self.passed[SECOND_WAY] = "yes"
            return onward.second_way
        return onward.node

    def _position(
        self,
        question: QuestionPlace | None = None,
        outcome: OutcomePlace | None = None,
    ) -> Position:
        ticks = {name: v for name, v in self.answers.items() if name.startswith(READY)}
        if question and content_kind(self.graph.content, question[0]) == "flow":
            self._enter(question[0])
        return Position(
            trail=tuple(self.trail),
            answers=self.passed | ticks,
            question=question,
            outcome=outcome,
            via=tuple(self.via),
        )


def content_kind(content: Content, flow: FlowId) -> Literal["flow", "part"]:
    """Whether an id is that of a flow or of a shared part.

    Raises:
        KeyError: it is neither.
    """
    return content.flows[flow].kind
