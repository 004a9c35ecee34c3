"""The lines of a call plan in words, their placeholders filled."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from guide.core.masking import PRIVATE, masked, masked_phone, without_numbers
from guide.wording.moments import MomentTexts

# Plans are imported where one is put into words: hours are told without.
if TYPE_CHECKING:
    from guide.core.prepare.call_plan import CallPlan, Sentence, SentencePart, Text, TypedValue

_SPACES = re.compile("  +")


class PlanTexts(MomentTexts):
    """Says what a plan holds."""

    def sentence(self, line: "Sentence", *, spoken: bool = False, reveal: bool = True) -> str:
        """A line with its placeholders filled; blanks are visible."""

        def fill(name: str) -> str:
            return (
                self._filled(line.values[name], spoken=spoken, reveal=reveal)
                if name in line.values
                else name
            )

        return _filled_in(self.of(line.text), fill)

    def _filled(self, filling: "SentencePart", *, spoken: bool, reveal: bool) -> str:
        from guide.core.prepare.call_plan import Gap, Text, TypedValue

        match filling:
            case Text():
                return self.of(filling)
            case TypedValue():
                return self.value(filling, spoken=spoken, reveal=reveal)
            case Gap(label=label):
                return f"______ ({self.of(label)})"
            case _:
                return " ".join(
                    self.sentence(part, spoken=spoken, reveal=reveal) for part in filling
                )

    def value(
        self, shown: "TypedValue | Text", *, spoken: bool = False, reveal: bool = True
    ) -> str:
        """An answer as it is shown, or as one says it; masked where it is sensitive."""
        from guide.core.prepare.call_plan import Text

        if isinstance(shown, Text):
            return self.of(shown)
        value = shown.value
        if isinstance(value, datetime):
            return self.spoken_moment(value) if spoken else self.moment(value)
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

    filled, place = "", 0
    for match in PLACEHOLDER.finditer(words):
        filled = _joined(filled, words[place : match.start()])
        filled += fill(match[1]) if match[1] else "{"
        place = match.end()
    return _joined(filled, words[place:]).rstrip(" ")


def _joined(before: str, words: str) -> str:
    """Our own words after what is there, with one space where there are several."""
    closed = _SPACES.sub(" ", words)
    at_edge = not before or before.endswith(" ")
    return before + (closed.removeprefix(" ") if at_edge else closed)
