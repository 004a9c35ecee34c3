"""Conditions that compare what can be compared: known names, kinds and units that fit."""

from collections.abc import Collection
from functools import cached_property

from guide.core.check.condition_paths import bound_paths, leaf_paths, subject_path, value_paths
from guide.core.check.report import Path, Reporter
from guide.core.flow.flow import (
    Question,
)
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
from guide.core.ids import QuestionId

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


class ConditionKinds(Reporter):
    """Reports conditions of one flow whose names, kinds or units do not fit what they compare."""

    def _unknown(self, name: str, known: Collection[str], code: str, path: Path) -> bool:
        if name in known:
            return False
        self.report(code, f"There is no {name!r}.", path, self.near(name, known))
        return True

    @cached_property
    def _names(self) -> set[str]:
        """Questions and computed dates that may be known while this flow is walked."""
        names: set[str] = {*self.content.shared}
        for flow in self.content.flows.values():
            names |= {*flow.questions, *flow.dates}
        return names

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
            fitting = [name for name, limit in limits.items() if limit.unit in wanted]
            self.report("wrong-unit", message, path, self.near(name, fitting))

    def _kind(self, path: Path, leaf: Condition, name: str) -> None:
        if any(name in flow.dates for flow in self.content.flows.values()):
            return
        question = self._question_named(QuestionId(name))
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
        question = self._question_named(QuestionId(name))
        if any(name in flow.dates for flow in self.content.flows.values()):
            message = f"{name!r} is a computed date, and none is computed from another."
            self.report("wrong-kind", message, path, "Name the question that it comes from.")
        elif question.input is None or question.input.kind not in _DATES:
            self.report("wrong-kind", f"{name!r} is not a date.", path)

    def _question_named(self, name: QuestionId) -> Question:
        owners = [self.flow, *self.content.flows.values()]
        owner = next((flow for flow in owners if name in flow.questions), None)
        if owner is None or owner.questions[name].shared:
            return self.content.shared.get(name, Question())
        return owner.questions[name]
