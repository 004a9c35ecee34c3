"""Every path through a flow: feasible sequences of questions and classes of answers.

A class stands for all answers that no condition tells apart; its representative is a real answer,
so every path can be replayed. The clock and phone verdicts are classes too. Counting and asking
what is feasible go forward over the graph with only those answers that something still reads.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import msgspec

from guide.core.calendar import Calendar
from guide.core.condition import (
    Answered,
    AnswerIs,
    Bound,
    BusinessDaysUntil,
    CallBackHours,
    Circumstances,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    LiveHelpBefore,
    Phone,
    Scope,
    Value,
    day_of,
    holds,
    leaves,
    read_by,
    reads,
)
from guide.core.dialling import PhoneVerdict, WarningCode
from guide.core.flow import SECOND_WAY, Content, Flow, Question, Utterance
from guide.core.hours import next_opening
from guide.core.walk import End, Graph, Node, by_phone, conditions_of, second_way_open
from guide.core.windows import answer_rule, call_back_hours

CALL = "→call"
LARGEST_SPREAD = 4000
_STROLLS = 400
# Days from today at which two days that are held against each other are told apart.
_LATE = -10
# More than that is not counted on: readers of JSON hold whole numbers only so far.
MOST_COUNTED = 10**18
State = frozenset[tuple[str, Value]]
Place = tuple[str, str]

# One number a class of verdict; what a number is, libphonenumber decides, not this module.
SAMPLE_NUMBERS: tuple[tuple[str, bool, tuple[WarningCode, ...]], ...] = (
    ("+12025550123", True, ()),
    ("202-555-0123 ext. 9", False, ("extension",)),
    ("+442070313000", False, ("overseas",)),
    ("800-555-0199", False, ("toll-free",)),
    ("900-555-0199", False, ("premium",)),
    ("123", False, ("invalid",)),
)


def sample_verdicts() -> dict[str, PhoneVerdict]:
    """A verdict for each class of number."""
    return {
        number: PhoneVerdict(
            input=number,
            e164=None,
            region=None,
            extension=None,
            can_be_called_back=good,
            warnings=warnings,
        )
        for number, good, warnings in SAMPLE_NUMBERS
    }


def clocks(content: Content, calendar: Calendar) -> tuple[datetime, ...]:
    """Live help open, shut for the night, shut for the weekend; near the day of the last check."""
    schedule = content.schedules["live-help"]
    start = datetime.combine(content.center.checked, time(9), ZoneInfo(schedule.zone))
    with suppress(ValueError):  # closed for very long: then any day does
        start = next_opening(schedule, calendar, start)
    opened = start + timedelta(hours=3)
    saturday = opened + timedelta(days=(5 - opened.weekday()) % 7)
    return (opened, opened + timedelta(hours=11), saturday, *_call_back_clocks(content, opened))


def _call_back_clocks(content: Content, day: datetime) -> Iterator[datetime]:
    """Where a flow asks for it: officers call back though live help is shut, and the reverse."""
    whens = (when for flow in content.flows.values() for when in conditions_of(flow, content))
    if any(isinstance(leaf, CallBackHours) for when in whens for leaf in leaves(when)):
        hours, zone = call_back_hours(content.center), ZoneInfo(content.center.call_back.zone)
        for clock in (hours.opens, hours.closes):
            yield datetime.combine(day.date(), clock, zone) + timedelta(minutes=10)


def sample_circumstances(content: Content, calendar: Calendar, at: datetime) -> Circumstances:
    """Circumstances at a moment, with a verdict for each class of number."""
    schedule = content.schedules["live-help"]
    return Circumstances(
        at=at,
        zone=schedule.zone,
        calendar=calendar,
        schedule=schedule,
        phone_verdicts=sample_verdicts(),
        call_back=call_back_hours(content.center),
        rule=answer_rule(content.center),
    )


# Classes of answers


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
        self._found: dict[Place, tuple[Value, ...]] = {}
        # What each question reads, and which edge is taken with which answers to that.
        self.read_by: dict[Place, tuple[str, ...]] = {}
        self.edges: dict[tuple[object, ...], int | None] = {}

    def of(self, node: Node) -> tuple[Value, ...]:
        """One answer a class, in a stable order; a fixed answer stands alone."""
        if node.is_gate:
            return _GATE
        if node.name in self.fixed:
            return (self.fixed[node.name],)
        if node.options is not None:
            return tuple(node.options)
        if node.place not in self._found:
            question = self.graph.content.question(*node.place)
            self._found[node.place] = (*question.options, *self._typed(node.name, question))
        return self._found[node.place]

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
        found = set()
        for atom in atoms:
            if isinstance(atom, AnswerIs | HoursUntil | DaysUntil | DaysSince | BusinessDaysUntil):
                found |= {self._number(bound) for bound in atom.bounds()}
        return found

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
        for limit in (each for each in computed if each.unit == "months"):
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
        found = {at + timedelta(days=n) for n in self._steps(atoms)}
        for hours in self._numbers(a for a in atoms if isinstance(a, HoursUntil)):
            edge = at + timedelta(hours=hours)
            found |= {edge - minute, edge, edge + minute}
        if any(isinstance(atom, LiveHelpBefore) for atom in atoms):
            with suppress(ValueError):  # no opening is known: nothing is before it
                opening = next_opening(self.circumstances.schedule, self.circumstances.calendar, at)
                found |= {opening - minute, opening + minute}
        found |= {at - minute, at + minute}
        yield (at + timedelta(days=60)).astimezone(zone)
        for moment in sorted(found):
            yield moment.astimezone(zone)


def scope(
    graph: Graph, answers: Mapping[str, Value], circumstances: Circumstances, flow: Flow
) -> Scope:
    """What a condition of a flow may look at."""
    limits = graph.content.center.limits
    return Scope(answers=answers, circumstances=circumstances, limits=limits, dates=flow.dates)


def _atoms(graph: Graph) -> dict[str, list[tuple[Condition, Flow]]]:
    """Per question, the conditions without parts that read it, directly or by a computed date."""
    found: dict[str, list[tuple[Condition, Flow]]] = {}
    seen: set[tuple[Condition, str]] = set()
    for flow, condition in _conditions(graph):
        for leaf in leaves(condition):
            if (leaf, flow.id) in seen:
                continue
            seen.add((leaf, flow.id))
            for name in read_by(leaf):
                found.setdefault(base_of(flow, name), []).append((leaf, flow))
    return found


def base_of(flow: Flow, name: str) -> str:
    """The question behind a name, which may be a computed date."""
    computed = flow.dates.get(name)
    return (computed.after or computed.before or name) if computed else name


def _conditions(graph: Graph) -> Iterator[tuple[Flow, Condition]]:
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


# Going forward


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """What is feasible: edges taken, and at the ends how many ways lead there, by state."""

    edges: frozenset[tuple[Place, int]]
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
        self.taken: set[tuple[Place, int]] = set()
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
            found = frozenset(names)
            live[node] = same.setdefault(found, found)
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
        ended: set[str | None] = set()
        while isinstance(target, End):
            outcome = None
            if target.outcome is not None:
                outcome = self.graph.content.flows[target.flow].outcomes[target.outcome]
            begins = self.graph.content.flows[self.graph.flow].begins_with
            if target.outcome is None and CALL not in known and target.flow == begins:
                target = self.graph.first
                break
            if outcome is not None and outcome.kind == "call" and CALL not in known:
                line = self.graph.line_start(target.flow)
                if line is not None:
                    known = {**known, CALL: f"{target.flow}/{target.outcome}"}
                    target = line
                    break
            self._end(
                known if outcome is None else {**known, CALL: f"{target.flow}/{target.outcome}"},
                ways,
            )
            ended.add(target.outcome)
            if outcome is None or outcome.then is None or CALL in known or outcome.then in ended:
                return  # a circle of second ways ends where it closes: the check says so
            flow = self.graph.content.flows[target.flow]
            if not second_way_open(flow, outcome.then, known, self.circumstances):
                return
            known = {**known, SECOND_WAY: "yes"}
            target = End(target.flow, outcome.then)
        self._enter(target, known, ways)

    def _enter(self, node: Node, known: dict[str, Value], ways: int) -> None:
        state = tuple(map(known.get, self._names[node]))
        states = self.states.setdefault(node, {})
        if state not in states and len(states) >= LARGEST_SPREAD:
            self.complete = False
            return
        states[state] = states.get(state, 0) + ways

    def _end(self, known: dict[str, Value], ways: int) -> None:
        kept = frozenset((n, v) for n, v in known.items() if n in self.keep or n == CALL)
        self.ends[kept] = self.ends.get(kept, 0) + ways


class _Stroll(_Spreader):
    """Single ways, each answer as it comes: what is shown on one of them can be shown."""

    # The same ways each time: a congruential row, whose upper digits choose.
    _seed = 1

    def ends_of(self, most: int) -> list[dict[str, Value]]:
        """The answers at the ends of so many ways."""
        self.found: list[dict[str, Value]] = []
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
        return self.found

    def _one_of(self, values: Sequence[Value]) -> Value:
        self._seed = (self._seed * 1_103_515_245 + 12_345) % 2**31
        return values[(self._seed >> 12) % len(values)]

    def _enter(self, node: Node, known: dict[str, Value], ways: int) -> None:  # noqa: ARG002
        self.next = (node, known)

    def _end(self, known: dict[str, Value], ways: int) -> None:  # noqa: ARG002
        self.found.append(known)


# What can never be


class Unfeasible(msgspec.Struct, frozen=True, kw_only=True):
    """Edges never taken, and entries of the graph's own flow that are never shown."""

    edges: tuple[tuple[Place, int], ...]
    items: tuple[tuple[str, str], ...]


def unfeasible(graph: Graph) -> Unfeasible:
    """What no way through the graph can ever take or show."""
    calendar = Calendar(closed={}, may_close={}, first=date.min, last=date.max)
    around = [
        sample_circumstances(graph.content, calendar, at) for at in clocks(graph.content, calendar)
    ]
    return _Search(graph, around if looks_at_the_clock(graph) else around[:1]).run()


def moments_for_the_phone(graph: Graph) -> frozenset[str]:
    """Questions for moments before which a second way by phone must be open; none without one."""
    flows = graph.content.flows.values()
    if not any(by_phone(flow, each.then) for flow in flows for each in flow.outcomes.values()):
        return frozenset()
    asked = ((node.name, graph.content.question(node.flow, node.name)) for node in graph.order)
    return frozenset(name for name, each in asked if each.input and each.input.kind == "moment")


def looks_at_the_clock(graph: Graph) -> bool:
    """Whether any condition on the way depends on the moment."""
    return bool(moments_for_the_phone(graph)) or any(
        not isinstance(leaf, AnswerIs | Answered | Phone)
        for _, condition in _conditions(graph)
        for leaf in leaves(condition)
    )


class _Search:
    """Looks for one way that takes each edge and shows each entry."""

    def __init__(self, graph: Graph, around: Sequence[Circumstances]) -> None:
        self.graph = graph
        self.around = around
        self.classes = [Classes(graph, each) for each in around]
        self.flow = graph.content.flows[graph.flow]
        self.spreads: dict[tuple[int, frozenset[str]], Spread] = {}

    def run(self) -> Unfeasible:
        spreads = [
            spread(self.graph, each, classes=own)
            for each, own in zip(self.around, self.classes, strict=True)
        ]
        taken = frozenset().union(*(each.edges for each in spreads))
        complete = all(each.complete for each in spreads)
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

    def _asked(self, edge: tuple[Place, int]) -> bool:
        """Whether the graph asks all that an edge reads; a part may read what is before it."""
        when = self.graph.nodes[edge[0]].whens[edge[1]]
        names = {node.name for node in self.graph.nodes.values()}
        return {base_of(self.flow, name) for name in reads(when)} <= names

    def _never_shown(self) -> Iterator[tuple[str, str]]:
        found: dict[tuple[str, str], bool] = {}
        verdicts: dict[Condition, bool] = {}
        for section, name, when in shown_when(self.flow):
            if when not in verdicts:
                verdicts[when] = self._can_hold(when)
            found[section, name] = found.get((section, name), True) and verdicts[when]
        yield from (key for key, shown in found.items() if not shown)

    def _can_hold(self, when: Condition) -> bool:
        """Whether some way through makes it hold; true where that cannot be told."""
        names = frozenset(base_of(self.flow, name) for name in reads(when))
        if len(names) <= 1:
            return self._alone(when, names)
        for each, ends in zip(self.around, self._strolls, strict=True):
            if any(holds(when, scope(self.graph, end, each, self.flow)) for end in ends):
                return True
        for number, each in enumerate(self.around):
            reached = self._spread(number, names)
            if not reached.complete:
                return True
            for state in reached.ends:
                if holds(when, scope(self.graph, dict(state), each, self.flow)):
                    return True
        return False

    @cached_property
    def _strolls(self) -> list[list[dict[str, Value]]]:
        """Some ways at each clock; most conditions hold on one of them, and need no search."""
        return [
            _Stroll(self.graph, each, frozenset(), own).ends_of(_STROLLS)
            for each, own in zip(self.around, self.classes, strict=True)
        ]

    def _spread(self, number: int, names: frozenset[str]) -> Spread:
        """Many conditions read the same answers: each set of them is followed once."""
        if (number, names) not in self.spreads:
            around, classes = self.around[number], self.classes[number]
            self.spreads[number, names] = spread(self.graph, around, names, classes)
        return self.spreads[number, names]

    def _alone(self, when: Condition, names: frozenset[str]) -> bool:
        for each, own in zip(self.around, self.classes, strict=True):
            if holds(when, scope(self.graph, {}, each, self.flow)):
                return True
            for node in self.graph.nodes.values():
                if node.name not in names:
                    continue
                for value in own.of(node):
                    if holds(when, scope(self.graph, {node.name: value}, each, self.flow)):
                        return True
        return False


# Listing


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One path: answers that replay it, at a moment."""

    answers: Mapping[str, Value]
    circumstances: Circumstances
    end: Place | None


def count_ways(graph: Graph, around: Iterable[Circumstances]) -> tuple[int, bool]:
    """How many combinations of classes there are, parts included; and whether that is all."""
    return _counted(spread(graph, each, count=True) for each in around)


def count_own_ways(graph: Graph, around: Iterable[Circumstances]) -> tuple[int, bool]:
    """How many paths `own_ways` lists; and whether that is all."""
    fixed = ((each, Classes(graph, each, simplest_parts(graph, each))) for each in around)
    return _counted(spread(graph, each, classes=own, count=True) for each, own in fixed)


def _counted(spreads: Iterable[Spread]) -> tuple[int, bool]:
    found = list(spreads)
    total = sum(sum(each.ends.values()) for each in found)
    complete = all(each.complete for each in found)
    return min(total, MOST_COUNTED), complete and total <= MOST_COUNTED


def ways(
    graph: Graph,
    circumstances: Circumstances,
    fixed: Mapping[str, Value] | None = None,
    only: str | None = None,
) -> Iterator[Way]:
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
            yield _way(target, known, circumstances)
            continue
        outcome = target.outcome and graph.content.flows[target.flow].outcomes[target.outcome]
        begins = graph.content.flows[graph.flow].begins_with
        if target.outcome is None and CALL not in known and target.flow == begins:
            stack.append((graph.first, known))
        elif (
            outcome
            and outcome.kind == "call"
            and CALL not in known
            and graph.line_start(target.flow)
        ):
            line = graph.line_start(target.flow)
            stack.append((line or graph.first, {**known, CALL: f"{target.flow}/{target.outcome}"}))
        else:
            if (
                outcome
                and outcome.then
                and CALL not in known
                and not _leads_back(target, graph)
                and second_way_open(
                    graph.content.flows[target.flow], outcome.then, known, circumstances
                )
            ):
                stack.append((End(target.flow, outcome.then), {**known, SECOND_WAY: "yes"}))
            yield _way(target, known, circumstances)


def _leads_back(end: End, graph: Graph) -> bool:
    """Whether second ways come back to this end; the check says so, and nobody follows them."""
    outcomes, passed = graph.content.flows[end.flow].outcomes, set[str]()
    name = end.outcome and outcomes[end.outcome].then
    while name and name != end.outcome and name not in passed:
        passed.add(name)
        name = outcomes[name].then
    return name == end.outcome


def _part_start(graph: Graph, part: str) -> Node:
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
    found = []
    given = known.get(node.name)
    for value in classes.of(node) if given is None else (given,):
        answers = known if node.is_gate else {**known, node.name: value}
        inside = scope(graph, answers, circumstances, flow)
        target = next(to for when, to in node.ways if when is None or holds(when, inside))
        found.append((target, answers))
    return found


def _way(end: End, known: dict[str, Value], circumstances: Circumstances) -> Way:
    call = known.get(CALL)
    answers = {name: value for name, value in known.items() if name != CALL}
    place: Place | None = (end.flow, end.outcome) if end.outcome else None
    if place is None and isinstance(call, str):
        flow, _, name = call.partition("/")
        place = flow, name
    return Way(answers=answers, circumstances=circumstances, end=place)


def simplest(graph: Graph, circumstances: Circumstances, part: str) -> dict[str, Value]:
    """The answers that pass a part with the fewest warnings; among those, the first options."""
    flow = graph.content.flows[part]
    best: tuple[int, dict[str, Value]] | None = None
    for way in ways(graph, circumstances, only=part):
        if way.end is not None:
            continue
        inside = scope(graph, way.answers, circumstances, flow)
        shown = sum(holds(item.when, inside) for item in flow.warnings.values() if item.when)
        if best is None or shown < best[0]:
            best = shown, dict(way.answers)
        if not shown:
            break
    return best[1] if best else {}


def own_ways(graph: Graph, circumstances: Circumstances) -> Iterator[Way]:
    """Every path through the flow's own questions, shared parts answered in the simplest way."""
    yield from ways(graph, circumstances, simplest_parts(graph, circumstances))


def simplest_parts(graph: Graph, circumstances: Circumstances) -> dict[str, Value]:
    """The simplest answers to the parts before the flow and before its call."""
    flow = graph.content.flows[graph.flow]
    fixed: dict[str, Value] = {}
    for part in (flow.begins_with, flow.before_call):
        if part is not None:
            fixed |= simplest(graph, circumstances, part)
    return fixed
