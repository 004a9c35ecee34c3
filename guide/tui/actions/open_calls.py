"""Calls that were not ended, to go on with."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.call.live import LiveCall
from guide.core.errors import StorageError
from guide.tui.content import hang, plain
from guide.tui.host import Host
from guide.tui.widgets.rows import Row


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


def going_on_row(live: LiveCall, services: Services) -> Row:
    """A call that was not ended, to go on with."""
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    words = texts.say(
        "home.go-on-call", "Go on with the call begun {day} at {time}",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip
    content = hang("☎", plain(words, "bold"))
    return Row(id=f"live-{live.key}", content=content, text=words, act="choose", target=live.key)
