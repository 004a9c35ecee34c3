"""The hours of live help: now, in full, and the days that come."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.tui.base import Dialog
from guide.tui.content import plain
from guide.tui.widgets.week import Week

_DAYS = 14


class HoursScreen(Dialog):
    """What the line on top has no room for."""

    BINDINGS = [Binding("l,enter", "dismiss_empty", "Back", id="hours-back")]  # noqa: RUF012  # Textual's own shape

    def compose(self) -> ComposeResult:
        """The whole sentence, then two weeks."""
        services = self.guide.services
        texts = services.texts
        help_ = services.reference.live_help(self.guide.now())
        mark, word = texts.live_help_state(help_)
        with VerticalScroll(classes="dialog"):
            yield Static(plain(f"{mark} {word}", "bold"))
            yield Static(plain(texts.live_help(help_, services.zone)))
            yield Week(_DAYS)
