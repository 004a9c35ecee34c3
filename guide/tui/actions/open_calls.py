"""Calls that were not ended, to go on with."""

from collections.abc import Callable

from guide.core.call.live import LiveCall
from guide.core.errors import StorageError
from guide.tui.host import Host


def ask_for_calls(app: Host, done: Callable[[object], None]) -> None:
    """Drafts of calls, the latest first; the error where they cannot be read."""
    services = app.services

    def answered(calls: object) -> None:
        if isinstance(calls, StorageError):
            app.not_kept(calls)
        done(calls)

    def look() -> tuple[LiveCall, ...]:
        return services.drafts.all()

    app.desk.ask(look, answered)
