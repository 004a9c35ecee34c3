"""A call that began in one language goes on in another."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.live import LiveCall
from guide.local.settings import Settings
from guide.tui.screens.live import LiveScreen
from guide.wording.calls import spoken
from tests.marked import Marked, out_of_reach
from tests.tui.helpers import ADIT, NOW, opened, walk


def services_with(folder: Path, language: str | None = None) -> Services:
    settings = Settings(zone="America/Chicago", language=language, data=str(folder))
    return Services(settings, clock=lambda: NOW)


def said(services: Services, live: LiveCall) -> list[str]:
    return [spoken(sentence, services.texts) for sentence in services.calling.to_say(live)]


async def begun(tmp_path: Path) -> LiveCall:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("c", "f5")
        await pilot.pause()
        assert isinstance(app.screen, LiveScreen)
    services = services_with(tmp_path)
    (live,) = services.drafts.all()
    services.close()
    return live


async def test_what_to_say_follows_the_language_in_the_middle_of_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = await begun(tmp_path)
    english = said(services_with(tmp_path), live)
    assert any("ADIT stamp" in words for words in english)
    monkeypatch.setattr("guide.wording.catalogues.translation", lambda *_: Marked())
    other = said(services_with(tmp_path, "es"), live)
    assert len(other) == len(english)
    assert out_of_reach(" ".join(other)) == []


async def test_a_draft_that_kept_words_says_them(tmp_path: Path) -> None:
    stored: dict[str, Any] = msgspec.to_builtins(await begun(tmp_path))
    del stored["answers"]
    old = msgspec.convert(stored | {"say": ["I need a stamp."]}, type=LiveCall, strict=False)
    assert said(services_with(tmp_path), old) == ["I need a stamp."]
