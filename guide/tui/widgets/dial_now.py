"""The number to dial, before it is dialled: the first thing that one sees."""

from rich.cells import cell_len
from textual.widgets import Static

from guide.tui.content import put
from guide.tui.sizes import FULL
from guide.tui.widgets.figures import figures, large

_FIGURES = frozenset("0123456789-")


class DialNow(Static):
    """In large figures; in a low or narrow window the line on top says it alone."""

    def __init__(self, number: str, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._number = number
        self._has_figures = bool(number) and set(number) <= _FIGURES

    def show(self, *, is_dialled: bool) -> None:
        """Once it is dialled it is gone."""
        self.display = self._has_figures and not is_dialled and self._has_room
        if self.display:
            put(self, large(self._number, "bold $accent"))

    @property
    def _has_room(self) -> bool:
        width, height = self.screen.size
        side = width // 2 if self.screen.has_class("-wide") else width
        return height >= FULL and cell_len(figures(self._number)[0]) + 4 <= side
