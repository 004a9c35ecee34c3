"""The structure of a flow: names that something answers to, kinds that fit."""

import re
from collections.abc import Collection
from functools import cached_property
from itertools import chain
from typing import get_args

from guide.core.call.entry import FIELDS
from guide.core.check.condition_kinds import ConditionKinds
from guide.core.check.report import Path
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
    Computed,
)
from guide.core.ids import QuestionId
from guide.core.prepare.placeholders import placeholders

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FORMS = ("child", "client", "beneficiary")


class Structure(ConditionKinds):
    """Reports what keeps a flow from being followed: ids, targets, defaults, conditions."""

    def problems(self) -> list[Problem]:
        """All that is wrong with the structure of a flow."""
        self._ids()
        self._heads()
        self._unknown(self.flow.start, self.flow.questions, "unknown-target", ("start",))
        for name, question in self.flow.questions.items():
            self._question(name, question)
        for end, outcome in self.flow.outcomes.items():
            self._outcome(end, outcome)
        for path, condition in self.conditions():
            self._condition(path, condition)
        for key, computed in self.flow.dates.items():
            place: Path = ("dates", key)
            if computed.limit is not None:
                self._limit(computed.limit, Computed, (*place, "limit"))
            elif computed.answer != "named" and computed.live_help is None:
                hint = "Name a limit, a day with `answer: named`, or `live_help: open`."
                self.report("missing", f"{key!r} has no limit.", place, hint)
            word = "after" if computed.after is not None else "before"
            self._names_date((*place, word), computed.after or computed.before or "")
        for section, key, entry in self.flow.accompaniments():
            self._accompaniment((section, key), entry)
        self._dial()
        return self.reported

    def _ids(self) -> None:
        for section in ("questions", "outcomes", "dates"):
            for name in getattr(self.flow, section):
                if not ID.fullmatch(name):
                    hint = "Use lower-case letters, digits and hyphens."
                    self.report(
                        "bad-id", f"{name[:60]!r} is not a valid id.", (section, name), hint
                    )
        for name in set(self.flow.questions) & set(self.flow.outcomes):
            message = f"{name!r} is both a question and an outcome."
            self.report("id-clash", message, ("outcomes", name))
        joined = reached(self.flow.id, self.content.flows)
        for other in self.content.flows.values():
            if other.id == self.flow.id or not (self.flow.kind == "part" or other.id in joined):
                continue
            for name in set(self.flow.questions) & set(other.questions):
                self._same_meaning(name, other)

    def _same_meaning(self, name: QuestionId, other: Flow) -> None:
        ours, theirs = self.flow.questions[name], other.questions[name]
        same = (ours.shared and theirs.shared) or set(ours.options) == set(theirs.options)
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

    def _dial(self) -> None:
        for index, dial in enumerate(self.flow.dial):
            self._unknown(
                dial.line, self.content.center.lines, "unknown-target", ("dial", index, "line")
            )

    # Conditions
