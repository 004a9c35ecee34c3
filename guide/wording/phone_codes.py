"""What one may take across to a phone: a number to dial, a contact, a day for the calendar."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from guide.core.call.live import LiveCall
from guide.core.flow.contact_center import ContactCenter, PhoneLine
from guide.core.follow_up.board import FollowUp
from guide.core.prepare.call_plan import CallPlan
from guide.export.ics import Event
from guide.export.qr import PhoneCode, contact_payload, date_payload, dial_payload
from guide.wording.calendar_entries import EntryTexts
from guide.wording.promises import PromiseTexts
from guide.wording.texts import Texts

# The answer of a walk that is a day to keep.
_APPOINTMENT = "appointment"


class PhoneCodes:
    """Makes the codes of a plan, a call that goes on, or an answer that is waited for."""

    def __init__(self, center: ContactCenter, promises: PromiseTexts, texts: Texts) -> None:
        self.center = center
        self.promises = promises
        self.texts = texts
        self.say = texts.say

    def of(self, subject: CallPlan | LiveCall | FollowUp) -> tuple[PhoneCode, ...]:
        """The codes, the one that most people want first."""
        if isinstance(subject, CallPlan):
            codes = self._of_plan(subject)
        elif isinstance(subject, LiveCall):
            codes = self._of_call(subject)
        else:
            codes = self._of_promise(subject)
        return tuple(codes)

    def _of_plan(self, plan: CallPlan) -> Iterator[PhoneCode]:
        if plan.say:
            yield from self._line(self.center.lines[plan.line])
        at = None if _APPOINTMENT in plan.ignored else plan.answers.get(_APPOINTMENT)
        if isinstance(at, datetime):
            is_protected = plan.answers.get("protected", "no") != "no"
            yield from self._appointment(at, plan.at, neutral=is_protected)

    def _of_call(self, live: LiveCall) -> Iterator[PhoneCode]:
        lines = self.center.lines.values()
        yield from self._line(next((x for x in lines if x.number == live.line), self._main))
        if live.appointment is not None:
            neutral = bool(live.protected)
            yield from self._appointment(live.appointment, live.begun_at, neutral=neutral)

    def _of_promise(self, follow_up: FollowUp) -> Iterator[PhoneCode]:
        neutral = bool(follow_up.call.protected)
        entries = EntryTexts(self.promises)
        *_, last = entries.events("", follow_up.promise, follow_up.window, neutral=neutral)
        yield self._date(last)
        yield from self._line(self._main)

    @property
    def _main(self) -> PhoneLine:
        return next(iter(self.center.lines.values()))

    def _line(self, line: PhoneLine) -> Iterator[PhoneCode]:
        yield PhoneCode(
            kind="dial",
            title=self.say("code.dial", "Dial {number}", number=line.number),
            payload=dial_payload(line.dial),
            shown=line.number,
        )
        yield PhoneCode(
            kind="contact",
            title=self.say("code.contact", "Save {name} as a contact", name=line.label),
            payload=contact_payload(line.label, [line.dial]),
            shown=line.number,
        )

    def _appointment(self, at: datetime, now: datetime, *, neutral: bool) -> Iterator[PhoneCode]:
        """One that lies ahead; whoever is protected has nothing of USCIS in the calendar."""
        if at > now:
            title = self.say("ics.appointment", "USCIS appointment")
            if neutral:
                title = self.say("ics.date", "A date to keep")
            yield self._date(Event(uid="", title=title, text="", start=at))

    def _date(self, event: Event) -> PhoneCode:
        at = event.start
        if isinstance(at, datetime):
            here = at.astimezone(ZoneInfo(self.promises.zone))
            when = self.texts.day_and_time(here)
        else:
            when = self.texts.day(at)
        return PhoneCode(
            kind="date",
            title=self.say("code.date", "Into your calendar: {what}", what=event.title),
            payload=date_payload(event),
            shown=when,
        )
