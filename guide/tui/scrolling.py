"""What is too long for its place is scrolled by keys, also where the focus is elsewhere."""

from typing import TypeVar

from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")


class Scrolling(Screen[Result]):
    """PageUp and PageDown scroll what is too long, before any list or field takes them."""

    # The first of these that is shown and does not fit is scrolled.
    SCROLLED = ""
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("pageup", "page(-1)", "A page up", id="page-up", show=False, priority=True),
        Binding("pagedown", "page(1)", "A page down", id="page-down", show=False, priority=True),
        Binding("ctrl+home", "edge(-1)", "To the top", id="edge-top", show=False, priority=True),
        Binding("ctrl+end", "edge(1)", "To the end", id="edge-end", show=False, priority=True),
    ]

    @property
    def too_long(self) -> Widget | None:
        """What does not fit; None where all does."""
        found = self.query(self.SCROLLED) if self.SCROLLED else ()
        return next((each for each in found if each.max_scroll_y > 0 and _is_shown(each)), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where all fits, these keys go on to what has the focus."""
        if action in ("page", "edge"):
            return self.too_long is not None
        return super().check_action(action, parameters)

    def action_page(self, direction: int) -> None:
        """One page on, with a line of the page before."""
        found = self.too_long
        if found is not None:
            page = max(1, found.scrollable_content_region.height - 1)
            found.scroll_relative(y=direction * page, animate=False, force=True)

    def action_edge(self, direction: int) -> None:
        """To the first or the last line."""
        found = self.too_long
        if found is not None:
            to_edge(found, direction)


def to_edge(widget: Widget, direction: int) -> None:
    """To the first line, or the last one."""
    scroll = widget.scroll_home if direction < 0 else widget.scroll_end
    scroll(animate=False, force=True)


def _is_shown(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
