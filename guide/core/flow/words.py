"""The words of conditions, as flows write them: what they compare, and with what."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

import msgspec

from guide.core.flow.phone_verdict import WarningCode
from guide.core.flow.windows import Counted

Value = str | int | date | datetime
Answers = Mapping[str, Value]
Bound = int | str
UNITS = ("hours", "days", "business-days", "times", "months", "minutes")


class Limit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number that can change: `value` counts `unit`, `label` is how people say it."""

    value: int
    unit: Literal["hours", "days", "business-days", "times", "months", "minutes"]
    label: str
    sources: tuple[str, ...]


class _Condition(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag=True
):
    """Base of all conditions. The tag is for the cache; in YAML the first word tells them apart."""


class Compared(_Condition, frozen=True, kw_only=True):
    """Bounds; at least one is needed, all must hold."""

    at_least: Bound | None = None
    at_most: Bound | None = None
    more_than: Bound | None = None
    less_than: Bound | None = None

    def bounds(self) -> tuple[Bound, ...]:
        """The bounds that are given."""
        bounds = (self.at_least, self.at_most, self.more_than, self.less_than)
        return tuple([bound for bound in bounds if bound is not None])


class All(_Condition, frozen=True):
    """Holds where every condition in it holds."""

    all: "tuple[Condition, ...]"


class AnyOf(_Condition, frozen=True):
    """Holds where at least one condition in it holds."""

    any: "tuple[Condition, ...]"


class Not(_Condition, frozen=True, rename={"negated": "not"}):
    """Holds where the condition in it does not."""

    negated: "Condition"


class AnswerIs(Compared, frozen=True, rename={"equals": "is"}):
    """The answer is a value, one of several, or a number within bounds."""

    answer: str
    equals: str | None = None
    one_of: tuple[str, ...] = ()


class Answered(_Condition, frozen=True):
    """The question was answered on the path."""

    answered: str


class HoursUntil(Compared, frozen=True):
    """Elapsed hours until a moment; negative once past."""

    hours_until: str


class DaysUntil(Compared, frozen=True):
    """Calendar days until a date, in the zone of the place, else the caller's."""

    days_until: str


class DaysSince(Compared, frozen=True):
    """Calendar days since a date, in the zone of the place, else the caller's."""

    days_since: str


class BusinessDaysUntil(Compared, frozen=True):
    """Business days after today, up to and including the date."""

    business_days_until: str


class IsPast(_Condition, frozen=True):
    """The moment has passed, or the date lies before today; with `by`, before that other day."""

    is_past: str
    by: str | None = None


class LiveHelpIs(_Condition, frozen=True):
    """Live help at the main line is open, or shut."""

    live_help: Literal["open", "shut"]


class LiveHelpBefore(_Condition, frozen=True):
    """Live help is open now, or opens earlier than the moment."""

    live_help_before: str


class CallBackHours(_Condition, frozen=True):
    """Now lies within the hours of a business day in which officers call back, or not."""

    call_back_hours: Literal["open", "shut"]


class Phone(_Condition, frozen=True):
    """What the verdict on the number that was answered says; does not hold without one."""

    phone: str
    can_be_called_back: bool | None = None
    warns: WarningCode | None = None


Condition = (
    All
    | AnyOf
    | Not
    | AnswerIs
    | Answered
    | HoursUntil
    | DaysUntil
    | DaysSince
    | BusinessDaysUntil
    | IsPast
    | LiveHelpIs
    | LiveHelpBefore
    | CallBackHours
    | Phone
)
# What the clock alone can turn.
CLOCK_WORDS = (
    HoursUntil, DaysUntil, DaysSince, BusinessDaysUntil, IsPast, LiveHelpIs, LiveHelpBefore,
    CallBackHours,
)  # fmt: skip


class Computed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A date that lies a limit after, or before, an answer.

    With `live_help` it is the last moment before an answer at which somebody picks up.
    With `answer` it is the day on which USCIS should have answered, and is counted as promises are
    wherever the hour is known: from the moment of a request, or for a day that the agent named.
    """

    after: str | None = None
    before: str | None = None
    limit: str | None = None
    answer: Counted | Literal["named"] | None = None
    live_help: Literal["open"] | None = None


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """Every condition inside that has no parts of its own."""
    match condition:
        case None:
            return
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from leaves(part)
        case Not(negated=part):
            yield from leaves(part)
        case _:
            yield condition


def subject(leaf: Condition) -> str | None:
    """The question or computed date that a leaf reads; None for the clock alone."""
    match leaf:
        case AnswerIs(answer=name) | Answered(answered=name) | Phone(phone=name):
            return name
        case HoursUntil(hours_until=name) | DaysUntil(days_until=name) | DaysSince(days_since=name):
            return name
        case BusinessDaysUntil(business_days_until=name) | IsPast(is_past=name):
            return name
        case LiveHelpBefore(live_help_before=name):
            return name
        case _:
            return None


def read_by(leaf: Condition) -> tuple[str, ...]:
    """All names that a leaf reads: its subject, and the day that it is held against."""
    names = (subject(leaf), leaf.by if isinstance(leaf, IsPast) else None)
    return tuple([name for name in names if name is not None])


def reads(condition: Condition | None) -> frozenset[str]:
    """The names that a condition reads."""
    return frozenset(name for leaf in leaves(condition) for name in read_by(leaf))
