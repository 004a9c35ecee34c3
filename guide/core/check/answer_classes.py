"""Classes of answers: those that no condition of a flow tells apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.check.samples import SAMPLE_NUMBERS
from guide.core.clock.hours import next_opening
from guide.core.flow.conditions import Circumstances, Scope, day_of, holds
from guide.core.flow.flow import Flow, Question, Utterance
from guide.core.flow.words import (
    AnswerIs,
    Bound,
    BusinessDaysUntil,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    LiveHelpBefore,
    Value,
    leaves,
    read_by,
)
from guide.core.prepare.graph import Graph, Node, by_phone

if TYPE_CHECKING:
    from guide.core.ids import QuestionPlace

# Days from today at which two days that are held against each other are told apart.
_LATE = -10
# A gate is passed without an answer; this stands for the one way to pass it.
_GATE: tuple[Value, ...] = ("",)


class Classes:
    """Representative answers for each question of a graph, under given circumstances."""

    def __init__(
        self,
        graph: Graph,
        circumstances: Circumstances,
        fixed: Mapping[str, Value] | None = None,
    ) -> None:
        self.graph = graph
        self.circumstances = circumstances
        self.fixed = fixed or {}
        self.atoms = _atoms(graph)
        self._values: dict[QuestionPlace, tuple[Value, ...]] = {}
        # What each question reads, and which edge is taken with which answers to that.
        self.read_by: dict[QuestionPlace, tuple[str, ...]] = {}
        self.edges: dict[tuple[object, ...], int | None] = {}

    def of(self, node: Node) -> tuple[Value, ...]:
        """One answer a class, in a stable order; a fixed answer stands alone."""
        if node.is_gate:
            return _GATE
        if node.name in self.fixed:
            return (self.fixed[node.name],)
        if node.options is not None:
            return tuple(node.options)
        if node.place not in self._values:
            question = self.graph.content.question(*node.place)
            self._values[node.place] = (*question.options, *self._typed(node.name, question))
        return self._values[node.place]

    def _typed(self, name: str, question: Question) -> Iterator[Value]:
        if question.input is None:
            return
        atoms = self.atoms.get(name, ())
        seen: set[tuple[bool, ...]] = set()
        for value in self._candidates(question, [atom for atom, _ in atoms]):
            signature = tuple(self._tells(atom, flow, name, value) for atom, flow in atoms)
            if signature not in seen:
                seen.add(signature)
                yield value

    def _tells(self, atom: Condition, flow: Flow, name: str, value: Value) -> bool:
        """What a condition says of a value; of two days held together, whether it lies late.

        Early and late are told apart on both sides, so that either can be the earlier one.
        """
        if isinstance(atom, IsPast) and atom.by is not None:
            today = self.circumstances.today()
            return isinstance(value, date) and (day_of(value) - today).days > _LATE
        return holds(atom, self._scope({name: value}, flow))

    def _scope(self, answers: Mapping[str, Value], flow: Flow) -> Scope:
        return scope(self.graph, answers, self.circumstances, flow)

    def _candidates(self, question: Question, atoms: Sequence[Condition]) -> list[Value]:
        assert question.input is not None  # noqa: S101  # the caller has looked
        match question.input.kind:
            case "date":
                return list(self._days(atoms))
            case "moment":
                return list(self._moments(atoms))
            case "number":
                low, high = question.input.least or 0, question.input.most or 999_999
                bounds = {n + step for n in self._numbers(atoms) for step in (-1, 0, 1)}
                return sorted(n for n in bounds | {low, high} if low <= n <= high)
            case "phone":
                return [number for number, _, _ in SAMPLE_NUMBERS]
            case "receipt":
                return ["IOE0912345678"]
            case "a-number":
                return ["A012345678"]
            case "text":
                return ["in my own words"]

    def _numbers(self, atoms: Iterable[Condition]) -> set[int]:
        numbers = set()
        for atom in atoms:
            if isinstance(atom, AnswerIs | HoursUntil | DaysUntil | DaysSince | BusinessDaysUntil):
                numbers |= {self._number(bound) for bound in atom.bounds()}
        return numbers

    def _number(self, bound: Bound) -> int:
        limits = self.graph.content.center.limits
        return limits[bound].value if isinstance(bound, str) else bound

    def _days(self, atoms: Sequence[Condition]) -> Iterator[date]:
        today = self.circumstances.today()
        yield today + timedelta(days=60)
        for number in sorted(self._steps(atoms)):
            yield today + timedelta(days=number)

    def _steps(self, atoms: Sequence[Condition]) -> set[int]:
        """Days from today at which some condition may change."""
        steps = {-400, -1, 0, 1, 400}
        limits = self.graph.content.center.limits
        computed = [
            limits[c.limit]
            for f in self.graph.content.flows.values()
            for c in f.dates.values()
            if c.limit is not None
        ]
        near = set(self._numbers(a for a in atoms if not isinstance(a, HoursUntil)))
        near |= {limit.value for limit in computed if limit.unit != "months"}
        # A month has 28 to 31 days: a day well inside and one well outside are tried.
        for limit in (bound for bound in computed if bound.unit == "months"):
            steps |= {sign * days * limit.value for sign in (1, -1) for days in (27, 32)}
        for number in near:
            steps |= {sign * number + step for sign in (1, -1) for step in (-1, 0, 1)}
        if any(isinstance(atom, BusinessDaysUntil) for atom in atoms) or computed:
            # Weekends and holidays stretch business days; every day of the stretch may matter.
            reach = 2 * max(near, default=0) + 10
            steps |= set(range(-min(reach, 80), min(reach, 80)))
        return steps

    def _moments(self, atoms: Sequence[Condition]) -> Iterator[datetime]:
        at = self.circumstances.at
        zone = ZoneInfo(self.circumstances.zone)
        minute = timedelta(minutes=1)
        moments = {at + timedelta(days=n) for n in self._steps(atoms)}
        for hours in self._numbers(a for a in atoms if isinstance(a, HoursUntil)):
            edge = at + timedelta(hours=hours)
            moments |= {edge - minute, edge, edge + minute}
        if any(isinstance(atom, LiveHelpBefore) for atom in atoms):
            with suppress(ValueError):  # no opening is known: nothing is before it
                opening = next_opening(self.circumstances.schedule, self.circumstances.calendar, at)
                moments |= {opening - minute, opening + minute}
        moments |= {at - minute, at + minute}
        yield (at + timedelta(days=60)).astimezone(zone)
        for moment in sorted(moments):
            yield moment.astimezone(zone)


def scope(
    graph: Graph, answers: Mapping[str, Value], circumstances: Circumstances, flow: Flow
) -> Scope:
    """What a condition of a flow may look at."""
    limits = graph.content.center.limits
    return Scope(answers=answers, circumstances=circumstances, limits=limits, dates=flow.dates)


def _atoms(graph: Graph) -> dict[str, list[tuple[Condition, Flow]]]:
    """Per question, the conditions without parts that read it, directly or by a computed date."""
    atoms: dict[str, list[tuple[Condition, Flow]]] = {}
    seen: set[tuple[Condition, str]] = set()
    for flow, condition in conditions(graph):
        for leaf in leaves(condition):
            if (leaf, flow.id) in seen:
                continue
            seen.add((leaf, flow.id))
            for name in read_by(leaf):
                atoms.setdefault(base_of(flow, name), []).append((leaf, flow))
    return atoms


def base_of(flow: Flow, name: str) -> str:
    """The question behind a name, which may be a computed date."""
    computed = flow.dates.get(name)
    return (computed.after or computed.before or name) if computed else name


def conditions(graph: Graph) -> Iterator[tuple[Flow, Condition]]:
    """Every condition of a graph, with the flow in whose words it is put."""
    flows = graph.content.flows
    for node in graph.nodes.values():
        for when in node.whens:
            if when is not None:
                yield flows[node.flow], when
    for flow in flows.values():
        for _, _, when in shown_when(flow):
            yield flow, when


def shown_when(flow: Flow) -> Iterator[tuple[str, str, Condition]]:
    """(section, id, condition) of all that accompanies the way under a condition."""
    for section, name, entry in flow.accompaniments():
        if entry.when is not None:
            yield section, name, entry.when
        if isinstance(entry, Utterance):
            for part in entry.parts.values():
                yield section, name, part.when


def moments_for_the_phone(graph: Graph) -> frozenset[str]:
    """Questions for moments before which a second way by phone must be open; none without one."""
    flows = graph.content.flows.values()
    if not any(
        by_phone(flow, outcome.then) for flow in flows for outcome in flow.outcomes.values()
    ):
        return frozenset()
    asked = ((node.name, graph.content.question(node.flow, node.name)) for node in graph.order)
    return frozenset(
        name for name, question in asked if question.input and question.input.kind == "moment"
    )
