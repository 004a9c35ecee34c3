"""The one next step of a screen: a filled button, and at most two more, each with its key."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.binding import ActiveBinding, Binding
from textual.content import Content

from guide.tui.content import GAP, join, plain, put
from guide.tui.widgets.key_line import KeyLine

_EDGES = 2
# Columns round the words of a button, and between two.
_ROUND, _BETWEEN = 4, 2
_FILLED = "bold $button-foreground on $button-background"
_PLAIN = "$foreground on $panel"


class Step(NamedTuple):
    """Something to do next: the action of a live key, and its label where that has another."""

    action: str
    label: str = ""


class ActionBar(KeyLine, can_focus=True):
    """Shows those of a screen's next steps that can be taken now, the first of them filled.

    Reached by Tab and the mouse; Enter takes the step, left and right choose another.
    """

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("enter,space", "take", "Do it", show=False, id="bar-take"),
        Binding("left", "choose(-1)", "Step before", show=False, id="bar-left"),
        Binding("right", "choose(1)", "Next step", show=False, id="bar-right"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[tuple[ActiveBinding, str]] = []
        self._chosen = 0

    def show(self, steps: Sequence[Step], known: dict[str, ActiveBinding]) -> None:
        """Show these steps, of which each is live by its action in `known`."""
        if self.has_focus:
            # The focus took its keys away from the list that these steps are about.
            known = {active.binding.action: active for active, _ in self._steps} | known
        self._steps = [
            (known[step.action], step.label or known[step.action].binding.description)
            for step in steps
            if step.action in known and known[step.action].enabled
        ]
        self._chosen = min(self._chosen, max(0, len(self._steps) - 1))
        self.display = bool(self._steps)
        self._draw()

    @property
    def shown(self) -> frozenset[str]:
        """Actions that stand here, so that the footer need not name them again."""
        return frozenset(active.binding.action for active in self.keys)

    def on_focus(self) -> None:
        """The first step is the one to take."""
        self._chosen = 0
        self._draw()

    def on_blur(self) -> None:
        """The first one stays filled."""
        self._chosen = 0
        self._draw()

    def on_resize(self) -> None:
        """As many as there is room for."""
        self._draw()

    def action_choose(self, step: int) -> None:
        """Another of the buttons."""
        if self.keys:
            self._chosen = (self._chosen + step) % len(self.keys)
            self._draw()

    async def action_take(self) -> None:
        """Do what the chosen button says."""
        await self.take(self._chosen)

    def _draw(self) -> None:
        self.keys = [active for active, _ in self._fitting()]
        put(self, join(*self._parts()))

    def _parts(self) -> Iterator[Content | str]:
        for number, (active, label) in enumerate(self._fitting()):
            key = self.app.get_key_display(active.binding)
            words = f"{GAP}{key}{GAP}{GAP}{label}{GAP}"
            style = _FILLED if number == self._chosen else _PLAIN
            if self.has_focus and number == self._chosen:
                style += " underline"
            if number:
                yield GAP * _BETWEEN
            yield self.placed(plain(words, style), number)

    def _fitting(self) -> Iterator[tuple[ActiveBinding, str]]:
        room = self.app.size.width - _EDGES
        for active, label in self._steps:
            key = self.app.get_key_display(active.binding)
            room -= cell_len(f"{key}{label}") + _ROUND + _BETWEEN
            if room + _BETWEEN >= 0:
                yield active, label
            elif active is self._steps[0][0]:
                yield active, _begin(label, cell_len(label) + room + _BETWEEN)
                return
            else:
                return


def _begin(label: str, room: int) -> str:
    """As many whole words as there is room for, at least the first."""
    words = label.split()
    while len(words) > 1 and cell_len(" ".join(words)) + 1 > room:
        words.pop()
    return f"{' '.join(words)}…"
