"""A flow as a graph: questions, ends, and the edges between them."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from guide.core.flow.conditions import Circumstances, phone_in_time
from guide.core.flow.content import Content
from guide.core.flow.flow import (
    CONTINUE,
    Edge,
    Flow,
    HandOver,
    Question,
    Utterance,
)
from guide.core.flow.words import CLOCK_WORDS, AnswerIs, Answers, Condition, Value, leaves
from guide.core.ids import FlowId, OutcomeId, QuestionId, QuestionPlace


class TrailStep(NamedTuple):
    """A question passed, with its answer, and the flow or part in which it was asked."""

    flow: FlowId
    question: QuestionId
    value: Value


class End:
    """Where routing leaves the questions: an outcome, or the end of a shared part."""

    __slots__ = ("edges", "flow", "outcome")

    def __init__(self, flow: FlowId, outcome: OutcomeId | None) -> None:
        self.flow = flow
        self.outcome = outcome


class Onward(NamedTuple):
    """What comes after an end: a question, or the second way of an outcome; else the way is over.

    With `call` the end is a call: a question that follows belongs to the line that is dialled.
    """

    node: "Node | None" = None
    second_way: End | None = None
    call: bool = False


class Node:
    """A question in its place. `table` tells the edge by the answer alone, where that is enough."""

    __slots__ = ("edges", "flow", "is_gate", "name", "options", "place", "table", "targets")

    def __init__(self, place: QuestionPlace, question: Question) -> None:
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
    def branches(self) -> Iterator[tuple[Condition | None, "Node | End"]]:
        """When each edge is taken, and where it leads."""
        return zip(self.whens, self.targets, strict=True)


class Graph:
    """A flow joined with its parts and hand-overs, ready to be followed."""

    def __init__(self, content: Content, flow: FlowId) -> None:
        self.content = content
        self.flow = flow
        self.nodes: dict[QuestionPlace, Node] = {}
        whole = content.flows[flow]
        self.first = self._node(flow, whole.start)
        self.start = self.first
        if whole.begins_with is not None:
            part = content.flows[whole.begins_with]
            self.start = self._node(part.id, part.start)
        self._link()

    def line_start(self, flow: FlowId) -> Node | None:
        """The first question of the part before a call of that flow; None without such a part."""
        part = self.content.flows[flow].before_call
        if part is None:
            return None
        return self.nodes[part, self.content.flows[part].start]

    def follow(
        self,
        end: End,
        answers: Answers | None = None,
        around: Circumstances | None = None,
        *,
        calling: bool = False,
    ) -> Onward:
        """What comes after an end; `calling` where the way has already come to a call.

        Without answers and circumstances a second way counts as open, as at some moment it is.
        One that leads back to where it comes from is none: the check says so.
        """
        flow = self.content.flows[end.flow]
        if end.outcome is None:
            begins = self.content.flows[self.flow].begins_with
            return Onward(self.first if not calling and end.flow == begins else None)
        outcome = flow.outcomes[end.outcome]
        if calling:
            return Onward()
        if outcome.kind == "call":
            return Onward(self.line_start(end.flow), call=True)
        if outcome.then is None or _leads_back(flow, end.outcome):
            return Onward()
        if (
            answers is not None
            and around is not None
            and not second_way_open(flow, outcome.then, answers, around)
        ):
            return Onward()
        return Onward(second_way=End(end.flow, outcome.then))

    @cached_property
    def clock_leaves(self) -> tuple[tuple[Flow, Condition], ...]:
        """Every condition without parts that the clock alone can turn, with the flow it is in."""
        leaves_by_flow: dict[tuple[str, Condition], tuple[Flow, Condition]] = {}
        for flow in self.content.flows.values():
            for when in conditions_of(flow, self.content):
                for leaf in leaves(when):
                    if isinstance(leaf, CLOCK_WORDS):
                        leaves_by_flow[flow.id, leaf] = flow, leaf
        return tuple(leaves_by_flow.values())

    @cached_property
    def order(self) -> dict[Node, tuple[Node, ...]]:
        """Every question that the start leads to, before all that follow it; with what follows."""
        following: dict[Node, tuple[Node, ...]] = {}
        ways_in = {self.start: 0}
        waiting = [self.start]
        while waiting:
            node = waiting.pop()
            following[node] = self._following(node)
            for after in following[node]:
                if after not in ways_in:
                    ways_in[after] = 0
                    waiting.append(after)
                ways_in[after] += 1
        ordered, ready = {}, [self.start]
        while ready:
            node = ready.pop()
            ordered[node] = following[node]
            for after in following[node]:
                ways_in[after] -= 1
                if not ways_in[after]:
                    ready.append(after)
        return ordered

    @cached_property
    def left(self) -> dict[QuestionPlace, float]:
        """Question → how many follow it, on average over all that goes on; ends do not count."""
        average: dict[Node, float] = {}
        for node in reversed(self.order):
            branches = [following for to in node.targets if (following := self.onward(to))]
            steps = [1 + sum(average[target] for target in way) / len(way) for way in branches]
            average[node] = sum(steps) / len(steps) if steps else 0.0
        return {node.place: count for node, count in average.items()}

    def _following(self, node: Node) -> tuple[Node, ...]:
        targets = [target for to in node.targets for target in self.onward(to)]
        nodes = tuple(dict.fromkeys(targets))
        # The same tuple where it says the same: of long flows that is half of what is kept.
        return node.targets if nodes == node.targets else nodes  # type: ignore[return-value]  # all are questions

    def onward(self, target: Node | End) -> tuple[Node, ...]:
        """The questions that can follow directly, through the ends of parts and calls."""
        place: Node | End | None = target
        while isinstance(place, End):
            onward = self.follow(place)
            place = onward.node or onward.second_way
        return () if place is None else (place,)

    def _node(self, flow: FlowId, name: QuestionId) -> Node:
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

    def _target(self, flow: FlowId, edge: Edge) -> Node | End:
        if isinstance(edge.to, HandOver):
            return self._node(edge.to.flow, edge.to.at)
        if edge.to == CONTINUE:
            return End(flow, None)
        if edge.to in self.content.flows[flow].outcomes:
            return End(flow, OutcomeId(edge.to))
        return self._node(flow, QuestionId(edge.to))


def by_phone(flow: Flow, then: OutcomeId | None) -> bool:
    """Whether a second way is a call; not where there is none, or none of that name."""
    return then is not None and then in flow.outcomes and flow.outcomes[then].kind == "call"


def second_way_open(flow: Flow, then: OutcomeId, answers: Answers, around: Circumstances) -> bool:
    """Whether a second way can be gone: a call cannot, where nobody answers in time.

    Then we suggest to write (own-night-writing).
    """
    return not by_phone(flow, then) or phone_in_time(answers, around)


def _leads_back(flow: Flow, outcome: OutcomeId) -> bool:
    """Whether second ways come back to this outcome."""
    passed: set[OutcomeId] = set()
    name = flow.outcomes[outcome].then
    while name is not None and name != outcome and name not in passed:
        passed.add(name)
        name = flow.outcomes[name].then
    return name == outcome


def conditions_of(flow: Flow, content: Content) -> Iterator[Condition | None]:
    """Every condition of a flow: where its questions lead, and what accompanies the way."""
    for name in flow.questions:
        yield from (edge.when for edge in content.question(flow.id, name).edges())
    for _, _, entry in flow.accompaniments():
        yield entry.when
        if isinstance(entry, Utterance):
            yield from (part.when for part in entry.parts.values())
    yield from (dial.when for dial in flow.dial)
    yield from (speak.when for speak in flow.speaks)


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
