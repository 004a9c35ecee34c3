"""Where answers lead: the position is replayed from them, every time.

`graph` joins a flow with its shared parts and the flows it hands over to; `position` follows it.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from guide.core.flow.conditions import (
    CLOCK_WORDS,
    AnswerIs,
    Answers,
    Circumstances,
    Condition,
    Scope,
    Value,
    holds,
    leaves,
    phone_in_time,
)
from guide.core.flow.flow import (
    CONTINUE,
    READY,
    SECOND_WAY,
    Content,
    Edge,
    Flow,
    HandOver,
    Outcome,
    Question,
    Utterance,
)


class Step(NamedTuple):
    """A question passed, with its answer."""

    flow: str
    question: str
    value: Value


class End:
    """Where routing leaves the questions: an outcome, or the end of a shared part."""

    __slots__ = ("edges", "flow", "outcome")

    def __init__(self, flow: str, outcome: str | None) -> None:
        self.flow = flow
        self.outcome = outcome


class Node:
    """A question in its place. `table` tells the edge by the answer alone, where that is enough."""

    __slots__ = ("edges", "flow", "is_gate", "name", "options", "place", "table", "targets")

    def __init__(self, place: tuple[str, str], question: Question) -> None:
        self.place = place
        self.flow, self.name = place
        self.is_gate = question.is_gate
        self.options = None if question.input is not None else question.options
        self.edges: tuple[Edge, ...] = ()
        self.targets: tuple[Node | End, ...] = ()
        self.table: dict[Value, int] | None = None

    @property
    def whens(self) -> list[Condition | None]:
        """When each edge is taken."""
        return [edge.when for edge in self.edges]

    @property
    def ways(self) -> Iterator[tuple[Condition | None, "Node | End"]]:
        """When each edge is taken, and where it leads."""
        return zip(self.whens, self.targets, strict=True)


class Graph:
    """A flow joined with its parts and hand-overs, ready to be followed."""

    def __init__(self, content: Content, flow: str) -> None:
        self.content = content
        self.flow = flow
        self.nodes: dict[tuple[str, str], Node] = {}
        whole = content.flows[flow]
        self.first = self._node(flow, whole.start)
        self.start = self.first
        if whole.begins_with is not None:
            part = content.flows[whole.begins_with]
            self.start = self._node(part.id, part.start)
        self._link()

    def line_start(self, flow: str) -> Node | None:
        """The first question before a call of that flow."""
        part = self.content.flows[flow].before_call
        if part is None:
            return None
        return self.nodes[part, self.content.flows[part].start]

    @cached_property
    def clock_leaves(self) -> tuple[tuple[Flow, Condition], ...]:
        """Every condition without parts that the clock alone can turn, with the flow it is in."""
        found: dict[tuple[str, Condition], tuple[Flow, Condition]] = {}
        for flow in self.content.flows.values():
            for when in conditions_of(flow, self.content):
                for leaf in leaves(when):
                    if isinstance(leaf, CLOCK_WORDS):
                        found[flow.id, leaf] = flow, leaf
        return tuple(found.values())

    @cached_property
    def order(self) -> dict[Node, tuple[Node, ...]]:
        """Every question that the start leads to, before all that follow it; with what follows."""
        following: dict[Node, tuple[Node, ...]] = {}
        ways_in = {self.start: 0}
        waiting = [self.start]
        while waiting:
            node = waiting.pop()
            following[node] = self._following(node)
            for each in following[node]:
                if each not in ways_in:
                    ways_in[each] = 0
                    waiting.append(each)
                ways_in[each] += 1
        found, ready = {}, [self.start]
        while ready:
            node = ready.pop()
            found[node] = following[node]
            for each in following[node]:
                ways_in[each] -= 1
                if not ways_in[each]:
                    ready.append(each)
        return found

    def _following(self, node: Node) -> tuple[Node, ...]:
        targets = [each for to in node.targets for each in self.onward(to)]
        found = tuple(dict.fromkeys(targets))
        # The same tuple where it says the same: of long flows that is half of what is kept.
        return node.targets if found == node.targets else found  # type: ignore[return-value]  # all are questions

    def onward(self, target: Node | End) -> tuple[Node, ...]:
        """The questions that can follow directly, through the ends of parts and calls."""
        if isinstance(target, Node):
            return (target,)
        owner = self.content.flows[target.flow]
        if target.outcome is None:
            begins = self.content.flows[self.flow].begins_with
            return (self.first,) if target.flow == begins else ()
        outcome = owner.outcomes[target.outcome]
        ends = (outcome, owner.outcomes[outcome.then]) if outcome.then else (outcome,)
        line = self.line_start(target.flow)
        return (line,) if line and any(end.kind == "call" for end in ends) else ()

    def _node(self, flow: str, name: str) -> Node:
        place = flow, name
        node = self.nodes.get(place)
        if node is None:
            node = self.nodes[place] = Node(place, self.content.question(flow, name))
        return node

    def _link(self) -> None:
        waiting, seen = [self.first, self.start], set[Node]()
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            question = self.content.question(node.flow, node.name)
            node.edges = question.edges()
            node.targets = tuple([self._target(node.flow, edge) for edge in node.edges])
            node.table = _table(node, question)
            waiting += [target for target in node.targets if isinstance(target, Node)]
            part = self.content.flows[node.flow].before_call
            if part is not None:
                waiting.append(self._node(part, self.content.flows[part].start))

    def _target(self, flow: str, edge: Edge) -> Node | End:
        if isinstance(edge.to, HandOver):
            return self._node(edge.to.flow, edge.to.at)
        if edge.to == CONTINUE:
            return End(flow, None)
        if edge.to in self.content.flows[flow].outcomes:
            return End(flow, edge.to)
        return self._node(flow, edge.to)


def by_phone(flow: Flow, then: str | None) -> bool:
    """Whether a second way is a call."""
    return then is not None and then in flow.outcomes and flow.outcomes[then].kind == "call"


def second_way_open(flow: Flow, then: str, answers: Answers, around: Circumstances) -> bool:
    """Whether a second way can be gone: a call cannot, where nobody answers in time."""
    return not by_phone(flow, then) or phone_in_time(answers, around)


def conditions_of(flow: Flow, content: Content) -> Iterator[Condition | None]:
    """Every condition of a flow: where its questions lead, and what accompanies the way."""
    for name in flow.questions:
        yield from (edge.when for edge in content.question(flow.id, name).edges())
    for _, _, entry in flow.accompaniments():
        yield entry.when
        if isinstance(entry, Utterance):
            yield from (part.when for part in entry.parts.values())
    yield from (each.when for each in flow.dial)
    yield from (each.when for each in flow.speaks)


def _table(node: Node, question: Question) -> dict[Value, int] | None:
    """Answer → number of the edge, where every edge looks at nothing but this answer."""
    if question.input is not None or question.is_gate:
        return None
    table: dict[Value, int] = {}
    for value in question.options:
        index = _edge_by_answer(node, value)
        if index is None:
            return None
        table[value] = index
    return table


def _edge_by_answer(node: Node, value: Value) -> int | None:
    """Which edge an answer takes; None where an edge before it looks at something else."""
    for index, when in enumerate(node.whens):
        if when is None:
            return index
        if not isinstance(when, AnswerIs) or when.answer != node.name or when.bounds():
            return None
        if value == when.equals or value in when.one_of:
            return index
    return None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Where the answers lead. Either a question is open, or an outcome is reached."""

    trail: tuple[Step, ...]
    answers: Mapping[str, Value]
    question: tuple[str, str] | None = None
    outcome: tuple[str, str] | None = None
    via: tuple[str, ...] = ()

    def outcome_in(self, content: Content) -> Outcome | None:
        """The outcome itself."""
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
        self.trail: list[Step] = []
        self.flow = graph.flow
        self.via: list[str] = []
        self.call: tuple[str, str] | None = None
        self.ended: set[tuple[str, str]] = set()

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
                trail.append(Step(node.flow, name, value))
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
        return next((to for when, to in node.ways if when is None or holds(when, scope)), None)

    def _enter(self, flow: str) -> str:
        if self.graph.content.flows[flow].kind == "flow" and flow != self.flow:
            self.flow = flow
            self.via.append(flow)
        return self.flow

    def _onward(self, end: End) -> Node | End | None:
        """What follows the end of a part or an outcome; None if nothing does."""
        content = self.graph.content
        if end.outcome is None:
            begins = content.flows[self.graph.flow].begins_with
            return self.graph.first if self.call is None and end.flow == begins else None
        outcome = content.flows[end.flow].outcomes[end.outcome]
        if (end.flow, end.outcome) in self.ended:
            return None  # second ways in a circle: the check says so
        self.ended.add((end.flow, end.outcome))
        if outcome.kind == "call" and self.call is None:
            self.call = (end.flow, end.outcome)
            return self.graph.line_start(end.flow)
        wanted = outcome.then and self.answers.get(SECOND_WAY) == "yes" and self.call is None
        if (
            outcome.then
            and wanted
            and second_way_open(
                content.flows[end.flow], outcome.then, self.passed, self.circumstances
            )
        ):
            self.passed[SECOND_WAY] = "yes"
            return End(end.flow, outcome.then)
        return None

    def _position(
        self,
        question: tuple[str, str] | None = None,
        outcome: tuple[str, str] | None = None,
    ) -> Position:
        kept = {name: v for name, v in self.answers.items() if name.startswith(READY)}
        if question and content_kind(self.graph.content, question[0]) == "flow":
            self._enter(question[0])
        return Position(
            trail=tuple(self.trail),
            answers=self.passed | kept,
            question=question,
            outcome=outcome,
            via=tuple(self.via),
        )


def content_kind(content: Content, flow: str) -> str:
    """Whether it is a flow or a part."""
    return content.flows[flow].kind
