"""What waits to be kept: of several under one name the latest, each in its turn.

Knows no thread and no clock: whoever asks says what time it is, in seconds that only go on.
"""

from collections.abc import Callable, Iterator

# Seconds between two savings under one name; a killed process may lose 0.25.
SAVE_AFTER = 0.1
# Seconds until what failed is tried again.
TRY_AGAIN = 0.5
# Seconds after which whoever saves once more waits a moment, so that no more than 0.25 is lost.
BEHIND = 0.13
# Seconds that whatever is kept may take before it is said that it is not kept yet.
SLOW = 0.75
# Seconds kept for a last try before the end.
LAST_TRY = 0.5
NEVER = float("inf")


class Save:
    """Something to keep, in place of what came before it under its name.

    `done` gets what `work` returns, if that is anything; `text` is what would be lost.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        done: Callable[[object], None] | None = None,
        text: Callable[[], str] | None = None,
    ) -> None:
        self.name = name
        self.work = work
        self.done = done
        self.text = text
        self.since = 0.0
        self.due = 0.0
        self.has_failed = False


class Saves:
    """Whoever writes takes one at a time, and says what became of it."""

    def __init__(self) -> None:
        self._waiting: dict[str, Save] = {}
        self._busy: Save | None = None
        self._saved_at: dict[str, float] = {}
        # Until when what fails is tried again once the program ends.
        self._ends_at: float | None = None

    def put(self, save: Save, now: float, *, at_once: bool = False) -> bool:
        """Something to keep; whether whoever brings it should wait a moment for it."""
        before = self._waiting.get(save.name)
        is_idle = self._busy is None and not self._waiting
        save.since = now if before is None else before.since
        save.has_failed = before is not None and before.has_failed
        # What failed waits for its turn: a key must not make the disk be asked once more.
        save.due = before.due if before is not None and before.has_failed else 0.0
        if not at_once and not save.due:
            save.due = self._saved_at.get(save.name, 0.0) + SAVE_AFTER
        self._waiting[save.name] = save
        # On a disk that is well it is there before it is drawn. One that is not holds nobody.
        return at_once or (is_idle and save.due <= now) or self._is_behind(now)

    def _is_behind(self, now: float) -> bool:
        """Whether keys come so fast that the writer needs a moment to itself.

        Not where something fails or hangs: then nobody waits.
        """
        if any(save.has_failed for save in self._all()):
            return False
        oldest = min((save.since for save in self._all()), default=now)
        return now - SLOW < oldest < now - BEHIND

    # For whoever writes

    def take(self, now: float) -> Save | None:
        """What is to be written now; `kept` or `failed` is to follow."""
        save = next((waiting for waiting in self._waiting.values() if waiting.due <= now), None)
        if save is not None:
            self._busy = self._waiting.pop(save.name)
        return save

    def saved(self, save: Save, now: float) -> None:
        """It is written."""
        self._busy = None
        self._saved_at[save.name] = now

    def failed(self, save: Save, now: float) -> None:
        """It is to be tried again, or what came meanwhile in its place."""
        self.saved(save, now)
        newer = self._waiting.setdefault(save.name, save)
        save.has_failed = newer.has_failed = True
        newer.since = min(newer.since, save.since)
        newer.due = now + TRY_AGAIN
        if self._ends_at is not None:
            # Another program may let go in time; for ever is nothing tried.
            newer.due = now + LAST_TRY / 2 if now < self._ends_at else NEVER

    @property
    def next_due(self) -> float:
        """When the next one is to be written; never where nothing waits that is still tried."""
        return min((save.due for save in self._waiting.values()), default=NEVER)

    # The end

    def end(self, ends_at: float) -> None:
        """All is to be written now; what fails is tried again until then."""
        self._ends_at = ends_at
        for save in self._waiting.values():
            save.due = 0.0

    @property
    def left(self) -> tuple[Save, ...]:
        """What is not written, with what is being written."""
        return tuple(self._all())

    # What is known

    def is_through_with(self, save: Save) -> bool:
        """Whether it is written, or failed, or something else took its place."""
        is_gone = self._busy is not save and self._waiting.get(save.name) is not save
        return is_gone or save.has_failed

    def is_kept(self, name: str) -> bool:
        """Whether nothing waits to be kept under a name."""
        return all(save.name != name for save in self._all())

    def is_slow(self, now: float) -> bool:
        """Whether something waits for longer than it should."""
        return any(save.since < now - SLOW for save in self._all())

    @property
    def has_failures(self) -> bool:
        """Whether something waits that could not be written."""
        return any(save.has_failed for save in self._waiting.values())

    def _all(self) -> Iterator[Save]:
        if self._busy is not None:
            yield self._busy
        yield from self._waiting.values()
