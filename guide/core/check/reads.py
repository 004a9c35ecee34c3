"""Questions whose answers are read where they may not be given yet."""

from collections.abc import Iterator

from guide.core.check.answer_classes import shown_when
from guide.core.flow.content import Content
from guide.core.flow.flow import (
    CONTINUE,
    Flow,
)
from guide.core.flow.words import (
    All,
    Answered,
    AnyOf,
    Condition,
    Not,
    reads,
)
from guide.core.ids import QuestionId, QuestionPlace
from guide.core.prepare.graph import Graph, Node


def surely_answered(graph: Graph, entered: frozenset[QuestionPlace]) -> dict[Node, frozenset[str]]:
    """Per question, the questions answered on every way to it (also ways in by hand-over)."""
    read = _read_elsewhere(graph)
    front = frozenset(_front(graph.content))
    answered = {graph.nodes[place]: front for place in entered if place in graph.nodes}
    answered[graph.start] = frozenset()
    for node, targets in graph.order.items():
        here = answered[node]
        if node.name in read and not node.is_gate:
            here |= {node.name}
        for target in targets:
            before = answered.get(target, here)
            answered[target] = here if before == here else before & here
    return {node: answered.get(node, frozenset()) for node in graph.nodes.values()}


def _read_elsewhere(graph: Graph) -> frozenset[str]:
    """Questions that something reads other than their own edges; only these need following."""
    names: set[str] = set()
    for node in graph.nodes.values():
        for when in node.whens:
            if when is not None:
                names |= reads(when) - {node.name}
    for flow in graph.content.flows.values():
        computed = [date.after or date.before or "" for date in flow.dates.values()]
        names.update(computed)
        for _, _, when in shown_when(flow):
            names |= reads(when)
    return frozenset(names)


def _front(content: Content) -> Iterator[str]:
    """Questions that every way through the part in front answers."""
    for flow in content.flows.values():
        if flow.begins_with is not None and flow.begins_with in content.flows:
            part = content.flows[flow.begins_with]
            yield from _through(part)
            return


def _through(part: Flow) -> set[str]:
    """Questions of a part on every way that continues."""
    common: set[str] | None = None
    waiting: list[tuple[QuestionId, frozenset[str]]] = [(part.start, frozenset())]
    seen: set[tuple[QuestionId, frozenset[str]]] = set()
    while waiting:
        name, before = waiting.pop()
        if (name, before) in seen:
            continue
        seen.add((name, before))
        here = before | {name}
        for edge in part.questions[name].edges():
            if edge.to == CONTINUE:
                common = set(here) if common is None else common & here
            elif isinstance(edge.to, str) and edge.to in part.questions:
                waiting.append((QuestionId(edge.to), here))
    return common or set()


def unguarded(
    condition: Condition | None,
    known: frozenset[str],
    flow: Flow,
    *,
    only_negated: bool = False,
    negated: bool = False,
) -> set[str]:
    """Names that a condition reads although they may be absent and nothing asks for them."""
    match condition:
        case None | Answered():
            return set()
        case All(all=parts):
            guards = {part.answered for part in parts if isinstance(part, Answered)}
            inner = known | guards
        case AnyOf(any=parts):
            inner = known
        case Not(negated=part):
            parts, inner, negated = (part,), known, True
        case _:
            if only_negated and not negated:
                return set()
            names = set(reads(condition))
            for name in tuple(names):
                if name in flow.dates:
                    computed = flow.dates[name]
                    names = names - {name} | {computed.after or computed.before or name}
            return names - known
    unasked: set[str] = set()
    for part in parts:
        unasked |= unguarded(part, inner, flow, only_negated=only_negated, negated=negated)
    return unasked
