"""The one adapter from ids and values to sentences.

The core says what; this module says it in words. English stands in the flows and here; other
languages come from gettext catalogues, found by a text's id as context.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.clock.day_names import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS
from guide.core.clock.hours import LiveHelp
from guide.core.clock.limits import EASTERN
from guide.core.clock.moments import elapsed
from guide.core.errors import GuideError, InvalidInput
from guide.core.masking import PRIVATE, masked, masked_phone, without_numbers
from guide.core.sentence import OWN, Sentence, takes

# Plans are imported where one is put into words: hours are told without.
if TYPE_CHECKING:
    from pathlib import Path

    from guide.core.prepare.call_plan import CallPlan, Filling, Line, Text, Typed

Translate = Callable[[str, str], str]
LANGUAGES = ("en", "es")
_SPACES = re.compile("  +")


def language(wanted: str | None, environment: Mapping[str, str]) -> str:
    """The language to speak: as asked, else the environment's, else English."""
    if wanted is not None:
        if wanted not in LANGUAGES:
            message = Sentence("error.lang", "{wanted!r} is not a language here.", wanted=wanted)
            raise InvalidInput(message, takes(*LANGUAGES))
        return wanted
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    found = next((environment[name] for name in names if environment.get(name)), "en")
    return found[:2] if found[:2] in LANGUAGES else "en"


def texts_in(
    language: str,
    folders: "Sequence[Path]" = (),
    cache: "Path | None" = None,
    broken: list[InvalidInput] | None = None,
) -> "Texts":
    """The sentences of a language; English where it has no catalogue, here or beside the flows.

    What is wrong with a catalogue is added to `broken`; without that list it is raised.
    """
    if language == "en":
        return Texts()
    from guide.wording.catalogues import translation

    translate = translation(language, folders, cache, broken)
    return Texts() if translate is None else Texts(translate, language)


class Texts:
    """Makes sentences in one language.

    `translate` takes a text's id and its English words; without it the words stay as they are.
    """

    def __init__(self, translate: Translate | None = None, language: str = "en") -> None:
        self.translate = translate
        self.language = language

    def of(self, text: "Text") -> str:
        """A text of a plan: content comes in the language of the run already."""
        return self.words(text.id, text.text) if text.id.startswith(OWN) else text.text

    def say(self, text_id: str, words: str, /, **values: object) -> str:
        """A sentence of the program itself; `values` fill its braces."""
        found = self.words(text_id, words)
        return found.format(**values) if values else found

    def words(self, text_id: str, words: str) -> str:
        """Words that stand elsewhere than in a call of `say`: a key's label, a page of help."""
        return self.translate(text_id, words) if self.translate and text_id else words

    def tell(self, sentence: Sentence) -> str:
        """A sentence that was handed on as a value."""
        values = {
            name: self.tell(value) if isinstance(value, Sentence) else value
            for name, value in sentence.values.items()
        }
        found = self.words(sentence.id, sentence.words)
        return found.format(**values) if values else found

    def error(self, error: GuideError) -> str:
        """What is wrong, and what would be right."""
        return " ".join(map(self.tell, (error.message, *error.hints)))

    def hint(self, error: GuideError) -> str:
        """What would be right; what is wrong where nothing more is known."""
        return " ".join(map(self.tell, error.hints or (error.message,)))

    # Lines of a plan

    def sentence(self, line: "Line", *, spoken: bool = False, reveal: bool = True) -> str:
        """A line with its placeholders filled; blanks are visible."""

        def fill(name: str) -> str:
            return (
                self._filled(line.values[name], spoken=spoken, reveal=reveal)
                if name in line.values
                else name
            )

        return _filled_in(self.of(line.text), fill)

    def _filled(self, filling: "Filling", *, spoken: bool, reveal: bool) -> str:
        from guide.core.prepare.call_plan import Blank, Text, Typed

        match filling:
            case Text():
                return self.of(filling)
            case Typed():
                return self.value(filling, spoken=spoken, reveal=reveal)
            case Blank(label=label):
                return f"______ ({self.of(label)})"
            case _:
                return " ".join(
                    self.sentence(part, spoken=spoken, reveal=reveal) for part in filling
                )

    def value(self, shown: "Typed | Text", *, spoken: bool = False, reveal: bool = True) -> str:
        """An answer as it is shown, or as one says it; masked where it is sensitive."""
        from guide.core.prepare.call_plan import Text

        if isinstance(shown, Text):
            return self.of(shown)
        value = shown.value
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.spoken_day(value) if spoken else self.day(value)
        if not reveal and shown.kind in PRIVATE:
            hidden = masked_phone if shown.kind == "phone" else masked
            return hidden(str(value))
        if not reveal and shown.kind == "text":
            return without_numbers(str(value))
        if spoken and shown.kind in ("receipt", "a-number"):
            from guide.core.call.spelling import chunks

            return " ".join(chunks(shown.kind, str(value)))
        return str(value)

    # Dates and times

    def day(self, day: date, *, spoken: bool = False) -> str:
        """A calendar date in words."""
        if spoken:
            return self.say(
                "date.long", "{weekday}, {month} {day}", weekday=self.tell(DAYS[day.weekday()]),
                month=self.tell(MONTHS[day.month - 1]), day=day.day,
            )  # fmt: skip
        return self.say(
            "date.short", "{weekday}, {month} {day}, {year}", weekday=self.weekday(day),
            month=self.tell(SHORT_MONTHS[day.month - 1]), day=day.day, year=day.year,
        )  # fmt: skip

    def spoken_day(self, day: date) -> str:
        """A date as one says it to somebody who has no calendar at hand."""
        return self.say(
            "date.spoken", "{day}, {year}", day=self.day(day, spoken=True), year=day.year
        )

    def brief_day(self, day: date) -> str:
        """The same without the year, where there is little room."""
        month = self.tell(SHORT_MONTHS[day.month - 1])
        return self.say(
            "date.brief", "{weekday}, {month} {day}",
            weekday=self.weekday(day), month=month, day=day.day,
        )  # fmt: skip

    def weekday(self, day: date) -> str:
        """The day of the week, shortened."""
        return self.tell(SHORT_DAYS[day.weekday()])

    def clock(self, moment: datetime) -> str:
        """A clock time."""
        half = self.say("clock.am", "a.m.") if moment.hour < 12 else self.say("clock.pm", "p.m.")  # noqa: PLR2004  # noon
        minutes = f"{moment.hour % 12 or 12}:{moment.minute:02}"
        return self.say("clock.time", "{time} {half}", time=minutes, half=half)

    def day_and_time(self, moment: datetime) -> str:
        """Date and clock time, where the place is plain."""
        return self.say(
            "moment.plain", "{day}, {time}", day=self.day(moment.date()), time=self.clock(moment)
        )

    def moment(self, moment: datetime) -> str:
        """Date, clock time and place."""
        return self.day_and_time(moment) + self._place(moment)

    def _place(self, moment: datetime) -> str:
        if not isinstance(moment.tzinfo, ZoneInfo):
            return f" (UTC{moment.strftime('%z')[:3]}:{moment.strftime('%z')[3:5]})"
        return f" ({self.zone_name(moment.tzinfo.key)})"

    def zone_name(self, zone: str) -> str:
        """A zone as people know it."""
        if zone == EASTERN:
            return self.say("zone.eastern", "Eastern time")
        return self.say("zone.city", "{city} time", city=zone.rsplit("/", 1)[-1].replace("_", " "))

    def span(self, span: timedelta) -> str:
        """How long, in the two largest units that say something."""
        minutes = max(0, int(span.total_seconds() // 60))
        days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
        if days:
            return self.say("span.days", "{days} d {hours} h", days=days, hours=hours)
        if span.total_seconds() > 0 and not hours and not minutes:
            return self.say("span.moment", "less than a minute")
        if hours:
            return self.say("span.hours", "{hours} h {minutes} min", hours=hours, minutes=minutes)
        return self.say("span.minutes", "{minutes} min", minutes=minutes)

    # Live help

    def in_both(self, moment: datetime, zone: str) -> str:
        """A time in Eastern and, where it differs, in the caller's own zone."""
        eastern = moment.astimezone(ZoneInfo(EASTERN))
        own = moment.astimezone(ZoneInfo(zone))
        first = self.say(
            "both.eastern", "{day} at {time} Eastern",
            day=self.day(eastern.date(), spoken=True), time=self.clock(eastern),
        )  # fmt: skip
        if own.utcoffset() == eastern.utcoffset():
            return first
        same = own.date() == eastern.date()
        day = "" if same else self.day(own.date(), spoken=True) + " "
        return self.say(
            "both.own", "{first} ({day}{time}, {zone})",
            first=first, day=day, time=self.clock(own), zone=self.zone_name(zone),
        )  # fmt: skip

    def why_shut(self, help_: LiveHelp) -> str:
        """Why live help is shut, in a few words."""
        match help_.reason:
            case "open":
                return ""
            case "before-hours":
                return self.say("shut.before", "it hasn't opened yet today")
            case "after-hours":
                return self.say("shut.after", "it has closed for today")
            case "weekend":
                return self.say("shut.weekend", "it's the weekend")
            case "holiday":
                name = self.holiday(help_.holiday or "")
                return self.say("shut.holiday", "it's a federal holiday, {name}", name=name)
            case "closure":
                return self.say("shut.closure", "closed by order: {name}", name=help_.holiday)

    def holiday(self, name: str) -> str:
        """A federal holiday; of another name, as the table of holidays has it."""
        if self.translate is None:
            return name
        from guide.wording.holidays import holiday_name

        return holiday_name(name, self.say)

    def live_help(self, help_: LiveHelp, zone: str) -> str:
        """The one line on live help that stands everywhere."""
        if help_.closes_at is not None:
            line = self.say(
                "help.open", "Live help should be open until {until}. {left} left.",
                until=self.in_both(help_.closes_at, zone),
                left=self.span(elapsed(help_.at, help_.closes_at)),
            )  # fmt: skip
        elif help_.opens_at is not None:
            line = self.say(
                "help.shut", "Live help is closed: {why}. It should open {when}, in {left}.",
                # "Martin Luther King, Jr." brings a full stop of its own.
                why=self.why_shut(help_).removesuffix("."),
                when=self.in_both(help_.opens_at, zone),
                left=self.span(elapsed(help_.at, help_.opens_at)),
            )  # fmt: skip
        else:
            line = self.say(
                "help.unknown", "Live help is closed. We don't know when it opens next."
            )
        more = [help_.may_close] if help_.may_close else []
        if not help_.holidays_known:
            more.append(
                self.say(
                    "help.holidays", "We don't know the holidays of {year}.",
                    year=help_.at.year,
                )
            )  # fmt: skip
        return " ".join([line, *more])

    # Words for codes

    def grade(self, grade: str) -> str:
        """How sure a statement is, in words with a mark."""
        words = {
            "official": self.say("grade.official", "● official"),
            "professional": self.say("grade.professional", "◐ from professionals"),
            "reported": self.say("grade.reported", "○ reported by callers"),
            "assumed": self.say("grade.assumed", "? our assumption"),
        }
        return words[grade]

    def doubt(self, grade: str | None) -> str:
        """The grade in words where a caller should know it at once: reported, or our own guess."""
        return f" [{self.grade(grade)}]" if grade in ("reported", "assumed") else ""

    def headline(self, plan: "CallPlan", *, reveal: bool = True) -> tuple[str, str]:
        """Verdict and title of an outcome; the title alone where it begins with the verdict."""
        verdict = self.verdict(plan)
        title = "" if plan.outcome is None else self.sentence(plan.outcome.title, reveal=reveal)
        return (title, "") if title.lower().startswith(verdict.lower()) else (verdict, title)

    def verdict(self, plan: "CallPlan") -> str:
        """The kind of outcome, in a few words."""
        outcome = plan.outcome
        if outcome is None:
            return self.say("verdict.open", "Not decided yet")
        if outcome.badge is not None:
            return self.of(outcome.badge)
        words = {
            "call": self.say("verdict.call", "Call"),
            "self-help": self.say("verdict.self-help", "First, without a call"),
            "do-not-call": self.say("verdict.do-not-call", "Do not call"),
            "ask-attorney": self.say("verdict.ask-attorney", "Ask an attorney"),
        }
        if outcome.kind == "call" and outcome.when:
            whens = {
                "now": self.say("verdict.now", "Call now"),
                "next-opening": self.say("verdict.next", "Call when live help opens"),
                "any": self.say("verdict.any", "Call during live help"),
            }
            return whens[outcome.when]
        return words[outcome.kind]


def _filled_in(words: str, fill: Callable[[str], str]) -> str:
    """Fillings stay letter for letter; a gap that an empty one leaves is closed."""
    from guide.core.prepare.placeholders import PLACEHOLDER

    found, place = "", 0
    for match in PLACEHOLDER.finditer(words):
        found = _joined(found, words[place : match.start()])
        found += fill(match[1]) if match[1] else "{"
        place = match.end()
    return _joined(found, words[place:]).rstrip(" ")


def _joined(found: str, words: str) -> str:
    """Our own words after what is there, with one space where there are several."""
    closed = _SPACES.sub(" ", words)
    at_edge = not found or found.endswith(" ")
    return found + (closed.removeprefix(" ") if at_edge else closed)
