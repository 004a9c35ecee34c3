"""A list whose lines are never cut by a scrollbar that comes late."""

from textual.widgets import OptionList


class Lines(OptionList):
    """The scrollbar takes columns: lines that were broken without it are broken anew."""

    def watch_show_vertical_scrollbar(self) -> None:
        """The heights of all lines are computed again."""
        self._clear_caches()
