"""Answers that are waited for, as a board shows them: what it is, what is next, what is wanted."""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from datetime import datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import msgspec

from guide.core.call.entry import Call
from guide.core.case_numbers import ServiceItemNumber, service_items
from guide.core.clock.limits import EASTERN
from guide.core.flow.advice import FollowUpAdvice
from guide.core.flow.sources import Grade
from guide.core.flow.windows import Window, last_day
from guide.core.flow.words import Limit
from guide.core.follow_up.promises import ORDER, Promise
from guide.core.ids import FlowId
from guide.core.prepare.call_plan import Sentence

StepName = Literal[
    "waiting",
    "between-readings",
    "on-the-day",
    "hours-over",
    "one-missed",
    "both-missed",
    "urgent-passed",
    "regular-passed",
    "cannot-wait",
    "agents-date-passed",
    "second-unanswered",
    "kept",
    "closed",
]
STEPS: tuple[StepName, ...] = get_args(StepName)
LegalDateName = Literal["appointment", "missed-examination"]
LEGAL_DATES: tuple[LegalDateName, ...] = get_args(LegalDateName)
# The one entry of the advice that the log decides about, and what becomes of it.
OMBUDSMAN = "ombudsman"
OMBUDSMAN_SAYS = ("ombudsman-now", "ombudsman-not-yet", "ombudsman-ask-again")
# Always with a promise that was not kept where a date in the law is near.
LAWYER = "lawyer"
# Always where the agent's day is the promise.
AGENTS_DATE = "agents-date"
LATE = frozenset({"overdue", "broken"})
WAITED = frozenset({"open", "due"})
# Always with a promise that is waited for, where the day by which it is needed is known.
NEEDED = "needed"
# What texts of follow-ups may name between braces, beside limits.
MOMENTS = frozenset({"respond-by", "earliest-reading", "last-call"})
DAYS = frozenset({"first-contact", "latest-contact", "ombudsman-from", "legal-date", "needed-by"})


class Guidance(msgspec.Struct, frozen=True, kw_only=True):
    """The advice as it was read, with the limits and the grades of facts that its texts rest on."""

    advice: FollowUpAdvice
    limits: Mapping[str, Limit]
    grades: Mapping[str, Grade]


class LegalDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date that waits for no call-back (rule-G07); `days_left` is negative once it has passed."""

    what: LegalDateName
    date: Day
    days_left: int
    line: Sentence


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """One promise, the step that applies, and what stands beside it, in the order of use."""

    call: Call
    window: Window | None
    promise: Promise
    step: StepName
    next_step: Sentence
    more: tuple[Sentence, ...]
    dates: tuple[LegalDate, ...]
    # The day by which what was asked for is needed, where the log or a walk knows it.
    needed_by: Day | None = None
    # What the day itself rests on.
    sources: tuple[str, ...]
    # Several where people corrected one call; this is the strictest of them.
    versions: int = 1


def days_left(follow_up: FollowUp, now: datetime) -> int:
    """Days until the last day for an answer, in its zone; negative once it is over.

    What is due at midnight has to come on the day before.
    """
    due = follow_up.promise.respond_by
    return (last_day(due, EASTERN) - now.astimezone(ZoneInfo(EASTERN)).date()).days


class NeededDay(msgspec.Struct, frozen=True):
    """The day by which what was asked for is needed, on the calendar of an IANA zone."""

    day: Day
    zone: str

    def comes_before(self, deadline: datetime) -> bool:
        """Whether what is due by then may come too late."""
        return last_day(deadline, self.zone) > self.day


def urgency(follow_up: FollowUp) -> tuple[int, datetime, str]:
    """By what follow-ups are sorted: how late they are, when an answer is due, the call."""
    return ORDER.index(follow_up.promise.state), follow_up.promise.respond_by, follow_up.call.id


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which promises somebody asked for. `days` counts from today on, with what is late."""

    late: bool = False
    days: int | None = None
    flow: FlowId | None = None
    staff: str | None = None

    def takes(self, follow_up: FollowUp, now: datetime) -> bool:
        """Whether this one was asked for; what is late is within any number of days."""
        call, is_late = follow_up.call, follow_up.promise.state in LATE
        if self.flow is not None and call.flow != self.flow:
            return False
        if self.staff is not None and (call.staff or "").casefold() != self.staff.casefold():
            return False
        if self.late:
            return is_late
        last_call = follow_up.promise.last_call
        today = now.astimezone(last_call.tzinfo).date()
        left = (last_call.date() - today).days
        return self.days is None or is_late or left <= self.days


def strictest(follow_ups: Iterable[FollowUp]) -> FollowUp | None:
    """The one promise of a call of which there are versions: the earliest day; None without any."""
    return min(
        follow_ups,
        key=lambda follow_up: (follow_up.promise.respond_by, follow_up.call.id),
        default=None,
    )


def numbers_of(call: Call) -> frozenset[ServiceItemNumber]:
    """The service item numbers under which USCIS keeps what was asked (rule-A29)."""
    return service_items((call.service_item, call.earlier_item))
