"""What is too long for its place is scrolled by keys, also where the focus is elsewhere."""

from typing import TypeVar

from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")


class Scrolling(Screen[Result]):
    """PageUp and PageDown scroll what is too long, before any list or field takes them."""

    # Those of these that are shown and do not fit are scrolled, one after the other.
    SCROLLED = ""
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("pageup", "page(-1)", "A page up", id="page-up", show=False, priority=True),
        Binding("pagedown", "page(1)", "A page down", id="page-down", show=False, priority=True),
        Binding("ctrl+home", "edge(-1)", "To the top", id="edge-top", show=False, priority=True),
        Binding("ctrl+end", "edge(1)", "To the end", id="edge-end", show=False, priority=True),
    ]

    @property
    def too_long(self) -> list[Widget]:
        """What does not fit, in order."""
        widgets = self.query(self.SCROLLED) if self.SCROLLED else ()
        return [widget for widget in widgets if widget.max_scroll_y > 0 and _is_shown(widget)]

    def _next(self, direction: int) -> Widget | None:
        """What goes on in a direction: where one is at its end, the one behind it."""
        widgets = self.too_long if direction > 0 else self.too_long[::-1]
        return next((widget for widget in widgets if not _is_at_end(widget, direction)), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where all fits, these keys go on to what has the focus."""
        if action in ("page", "edge"):
            return bool(self.too_long)
        return super().check_action(action, parameters)

    def action_page(self, direction: int) -> None:
        """One page on, with a line of the page before."""
        widget = self._next(direction)
        if widget is not None:
            page = max(1, widget.scrollable_content_region.height - 1)
            widget.scroll_relative(y=direction * page, animate=False, force=True)

    def action_edge(self, direction: int) -> None:
        """To the first or the last line."""
        widget = self._next(direction)
        if widget is not None:
            to_edge(widget, direction)


def to_edge(widget: Widget, direction: int) -> None:
    """To the first line, or the last one."""
    scroll = widget.scroll_home if direction < 0 else widget.scroll_end
    scroll(animate=False, force=True)


def _is_at_end(widget: Widget, direction: int) -> bool:
    at = widget.scroll_target_y
    return at >= widget.max_scroll_y if direction > 0 else at <= 0


def _is_shown(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))
