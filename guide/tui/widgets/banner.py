"""The one line on live help that stands on every screen; chosen, it tells all it knows."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from guide.core.clock.hours import State
from guide.tui.content import GAP, join, plain, put

if TYPE_CHECKING:
    from guide.tui.host import Host

# Columns at the edges of the line, and round the word.
_EDGES = 2
# Word, mark and colour: each of them alone tells the three apart.
_STYLES: dict[State, str] = {
    "open": "bold reverse $success",
    "closing": "bold reverse $warning",
    "closed": "bold $error",
}


class Banner(Static):
    """Is live help open, until when, when next; in Eastern and in the caller's time."""

    def __init__(self, app: "Host") -> None:
        # With words from the start, the first picture is whole: it is not drawn twice.
        super().__init__(self._words(app))

    def on_mount(self) -> None:
        """Draw again every half minute."""
        self.set_interval(30, self.draw)

    def on_resize(self) -> None:
        """As much as there is room for."""
        self.draw()

    def on_click(self, event: Click) -> None:
        """All that is known of the hours."""
        event.stop()
        cast("Host", self.app).action_hours()

    def draw(self) -> None:
        """Show live help as of now; beside a plan, as of the plan: both tell one figure."""
        at = getattr(self.screen, "moment", None)
        put(self, self._words(cast("Host", self.app), at))

    def _words(self, app: "Host", at: datetime | None = None) -> Content:
        services = app.services
        help_ = services.reference.live_help(at or app.now())
        mark, word = services.texts.live_help_state(help_)
        first = plain(f"{GAP}{mark}{GAP}{word}{GAP}", _STYLES[help_.state])
        room = app.size.width - _EDGES - first.cell_length - 1
        lines = services.texts.live_help_lines(help_, services.zone)
        # In the narrowest window word and mark stand alone.
        line = next((each for each in lines if cell_len(each) <= room), "")
        return join(first, GAP, line)
