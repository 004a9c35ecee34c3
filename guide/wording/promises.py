"""Windows and promises in words: for commands, screen and calendar files alike. Decides nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from guide.core.call.entry import Call
from guide.core.clock.calendar import Calendar
from guide.core.flow.windows import (
    CALL_DAY,
    CLOSURE,
    WEEKEND,
    AnswerRule,
    CountedDay,
    Window,
    unknown_years,
)
from guide.core.follow_up.next_steps import FollowUp, LegalDate
from guide.core.follow_up.promises import Promise, State
from guide.core.masking import masked
from guide.export.ics import Event
from guide.wording.reasons import why_of
from guide.wording.texts import Texts

_WEEK = 7
# Ids of calendar entries say nothing of what a day is about.
_DAY_IDS = {"appointment": "day", "missed-examination": "last-day"}
_DAY = timedelta(days=1)
COUNTED, NOT_COUNTED, CALLED, SKIPPED, HELD = "■", "·", "☎", " ", "○"


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """One week of the strip, Monday first: a sign a day, and the days that have a name."""

    label: str
    signs: str
    named: tuple[str, ...]


class PromiseTexts:
    """Makes sentences on when USCIS should answer; `calendar` holds the years around a moment."""

    def __init__(
        self, texts: Texts, zone: str, rule: AnswerRule, calendar: Callable[[datetime], Calendar]
    ) -> None:
        self.texts = texts
        self.say = texts.say
        self.zone = zone
        self.rule = rule
        self._calendar = calendar

    # Moments

    def both(self, moment: datetime) -> str:
        """A moment in Eastern time and in the caller's own."""
        return self.texts.in_both(moment, self.zone)

    def readings(self, promise: Promise | Window) -> Iterator[str]:
        """By when, and the earlier reading where the two differ."""
        by = self.both(promise.respond_by)
        yield self.say("promise.by", "USCIS should answer by {when}.", when=by)
        if promise.earliest_reading != promise.respond_by:
            early = self.both(promise.earliest_reading)
            yield self.say(
                "promise.early", "If holidays count as normal days: by {when}.", when=early
            )

    def logged(self, made: Promise | None) -> Iterator[str]:
        """That a call is in the log, and by when its answer is due."""
        yield self.say("logged.done", "The call is in your log.")
        if made is None:
            yield self.say(
                "logged.no-promise",
                "You noted neither urgent, regular, nor a day, so we don't know when to "
                "expect an answer. In the list, e adds what's missing.",
            )
            return
        yield from self.readings(made)
        yield self.say("logged.board", "Ctrl+O counts the days and tells you what to do.")

    def last_call(self, promise: Promise) -> Iterator[str]:
        """Until when the phone should be near, where that is not said yet."""
        if promise.last_call != promise.respond_by:
            when = self.both(promise.last_call)
            yield self.say("promise.last", "The last call-back before that: by {when}.", when=when)

    def hours(self, day: datetime) -> str:
        """The call-back hours, on a day that says how far the two zones lie apart."""
        zone = ZoneInfo(self.rule.zone)
        first = datetime.combine(day.date(), self.rule.opens, zone)
        last = datetime.combine(day.date(), self.rule.closes, zone)
        words = self.say(
            "promise.hours", "Officers call back from {first} to {last} Eastern",
            first=self.texts.clock(first), last=self.texts.clock(last),
        )  # fmt: skip
        own = [each.astimezone(ZoneInfo(self.zone)) for each in (first, last)]
        if own[0].utcoffset() == first.utcoffset():
            return f"{words}."
        return self.say(
            "promise.own", "{eastern} ({first} to {last}, {zone}).", eastern=words,
            first=self.texts.clock(own[0]), last=self.texts.clock(own[1]),
            zone=self.texts.zone_name(self.zone),
        )  # fmt: skip

    # The strip

    def weeks(self, days: Iterable[CountedDay]) -> Iterator[Week]:
        """The days from the call to the answer, week by week."""
        week: list[CountedDay] = []
        for day in days:
            if week and day.date.weekday() == 0:
                yield self._week(week)
                week = []
            week.append(day)
        if week:
            yield self._week(week)

    def _week(self, days: list[CountedDay]) -> Week:
        first = days[0].date
        label = self.texts.brief_day(first)
        signs = SKIPPED * first.weekday() + "".join(map(sign_of, days))
        named = [
            self.say("strip.named", "{day}: {name}", day=self._short(day), name=self.why(day.why))
            for day in days
            if self.is_named(day)
        ]
        return Week(label=label, signs=signs.ljust(_WEEK), named=tuple(named))

    def is_named(self, day: CountedDay) -> bool:
        """Whether a day keeps from counting by a name of its own."""
        return day.why not in (None, CALL_DAY, WEEKEND)

    def _short(self, day: CountedDay) -> str:
        return self.texts.brief_day(day.date)

    def why(self, why: str | None) -> str:
        """Why a day does not count."""
        words = {
            CALL_DAY: self.say("strip.call-day", "the day of the call"),
            WEEKEND: self.say("strip.weekend", "weekend"),
            CLOSURE: self.say("strip.closure", "closed by order"),
        }
        return words.get(why or "") or self.texts.holiday(why or "")

    def legend(self) -> str:
        """What the signs mean."""
        return self.say(
            "strip.legend",
            "{call} the call, {counted} counts, {weekend} weekend, {held} holiday or closed",
            call=CALLED, counted=COUNTED, weekend=NOT_COUNTED, held=HELD,
        )  # fmt: skip

    def counted(self, window: Window) -> str:
        """The sum of the strip, with what it leaves out by name."""
        number = sum(day.counted for day in window.days)
        words = self.say("strip.counted", "Business days counted: {number}.", number=number)
        named = [name for week in self.weeks(window.days) for name in week.named]
        if not named:
            return words
        out = self.say("strip.not", "Not counted, besides weekends: {days}", days="; ".join(named))
        return f"{words} {out}"

    def unknown(self, window: Window) -> str:
        """A warning where holidays are not known; empty where they are."""
        calendar = self._calendar(window.called)
        years = unknown_years(window, calendar)
        if not years:
            return ""
        return self.say(
            "promise.unknown",
            "We don't know the holidays of {years}, so none were left out. Count again by hand.",
            years=", ".join(map(str, years)),
        )  # fmt: skip

    def may_close(self, window: Window) -> Iterator[str]:
        """Days that are counted and may yet be closed by order."""
        notes = self._calendar(window.called).may_close
        for day in window.days:
            if day.counted and day.date in notes:
                yield self.say(
                    "strip.may-close", "{day} is counted. {note}",
                    day=self._short(day), note=notes[day.date],
                )  # fmt: skip

    # Words for codes

    def state(self, state: State) -> str:
        """How a promise stands, with a mark."""
        words = {
            "open": self.say("promise.open", "○ waiting"),
            "due": self.say("promise.due", "◐ due"),
            "overdue": self.say("promise.overdue", "● late"),
            "broken": self.say("promise.broken", "✗ both calls missed"),
            "kept": self.say("promise.kept", "✓ answered"),
            "closed": self.say("promise.closed", "✓ closed"),
        }
        return words[state]

    def stands(self, found: FollowUp) -> str:
        """How it stands; why nobody waits any more, where somebody closed it."""
        ended = found.call.ended
        if found.promise.state == "closed" and ended is not None and ended.why is not None:
            why = why_of(ended.why, self.texts)
            return self.say("promise.closed-why", "✓ {why}", why=why)
        return self.state(found.promise.state)

    def versions(self) -> str:
        """That two versions of a call stand side by side."""
        return self.say(
            "promise.versions",
            "Two versions of this call: choose one in the log. The earlier day counts until then.",
        )

    def kind(self, call: Call) -> str:
        """How the agent marked it."""
        if call.kind == "urgent":
            return self.say("word.urgent", "urgent")
        if call.kind == "regular":
            return self.say("word.regular", "regular")
        return self.say("promise.no-mark", "not marked")

    def about(self, call: Call, *, reveal: bool) -> str:
        """Which call: its day, its mark, its service item number."""
        words = self.marked(call)
        if not call.service_item:
            return words
        item = self.item(call.service_item, reveal=reveal)
        return self.say("promise.item", "{about}, item {item}", about=words, item=item)

    def marked(self, call: Call) -> str:
        """The day and the mark of a call."""
        day = self.texts.day(call.started_at.astimezone(ZoneInfo(self.zone)).date())
        return self.say("promise.about", "{kind}, called {day}", kind=self.kind(call), day=day)

    def briefly(self, call: Call) -> str:
        """The same where there is little room."""
        day = call.started_at.astimezone(ZoneInfo(self.zone)).date()
        return f"{self.kind(call)}, {self.texts.brief_day(day)}"

    def item(self, number: str, *, reveal: bool) -> str:
        """A service item number, masked until asked for."""
        return number if reveal else masked(number)

    def left(self, legal: LegalDate) -> str:
        """How many days are left."""
        if legal.days_left < 0:
            return self.say("legal.passed", "This day has passed.")
        if legal.days_left == 0:
            return self.say("legal.today", "This is today.")
        if legal.days_left == 1:
            return self.say("legal.tomorrow", "This is tomorrow.")
        return self.say("legal.left", "{days} days are left.", days=legal.days_left)

    # Calendar entries

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
            text = " ".join([*self.readings(promise), self.hours(promise.last_call)])
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

    def events_of(self, found: FollowUp, first: Call, *, reveal: bool) -> Iterator[Event]:
        """The entries of one follow-up; numbers only where they were asked for.

        They bear the id of the first entry of the call: a newer file takes the place of an older
        one, corrected or not.
        """
        call, neutral = found.call, bool(found.call.protected)
        more = ""
        if reveal and call.service_item:
            more = self.say("ics.item", "Service item number: {item}", item=call.service_item)
        yield from self.events(first.id, found.promise, found.window, neutral=neutral, more=more)
        for legal in found.dates:
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


def sign_of(day: CountedDay) -> str:
    """One sign of the strip."""
    if day.counted:
        return COUNTED
    if day.why == CALL_DAY:
        return CALLED
    return HELD if day.why not in (None, WEEKEND) else NOT_COUNTED


def empty_board(texts: Texts) -> str:
    """What stands where no answer is waited for."""
    return texts.say(
        "follow.none",
        "You aren't waiting for an answer. One shows up here when a call in your log was "
        "marked urgent or regular, or when the agent gave you a day.",
    )
