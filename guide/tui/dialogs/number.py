"""Can an officer call this number back? The answer changes with every digit that is typed."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from guide.core.flow.phone_verdict import PhoneVerdict
from guide.tui.base import Dialog
from guide.tui.content import DOUBT, HEADING, join, plain
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.phones import phone_doubts, phone_lines, phone_tips

# Digits of the shortest number that is whole; before that nothing is said against it.
_WHOLE = 10


class NumberScreen(Dialog):
    """A field, and below it what the number is good for and what to do about it."""

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say("number.keys", "Nothing is saved · Esc: back")

    def compose(self) -> ComposeResult:
        """Title, field, verdict."""
        say = self.guide.services.texts.say
        with Vertical(classes="dialog"):
            title = say("number.title", "Can USCIS call this number back?")
            yield Static(plain(title, HEADING))
            yield TypedInput(placeholder="202-555-0123", max_length=60)
            yield Static(id="number-verdict")

    def on_mount(self) -> None:
        """What is wanted, until something is typed."""
        super().on_mount()
        self._judge("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """The verdict on what stands there now."""
        self._judge(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Whoever presses Enter has typed all of it."""
        self._judge(event.value, is_whole=True)

    def _judge(self, typed: str, *, is_whole: bool = False) -> None:
        services = self.guide.services
        digits = sum(character.isdigit() for character in typed)
        if not typed.strip() or (digits < _WHOLE and not is_whole):
            say = services.texts.say
            wanted = say("number.wanted", "Type the whole number, with its area code.")
            self.query_one("#number-verdict", Static).update(plain(wanted))
            return
        self.query_one("#number-verdict", Static).update(
            self._verdict(services.reference.verdict(typed))
        )

    def _verdict(self, verdict: PhoneVerdict) -> Content:
        center = self.guide.services.catalog.center
        mark = plain("! ", DOUBT) if phone_doubts(verdict, center) else plain("✓ ", HEADING)
        lines = [join(mark, line) for line in phone_lines(verdict, center)]
        tips = [plain(f"· {tip}") for tip in phone_tips(verdict, center)]
        return plain("\n").join([*lines, *tips])
