"""What stands in for a screen and its desks where a part of it is tried alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from guide.core.errors import GuideError, StorageError
from guide.tui import host as tui_host

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


class Asked:
    """A desk that answers at once."""

    def ask(self, work: Callable[[], object], done: Callable[[object], None], group: str) -> bool:
        try:
            done(work())
        except GuideError as error:
            done(error)
        return True


class Host:
    """An app, and all that was shown in it."""

    is_revealed = False
    # As the program says it.
    say_error = tui_host.Host.say_error

    def __init__(self, services: Any) -> None:
        self.services = services
        self.desk = self.log_desk = Asked()
        self.faults: list[StorageError] = []
        self.notices: list[str] = []
        # Screens that were opened, and what each is left with.
        self.pushed: list[tuple[Any, Any]] = []

    def now(self) -> datetime:
        return NOW

    def not_kept(self, fault: StorageError) -> None:
        self.faults.append(fault)

    def notify(self, words: str, *, markup: bool, **_: object) -> None:
        assert not markup
        self.notices.append(words)

    def push_screen(self, screen: object, left: object = None) -> None:
        self.pushed.append((screen, left))


def host(services: Any) -> Any:
    """One that takes the place of the app."""
    return Host(services)


def screen(services: Any) -> Any:
    """One that takes the place of any screen."""
    app = Host(services)
    return SimpleNamespace(services=services, app=app, guide=app, is_running=True)
