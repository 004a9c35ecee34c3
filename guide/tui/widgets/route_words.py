"""What one hears at a step of the phone menu, and what one says there: worded here alone."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from guide.core.flow.phone_menu import MenuStep, PhoneMenu, RouteStep
from guide.core.flow.sources import Grade
from guide.tui.content import GAP, HEADING, OWN_WORDS, join, plain
from guide.wording.texts import Texts


class RouteWords:
    """The lines of a step; how sure each is follows in words, or `brief` as their mark alone."""

    def __init__(self, texts: Texts, *, brief: bool = False) -> None:
        self._texts = texts
        self._is_brief = brief

    def heard(self, step: MenuStep) -> Content:
        """What the machine says, or that nobody documented it."""
        say = self._texts.say
        hear = step.hear or say("menu.unknown", "not documented")
        words = say("menu.hear", "hear: {hear}", hear=hear)
        # What is not known is not graded.
        return plain(words) if step.hear is None else join(words, self._sure(step.hear_grade))

    def said(self, stop: RouteStep) -> Content:
        """What to say to it; nothing where that is not known."""
        if stop.say is None:
            return plain("")
        return self._to_say(self._texts.say("menu.say", "say: "), stop.say, stop.say_grade)

    def others(self, stop: RouteStep) -> Iterator[Content]:
        """Other words to try, each with what is known of it."""
        lead = self._texts.say("menu.try", "or say: ")
        for other in stop.try_next:
            words = self._to_say(lead, other.say, other.say_grade)
            yield join(words, f"{GAP}{GAP}{other.note}")

    def _to_say(self, lead: str, words: str, grade: Grade) -> Content:
        return join(lead, plain(words, OWN_WORDS), self._sure(grade))

    def _sure(self, grade: Grade) -> str:
        words = self._texts.grade(grade)
        # The mark stands before the words.
        return f"{GAP}{GAP}{words.split()[0] if self._is_brief else words}"


def track(menu: PhoneMenu, way: Sequence[str], here: str) -> Content:
    """A whole way in one line: a point a step, by its name the one where one is.

    Points, for the digits belong to the turns below. A step off the way stands behind it.
    """
    title = plain(f"►{GAP}{menu.steps[here].title}{GAP}", HEADING)
    points = [title if name == here else plain(_point(menu.steps[name])) for name in way]
    line = Content("─").join(points)
    return line if here in way else join(line, GAP * 2 if way else "", title)


def _point(step: MenuStep) -> str:
    return "☎" if step.stamps == "agent" else "•"
