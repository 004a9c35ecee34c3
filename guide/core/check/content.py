"""Faults of flows that only show when the whole is looked at.

Structure first (names, targets, circles, defaults): a flow with such a fault cannot be followed.
Then sense: what can never be reached, never holds, or reads an answer that may be absent.
Each problem names its flow in `file` and leads to the place with `path`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain, islice
from typing import get_args

import msgspec

from guide.core.call.entry import FIELDS
from guide.core.check.answer_classes import shown_when
from guide.core.check.condition_paths import bound_paths, leaf_paths, subject_path, value_paths
from guide.core.check.feasible import Unfeasible, unfeasible
from guide.core.check.second_ways import check_second_ways
from guide.core.errors import Problem, Severity
from guide.core.flow.conditions import (
    All,
    Answered,
    AnswerIs,
    AnyOf,
    BusinessDaysUntil,
    Computed,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    LiveHelpBefore,
    Not,
    Phone,
    read_by,
    reads,
)
from guide.core.flow.flow import (
    CONTINUE,
    Content,
    Edge,
    Flow,
    HandOver,
    Item,
    Outcome,
    OutcomeReason,
    Question,
    Sources,
    Utterance,
    fact_ids,
)
from guide.core.flow.once import once
from guide.core.flow.reach import reached
from guide.core.prepare.placeholders import placeholders
from guide.core.prepare.walk import Graph, Node
from guide.core.sentence import suggestion

Path = tuple[str | int, ...]
Place = tuple[str, str]
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATES = ("date", "moment")
_KINDS: dict[type, tuple[str, ...]] = {
    HoursUntil: ("moment",),
    LiveHelpBefore: ("moment",),
    DaysUntil: _DATES,
    DaysSince: _DATES,
    BusinessDaysUntil: _DATES,
    IsPast: _DATES,
    Phone: ("phone",),
}
# What a named limit must be counted in where it is compared with time.
_UNITS: dict[type, tuple[str, ...]] = {
    HoursUntil: ("hours",),
    DaysUntil: ("days",),
    DaysSince: ("days",),
    BusinessDaysUntil: ("business-days",),
    Computed: ("days", "business-days", "months"),
}
# To look for a near name among very many takes its time.
MOST_HINTS = 20
# Each names all questions that it runs through.
MOST_CIRCLES = 20
FORMS = ("child", "client", "beneficiary")


def check_content(
    content: Content,
    *,
    structure_only: bool = False,
    today: date | None = None,
    unsure: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Every problem of these flows; with structure only, what keeps them from being followed.

    What leads to a flow that cannot be followed, or to one of `unsure` (of which something could
    not be read), is looked at as far as that goes without following it.
    """
    found: list[Problem] = []
    for flow in content.flows.values():
        found += _Structure(content, flow).problems()
    found += _circles(content)
    found += check_second_ways(content)
    errors = [each for each in found if each.severity == "error"]
    if structure_only:
        return errors
    entered = _entered(content)
    broken = {each.file for each in errors} | unsure
    sound = {
        name: flow
        for name, flow in content.flows.items()
        if broken.isdisjoint(reached(name, content.flows))
    }
    # What a flow that is broken says of limits and dates is not looked at for another one.
    rest = msgspec.structs.replace(content, flows=sound)
    for name, flow in content.flows.items():
        sense = _Sense(rest if name in sound else content, flow, entered, today)
        found += sense.problems(followed=name in sound)
    return found


def _entered(content: Content) -> frozenset[Place]:
    """The questions at which a hand-over enters a flow."""
    return frozenset(
        (edge.to.flow, edge.to.at)
        for flow in content.flows.values()
        for question in flow.questions.values()
        for edge in question.edges()
        if isinstance(edge.to, HandOver)
        and edge.to.flow in content.flows
        and edge.to.at in content.flows[edge.to.flow].questions
    )


def near(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known name, else the first few of all."""
    found = suggestion(name, known)
    return None if found is None else str(found)


class _Reporter:
    """Collects the problems of one flow."""

    def __init__(self, content: Content, flow: Flow) -> None:
        self.content = content
        self.flow = flow
        self.found: list[Problem] = []
        self._hints = 0

    def near(self, name: str, known: Iterable[str]) -> str | None:
        """The nearest known name, for as many problems as anybody reads: it looks at all names."""
        self._hints += 1
        return near(name, known) if self._hints <= MOST_HINTS else None

    def report(
        self,
        code: str,
        message: str,
        path: Path,
        hint: str | None = None,
        severity: Severity = "error",
    ) -> None:
        self.found.append(
            Problem(
                code=code,
                message=message,
                path=path,
                hint=hint,
                severity=severity,
                file=self.flow.id,
            )
        )

    def conditions(self) -> Iterator[tuple[Path, Condition]]:
        """Every condition of the flow with its path."""
        for name, question in self.flow.questions.items():
            for index, edge in enumerate(question.edges()):
                if edge.when is not None:
                    yield ("questions", name, "next", index, "when"), edge.when
        yield from self.shown_conditions()
        for index, speaks in enumerate(self.flow.speaks):
            yield ("speaks", index, "when"), speaks.when
        for index, dial in enumerate(self.flow.dial):
            if dial.when is not None:
                yield ("dial", index, "when"), dial.when

    def shown_conditions(self) -> Iterator[tuple[Path, Condition]]:
        """Conditions of what accompanies the way."""
        for section, name, entry in self.flow.accompaniments():
            if entry.when is not None:
                yield (section, name, "when"), entry.when
            if isinstance(entry, Utterance):
                for key, part in entry.parts.items():
                    yield (section, name, "parts", key, "when"), part.when


class _Structure(_Reporter):
    """Names, targets, defaults, shapes."""

    def problems(self) -> list[Problem]:
        self._ids()
        self._heads()
        self._unknown(self.flow.start, self.flow.questions, "unknown-target", ("start",))
        for name, question in self.flow.questions.items():
            self._question(name, question)
        for name, outcome in self.flow.outcomes.items():
            self._outcome(name, outcome)
        for path, condition in self.conditions():
            self._condition(path, condition)
        for name, computed in self.flow.dates.items():
            place: Path = ("dates", name)
            if computed.limit is not None:
                self._limit(computed.limit, Computed, (*place, "limit"))
            elif computed.answer != "named":
                hint = "Name a limit, or a day with `answer: named`."
                self.report("missing", f"{name!r} has no limit.", place, hint)
            word = "after" if computed.after is not None else "before"
            self._names_date((*place, word), computed.after or computed.before or "")
        for section, name, entry in self.flow.accompaniments():
            self._accompaniment((section, name), entry)
        self._dial()
        return self.found

    def _unknown(self, name: str, known: Collection[str], code: str, path: Path) -> bool:
        if name in known:
            return False
        self.report(code, f"There is no {name!r}.", path, self.near(name, known))
        return True

    def _ids(self) -> None:
        for section in ("questions", "outcomes", "dates"):
            for name in getattr(self.flow, section):
                if not ID.fullmatch(name):
                    hint = "Use lower-case letters, digits and hyphens."
                    self.report("bad-id", f"{name[:60]!r} is no id.", (section, name), hint)
        for name in set(self.flow.questions) & set(self.flow.outcomes):
            message = f"{name!r} is both a question and an outcome."
            self.report("id-clash", message, ("outcomes", name))
        joined = reached(self.flow.id, self.content.flows)
        for other in self.content.flows.values():
            if other.id == self.flow.id or not (self.flow.kind == "part" or other.id in joined):
                continue
            for name in set(self.flow.questions) & set(other.questions):
                self._same_meaning(name, other)

    def _same_meaning(self, name: str, other: Flow) -> None:
        own, theirs = self.flow.questions[name], other.questions[name]
        same = (own.shared and theirs.shared) or set(own.options) == set(theirs.options)
        if not same:
            message = (
                f"{name!r} means something else in {other.id!r}, which this flow is joined to."
            )
            self.report("id-clash", message, ("questions", name), "Rename it, or share it.")

    def _heads(self) -> None:
        for word in ("begins_with", "before_call"):
            name = getattr(self.flow, word)
            if name is not None:
                self._unknown(name, self.content.flows, "unknown-target", (word,))

    def _question(self, name: str, question: Question) -> None:
        path: Path = ("questions", name)
        if question.shared:
            self._unknown(name, self.content.shared, "unknown-shared", path)
        elif question.is_gate:
            pass
        elif not question.text:
            self.report("missing-text", f"The question {name!r} has no text.", path)
        elif not question.options and question.input is None:
            self.report("missing", f"{name!r} has neither options nor an input.", path)
        for word in ("text", "why"):
            self._placeholders(getattr(question, word) or "", (*path, word))
        self._edges(path, question.edges())

    def _edges(self, path: Path, edges: tuple[Edge, ...]) -> None:
        for index, edge in enumerate(edges):
            place: Path = (*path, "next", index, "to")
            self._target(edge, place if len(edges) > 1 or edge.when else (*path, "next"))
        if all(edge.when is not None for edge in edges):
            message = "The last edge needs to be one without a condition."
            self.report("missing-default", message, (*path, "next"), "Add a last `- to: …`.")
        for index, edge in enumerate(edges[:-1]):
            if edge.when is None:
                message = "The edges behind this one are never looked at."
                self.report("default-too-early", message, (*path, "next", index), "Put it last.")

    def _target(self, edge: Edge, path: Path) -> None:
        if isinstance(edge.to, HandOver):
            known = self.content.flows.get(edge.to.flow)
            if known is None:
                self._unknown(edge.to.flow, self.content.flows, "unknown-target", path)
            else:
                self._unknown(edge.to.at, known.questions, "unknown-target", path)
        elif edge.to != CONTINUE or self.flow.kind != "part":
            self._unknown(edge.to, self._nodes, "unknown-target", path)

    def _outcome(self, name: str, outcome: Outcome) -> None:
        path: Path = ("outcomes", name)
        if outcome.then is not None:
            self._unknown(outcome.then, self.flow.outcomes, "unknown-target", (*path, "then"))
        self._belongs("reason", outcome.reason, "do-not-call", outcome.kind, path)
        self._belongs("when", outcome.when, "call", outcome.kind, path)
        for word in ("title", "why", "come_back"):
            self._placeholders(getattr(outcome, word) or "", (*path, word))

    def _belongs(self, word: str, value: str | None, wanted: str, kind: str, path: Path) -> None:
        if kind == wanted and value is None:
            message = f"A `{kind}` needs a `{word}`."
            values = get_args(OutcomeReason) if word == "reason" else ("now", "any")
            self.report("wrong-word", message, path, f"It is one of {', '.join(values)}.")
        elif kind != wanted and value is not None:
            message = f"`{word}` belongs to a `{wanted}`, and this is a `{kind}`."
            self.report("wrong-word", message, (*path, word), "Take it away.")

    def _accompaniment(self, path: Path, entry: Item | Utterance) -> None:
        kinds = {"call", "self-help", "do-not-call", "ask-attorney"}
        outcomes = {n for flow in self.content.flows.values() for n in flow.outcomes} | kinds
        for index, name in enumerate(entry.outcomes):
            self._unknown(name, outcomes, "unknown-target", (*path, "outcomes", index))
        if isinstance(entry, Item):
            self._item(path, entry)
        else:
            self._utterance(path, entry)

    def _item(self, path: Path, entry: Item) -> None:
        if entry.detail is not None:
            self._unknown(entry.detail, self.content.shared, "unknown-shared", (*path, "detail"))
        self._placeholders(entry.text, (*path, "text"))
        for index, name in enumerate(entry.log):
            if name not in FIELDS:
                message = f"The log has no field {name!r}."
                place = (*path, "log", index)
                self.report("unknown-field", message, place, self.near(name, FIELDS))

    def _utterance(self, path: Path, entry: Utterance) -> None:
        if entry.forms != "same":
            for form in FORMS:
                if form not in entry.forms:
                    message = f"The sentence lacks the form {form!r}."
                    self.report("missing-form", message, (*path, "forms"))
            for form, text in entry.forms.items():
                if form not in FORMS:
                    self._unknown(form, FORMS, "unknown-name", (*path, "forms", form))
                self._placeholders(text, (*path, "forms", form), entry.parts)
        self._placeholders(entry.text, (*path, "text"), entry.parts)
        for key, part in entry.parts.items():
            self._placeholders(part.text, (*path, "parts", key, "text"))

    def _placeholders(self, text: str, path: Path, parts: Collection[str] = ()) -> None:
        limits = self.content.center.limits
        for name in placeholders(text):
            if name not in parts and name not in self._names and name not in limits:
                message = f"Nothing fills {{{name}}}."
                hint = self.near(name, chain(parts, self._names, limits))
                self.report("unknown-placeholder", message, path, hint)

    @cached_property
    def _nodes(self) -> set[str]:
        return {*self.flow.questions, *self.flow.outcomes}

    @cached_property
    def _names(self) -> set[str]:
        """Questions and computed dates that may be known while this flow is walked."""
        names = set(self.content.shared)
        for flow in self.content.flows.values():
            names |= {*flow.questions, *flow.dates}
        return names

    def _dial(self) -> None:
        for index, dial in enumerate(self.flow.dial):
            self._unknown(
                dial.line, self.content.center.lines, "unknown-target", ("dial", index, "line")
            )

    # Conditions

    def _condition(self, path: Path, condition: Condition) -> None:
        for place, leaf in leaf_paths(condition, path):
            names = read_by(leaf)
            unknown = [name for name in names if name not in self._names]
            for name in unknown:
                message, where = f"There is no question {name!r}.", subject_path(leaf, place)
                self.report("unknown-question", message, where, self.near(name, self._names))
            for name in names:
                if name not in unknown:
                    self._kind(place, leaf, name)
            if unknown:
                continue
            for where, bound in bound_paths(leaf, place):
                if isinstance(bound, str):
                    self._limit(bound, type(leaf), where)

    def _limit(self, name: str, compared: type, path: Path) -> None:
        limits = self.content.center.limits
        wanted = _UNITS.get(compared)
        if self._unknown(name, limits, "unknown-limit", path) or wanted is None:
            return
        if limits[name].unit not in wanted:
            message = f"The limit {name!r} is in {limits[name].unit}, not in {wanted[0]}."
            fitting = [each for each, limit in limits.items() if limit.unit in wanted]
            self.report("wrong-unit", message, path, self.near(name, fitting))

    def _kind(self, path: Path, leaf: Condition, name: str) -> None:
        if any(name in flow.dates for flow in self.content.flows.values()):
            return
        question = self._question_named(name)
        if isinstance(leaf, AnswerIs):
            self._values(path, leaf, question)
        wanted = _KINDS.get(type(leaf))
        kind = question.input.kind if question.input else None
        if wanted is not None and kind not in wanted:
            message = f"{name!r} is not a {' or a '.join(wanted)}."
            self.report("wrong-kind", message, subject_path(leaf, path))

    def _values(self, path: Path, leaf: AnswerIs, question: Question) -> None:
        named = list(value_paths(leaf, path))
        kind = None if question.input is None else question.input.kind
        for place, value in named:
            if value in question.options:
                continue
            message = f"{leaf.answer!r} has no option {value!r}."
            hint = self.near(value, question.options)
            if kind in _DATES:
                hint = "It is a date: compare it with `days_until`, `days_since` or `is_past`."
            self.report("unknown-option", message, place, hint)
        if leaf.bounds() and kind != "number":
            message, place = f"{leaf.answer!r} is not a number.", subject_path(leaf, path)
            self.report("wrong-kind", message, place)
        if not named and not leaf.bounds():
            message = "This compares with nothing."
            self.report("missing", message, path, "Add `is`, `one_of` or a bound.")

    def _names_date(self, path: Path, name: str) -> None:
        known = self._names
        if name not in known:
            self._unknown(name, known, "unknown-question", path)
            return
        question = self._question_named(name)
        if any(name in flow.dates for flow in self.content.flows.values()):
            message = f"{name!r} is a computed date, and none is computed from another."
            self.report("wrong-kind", message, path, "Name the question that it comes from.")
        elif question.input is None or question.input.kind not in _DATES:
            self.report("wrong-kind", f"{name!r} is not a date.", path)

    def _question_named(self, name: str) -> Question:
        owners = [self.flow, *self.content.flows.values()]
        owner = next((flow for flow in owners if name in flow.questions), None)
        if owner is None or owner.questions[name].shared:
            return self.content.shared.get(name, Question())
        return owner.questions[name]


def _circles(content: Content) -> list[Problem]:
    """Routing that comes back to where it was, hand-overs included."""
    # Whether all ways on from a place were looked at. Most flows are written downwards: read from
    # the last question up, nearly every place leads to such places only.
    done: dict[Place, bool] = {}
    for flow in content.flows.values():
        for name in reversed(list(flow.questions)):
            place = flow.id, name
            if all(done.get(to) for to, _ in _next_places(content, place)):
                done[place] = True
    found: list[Problem] = []
    for flow in content.flows.values():
        for name in flow.questions:
            if (flow.id, name) not in done:
                some = _circles_from(content, (flow.id, name), done)
                found += islice(some, MOST_CIRCLES - len(found))
    return found


def _circles_from(content: Content, start: Place, done: dict[Place, bool]) -> Iterator[Problem]:
    done[start] = False
    stack = [(start, _next_places(content, start))]
    while stack:
        place, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            done[place] = True
            stack.pop()
        elif step[0] not in done:
            done[step[0]] = False
            stack.append((step[0], _next_places(content, step[0])))
        elif not done[step[0]]:
            yield _circle(place, step, [each for each, _ in stack])


def _next_places(content: Content, place: Place) -> Iterator[tuple[Place, int]]:
    question = content.flows[place[0]].questions[place[1]]
    for index, edge in enumerate(question.edges()):
        to = (edge.to.flow, edge.to.at) if isinstance(edge.to, HandOver) else (place[0], edge.to)
        if to[0] in content.flows and to[1] in content.flows[to[0]].questions:
            yield to, index


def _circle(place: Place, step: tuple[Place, int], stack: list[Place]) -> Problem:
    names = [f"{flow}/{name}" for flow, name in stack[stack.index(step[0]) :]]
    message = f"Routing runs in a circle: {' → '.join([*names, names[0]])}."
    path: Path = ("questions", place[1], "next", step[1], "to")
    return Problem(code="cycle", message=message, path=path, file=place[0])


@once
def _unfeasible(content: Content, flow: str) -> Unfeasible:
    return unfeasible(Graph(content, flow))


class _Sense(_Reporter):
    """What can never be reached, never holds, reads what may be absent, or names no source."""

    def __init__(
        self, content: Content, flow: Flow, entered: frozenset[Place], today: date | None
    ) -> None:
        super().__init__(content, flow)
        self.entered = entered
        self.today = today

    def problems(self, *, followed: bool) -> list[Problem]:
        self._sources()
        if followed:
            graph = Graph(self.content, self.flow.id)
            self._unreached(graph)
            self._unguarded(graph)
            self._never(_unfeasible(self.content, self.flow.id))
        self._stale()
        return self.found

    def _stale(self) -> None:
        if self.today is not None and self.flow.review_by < self.today:
            message = f"The content wanted review by {self.flow.review_by}."
            hint = "Compare it with its sources, then set `checked` and `review_by`."
            self.report("stale", message, ("review_by",), hint, "warning")

    def _unreached(self, graph: Graph) -> None:
        reached = {name for flow, name in graph.nodes if flow == self.flow.id}
        waiting = [name for flow, name in self.entered if flow == self.flow.id]
        while waiting:
            name = waiting.pop()
            reached.add(name)
            for (_, target), _ in _next_places(self.content, (self.flow.id, name)):
                if target in self.flow.questions and target not in reached:
                    waiting.append(target)
        for name in self.flow.questions:
            if name not in reached:
                message = f"No way leads to the question {name!r}."
                self.report("unreachable", message, ("questions", name))
        outcomes = self.flow.outcomes
        ends = {
            edge.to
            for question in self.flow.questions.values()
            for edge in question.edges()
            if edge.to in outcomes
        }
        ends |= {outcome.then for outcome in self.flow.outcomes.values() if outcome.then}
        for name in self.flow.outcomes:
            if name not in ends:
                message = f"No way leads to the outcome {name!r}."
                self.report("unreachable", message, ("outcomes", name))

    # Sources

    def _sources(self) -> None:
        for path, sources, wanted in self._texts():
            if sources == ():
                hint = (
                    "Add `sources: [fact-id]`, or `sources: none` if it states nothing about USCIS."
                )
                self.report("no-source", f"{wanted} names no source.", path, hint)
            for fact in fact_ids(sources):
                if self.content.facts and fact not in self.content.facts:
                    message = f"There is no fact {fact!r}."
                    place = (*path, "sources")
                    self.report(
                        "unknown-source", message, place, self.near(fact, self.content.facts)
                    )

    def _texts(self) -> Iterator[tuple[Path, Sources, str]]:
        for name, question in self.flow.questions.items():
            if not question.shared and not question.is_gate:
                yield ("questions", name), question.sources, f"The question {name!r}"
            for value in question.options:
                option = question.option(value)
                own: Sources = option.sources or "none"
                yield ("questions", name, "options", value), own, f"The option {value!r}"
        for name, outcome in self.flow.outcomes.items():
            yield ("outcomes", name), outcome.sources, f"The outcome {name!r}"
        for section, name, entry in self.flow.accompaniments():
            yield (section, name), entry.sources, f"{name!r} in {section!r}"

    # Reads that nothing guards

    def _unguarded(self, graph: Graph) -> None:
        if self.flow.kind == "part":
            return
        surely = _surely_answered(graph, self.entered)
        for node in graph.nodes.values():
            if node.flow != self.flow.id:
                continue
            for index, when in enumerate(node.whens):
                if when is None:
                    continue
                known = surely[node] | {node.name}
                for missing in unguarded(when, known, self.flow):
                    place: Path = ("questions", node.name, "next", index, "when")
                    self._report_unguarded(missing, place)
        always = self._always(graph, surely)
        for place, condition in self.shown_conditions():
            for missing in unguarded(condition, always, self.flow, only_negated=True):
                self._report_unguarded(missing, place)

    def _report_unguarded(self, name: str, path: Path) -> None:
        message = f"{name!r} may not have been answered here, and nothing asks for that."
        self.report("unguarded-read", message, path, f"Put `answered: {name}` in the same `all`.")

    def _always(self, graph: Graph, surely: Mapping[Node, frozenset[str]]) -> frozenset[str]:
        """Answered on every way of this flow, whatever was entered by hand-over."""
        first = surely[graph.first]
        is_entered = any(flow == self.flow.id for flow, _ in self.entered)
        return first if is_entered else first | {graph.first.name}

    def _never(self, found: Unfeasible) -> None:
        said = {each.path[:4] for each in self.found}
        for place, index in found.edges:
            path: Path = ("questions", place[1], "next", index)
            if place[0] == self.flow.id and path not in said:
                message = "This edge is never taken."
                self.report(
                    "never-holds",
                    message,
                    path,
                    "An edge before it takes all, or nothing can be so.",
                )
        for section, name in found.items:
            code = "need-never-used" if section == "needs" else "never-shown"
            path = (section, name, "when")
            if path[:2] in {each[:2] for each in said}:
                continue
            self.report(
                code,
                f"{name!r} in {section!r} is never shown.",
                path,
                "Its condition can never hold.",
            )


def _surely_answered(graph: Graph, entered: frozenset[Place]) -> dict[Node, frozenset[str]]:
    """Per question, the questions answered on every way to it (also ways in by hand-over)."""
    read = _read_elsewhere(graph)
    front = frozenset(_front(graph.content))
    found = {graph.nodes[place]: front for place in entered if place in graph.nodes}
    found[graph.start] = frozenset()
    for node, targets in graph.order.items():
        here = found[node]
        if node.name in read and not node.is_gate:
            here |= {node.name}
        for target in targets:
            before = found.get(target, here)
            found[target] = here if before == here else before & here
    return {node: found.get(node, frozenset()) for node in graph.nodes.values()}


def _read_elsewhere(graph: Graph) -> frozenset[str]:
    """Questions that something reads other than their own edges; only these need following."""
    found: set[str] = set()
    for node in graph.nodes.values():
        for when in node.whens:
            if when is not None:
                found |= reads(when) - {node.name}
    for flow in graph.content.flows.values():
        computed = [each.after or each.before or "" for each in flow.dates.values()]
        found.update(computed)
        for _, _, when in shown_when(flow):
            found |= reads(when)
    return frozenset(found)


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
    waiting: list[tuple[str, frozenset[str]]] = [(part.start, frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
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
                waiting.append((edge.to, here))
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
    found: set[str] = set()
    for part in parts:
        found |= unguarded(part, inner, flow, only_negated=only_negated, negated=negated)
    return found


def check_files(content: Content) -> list[Problem]:
    """Facts that name facts, and shared questions that name facts, which are not there."""
    found = []
    for name, fact in content.facts.items():
        for other in fact.disagrees:
            if other not in content.facts:
                message = f"There is no fact {other!r}."
                hint = near(other, content.facts)
                path: Path = ("facts", name, "disagrees")
                found.append(
                    Problem(
                        code="unknown-source", message=message, path=path, hint=hint, file="sources"
                    )
                )
    for name, question in content.shared.items():
        for fact_id in fact_ids(question.sources):
            if fact_id not in content.facts:
                message = f"There is no fact {fact_id!r}."
                path = ("questions", name, "sources")
                hint = near(fact_id, content.facts)
                found.append(
                    Problem(
                        code="unknown-source", message=message, path=path, hint=hint, file="shared"
                    )
                )
    return found
