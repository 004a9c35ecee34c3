"""What to do about a promise: which step of `follow_up.yaml` applies, and what stands beside it.

Decides; the words are data. Dates in the law do not wait for an answer, so they come along.
"""

from collections.abc import Iterable, Mapping
from datetime import date as Day
from datetime import datetime, timedelta
from typing import Literal, get_args

import msgspec

from guide.core.call.entry import Call
from guide.core.case_numbers import item_key
from guide.core.clock.moments import elapsed
from guide.core.flow.advice import Advice, FollowUpAdvice
from guide.core.flow.sources import Grade, fact_ids
from guide.core.flow.windows import Window, last_day
from guide.core.flow.words import Limit
from guide.core.follow_up.promises import ORDER, Promise, State
from guide.core.prepare.call_plan import Filling, Line, Text, Typed, lowest
from guide.core.prepare.placeholders import placeholders

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
_OVER: Mapping[State, StepName] = {"kept": "kept", "closed": "closed"}
# Steps that came later: a file of one's own that was written before says what was said then.
_BEFORE: Mapping[StepName, StepName] = {
    "cannot-wait": "waiting", "hours-over": "on-the-day", "closed": "kept",
}  # fmt: skip
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
    """A date that does not wait; `days_left` is negative once it has passed."""

    what: LegalDateName
    date: Day
    days_left: int
    line: Line


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """One promise, the step that applies, and what stands beside it, in the order of use."""

    call: Call
    window: Window | None
    promise: Promise
    step: StepName
    next_step: Line
    more: tuple[Line, ...]
    dates: tuple[LegalDate, ...]
    # The day by which what was asked for is needed, where the log or a walk knows it.
    needed_by: Day | None = None
    # What the day itself rests on.
    sources: tuple[str, ...]
    # Several where people corrected one call; this is the strictest of them.
    versions: int = 1


class Need(msgspec.Struct, frozen=True):
    """A day by which something is needed, on the calendar of a zone."""

    day: Day
    zone: str

    def comes_before(self, deadline: datetime) -> bool:
        """Whether what is due by then may come too late."""
        return last_day(deadline, self.zone) > self.day


def step(call: Call, promise: Promise, now: datetime, need: Need | None = None) -> StepName:
    """Which step applies. Nobody is told to wait past the day on which they need it."""
    if promise.state in _OVER:
        return _OVER[promise.state]
    if promise.state == "broken":
        return "both-missed"
    if promise.state == "overdue":
        return _lapsed(call, promise)
    if need is not None and need.comes_before(promise.respond_by):
        return "cannot-wait"
    if call.attempts:
        return "one-missed"
    if promise.state == "open":
        return "waiting"
    if elapsed(promise.last_call, now) > timedelta(0):
        return "hours-over"
    is_last_day = now.astimezone(promise.last_call.tzinfo).date() >= promise.last_call.date()
    return "on-the-day" if is_last_day else "between-readings"


def _lapsed(call: Call, promise: Promise) -> StepName:
    if call.earlier_item:
        return "second-unanswered"
    if promise.basis == "agent":
        return "agents-date-passed"
    return "urgent-passed" if call.kind == "urgent" else "regular-passed"


def follow_up(  # noqa: PLR0913  # a promise stands among that many things
    call: Call,
    window: Window | None,
    promise: Promise,
    contacts: tuple[datetime, ...],
    now: datetime,
    guidance: Guidance,
    *,
    need: Need | None = None,
) -> FollowUp:
    """What to do about one promise. `contacts` are the calls of this matter, oldest first."""
    return _Writer(call, promise, contacts, now, guidance, need=need).follow_up(window)


def said_of(window: Window, guidance: Guidance) -> tuple[Line, ...]:
    """What is said of every window."""
    differ = window.earliest_reading != window.respond_by
    return tuple(
        _line("call_back", name, advice, guidance, {})
        for name, advice in guidance.advice.call_back.items()
        if differ or not advice.readings_differ
    )


def urgency(found: FollowUp) -> tuple[int, datetime, str]:
    """Sorts what is late first, then by the day."""
    return ORDER.index(found.promise.state), found.promise.respond_by, found.call.id


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which promises somebody asked for. `days` counts from today on, with what is late."""

    late: bool = False
    days: int | None = None
    flow: str | None = None
    staff: str | None = None

    def takes(self, found: FollowUp, now: datetime) -> bool:
        """Whether this one was asked for."""
        call, is_late = found.call, found.promise.state in LATE
        if self.flow is not None and call.flow != self.flow:
            return False
        if self.staff is not None and (call.staff or "").casefold() != self.staff.casefold():
            return False
        if self.late:
            return is_late
        last_call = found.promise.last_call
        today = now.astimezone(last_call.tzinfo).date()
        left = (last_call.date() - today).days
        return self.days is None or is_late or left <= self.days


def strictest(found: Iterable[FollowUp]) -> FollowUp | None:
    """The one promise of a call of which there are versions: the earliest day; None without any."""
    return min(found, key=lambda each: (each.promise.respond_by, each.call.id), default=None)


def numbers_of(call: Call) -> frozenset[str]:
    """The numbers under which USCIS keeps what was asked, as they are compared."""
    keys = (item_key(call.service_item), item_key(call.earlier_item))
    return frozenset(key for key in keys if key)


class _Writer:
    """Puts one follow-up together."""

    def __init__(
        self,
        call: Call,
        promise: Promise,
        contacts: tuple[datetime, ...],
        now: datetime,
        guidance: Guidance,
        *,
        need: Need | None,
    ) -> None:
        self.call = call
        self.promise = promise
        self.now = now
        self.guidance = guidance
        self.need = need
        self.first = min(contacts).astimezone(now.tzinfo).date()
        self.latest = max(contacts).astimezone(now.tzinfo).date()

    def follow_up(self, window: Window | None) -> FollowUp:
        name = step(self.call, self.promise, self.now, self.need)
        steps = self.guidance.advice.steps
        advice = steps[name] if name in steps else steps[_BEFORE.get(name, name)]
        dates = self._dates()
        names = list(advice.then)
        if dates and self.promise.state in LATE and LAWYER not in names:
            names.append(LAWYER)
        if self.need is not None and self.promise.state in WAITED and name != "cannot-wait":
            names[:0] = [NEEDED] if NEEDED in self.guidance.advice.more else []
        return FollowUp(
            call=self.call,
            window=window,
            promise=self.promise,
            step=name,
            next_step=self._line("steps", name, advice),
            more=tuple(self._more(names)),
            dates=dates,
            sources=self._sources(),
            needed_by=None if self.need is None else self.need.day,
        )

    def _sources(self) -> tuple[str, ...]:
        if self.promise.basis == "agent":
            return fact_ids(self.guidance.advice.more[AGENTS_DATE].sources)
        facts = list(self.guidance.limits[f"{self.call.kind}-answer"].sources)
        for advice in self.guidance.advice.call_back.values():
            if advice.readings_differ:
                facts += fact_ids(advice.sources)
        return tuple(dict.fromkeys(facts))

    def _more(self, names: list[str]) -> list[Line]:
        found = []
        for name in names:
            chosen = self._ombudsman() if name == OMBUDSMAN else name
            advice = self.guidance.advice.more[chosen]
            if self._applies(advice):
                found.append(self._line("more", chosen, advice))
        return found

    def _applies(self, advice: Advice) -> bool:
        return (
            (not advice.flows or self.call.flow in advice.flows)
            and advice.by in (None, self.call.by)
            and advice.basis in (None, self.promise.basis)
            and advice.text_ahead in (None, self.call.text_ahead)
        )

    def _ombudsman(self) -> str:
        """60 days since USCIS was first asked, and no more than 90 since it was last asked."""
        today = self.now.date()
        if today < self._ombudsman_from:
            return "ombudsman-not-yet"
        last = self.latest + timedelta(days=self.guidance.limits["ombudsman-contact"].value)
        return "ombudsman-now" if today <= last else "ombudsman-ask-again"

    @property
    def _ombudsman_from(self) -> Day:
        return self.first + timedelta(days=self.guidance.limits["ombudsman-waited"].value)

    def _dates(self) -> tuple[LegalDate, ...]:
        found = []
        appointment, missed = self.call.appointment, self.call.missed_examination
        if appointment is not None:
            here = self.now.astimezone(appointment.tzinfo)
            if appointment >= self.now:
                left = (appointment.date() - here.date()).days
                found.append(self._date("appointment", appointment.date(), left))
        if missed is not None:
            limit = self.guidance.limits["missed-examination"].value
            last = missed + timedelta(days=limit)
            found.append(self._date("missed-examination", last, (last - self.now.date()).days))
        return tuple(sorted(found, key=lambda each: each.date))

    def _date(self, what: LegalDateName, day: Day, left: int) -> LegalDate:
        advice = self.guidance.advice.dates[what]
        line = self._line("dates", what, advice, day)
        return LegalDate(what=what, date=day, days_left=left, line=line)

    def _line(self, section: str, name: str, advice: Advice, day: Day | None = None) -> Line:
        values: dict[str, Filling] = {
            "respond-by": Typed("moment", self.promise.respond_by),
            "earliest-reading": Typed("moment", self.promise.earliest_reading),
            "last-call": Typed("moment", self.promise.last_call),
            "first-contact": Typed("date", self.first),
            "latest-contact": Typed("date", self.latest),
            "ombudsman-from": Typed("date", self._ombudsman_from),
        }
        if self.need is not None:
            values["needed-by"] = Typed("date", self.need.day)
        if day is not None:
            values["legal-date"] = Typed("date", day)
        return _line(section, name, advice, self.guidance, values)


def _line(
    section: str, name: str, advice: Advice, guidance: Guidance, values: dict[str, Filling]
) -> Line:
    limits = guidance.limits
    named = placeholders(advice.text)
    facts = dict.fromkeys(fact_ids(advice.sources))
    for key in named:
        facts |= dict.fromkeys(limits[key].sources if key in limits else ())
    labels = {
        key: Text(f"contact_center.limits.{key}.label", limits[key].label)
        for key in named
        if key in limits
    }
    return Line(
        id=name,
        text=Text(f"follow_up.{section}.{name}.text", advice.text),
        values={key: value for key, value in (values | labels).items() if key in named},
        sources=tuple(facts),
        address=advice.address,
        grade=lowest(guidance.grades[fact] for fact in facts if fact in guidance.grades),
    )
