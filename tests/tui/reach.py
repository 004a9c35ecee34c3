"""Which lines of a screen can be brought into view by keys alone."""

from collections.abc import Iterable
from typing import Any

from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from tests.tui.helpers import drawn

# More than any screen has.
PAGES = 30
# A line is a widget, told by its number, and how far down in it.
Line = tuple[int, int]


class Reach:
    """Looks after every key, until each line of each text and list was seen."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.app = pilot.app
        self.seen: set[Line] = set()
        self.named: dict[int, Widget] = {}

    def left(self) -> list[str]:
        """Lines never seen, in words."""
        self.named |= {id(widget): widget for widget in self.app.screen.query("*")}
        return [f"{self.named[name]!r} line {line}" for name, line in sorted(self.look())]

    def look(self) -> set[Line]:
        """What stands on the screen and was never seen."""
        places = self.app.screen._compositor.full_map
        wanted: set[Line] = set()
        for widget in _texts(self.app.screen.query("*")):
            lines = range(_height(widget))
            wanted.update((id(widget), line) for line in lines)
            if widget not in places:
                continue
            place = places[widget]
            shown = place.region.intersection(place.clip)
            if not shown:
                continue
            inside = widget.content_region
            top = widget.scroll_offset.y if isinstance(widget, OptionList) else 0
            for line in lines:
                there = Region(inside.x, inside.y + line - top, max(1, inside.width), 1)
                if there.y < inside.bottom and shown.contains(max(there.x, shown.x), there.y):
                    self.seen.add((id(widget), line))
        return wanted - self.seen

    async def press(self, key: str) -> bool:
        """Whether anything is left after the key."""
        await self.pilot.press(key)
        await self.pilot.pause()
        return bool(self.look())

    async def page(self, key: str) -> bool:
        """Page after page up to the end: two keys in a row after which all stands as before."""
        before: list[object] = []
        for _ in range(PAGES):
            if not await self.press(key):
                return False
            offsets = [widget.scroll_offset for widget in self.app.screen.query("*")]
            before = [*before[-2:], (offsets, drawn(self.app))]
            if before.count(before[-1]) == len(before) == 3:
                break
        return True

    async def explore(self) -> list[str]:
        """Keys that change nothing: pages first, then every row of every list."""
        if not self.look():
            return []
        for key in ("pagedown", "pageup"):
            if not await self.page(key):
                return []
        for _ in range(len(self.app.screen.focus_chain) + 1):
            rows = self.app.focused
            count = rows.option_count if isinstance(rows, OptionList) else 0
            for key in [*(["home"] * bool(count)), *["down"] * count, "tab"]:
                if not await self.press(key):
                    return []
        return self.left()


def _texts(widgets: Iterable[Widget]) -> list[Widget]:
    """Texts and lists that stand on the screen; notices and the keys at the foot are no text."""
    return [
        widget
        for widget in widgets
        if isinstance(widget, Static | OptionList)
        and not widget.has_class("-textual-system")
        and not isinstance(widget, Input)
        and all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
    ]


def _height(widget: Widget) -> int:
    if isinstance(widget, OptionList):
        return widget.virtual_size.height
    width = widget.content_size.width
    return widget.get_content_height(widget.container_size, widget.app.size, width) if width else 0
