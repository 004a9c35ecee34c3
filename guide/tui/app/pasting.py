"""What is pasted where the terminal does not say that it is a paste: keys that nobody can type."""

from collections.abc import Awaitable, Callable

from textual.events import Key, Paste
from textual.widget import Widget

from guide.tui.widgets.typed_input import TypedInput

# Seconds between two keys of one burst; a hand needs longer.
BURST = 0.01
LINE = "\n"
# Seconds after which an Enter was the last key of its burst: then it is an Enter.
WAIT = 0.03


class Bursts:
    """Holds an Enter that came within a burst until it is known whether more follows on it."""

    def __init__(self, hand_on: Callable[[Key], Awaitable[None]]) -> None:
        self._hand_on = hand_on
        self._before: Key | None = None
        self._held: tuple[Key, TypedInput] | None = None

    async def take(self, event: Key, focused: Widget | None) -> bool:
        """Whether the key was kept back. A line end within a burst goes into the field."""
        before = self._before
        if event is before:  # it comes back from below, where nobody took it
            return False
        self._before = event
        in_burst = before is not None and event.time - before.time < BURST
        if self._held is not None:
            held, field = self._held
            self._held = None
            if in_burst and event.is_printable and field is focused:
                # In the field's own queue, behind the letters that are still on their way.
                field.post_message(Paste(LINE))
            else:
                await self._hand_on(held)
        is_end = event.key in ("enter", "ctrl+j")
        follows = in_burst and before is not None and before.is_printable
        if is_end and follows and isinstance(focused, TypedInput):
            self._held = event, focused
            focused.set_timer(WAIT, self.let_go)
            return True
        return False

    async def let_go(self) -> None:
        """Nothing followed: it was an Enter."""
        if self._held is not None:
            held, _ = self._held
            self._held = None
            await self._hand_on(held)
