"""Fill in one gap of the plan."""

from collections.abc import Callable
from contextlib import suppress

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.bootstrap import Services
from guide.core.errors import InvalidAnswer
from guide.core.flow.flow import Question
from guide.core.prepare.call_plan import QuestionView
from guide.tui.base import Dialog
from guide.tui.content import plain
from guide.tui.leaving import Keeping
from guide.tui.widgets.options import Options
from guide.tui.widgets.reading import reading_of_answer
from guide.tui.widgets.typed_input import TypedInput


class FillScreen(Dialog, Keeping):
    """A question in a box; the answer is checked before the box closes."""

    def __init__(
        self,
        ask: QuestionView,
        question: Question,
        services: Services,
        given: str,
        *,
        typed: Callable[[str], None],
        keep: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.typed = typed
        self._keep_answer = keep
        # Whether a key is added to what stands there, or takes its place.
        self.adds = False
        self.ask = ask
        self.question = question
        self.services = services
        self.given = given

    def compose(self) -> ComposeResult:
        """Question, field, what is wanted."""
        texts = self.services.texts
        with Vertical(classes="dialog"):
            yield Static(plain(texts.sentence(self.ask.text), "bold"))
            if self.ask.why is not None:
                yield Static(plain(texts.sentence(self.ask.why)))
            if self.ask.input is not None:
                yield TypedInput(self.given, max_length=2000, select_on_focus=not self.adds)
            if self.ask.options:
                options = [Option(plain(texts.of(o.label)), id=o.value) for o in self.ask.options]
                yield Options(*options, markup=False)
            yield Static(classes="reading -gone")
            wanted = "" if self.ask.wanted is None else texts.of(self.ask.wanted)
            yield Static(plain(wanted), id="wanted")
            yield Static(id="fault")

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say("fill.keys", "Enter: take it · Esc: back")

    def on_mount(self) -> None:
        """What stands in the field is told in full."""
        self._draw_reading(self.given)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key: kept, also before it is an answer; a day is told in full once it can be read."""
        self.typed(event.value)
        self._draw_reading(event.value)

    def _draw_reading(self, text: str) -> None:
        shown = reading_of_answer(self.ask.id, self.question, text, self.services)
        line = self.query_one(".reading", Static)
        line.update(shown)
        line.set_class(not shown.plain, "-gone")

    def keep_now(self) -> None:
        """The program ends: what is an answer already is taken as one."""
        for field in self.query(Input):
            if field.value.strip() and field.value != self.given:
                with suppress(InvalidAnswer):
                    self._keep_answer(field.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Check, then close; an empty field takes the answer back."""
        if not event.value.strip():
            self.answer("")
            return
        try:
            self.services.planning.parse_answer(self.ask.id, self.question, event.value)
        except InvalidAnswer as error:
            reason = self.services.texts.tell(error.reason)
            self.query_one("#fault", Static).update(plain(f"✗ {reason}"))
            return
        self.answer(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An option is always taken."""
        self.answer(event.option_id)
