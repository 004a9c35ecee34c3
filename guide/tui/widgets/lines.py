"""A list whose lines are never cut by a scrollbar that comes late, and can be read when chosen."""

from rich.segment import Segment
from rich.style import Style as TerminalStyle
from textual.strip import Strip
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Lines(OptionList):
    """The scrollbar takes columns: lines that were broken without it are broken anew."""

    def watch_show_vertical_scrollbar(self) -> None:
        """The heights of all lines are computed again."""
        self._clear_caches()

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        """The chosen line has one colour: words in colours of their own are not seen on it."""
        strips = super()._get_option_render(option, style)
        if not self.has_focus or option is not self.highlighted_option:
            return strips
        own = style.rich_style
        over = TerminalStyle(color=own.color, bgcolor=own.bgcolor)
        return [
            Strip(Segment.apply_style(strip, post_style=over), strip.cell_length)
            for strip in strips
        ]
