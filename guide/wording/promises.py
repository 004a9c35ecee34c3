"""Windows and promises in words: for commands and screen alike. Decides nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from guide.core.call.entry import Call
from guide.core.clock.calendar import Calendar
from guide.core.flow.windows import AnswerRule, Window
from guide.core.follow_up.board import FollowUp, LegalDate
from guide.core.follow_up.promises import Promise, State
from guide.core.masking import masked
from guide.wording.day_strip import DayStripTexts
from guide.wording.reasons import why_of
from guide.wording.texts import Texts


class PromiseTexts(DayStripTexts):
    """Says when USCIS should answer, and how that was counted."""

    def __init__(
        self, texts: Texts, zone: str, rule: AnswerRule, calendar: Callable[[datetime], Calendar]
    ) -> None:
        super().__init__(texts, calendar)
        self.zone = zone
        self.rule = rule

    # Moments

    def both(self, moment: datetime) -> str:
        """A moment in Eastern time and in the caller's own."""
        return self.texts.in_both(moment, self.zone)

    def readings(self, promise: Promise | Window) -> Iterator[str]:
        """Lines that say by when USCIS should answer, and an earlier reading if there is one."""
        by = self.both(promise.respond_by)
        yield self.say("promise.by", "USCIS should answer by {when}.", when=by)
        if promise.earliest_reading != promise.respond_by:
            early = self.both(promise.earliest_reading)
            yield self.say(
                "promise.early", "If holidays count as normal days: by {when}.", when=early
            )

    def logged(self, made: Promise | None, key: str) -> Iterator[str]:
        """That a call is in the log, and by when its answer is due; `key` corrects it there."""
        yield self.say("logged.done", "The call is in your log.")
        if made is None:
            yield self.say(
                "logged.no-promise",
                "You noted neither urgent, regular, nor a day, so we don't know when to "
                "expect an answer. In the list, {key} adds what's missing.",
                key=key,
            )
            return
        yield from self.readings(made)
        yield self.say("logged.board", "Follow up counts the days and tells you what to do.")

    def last_call(self, promise: Promise) -> Iterator[str]:
        """A line with the last call-back before the deadline, where that is another moment."""
        if promise.last_call != promise.respond_by:
            when = self.both(promise.last_call)
            yield self.say("promise.last", "The last call-back before that: by {when}.", when=when)

    def hours(self, day: datetime) -> str:
        """The call-back hours of a day in Eastern time, and in the caller's where it differs."""
        zone = ZoneInfo(self.rule.zone)
        first = datetime.combine(day.date(), self.rule.opens, zone)
        last = datetime.combine(day.date(), self.rule.closes, zone)
        words = self.say(
            "promise.hours", "Officers call back from {first} to {last} Eastern",
            first=self.texts.clock(first), last=self.texts.clock(last),
        )  # fmt: skip
        here = [moment.astimezone(ZoneInfo(self.zone)) for moment in (first, last)]
        if here[0].utcoffset() == first.utcoffset():
            return f"{words}."
        return self.say(
            "promise.own", "{eastern} ({first} to {last}, {zone}).", eastern=words,
            first=self.texts.clock(here[0]), last=self.texts.clock(here[1]),
            zone=self.texts.zone_name(self.zone),
        )  # fmt: skip

    # Words for codes

    def state(self, state: State) -> str:
        """How a promise stands, in a word or two behind a mark."""
        words = {
            "open": self.say("promise.open", "○ waiting"),
            "due": self.say("promise.due", "◐ due"),
            "overdue": self.say("promise.overdue", "● late"),
            "broken": self.say("promise.broken", "✗ both calls missed"),
            "kept": self.say("promise.kept", "✓ answered"),
            "closed": self.say("promise.closed", "✓ closed"),
        }
        return words[state]

    def stands(self, follow_up: FollowUp) -> str:
        """How it stands; why nobody waits any more, where somebody closed it."""
        ended = follow_up.call.ended
        if follow_up.promise.state == "closed" and ended is not None and ended.why is not None:
            why = why_of(ended.why, self.texts)
            return self.say("promise.closed-why", "✓ {why}", why=why)
        return self.state(follow_up.promise.state)

    def versions(self) -> str:
        """The warning that a call has two versions, and what to do."""
        return self.say(
            "promise.versions",
            "Two versions of this call: choose one in the log. The earlier day counts until then.",
        )

    def kind(self, call: Call) -> str:
        """How the agent marked the call: urgent, regular, or not known."""
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
        """The mark and the day of a call, shorter than `marked`."""
        day = call.started_at.astimezone(ZoneInfo(self.zone)).date()
        return f"{self.kind(call)}, {self.texts.brief_day(day)}"

    def item(self, number: str, *, reveal: bool) -> str:
        """A service item number, masked until asked for."""
        return number if reveal else masked(number)

    def left(self, legal: LegalDate) -> str:
        """How many days are left until a legal date; that it is today, or has passed."""
        if legal.days_left < 0:
            return self.say("legal.passed", "This day has passed.")
        if legal.days_left == 0:
            return self.say("legal.today", "This is today.")
        if legal.days_left == 1:
            return self.say("legal.tomorrow", "This is tomorrow.")
        return self.say("legal.left", "{days} days are left.", days=legal.days_left)


def empty_board(texts: Texts) -> str:
    """What the follow-ups say where nobody waits for an answer."""
    return texts.say(
        "follow.none",
        "You aren't waiting for an answer. One shows up here when a call in your log was "
        "marked urgent or regular, or when the agent gave you a day. Have you called already?"
        " Write that call down.",
    )
