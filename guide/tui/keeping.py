"""Keeps what is being typed: at once, or a moment later where keys come fast."""

from collections.abc import Callable

from textual.widget import Widget

# Seconds between two savings while keys come; a killed process may lose 0.25.
SAVE_AFTER = 0.1


class Keeper:
    """Calls `save` soon after each change, and never more often than it must."""

    def __init__(
        self, owner: Widget, monotonic: Callable[[], float], save: Callable[[], None]
    ) -> None:
        self._owner = owner
        self._monotonic = monotonic
        self._save = save
        self._saved_at = float("-inf")
        self._waits = False

    def soon(self) -> None:
        """Something has changed."""
        left = self._saved_at + SAVE_AFTER - self._monotonic()
        if left <= 0:
            self.now()
        elif not self._waits:
            self._waits = True
            self._owner.set_timer(left, self.now)

    def now(self) -> None:
        """Save what there is."""
        self._waits = False
        self._saved_at = self._monotonic()
        self._save()
