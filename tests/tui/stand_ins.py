"""What stands in for a screen and its desks where a part of it is tried alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from guide.core.errors import GuideError, StorageError

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


class Asked:
    """A desk that answers at once."""

    def ask(self, work: Callable[[], object], done: Callable[[object], None], group: str) -> bool:
        try:
            done(work())
        except GuideError as error:
            done(error)
        return True


class Screen:
    """A screen of some services, and all that was shown on it."""

    is_running = True

    def __init__(self, services: Any) -> None:
        self.services = services
        self.faults: list[StorageError] = []
        self.told: list[str] = []
        self.pushed: list[Any] = []
        self.guide = SimpleNamespace(
            desk=Asked(),
            log_desk=Asked(),
            now=lambda: NOW,
            not_kept=self.faults.append,
            is_revealed=False,
        )
        self.app = SimpleNamespace(notify=self._notify, push_screen=self.pushed.append)

    def _notify(self, words: str, *, markup: bool, **_: object) -> None:
        assert not markup
        self.told.append(words)


def screen(services: Any) -> Any:
    """One that takes the place of any screen."""
    return Screen(services)
