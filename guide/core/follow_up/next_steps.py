"""The next step about a promise, with what belongs to it."""

from collections.abc import Mapping
from datetime import date as Day
from datetime import datetime, timedelta

from guide.core.call.entry import Call
from guide.core.clock.moments import elapsed
from guide.core.flow.advice import Advice
from guide.core.flow.sources import fact_ids
from guide.core.flow.windows import Window
from guide.core.follow_up.board import (
    AGENTS_DATE,
    LATE,
    LAWYER,
    NEEDED,
    OMBUDSMAN,
    WAITED,
    FollowUp,
    Guidance,
    LegalDate,
    LegalDateName,
    NeededDay,
    StepName,
)
from guide.core.follow_up.promises import Promise, State
from guide.core.prepare.call_plan import Sentence, SentencePart, Text, TypedValue, lowest
from guide.core.prepare.placeholders import placeholders

_OVER: Mapping[State, StepName] = {"kept": "kept", "closed": "closed"}
# Steps that came later: a file of one's own that was written before says what was said then.
_BEFORE: Mapping[StepName, StepName] = {
    "cannot-wait": "waiting", "hours-over": "on-the-day", "closed": "kept",
}  # fmt: skip


def step(call: Call, promise: Promise, now: datetime, need: NeededDay | None = None) -> StepName:
    """Which step applies. Nobody is told to wait past the day on which they need it.

    After all tries were missed one has to ask again (rule-G06); `now` is aware.
    """
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
    need: NeededDay | None = None,
) -> FollowUp:
    """What to do about one promise. `contacts` are the calls of this matter, oldest first."""
    return _Writer(call, promise, contacts, now, guidance, need=need).follow_up(window)


def said_of(window: Window, guidance: Guidance) -> tuple[Sentence, ...]:
    """What is said of every window: how it was counted, when and how they call."""
    differ = window.earliest_reading != window.respond_by
    return tuple(
        _line("call_back", name, advice, guidance, {})
        for name, advice in guidance.advice.call_back.items()
        if differ or not advice.readings_differ
    )


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
        need: NeededDay | None,
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

    def _more(self, names: list[str]) -> list[Sentence]:
        sentences = []
        for name in names:
            chosen = self._ombudsman() if name == OMBUDSMAN else name
            advice = self.guidance.advice.more[chosen]
            if self._applies(advice):
                sentences.append(self._line("more", chosen, advice))
        return sentences

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
        legal_dates = []
        appointment, missed = self.call.appointment, self.call.missed_examination
        if appointment is not None:
            here = self.now.astimezone(appointment.tzinfo)
            if appointment >= self.now:
                left = (appointment.date() - here.date()).days
                legal_dates.append(self._date("appointment", appointment.date(), left))
        if missed is not None:
            limit = self.guidance.limits["missed-examination"].value
            last = missed + timedelta(days=limit)
            legal_dates.append(
                self._date("missed-examination", last, (last - self.now.date()).days)
            )
        return tuple(sorted(legal_dates, key=lambda legal: legal.date))

    def _date(self, what: LegalDateName, day: Day, left: int) -> LegalDate:
        advice = self.guidance.advice.dates[what]
        line = self._line("dates", what, advice, day)
        return LegalDate(what=what, date=day, days_left=left, line=line)

    def _line(self, section: str, name: str, advice: Advice, day: Day | None = None) -> Sentence:
        values: dict[str, SentencePart] = {
            "respond-by": TypedValue("moment", self.promise.respond_by),
            "earliest-reading": TypedValue("moment", self.promise.earliest_reading),
            "last-call": TypedValue("moment", self.promise.last_call),
            "first-contact": TypedValue("date", self.first),
            "latest-contact": TypedValue("date", self.latest),
            "ombudsman-from": TypedValue("date", self._ombudsman_from),
        }
        if self.need is not None:
            values["needed-by"] = TypedValue("date", self.need.day)
        if day is not None:
            values["legal-date"] = TypedValue("date", day)
        return _line(section, name, advice, self.guidance, values)


def _line(
    section: str, name: str, advice: Advice, guidance: Guidance, values: dict[str, SentencePart]
) -> Sentence:
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
    return Sentence(
        id=name,
        text=Text(f"follow_up.{section}.{name}.text", advice.text),
        values={key: value for key, value in (values | labels).items() if key in named},
        sources=tuple(facts),
        address=advice.address,
        grade=lowest(guidance.grades[fact] for fact in facts if fact in guidance.grades),
    )
