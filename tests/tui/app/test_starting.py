"""The start: what can wait is read after the first picture, and before anything that needs it."""

from pathlib import Path

import pytest

import guide.tui.app.starting
from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from tests.tui.helpers import NOW

LATER = str(Path(guide.tui.app.starting.__file__).with_name("later.tcss"))


async def test_styles_of_later_screens_are_read_when_the_first_of_them_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Longer than any test waits: nothing is read by itself.
    monkeypatch.setattr(guide.tui.app.starting, "_AFTER_PICTURE", 3600.0)
    settings = Settings(zone="America/Chicago", data=str(tmp_path))
    app = GuideApp(Services(settings, clock=lambda: NOW))
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert not app.stylesheet.has_source(LATER)
            app.action_zone()
            await pilot.pause()
            assert app.stylesheet.has_source(LATER)
            assert app.screen.query_one(".dialog").styles.max_width is not None
    finally:
        app.close()


async def test_they_are_read_by_themselves_once_the_first_picture_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide.tui.app.starting, "_AFTER_PICTURE", 0.001)
    settings = Settings(zone="America/Chicago", data=str(tmp_path))
    services = Services(settings, clock=lambda: NOW)
    services.walks.first_time("welcome")
    app = GuideApp(services)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause(0.1)
            assert app.stylesheet.has_source(LATER)
    finally:
        app.close()
