"""Calendar entries for an answer that somebody waits for."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from guide.core.call.entry import Call
from guide.core.flow.windows import Window
from guide.core.follow_up.board import FollowUp, LegalDate
from guide.core.follow_up.promises import Promise
from guide.export.ics import Event
from guide.wording.promises import PromiseTexts

# Ids of calendar entries say nothing of what a day is about.
_DAY_IDS = {"appointment": "day", "missed-examination": "last-day"}
_DAY = timedelta(days=1)


class EntryTexts:
    """Makes the entries of a promise, in its words."""

    def __init__(self, promises: PromiseTexts) -> None:
        self.promises = promises
        self.texts = promises.texts
        self.say = promises.say
        self.rule = promises.rule

    def events(
        self, uid: str, promise: Promise, window: Window | None, *, neutral: bool, more: str = ""
    ) -> Iterator[Event]:
        """The time to be reachable, and the moment by which an answer should come.

        A neutral entry says nothing of what the call is about.
        """
        title = self.say("ics.neutral", "Phone call expected")
        end = self.say("ics.neutral-end", "Phone call expected: last day")
        text = self.say("ics.neutral-text", "Keep the phone on and near you.")
        if not neutral:
            title = self.say("ics.title", "USCIS may call back")
            end = self.say("ics.end", "USCIS should have answered by now")
            text = " ".join(
                [*self.promises.readings(promise), self.promises.hours(promise.last_call)]
            )
            text = f"{text}\n{more}" if more else text
        if window is not None:
            yield Event(
                uid=f"{uid}-window",
                title=title,
                text=text,
                start=window.called.date(),
                end=promise.last_call.date() + _DAY,
            )
        yield Event(
            uid=f"{uid}-respond-by",
            title=end,
            text=text,
            start=promise.respond_by,
            alarms=(_DAY, promise.respond_by - self._morning(promise)),
        )

    def _morning(self, promise: Promise) -> datetime:
        zone = ZoneInfo(self.rule.zone)
        return datetime.combine(promise.last_call.date(), self.rule.opens, zone)

    def events_of(self, follow_up: FollowUp, first: Call, *, reveal: bool) -> Iterator[Event]:
        """The entries of one follow-up; numbers only where they were asked for.

        They bear the id of the first entry of the call: a newer file takes the place of an older
        one, corrected or not.
        """
        call, neutral = follow_up.call, bool(follow_up.call.protected)
        more = ""
        if reveal and call.service_item:
            more = self.say("ics.item", "Service item number: {item}", item=call.service_item)
        yield from self.events(
            first.id, follow_up.promise, follow_up.window, neutral=neutral, more=more
        )
        for legal in follow_up.dates:
            if legal.days_left >= 0:
                yield self._legal(first.id, legal, neutral=neutral)

    def _legal(self, uid: str, legal: LegalDate, *, neutral: bool) -> Event:
        titles = {
            "appointment": self.say("ics.appointment", "USCIS appointment"),
            "missed-examination": self.say("ics.missed", "Last day to tell USCIS why"),
        }
        title = titles[legal.what]
        text = self.texts.sentence(legal.line)
        if neutral:
            title, text = self.say("ics.date", "A date to keep"), ""
        morning = timedelta(hours=self.rule.opens.hour)
        return Event(
            uid=f"{uid}-{_DAY_IDS[legal.what]}",
            title=title,
            text=text,
            start=legal.date,
            end=legal.date + _DAY,
            alarms=(_DAY - morning, -morning),
        )
