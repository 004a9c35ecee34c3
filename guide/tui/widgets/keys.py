"""The keys at the foot of a screen: as many as fit whole, then help and the way out."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen

from guide.tui.content import GAP, join, plain, put
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.key_line import KeyLine

# More than these nobody reads while talking; the help and the palette hold all.
_MOST = 5
_HELP, _LEAVE = "app.help", "quit"
_EDGES, _GAP = 2, 2


class Keys(KeyLine):
    """At most five keys of the screen, then help and the way out. No word is ever cut.

    The next steps of the screen stand in the bar above; both are drawn from the same live keys.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_due = False

    def on_mount(self) -> None:
        """Draw again whenever other keys are live."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen and not self._is_due:
            self._is_due = True
            self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Another width, other keys."""
        self._changed(self.screen)

    def draw(self) -> None:
        """Show what is live now, here and in the bar of next steps."""
        self._is_due = False
        if not self.is_attached:
            return
        known: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            known.setdefault(active.binding.action, active)
        bar = self.screen.query_one(ActionBar)
        bar.show(getattr(self.screen, "next_steps", ()), known)
        self.keys = self._fitting(known, bar.shown)
        put(self, join(*self._parts()))

    def _parts(self) -> Iterator[Content | str]:
        for number, active in enumerate(self.keys):
            if number:
                yield GAP * _GAP
            key = plain(self.app.get_key_display(active.binding), "bold $footer-key-foreground")
            words = join(key, GAP, active.binding.description)
            yield self.placed(words, number)

    def _fitting(
        self, known: dict[str, ActiveBinding], in_bar: frozenset[str]
    ) -> list[ActiveBinding]:
        ends = [known[name] for name in (_HELP, _LEAVE) if name in known]
        room = self.app.size.width - _EDGES + _GAP - sum(map(self._width, ends))
        if room < 0:
            # The way out stays.
            return ends[-1:]
        chosen: list[ActiveBinding] = []
        for active in self._offered(known, in_bar):
            if len(chosen) < _MOST and self._width(active) <= room:
                chosen.append(active)
                room -= self._width(active)
        return [*chosen, *ends]

    def _offered(
        self, known: dict[str, ActiveBinding], in_bar: frozenset[str]
    ) -> Iterator[ActiveBinding]:
        """What belongs to the screen first, then what works everywhere."""
        shown = [
            active
            for name, active in known.items()
            if active.binding.show and name not in (_HELP, _LEAVE) and name not in in_bar
        ]
        # The way back stands first, and is never the one for which there is no room.
        shown.sort(key=lambda active: active.binding.key != "escape")
        yield from (active for active in shown if active.node is not self.app)
        yield from (active for active in shown if active.node is self.app)

    def _width(self, active: ActiveBinding) -> int:
        key = self.app.get_key_display(active.binding)
        return cell_len(f"{key} {active.binding.description}") + _GAP
