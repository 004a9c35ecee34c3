"""The keys at the foot of a screen: as many as fit whole, then help and the way out."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

# More than these nobody reads while talking; the help and the palette hold all.
_MOST = 5
_HELP, _LEAVE = "app.help", "quit"
_GAP = 1


class Keys(Footer):
    """At most five keys of the screen, then help and the way out. No word is ever cut."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        """What fits, in the order in which the screen names its keys."""
        if not self._bindings_ready:
            return
        for each in self._fitting():
            binding = each.binding
            yield FooterKey(
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                binding.action,
                disabled=not each.enabled,
                tooltip=each.tooltip or binding.description,
            ).data_bind(compact=Footer.compact)

    def on_resize(self) -> None:
        """Another width, other keys."""
        self.bindings_changed(self.screen)

    def _fitting(self) -> list[ActiveBinding]:
        known: dict[str, ActiveBinding] = {}
        for each in self.screen.active_bindings.values():
            known.setdefault(each.binding.action, each)
        ends = [known[name] for name in (_HELP, _LEAVE) if name in known]
        room = self.app.size.width - sum(map(self._width, ends))
        chosen: list[ActiveBinding] = []
        for each in self._offered(known):
            if len(chosen) < _MOST and self._width(each) <= room:
                chosen.append(each)
                room -= self._width(each)
        return [*chosen, *ends]

    def _offered(self, known: dict[str, ActiveBinding]) -> Iterator[ActiveBinding]:
        """What belongs to the screen first, then what works everywhere."""
        shown = [
            each
            for name, each in known.items()
            if each.binding.show and name not in (_HELP, _LEAVE)
        ]
        yield from (each for each in shown if each.node is not self.app)
        yield from (each for each in shown if each.node is self.app)

    def _width(self, each: ActiveBinding) -> int:
        key = self.app.get_key_display(each.binding)
        return cell_len(f"{key} {each.binding.description}") + _GAP
