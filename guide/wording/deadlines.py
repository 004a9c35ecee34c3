"""Until when an outcome holds, as its verdict says it first."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from guide.core.clock.limits import EASTERN
from guide.core.clock.moments import elapsed

if TYPE_CHECKING:
    from guide.core.prepare.call_plan import CallPlan
    from guide.wording.texts import Texts

# What is further away than this need not be said in front: the texts name their days themselves.
_SOON = timedelta(days=14)
# What is not to be done needs no countdown until it is nearly over.
_NEARLY = timedelta(hours=48)
_DAY = timedelta(days=1)


def deadline(plan: "CallPlan", zone: str, texts: "Texts", *, left: bool = True) -> str:
    """One sentence, or nothing. Without `left` it holds on paper, too."""
    outcome, until = plan.outcome, plan.act_by
    if outcome is None or until is None:
        return ""
    rest = elapsed(plan.at, until)
    if rest > (_NEARLY if outcome.kind == "do-not-call" else _SOON):
        return ""
    # From one call to another, only a moment that somebody has to keep is a deadline.
    must_be_kept = any(
        isinstance(answer, datetime) and answer == plan.holds_until
        for answer in plan.answers.values()
    )
    if outcome.kind == "call" and plan.followed_by == "call" and not must_be_kept:
        return ""
    words = _words(outcome.kind, until, plan.at, DeadlineTexts(texts, zone))
    if not left or outcome.kind == "do-not-call":
        return f"{words}."
    return texts.say("until.left", "{what}: {left} left.", what=words, left=texts.span(rest))


class DeadlineTexts(NamedTuple):
    """A language, and the zone of the caller."""

    texts: "Texts"
    zone: str

    def when(self, until: datetime, at: datetime) -> str:
        """A moment in both zones; without the day where that is today in both."""
        zones = ZoneInfo(EASTERN), ZoneInfo(self.zone)
        if any(until.astimezone(zone).date() != at.astimezone(zone).date() for zone in zones):
            return self.texts.in_both(until, self.zone)
        eastern, here = (until.astimezone(zone) for zone in zones)
        first = self.texts.say("until.eastern", "{time} Eastern", time=self.texts.clock(eastern))
        if here.utcoffset() == eastern.utcoffset():
            return first
        return self.texts.say(
            "until.both", "{first} ({time}, {zone})",
            first=first, time=self.texts.clock(here), zone=self.texts.zone_name(self.zone),
        )  # fmt: skip


def _words(kind: str, until: datetime, at: datetime, words: DeadlineTexts) -> str:
    here = until.astimezone(ZoneInfo(words.zone))
    texts = words.texts
    if here.time() == time():
        day = texts.day(here.date() - _DAY, spoken=True)
        return _by_day(kind, day, texts)
    when = words.when(until, at)
    match kind:
        case "call":
            return texts.say("until.call", "Call before {when}", when=when)
        case "do-not-call":
            return texts.say("until.not", "This is true until {when}", when=when)
        case "ask-attorney":
            return texts.say("until.ask", "Ask before {when}", when=when)
        case _:
            return texts.say("until.do", "Do this before {when}", when=when)


def _by_day(kind: str, day: str, texts: "Texts") -> str:
    match kind:
        case "call":
            return texts.say("until.call-day", "Call by the end of {day}", day=day)
        case "do-not-call":
            return texts.say("until.not-day", "This is true through {day}", day=day)
        case "ask-attorney":
            return texts.say("until.ask-day", "Ask by the end of {day}", day=day)
        case _:
            return texts.say("until.do-day", "Do this by the end of {day}", day=day)
