"""How long one is on hold, in figures that are seen from across the room."""

from textual.content import Content
from textual.widgets import Static

from guide.tui.content import GAP, join, plain, put
from guide.tui.sizes import FULL
from guide.tui.widgets.figures import large
from guide.wording.calls import as_clock
from guide.wording.texts import Texts

_STYLE = "bold $warning"


class HoldClock(Static):
    """Three rows with what to do beside them; one bold row in a low window. Gone without a hold."""

    def __init__(self, texts: Texts, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._texts = texts
        self._seconds: int | None = None
        self.display = False

    def show(self, seconds: float | None) -> None:
        """The hold so far, in seconds; None while there is none. Drawn where that changed."""
        whole = None if seconds is None else int(seconds)
        if whole != self._seconds:
            self._seconds = whole
            self._draw()

    def on_resize(self) -> None:
        """Another height may have room for other figures."""
        self._draw()

    def _draw(self) -> None:
        self.display = self._seconds is not None
        if self._seconds is None:
            return
        has_room = self.screen.size.height >= FULL
        put(self, self._large(self._seconds) if has_room else self._in_one_row(self._seconds))

    def _in_one_row(self, seconds: int) -> Content:
        held = plain(f"{self._on_hold()}{GAP}{GAP}{as_clock(seconds)}", _STYLE)
        return join(held, f"{GAP}{GAP}", self._stay())

    def _large(self, seconds: int) -> Content:
        title = plain(self._on_hold(), _STYLE)
        return large(as_clock(seconds), _STYLE, title, plain(self._stay()))

    def _on_hold(self) -> str:
        return self._texts.say("hold.title", "ON HOLD")

    def _stay(self) -> str:
        return self._texts.say("hold.stay", "Stay on the line.")
