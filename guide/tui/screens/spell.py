"""Spelling help beside a plan: what one reads out, in chunks and in words."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from guide.core.call.spelling import LONGEST, spelled
from guide.core.case_numbers import looks_like
from guide.core.errors import InvalidInput
from guide.core.prepare.call_plan import CallPlan, TypedValue
from guide.core.text import one_line
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.spelling import spelling_lines

_NUMBERS = ("receipt", "a-number")


class SpellScreen(BaseScreen):
    """Numbers of the plan, and a field for a name. Nothing typed here is kept."""

    HELP_NAME = "spell"
    SCROLLED = "#spell-scroll"
    BINDINGS = [Binding("escape", "leave", "Back", id="spell-back")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, plan: CallPlan | None = None) -> None:
        super().__init__()
        self.plan = plan

    @property
    def where(self) -> Sequence[str]:
        """What it is."""
        return (self.services.texts.say("where.spelling", "spelling"),)

    def body(self) -> ComposeResult:
        """A field, and below it the letters."""
        say = self.services.texts.say
        yield Static(plain(say("spell.title", "Read it out like this")), classes="title")
        yield TypedInput(
            id="spell-text",
            max_length=LONGEST,
            placeholder=say("spell.field", "A name, a receipt number, an A-number"),
        )
        yield VerticalScroll(Static(id="spelled"), id="spell-scroll")

    def on_mount(self) -> None:
        """The numbers of the plan first."""
        self.query_one("#spell-text", Input).focus()
        self._draw("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Spelt as one types."""
        self._draw(event.value)

    def _draw(self, text: str) -> None:
        given = [text] if text.strip() else list(self._numbers())
        lines: list[str] = []
        for name in given:
            lines += [*self._lines(name), ""]
        self.query_one("#spelled", Static).update(plain("\n".join(lines)))

    def _numbers(self) -> Iterator[str]:
        plan = self.plan
        values = [] if plan is None else [g.value for g in plan.trail]
        values += [] if plan is None else [n.value for n in plan.needs if n.value is not None]
        typed = [v for v in values if isinstance(v, TypedValue) and v.kind in _NUMBERS]
        yield from dict.fromkeys(str(answer.value) for answer in typed)

    def _lines(self, text: str) -> Iterator[str]:
        try:
            # What nobody sees is no part of a number; in a name it becomes a sign.
            words = text if looks_like(text) else one_line(text)
            spelling = spelled(words, self.services.catalog.spelling)
        except InvalidInput as error:
            yield self.services.texts.error(error)
        else:
            yield from spelling_lines(spelling, self.services.texts)
