"""How long one is on hold, in figures that are seen from across the room."""

from textual.content import Content
from textual.widgets import Static

from guide.tui.content import GAP, join, plain, put
from guide.wording.calls import as_clock
from guide.wording.texts import Texts

# Rows of a large figure, and columns to the words beside it.
_ROWS, _BESIDE = 3, 3


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
        low = self.screen.has_class("-low")
        put(self, self._in_one_row(self._seconds) if low else self._large(self._seconds))

    def _in_one_row(self, seconds: int) -> Content:
        held = plain(f"{self._on_hold()}{GAP}{GAP}{as_clock(seconds)}", "bold $warning")
        return join(held, f"{GAP}{GAP}", self._stay())

    def _large(self, seconds: int) -> Content:
        rows = figures(as_clock(seconds))
        beside = (plain(self._on_hold(), "bold $warning"), plain(self._stay()), plain(""))
        parts: list[Content | str] = []
        for row, words in zip(rows, beside, strict=True):
            parts += [plain(row, "bold $warning"), GAP * _BESIDE, words, "\n"]
        return join(*parts[:-1])

    def _on_hold(self) -> str:
        return self._texts.say("hold.title", "ON HOLD")

    def _stay(self) -> str:
        return self._texts.say("hold.stay", "Stay on the line.")


def figures(text: str) -> tuple[str, str, str]:
    """Figures and colons in three rows of one width."""
    from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

    pieces: list[list[str]] = [[] for _ in range(_ROWS)]
    for char in text:
        place = DIGITS.index(char) * _ROWS
        for row, piece in enumerate(pieces):
            piece.append(DIGITS3X3_BOLD[place + row].ljust(_ROWS).replace(" ", GAP))
    one, two, three = ("".join(piece) for piece in pieces)
    return one, two, three
