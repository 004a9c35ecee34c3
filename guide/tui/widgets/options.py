"""A list that stands whole in something that scrolls: the chosen line is brought into view."""

from textual.geometry import Offset, Region
from textual.widget import Widget

from guide.tui.widgets.lines import Lines


class Options(Lines):
    """Scrolls what it stands in as the highlight moves, up to the very first line."""

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002  # Textual's own shape
        """Bring the chosen line into view; with the first one, all that stands above it."""
        super().scroll_to_highlight(top)
        self.call_after_refresh(self._show_in, self.parent)

    def _show_in(self, around: object) -> None:
        chosen = self.highlighted
        if not isinstance(around, Widget) or chosen is None or chosen not in self._heights:
            return
        line = self._index_to_line[chosen] - self.scroll_offset.y
        place = self.virtual_region.offset + Offset(0, self.gutter.top + line)
        width = max(1, self.virtual_region.width)
        region = Region(place.x, place.y, width, self._heights[chosen])
        if chosen == 0 and region.bottom <= around.scrollable_content_region.height:
            region = Region(0, 0, region.width, region.bottom)
        around.scroll_to_region(region, animate=False, force=True, immediate=True)
