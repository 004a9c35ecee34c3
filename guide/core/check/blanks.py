"""Blanks that some caller would read: a text with a value that was not asked for on the way."""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from guide.core.check.answer_classes import Classes, base_of, scope
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.check.spread import CALL, Spread, spread
from guide.core.clock.calendar import Calendar
from guide.core.errors import Problem
from guide.core.flow.conditions import holds
from guide.core.flow.content import Content
from guide.core.flow.flow import SECOND_WAY, Flow, Item, Outcome
from guide.core.flow.once import once
from guide.core.flow.words import Condition, reads
from guide.core.ids import FlowId, OutcomeId
from guide.core.prepare.graph import Graph
from guide.core.prepare.placeholders import placeholders

Path = tuple[str | int, ...]
# These lists belong to a call: they are shown with one, or with one as the second way.
_OF_A_CALL = ("say", "write_down", "afterwards")
_MOST_STATES = 1_000


class _Shown(msgspec.Struct, frozen=True):
    """A text with what fills it, and when it is shown."""

    path: Path
    text: str
    whens: tuple[Condition, ...] = ()
    outcomes: tuple[str, ...] = ()
    of_a_call: bool = False
    parts: frozenset[str] = frozenset()


@once
def check_blanks(content: Content, flow: FlowId) -> list[Problem]:
    """Every text of a flow that leaves a blank on some way; the flow can be followed."""
    graph = Graph(content, flow)
    calendar = Calendar(closed={}, may_close={}, first=date.min, last=date.max)
    at = clocks(content, calendar)[0]
    around = sample_circumstances(content, calendar, at)
    classes = Classes(graph, around)
    problems = []
    spreads: dict[frozenset[str], Spread] = {}
    for shown in _texts(content.flows[flow]):
        names = _asked(graph, shown)
        if not names:
            continue
        keep = frozenset(names.values()).union(*(reads(when) for when in shown.whens))
        bases = _bases(content.flows[flow], keep)
        if bases not in spreads:
            spreads[bases] = spread(graph, around, bases, classes)
        reached = spreads[bases]
        for state in list(reached.ends)[:_MOST_STATES]:
            known = dict(state)
            absent = [name for name, base in names.items() if base not in known]
            inside = scope(graph, known, around, content.flows[flow])
            applies = absent and _applies(shown, known, content, flow)
            if applies and all(holds(when, inside) for when in shown.whens):
                problems.append(_problem(flow, shown.path, absent[0], known))
                break
    return problems


def _bases(flow: Flow, names: frozenset[str]) -> frozenset[str]:
    """The questions behind names, of which some are computed dates."""
    return frozenset(base_of(flow, name) for name in names) | {SECOND_WAY}


def _asked(graph: Graph, shown: _Shown) -> Mapping[str, str]:
    """Placeholder → the question behind it, for those that this graph asks."""
    flow = graph.content.flows[graph.flow]
    asked = {node.name for node in graph.nodes.values()}
    names = {name: base_of(flow, name) for name in placeholders(shown.text)}
    return {name: base for name, base in names.items() if base in asked - shown.parts}


def _texts(flow: Flow) -> Iterator[_Shown]:
    for name, outcome in flow.outcomes.items():
        for word in ("title", "why", "come_back"):
            text = getattr(outcome, word) or ""
            yield _Shown(("outcomes", name, word), text, outcomes=(f"/{name}",))
    for section, key, entry in flow.accompaniments():
        whens = () if entry.when is None else (entry.when,)
        of_a_call = section in _OF_A_CALL
        parts = frozenset() if isinstance(entry, Item) else frozenset(entry.parts)
        path: Path = (section, key, "text")
        yield _Shown(path, entry.text, whens, entry.outcomes, of_a_call, parts)
        if not isinstance(entry, Item):
            for part_key, part in entry.parts.items():
                path = ("say", key, "parts", part_key, "text")
                both = (*whens, part.when)
                yield _Shown(path, part.text, both, entry.outcomes, of_a_call)


def _applies(shown: _Shown, known: Mapping[str, object], content: Content, flow: FlowId) -> bool:
    """Whether an end is one with which a text is shown."""
    owner, _, name = str(known.get(CALL, "")).partition("/")
    outcomes = content.flows[flow].outcomes
    outcome = outcomes.get(OutcomeId(name))
    if owner != flow or outcome is None:
        return False
    if shown.path[0] == "outcomes":
        return shown.outcomes == (f"/{name}",)
    then = None if outcome.then is None else outcomes.get(outcome.then)
    if shown.of_a_call and "call" not in (outcome.kind, then and then.kind):
        return False
    if shown.path[0] == "needs" and not _needs_papers(outcome):
        return False
    return not shown.outcomes or bool({name, outcome.kind} & {*shown.outcomes})


def _needs_papers(outcome: Outcome) -> bool:
    return outcome.kind in ("call", "self-help") or outcome.reason == "not-yet"


def _problem(flow: str, path: Path, name: str, known: Mapping[str, object]) -> Problem:
    way = ", ".join(f"{k}: {v}" for k, v in sorted(known.items()) if k not in (CALL, SECOND_WAY))
    outcome = str(known[CALL]).partition("/")[2]
    message = f"{{{name}}} is blank on a way to {outcome!r}: it is not asked there."
    hint = f"Ask for it in `when` (answered: {name}), or say it without."
    if way:
        hint += f" The way: {way}."
    return Problem(
        code="blank", message=message, path=path, hint=hint, file=flow, severity="warning"
    )
