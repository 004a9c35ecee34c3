"""The structure of a flow: names that something answers to, kinds that fit."""

import re
from collections.abc import Collection
from functools import cached_property
from itertools import chain
from typing import get_args

from guide.core.call.entry import FIELDS
from guide.core.check.condition_paths import bound_paths, leaf_paths, subject_path, value_paths
from guide.core.check.report import Path, Reporter
from guide.core.errors import Problem
from guide.core.flow.flow import (
    CONTINUE,
    Edge,
    Flow,
    HandOver,
    Item,
    Outcome,
    OutcomeReason,
    Question,
    Utterance,
)
from guide.core.flow.reach import reached
from guide.core.flow.words import (
    AnswerIs,
    BusinessDaysUntil,
    Computed,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    LiveHelpBefore,
    Phone,
    read_by,
)
from guide.core.prepare.placeholders import placeholders

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
FORMS = ("child", "client", "beneficiary")


class Structure(Reporter):
    """Names, targets, defaults, shapes."""

    def problems(self) -> list[Problem]:
        """All that is wrong with the structure of a flow."""
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
