"""All paths through a flow, counted and listed."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from guide.core.check.answer_classes import Classes, scope
from guide.core.check.spread import CALL, MOST_COUNTED, Spread, spread
from guide.core.flow.conditions import Circumstances, holds
from guide.core.flow.flow import SECOND_WAY
from guide.core.flow.words import Value
from guide.core.ids import FlowId, OutcomeId, OutcomePlace
from guide.core.prepare.graph import End, Graph, Node


class FlowPath(msgspec.Struct, frozen=True, kw_only=True):
    """One path: answers that replay it at a moment, and its outcome; None at the end of a part."""

    answers: Mapping[str, Value]
    circumstances: Circumstances
    end: OutcomePlace | None


def count_paths(graph: Graph, around: Iterable[Circumstances]) -> tuple[int, bool]:
    """How many combinations of classes there are, parts included; and whether that is all.

    Nothing is counted beyond `MOST_COUNTED`, nor where a question is reached in too many states.
    """
    return _counted(spread(graph, circumstances, count=True) for circumstances in around)


def count_own_paths(graph: Graph, around: Iterable[Circumstances]) -> tuple[int, bool]:
    """How many paths `own_paths` lists; and whether that is all, as `count_paths` says it."""
    fixed = (
        (circumstances, Classes(graph, circumstances, simplest_parts(graph, circumstances)))
        for circumstances in around
    )
    return _counted(
        spread(graph, circumstances, classes=classes, count=True)
        for circumstances, classes in fixed
    )


def _counted(spreads: Iterable[Spread]) -> tuple[int, bool]:
    counts = list(spreads)
    total = sum(sum(counted.ends.values()) for counted in counts)
    complete = all(counted.complete for counted in counts)
    return min(total, MOST_COUNTED), complete and total <= MOST_COUNTED


def paths(
    graph: Graph,
    circumstances: Circumstances,
    fixed: Mapping[str, Value] | None = None,
    only: FlowId | None = None,
) -> Iterator[FlowPath]:
    """Every path, one class after another; `fixed` answers are not varied.

    With `only`, the path ends where that part ends.
    """
    classes = Classes(graph, circumstances, fixed)
    start = graph.start if only is None else _part_start(graph, only)
    stack: list[tuple[Node | End, dict[str, Value]]] = [(start, {})]
    while stack:
        target, known = stack.pop()
        if isinstance(target, Node):
            stack += reversed(_branches(graph, circumstances, classes, target, known))
            continue
        if only is not None:
            yield _flow_path(target, known, circumstances)
            continue
        onward = graph.follow(target, known, circumstances, calling=CALL in known)
        if onward.node is not None:
            call = {CALL: f"{target.flow}/{target.outcome}"} if onward.call else {}
            stack.append((onward.node, known | call))
            continue
        if onward.second_way is not None:
            stack.append((onward.second_way, {**known, SECOND_WAY: "yes"}))
        yield _flow_path(target, known, circumstances)


def _part_start(graph: Graph, part: FlowId) -> Node:
    flow = graph.content.flows[part]
    return graph.nodes[part, flow.start]


def _branches(  # the parts of one step
    graph: Graph,
    circumstances: Circumstances,
    classes: Classes,
    node: Node,
    known: dict[str, Value],
) -> list[tuple[Node | End, dict[str, Value]]]:
    flow = graph.content.flows[node.flow]
    branches = []
    given = known.get(node.name)
    for value in classes.of(node) if given is None else (given,):
        answers = known if node.is_gate else {**known, node.name: value}
        inside = scope(graph, answers, circumstances, flow)
        target = next(to for when, to in node.branches if when is None or holds(when, inside))
        branches.append((target, answers))
    return branches


def _flow_path(end: End, known: dict[str, Value], circumstances: Circumstances) -> FlowPath:
    call = known.get(CALL)
    answers = {name: value for name, value in known.items() if name != CALL}
    place: OutcomePlace | None = (end.flow, end.outcome) if end.outcome else None
    if place is None and isinstance(call, str):
        flow, _, name = call.partition("/")
        place = FlowId(flow), OutcomeId(name)
    return FlowPath(answers=answers, circumstances=circumstances, end=place)


def simplest(graph: Graph, circumstances: Circumstances, part: FlowId) -> dict[str, Value]:
    """The answers that pass a part with the fewest warnings; among those, the first options."""
    flow = graph.content.flows[part]
    best: tuple[int, dict[str, Value]] | None = None
    for path in paths(graph, circumstances, only=part):
        if path.end is not None:
            continue
        inside = scope(graph, path.answers, circumstances, flow)
        shown = sum(holds(item.when, inside) for item in flow.warnings.values() if item.when)
        if best is None or shown < best[0]:
            best = shown, dict(path.answers)
        if not shown:
            break
    return best[1] if best else {}


def own_paths(graph: Graph, circumstances: Circumstances) -> Iterator[FlowPath]:
    """Every path through the flow's own questions, shared parts answered in the simplest way."""
    yield from paths(graph, circumstances, simplest_parts(graph, circumstances))


def simplest_parts(graph: Graph, circumstances: Circumstances) -> dict[str, Value]:
    """The simplest answers to the parts before the flow and before its call."""
    flow = graph.content.flows[graph.flow]
    fixed: dict[str, Value] = {}
    for part in (flow.begins_with, flow.before_call):
        if part is not None:
            fixed |= simplest(graph, circumstances, part)
    return fixed
