"""Going through a flow from its start: what is known where, and how many ways lead there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec

from guide.core.check.answer_classes import Classes, base_of, moments_for_the_phone, scope
from guide.core.flow.conditions import Circumstances, holds
from guide.core.flow.flow import SECOND_WAY
from guide.core.flow.words import Value, reads
from guide.core.ids import QuestionPlace
from guide.core.prepare.graph import End, Graph, Node

CALL = "→call"
LARGEST_SPREAD = 4000
# More than that is not counted on: readers of JSON hold whole numbers only so far.
MOST_COUNTED = 10**18
State = frozenset[tuple[str, Value]]


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """What is feasible: edges taken, and at the ends how many ways lead there, by state."""

    edges: frozenset[tuple[QuestionPlace, int]]
    ends: Mapping[State, int]
    complete: bool


def spread(
    graph: Graph,
    circumstances: Circumstances,
    keep: frozenset[str] = frozenset(),
    classes: Classes | None = None,
    *,
    count: bool = False,
) -> Spread:
    """Go through the graph once, keeping of each way only the answers that are still read.

    Without `count` the numbers of ways are all 0: in a long flow they have thousands of digits.
    """
    classes = classes or Classes(graph, circumstances)
    return _Spreader(graph, circumstances, keep, classes).run(int(count))


class _Spreader:
    """One pass, question by question, in order."""

    def __init__(
        self, graph: Graph, circumstances: Circumstances, keep: frozenset[str], classes: Classes
    ) -> None:
        self.graph = graph
        self.circumstances = circumstances
        self.keep = keep
        self.classes = classes
        # Per question, ways by the answers that are still read, in the order of their names.
        self.states: dict[Node, dict[tuple[Value | None, ...], int]] = {}
        self.ends: dict[State, int] = {}
        self.taken: set[tuple[QuestionPlace, int]] = set()
        self.complete = True

    def run(self, one: int) -> Spread:
        self._enter(self.graph.start, {}, one)
        for node in self.graph.order:
            names = self._names[node]
            for state, ways in self.states.pop(node, {}).items():
                pairs = zip(names, state, strict=True)
                self._pass(node, {n: value for n, value in pairs if value is not None}, ways)
        return Spread(edges=frozenset(self.taken), ends=self.ends, complete=self.complete)

    @cached_property
    def _names(self) -> dict[Node, tuple[str, ...]]:
        return {node: tuple(sorted(names)) for node, names in self._live.items()}

    @cached_property
    def _live(self) -> dict[Node, frozenset[str]]:
        """Per question, the names that it or anything after it still reads."""
        live: dict[Node, frozenset[str]] = {}
        same: dict[frozenset[str], frozenset[str]] = {}
        for node, targets in reversed(self.graph.order.items()):
            flow = self.graph.content.flows[node.flow]
            names = {CALL, *self.keep, *self._moments}
            for when in node.whens:
                if when is not None:
                    names |= {base_of(flow, name) for name in reads(when)} - {node.name}
            for target in targets:
                names |= live[target]
            # A question may come twice on a way, once in each of two flows: its answer stays.
            names |= {node.name} & self._twice
            read = frozenset(names)
            live[node] = same.setdefault(read, read)
        return live

    @cached_property
    def _moments(self) -> frozenset[str]:
        return moments_for_the_phone(self.graph)

    @cached_property
    def _twice(self) -> set[str]:
        names = Counter(node.name for node in self.graph.order)
        return {name for name, times in names.items() if times > 1}

    def _pass(self, node: Node, answers: dict[str, Value], ways: int) -> None:
        given = answers.get(node.name)
        # Answers that nothing reads any more lead to one state: it is entered once for all of them.
        alike: dict[int, int] = {}
        for value in self.classes.of(node) if given is None else (given,):
            known = answers if node.is_gate else {**answers, node.name: value}
            index = self._edge(node, value, known)
            if index is None:
                continue
            target = node.targets[index]
            if not isinstance(target, End) and node.name not in self._live[target]:
                alike[index] = alike.get(index, 0) + ways
            else:
                self.taken.add((node.place, index))
                self._arrive(target, known, ways)
        for index, number in alike.items():
            self.taken.add((node.place, index))
            self._arrive(node.targets[index], answers, number)

    def _edge(self, node: Node, value: Value, known: dict[str, Value]) -> int | None:
        """The number of the edge that is taken."""
        if node.table is not None:
            return node.table.get(value)
        # Most ways come to a question with the same of what its conditions read.
        names = self._read_by(node)
        key = (node.place, *map(known.get, names))
        edges = self.classes.edges
        if key not in edges:
            flow = self.graph.content.flows[node.flow]
            inside = scope(self.graph, known, self.circumstances, flow)
            holding = (i for i, w in enumerate(node.whens) if w is None or holds(w, inside))
            edges[key] = next(holding, None)
        return edges[key]

    def _read_by(self, node: Node) -> tuple[str, ...]:
        if node.place not in self.classes.read_by:
            flow = self.graph.content.flows[node.flow]
            names = {base_of(flow, name) for when in node.whens if when for name in reads(when)}
            self.classes.read_by[node.place] = tuple(sorted(names))
        return self.classes.read_by[node.place]

    def _arrive(self, target: Node | End, known: dict[str, Value], ways: int) -> None:
        while isinstance(target, End):
            onward = self.graph.follow(target, known, self.circumstances, calling=CALL in known)
            call = {CALL: f"{target.flow}/{target.outcome}"} if target.outcome else {}
            if onward.node is not None:
                known, target = known | call, onward.node
                break
            self._end(known | call, ways)
            if onward.second_way is None:
                return
            known, target = {**known, SECOND_WAY: "yes"}, onward.second_way
        self._enter(target, known, ways)

    def _enter(self, node: Node, known: dict[str, Value], ways: int) -> None:
        state = tuple(map(known.get, self._names[node]))
        states = self.states.setdefault(node, {})
        if state not in states and len(states) >= LARGEST_SPREAD:
            self.complete = False
            return
        states[state] = states.get(state, 0) + ways

    def _end(self, known: dict[str, Value], ways: int) -> None:
        state = frozenset((n, v) for n, v in known.items() if n in self.keep or n == CALL)
        self.ends[state] = self.ends.get(state, 0) + ways


class Stroll(_Spreader):
    """Single ways, each answer as it comes: what is shown on one of them can be shown."""

    # The same ways each time: a congruential row, whose upper digits choose.
    _seed = 1

    def ends_of(self, most: int) -> list[dict[str, Value]]:
        """The answers at the ends of as many ways as `most`; the same ones each time."""
        self.walked: list[dict[str, Value]] = []
        for _ in range(most):
            self.next: tuple[Node, dict[str, Value]] | None = (self.graph.start, {})
            while self.next is not None:
                (node, known), self.next = self.next, None
                given = known.get(node.name)
                value = self._one_of(self.classes.of(node)) if given is None else given
                known = known if node.is_gate else {**known, node.name: value}
                index = self._edge(node, value, known)
                if index is not None:
                    self._arrive(node.targets[index], known, 1)
        return self.walked

    def _one_of(self, values: Sequence[Value]) -> Value:
        self._seed = (self._seed * 1_103_515_245 + 12_345) % 2**31
        return values[(self._seed >> 12) % len(values)]

    def _enter(self, node: Node, known: dict[str, Value], ways: int) -> None:  # noqa: ARG002
        self.next = (node, known)

    def _end(self, known: dict[str, Value], ways: int) -> None:  # noqa: ARG002
        self.walked.append(known)
