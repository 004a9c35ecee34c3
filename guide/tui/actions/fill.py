"""Asks for a gap of the plan in a box. What is typed there is kept, also before it is taken."""

from collections.abc import Callable
from functools import partial

from guide.core.flow.flow import Question
from guide.core.flow.words import Value
from guide.core.prepare.call_plan import QuestionView
from guide.tui.dialogs.fill import FillScreen
from guide.tui.host import Host
from guide.tui.rows.asked import in_field_words


class GapToFill:
    """What is asked and what is known of it: `given` as an answer, `half` as words so far.

    `note` is told, by the name of the gap, each text and the words of the answer before it.
    """

    def __init__(
        self,
        ask: QuestionView,
        question: Question,
        given: Value | None,
        half: str,
        note: Callable[[str, str, str], None],
    ) -> None:
        self.ask = ask
        self.question = question
        self.given = given
        self.half = half
        self.note = partial(note, ask.id)


def ask_to_fill(app: Host, gap: GapToFill, taken: Callable[[Value | None], None]) -> None:
    """Hand on the answer, or None where an empty field takes it back; Escape hands on nothing."""
    services = app.services
    given = "" if gap.given is None else in_field_words(gap.given, services)

    def typed(text: str) -> None:
        gap.note(text, given)

    def take(text: str | None) -> None:
        if text is None:
            return
        gap.note("", "")
        if text:
            value, _ = services.planning.parse_answer(gap.ask.id, gap.question, text)
            taken(value)
        else:
            taken(None)

    words = gap.half or given
    screen = FillScreen(gap.ask, gap.question, services, words, typed=typed, keep=take)
    screen.adds = bool(gap.half)
    app.push_screen(screen, take)
