"""The rehearsal: the phone menu and the person's questions, answered by typing or picking."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from guide.core.call.entry import LONGEST_TEXT
from guide.core.call.rehearsal import begun, replied
from guide.core.prepare.call_plan import CallPlan
from guide.services.prompt_match import is_match
from guide.tui.base import BaseScreen
from guide.tui.content import GAP, HEADING, OWN_WORDS, join, plain
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.rehearsal import RehearsalTexts

# What the caller says stands in from the machine's side.
_MINE = "> "
_STEP = "— "


class RehearseScreen(BaseScreen):
    """What was said so far above, the reply below. Nothing typed here is kept."""

    HELP_NAME = "rehearse"
    SCROLLED = "#talk-scroll"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "leave", "Back", id="rehearse-back"),
        Binding("ctrl+n", "again", "Start over", id="rehearse-again"),
        # One line has no use for these: they scroll what was said.
        Binding("up", "line(-1)", "A line up", id="rehearse-up", show=False),
        Binding("down", "line(1)", "A line down", id="rehearse-down", show=False),
    ]

    def __init__(self, target: str, plan: CallPlan | None = None) -> None:
        super().__init__()
        self.target = target
        self.plan = plan

    @property
    def where(self) -> Sequence[str]:
        """What it is."""
        return (self.services.texts.say("where.rehearsal", "rehearsal"),)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Say what is typed; at the end, once more."""
        say = self.services.texts.say
        again = Step("again", say("rehearse.again", "From the top"))
        if self.is_mounted and self.now.over:
            return (again,)
        return (Step("submit", say("rehearse.say", "Say it")), again)

    def body(self) -> ComposeResult:
        """The talk, and the field for what one would say."""
        say = self.services.texts.say
        yield VerticalScroll(Static(id="talk"), id="talk-scroll", can_focus=False)
        yield TypedInput(
            id="reply",
            max_length=LONGEST_TEXT,
            placeholder=say("rehearse.reply", "What would you say? Enter goes on"),
        )

    def on_mount(self) -> None:
        """The line answers."""
        self.texts = RehearsalTexts(
            self.services.texts, self.services.menu, self.plan, reveal=self.guide.is_revealed
        )
        self.query_one("#reply", Input).focus()
        self.action_again()

    def action_again(self) -> None:
        """From the first word."""
        self.now = begun(self.services.menu, self.target)
        self.talk = [*self.texts.opening(self.now), "", *self.texts.lines(self.now)]
        self._draw()

    def action_line(self, direction: int) -> None:
        """One line of what was said."""
        self.query_one("#talk-scroll").scroll_relative(y=direction, animate=False, force=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was said, and what follows on it."""
        if self.now.over:
            return
        self.now = replied(self.now, self.services.menu, event.value, is_match)
        self.talk += ["", f"> {event.value}", *self.texts.lines(self.now)]
        event.input.value = ""
        if self.now.over:
            key = self.guide.key_of("rehearse-again")
            words = self.services.texts.say(
                "rehearse.over", "Esc: back. {key}: once more.", key=key
            )
            self.talk += ["", words]
            self.refresh_bindings()
        self._draw()

    def _draw(self) -> None:
        self.query_one("#talk", Static).update(join(*map(_side, self.talk)))
        self.query_one("#talk-scroll", VerticalScroll).scroll_end(animate=False)


def _side(line: str) -> Content:
    """The machine at the left, the caller's own words further in, in their colour."""
    if line.startswith(_MINE):
        return plain(f"{GAP * 8}▌ {line.removeprefix(_MINE) or '⏎'}\n", OWN_WORDS)
    return plain(f"{line}\n", HEADING if line.startswith(_STEP) else "")
