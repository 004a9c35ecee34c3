"""The time on hold, by a clock that never jumps."""

from collections.abc import Callable


class Hold:
    """A stretch on hold that begins, ends, and goes on where it was ended too early.

    `monotonic` gives seconds. What was held before is not counted here.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._began_at: float | None = None
        self._ended_at: float | None = None

    @property
    def is_on(self) -> bool:
        """Whether one is on hold now."""
        return self._began_at is not None

    @property
    def seconds(self) -> float:
        """Seconds of the stretch that runs; none without one."""
        return 0.0 if self._began_at is None else self._monotonic() - self._began_at

    @property
    def since_end(self) -> float | None:
        """Seconds since a stretch was ended here; None where none was."""
        return None if self._ended_at is None else self._monotonic() - self._ended_at

    def begin(self) -> None:
        """On hold from now on."""
        self._began_at = self._monotonic()

    def ends(self) -> None:
        """No longer, as it seems."""
        if self._began_at is not None:
            self._ended_at = self._monotonic()
        self._began_at = None

    def goes_on(self, *, is_on: bool) -> None:
        """The last stamp was taken back: a stretch runs anew from now on, or none does."""
        self._began_at = self._monotonic() if is_on else None
