"""The answers that lie ahead, as a file for the caller's calendar."""

from collections.abc import Sequence
from pathlib import Path

from guide.core.errors import GuideError
from guide.core.follow_up.board import LATE, FollowUp
from guide.tui.background.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.dialogs.save_as import SaveScreen


def write_calendar(screen: BaseScreen, listed: Sequence[FollowUp]) -> None:
    """Ask where it should go, and write it; what is late lies ahead no more."""
    services, reveal, now = screen.services, screen.guide.is_revealed, screen.guide.now()
    texts = services.texts
    ahead = [follow_up for follow_up in listed if follow_up.promise.state not in LATE]
    if not ahead:
        words = texts.say("ics.none", "Nothing lies ahead: no calendar file was written.")
        screen.app.notify(words, markup=False)
        return

    def make() -> bytes:
        from guide.export.ics import calendar_file

        return calendar_file(services.events(ahead, reveal=reveal), now)

    def made(content: bytes | GuideError) -> None:
        if isinstance(content, GuideError):
            screen.guide.say_error(content)
            return
        title = texts.say("board.save", "Where should the calendar file go?")
        path = Path.home() / "follow-up.ics"
        screen.app.push_screen(SaveScreen(title, path, lambda _: content))

    ask_desk(screen, screen.guide.log_desk, make, made)
