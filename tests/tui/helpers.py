"""The screen in a test: opened on a folder of its own, walked through, waited for and read."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.autosave import Unkept

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
# Seconds that a screen under test waits for the desk: a test looks at it right after a key.
PATIENCE = 30.0
HOSTILE = [
    "[/b] x", "order [A12]", "[@click=app.quit]hi[/]", "\x1b]0;title\x07", "a\u202eb", "\x9b31m",
    "{0} {x}", "'; drop table walk; --", "x" * 200, "ﷺ 𝒳 👩‍👩‍👧", "\t\ttab",
]  # fmt: skip
ADIT = {
    "role": "applicant", "represented": "no", "protected": "no", "resident": "yes", "card": "no",
    "use": "travel", "extension": "no", "why": "stolen", "by": "none", "i829": "no", "mail": "all",
    "online": "no", "voice": "english", "military": "no", "from": "us", "number": "202-555-0123",
    "texts": "yes",
}  # fmt: skip


@asynccontextmanager
async def opened(
    folder: Path, size: tuple[int, int] = (80, 24), at: datetime = NOW, *, welcome: bool = False
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    services = Services(Settings(zone="America/Chicago", data=str(folder)), clock=lambda: at)
    if not welcome:
        services.walks.first_time("welcome")
    app = GuideApp(services, grace=PATIENCE)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        app.close()


async def walk(app: GuideApp, pilot: Pilot[None], answers: dict[str, str]) -> WalkScreen:
    app.open_flow("infopass-adit")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, WalkScreen)
    screen.answers = dict(answers)
    await pilot.pause()
    return screen


def shown(screen: Any) -> str:
    """The words of the main list, and of the detail beside it where there is one."""
    lists = [*screen.query("#main"), *screen.query("#detail")]
    return "\n".join(
        str(rows.get_option_at_index(i).prompt) for rows in lists for i in range(rows.option_count)
    )


def unkept(app: GuideApp) -> str:
    """What the line about keeping says on the screen that is open."""
    return "".join(str(widget.content) for widget in app.screen.query(Unkept) if widget.display)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    # By the clock: on a busy machine a thread has its turn late.
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, holds
        await pilot.pause(0.01)


def at_once(folder: Path) -> GuideApp:
    """The app as it runs for people: nobody waits for the desk."""
    services = Services(Settings(zone="America/Chicago", data=str(folder)), clock=lambda: NOW)
    services.walks.first_time("welcome")
    services.close()
    return GuideApp(services, grace=None)


def drawn(app: App[Any]) -> str:
    """Every cell of the screen as it goes to the terminal, without styles."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(segment.text for strip in strips for segment in strip)
