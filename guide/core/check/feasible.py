"""What can never be: edges that are never gone, entries that are never shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from guide.core.check.answer_classes import (
    Classes,
    base_of,
    conditions,
    moments_for_the_phone,
    scope,
    shown_when,
)
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.check.spread import Spread, Stroll, spread
from guide.core.clock.calendar import Calendar
from guide.core.flow.conditions import Circumstances, holds
from guide.core.flow.words import Answered, AnswerIs, Condition, Phone, Value, leaves, reads
from guide.core.ids import QuestionPlace
from guide.core.prepare.graph import Graph

_STROLLS = 400


class Unfeasible(msgspec.Struct, frozen=True, kw_only=True):
    """Edges never taken, and entries of the graph's own flow that are never shown."""

    edges: tuple[tuple[QuestionPlace, int], ...]
    items: tuple[tuple[str, str], ...]


def unfeasible(graph: Graph) -> Unfeasible:
    """What no way through the graph can ever take or show."""
    calendar = Calendar(closed={}, may_close={}, first=date.min, last=date.max)
    around = [
        sample_circumstances(graph.content, calendar, at) for at in clocks(graph.content, calendar)
    ]
    return _Search(graph, around if looks_at_the_clock(graph) else around[:1]).run()


def looks_at_the_clock(graph: Graph) -> bool:
    """Whether any condition on the way depends on the moment."""
    return bool(moments_for_the_phone(graph)) or any(
        not isinstance(leaf, AnswerIs | Answered | Phone)
        for _, condition in conditions(graph)
        for leaf in leaves(condition)
    )


class _Search:
    """Looks for one way that takes each edge and shows each entry."""

    def __init__(self, graph: Graph, around: Sequence[Circumstances]) -> None:
        self.graph = graph
        self.around = around
        self.classes = [Classes(graph, circumstances) for circumstances in around]
        self.flow = graph.content.flows[graph.flow]
        self.spreads: dict[tuple[int, frozenset[str]], Spread] = {}

    def run(self) -> Unfeasible:
        spreads = [
            spread(self.graph, circumstances, classes=classes)
            for circumstances, classes in zip(self.around, self.classes, strict=True)
        ]
        taken = frozenset().union(*(followed.edges for followed in spreads))
        complete = all(followed.complete for followed in spreads)
        edges = [
            (place, index)
            for place, node in self.graph.nodes.items()
            for index, when in enumerate(node.whens)
            if place[0] == self.graph.flow and when is not None and (place, index) not in taken
        ]
        reached = {place for place, _ in taken}
        edges = (
            [edge for edge in edges if edge[0] in reached and self._asked(edge)] if complete else []
        )
        return Unfeasible(edges=tuple(edges), items=tuple(self._never_shown()))

    def _asked(self, edge: tuple[QuestionPlace, int]) -> bool:
        """Whether the graph asks all that an edge reads; a part may read what is before it."""
        when = self.graph.nodes[edge[0]].whens[edge[1]]
        names = {node.name for node in self.graph.nodes.values()}
        return {base_of(self.flow, name) for name in reads(when)} <= names

    def _never_shown(self) -> Iterator[tuple[str, str]]:
        never: dict[tuple[str, str], bool] = {}
        verdicts: dict[Condition, bool] = {}
        for section, name, when in shown_when(self.flow):
            if when not in verdicts:
                verdicts[when] = self._can_hold(when)
            never[section, name] = never.get((section, name), True) and verdicts[when]
        yield from (key for key, shown in never.items() if not shown)

    def _can_hold(self, when: Condition) -> bool:
        """Whether some way through makes it hold; true where that cannot be told."""
        names = frozenset(base_of(self.flow, name) for name in reads(when))
        if len(names) <= 1:
            return self._alone(when, names)
        for circumstances, ends in zip(self.around, self._strolls, strict=True):
            if any(holds(when, scope(self.graph, end, circumstances, self.flow)) for end in ends):
                return True
        for number, circumstances in enumerate(self.around):
            reached = self._spread(number, names)
            if not reached.complete:
                return True
            for state in reached.ends:
                if holds(when, scope(self.graph, dict(state), circumstances, self.flow)):
                    return True
        return False

    @cached_property
    def _strolls(self) -> list[list[dict[str, Value]]]:
        """Some ways at each clock; most conditions hold on one of them, and need no search."""
        return [
            Stroll(self.graph, circumstances, frozenset(), classes).ends_of(_STROLLS)
            for circumstances, classes in zip(self.around, self.classes, strict=True)
        ]

    def _spread(self, number: int, names: frozenset[str]) -> Spread:
        """Many conditions read the same answers: each set of them is followed once."""
        if (number, names) not in self.spreads:
            around, classes = self.around[number], self.classes[number]
            self.spreads[number, names] = spread(self.graph, around, names, classes)
        return self.spreads[number, names]

    def _alone(self, when: Condition, names: frozenset[str]) -> bool:
        for circumstances, classes in zip(self.around, self.classes, strict=True):
            if holds(when, scope(self.graph, {}, circumstances, self.flow)):
                return True
            for node in self.graph.nodes.values():
                if node.name not in names:
                    continue
                for value in classes.of(node):
                    if holds(when, scope(self.graph, {node.name: value}, circumstances, self.flow)):
                        return True
        return False
