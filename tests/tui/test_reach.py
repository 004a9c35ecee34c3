"""No sentence on any screen is out of a translator's reach."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from guide.bootstrap import Services
from guide.cli.talk import Talk
from guide.core.call.entry import CallBackAttempt
from guide.core.errors import StorageError
from guide.core.message import Message
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.screens.rehearse import RehearseScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.rows import Rows
from tests.calls import call
from tests.marked import Marked, known_texts, out_of_reach
from tests.tui.helpers import PATIENCE

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
# Nobody translates the zone's city, the keys, the machine's own words and what was typed.
_NAMES = "esc enter tab alt ctrl shift super space backspace delete home end pgup pgdn"
KEYS = f"{_NAMES} {_NAMES.title()}"
DATA = (KEYS, "guide", "America/Chicago", "expedite request", "InfoPass")
URGENT = {
    "role": "applicant", "represented": "no", "protected": "no", "what": "decision",
    "danger": "yes", "travel": "no", "filed": "yes", "case": "other", "premium": "no",
    "ground": "humanitarian", "documents": "yes", "still-to-do": "no", "hold": "no", "before": "never",
    "voice": "english", "military": "no", "from": "us", "number": "202-456-1111", "texts": "yes",
}  # fmt: skip


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Marked]:
    """The language; in the end, whatever was asked for must be what translators get."""
    marked = Marked()
    monkeypatch.setattr("guide.wording.catalogues.translation", lambda *_: marked)
    # A long path would be cut in its field.
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    yield marked
    templates = known_texts()
    assert {name: {templates.get(name)} for name in marked.asked} == marked.asked


@asynccontextmanager
async def opened(
    folder: Path, size: tuple[int, int] = (130, 120), *, welcome: bool = False
) -> AsyncIterator["Looked"]:
    settings = Settings(zone="America/Chicago", language="es", data=str(folder))
    services = Services(settings, clock=lambda: NOW)
    if not welcome:
        services.walks.first_time("welcome")
    app = GuideApp(services, grace=PATIENCE)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause(0.2)
            yield Looked(app, pilot)
    finally:
        app.close()


class Looked:
    """Presses keys, and looks at all that is drawn then."""

    def __init__(self, app: GuideApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str, data: str = "") -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        self.look(data)

    def look(self, data: str = "") -> None:
        strips = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        # A long path is broken where its line ends.
        lines = [line for line in lines if not data or line.strip(" │") not in data]
        left = [line for line in lines if out_of_reach(line, *DATA, data)]
        assert left == [], self.app.screen

    async def plan(self) -> WalkScreen:
        """Up to the plan, question by question."""
        self.app.open_flow("expedite")
        await self.pilot.pause()
        self.look()
        screen = self.app.screen
        assert isinstance(screen, WalkScreen)
        talk = Talk(self.app.services, "expedite", NOW)
        for name, value in URGENT.items():
            talk.answer(name, value)
            screen.answers = dict(talk.answers)
            await self.pilot.pause()
            self.look()
        assert screen.plan.question is None
        return screen


async def test_home_and_what_opens_above_it(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path, welcome=True) as seen:
        seen.look(str(tmp_path))
        await seen.press("enter")
        await seen.press("f1")
        await seen.press("escape")
        await seen.press("ctrl+p")
        await seen.press("escape")
        await seen.press("ctrl+t")
        await seen.press("f1")
    assert "key.they-called" in marks.asked
    assert "home.question" in marks.asked


async def test_the_short_line_on_top(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path, (58, 30)) as seen:
        seen.look()
    assert "banner.until" in marks.asked


async def test_the_zone_is_the_only_list_of_names(tmp_path: Path, marks: Marked) -> None:
    from zoneinfo import available_timezones

    async with opened(tmp_path) as seen:
        await seen.press("f4", data=" ".join(available_timezones()))
    assert "zone.how" in marks.asked


async def test_a_walk_its_plan_and_who_says_so(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path) as seen:
        screen = await seen.plan()
        rows = screen.query_one("#main", Rows)
        rows.highlighted = rows.get_option_index("dial")
        await seen.pilot.press("s")
        await seen.pilot.pause()
        # Drawn, an address may be cut in two.
        words = [str(widget.content) for widget in seen.app.screen.query(Static)]
        assert out_of_reach("\n".join(words)) == []
        await seen.press("escape")
        await seen.press("x")
        await seen.press("escape")
        await seen.press("w", data="expedite.html")
        await seen.press(*"x", "enter", data="expedite.html pdf md txt x")
    assert {"source.disagrees", "plan.fill", "error.file.ending"} <= marks.asked.keys()


async def test_rehearsing_and_spelling(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path) as seen:
        await seen.plan()
        await seen.press("r")
        typed = ["", "", "hello", "expedite request", "agent", "no", "IOE1234567890", "", "", "n"]
        for text in typed:
            await seen.press(*text, "enter", data=" ".join(typed))
        screen = seen.app.screen
        assert isinstance(screen, RehearseScreen)
        while not screen.now.over:
            await seen.press("enter", data=" ".join(typed))
        await seen.press("escape")
        await seen.press("p")
        # The words for letters, and for what stands on them, are said in English.
        await seen.press(*"é1ж", data="Echo acute one")
    assert {"rehearsal.number", "rehearsal.ready", "spell.unknown"} <= marks.asked.keys()


async def test_a_call_while_it_goes_on(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path) as seen:
        await seen.plan()
        for keys in (["c"], ["f5"], ["f1"], ["escape"], ["f5"], ["ctrl+r"], ["escape"], ["f5"]):
            await seen.press(*keys)
        await seen.press(*"Mary", data="Mary")
        await seen.press("f8", data="Mary")
        await seen.press("enter", data="Mary")
    assert {"live.held", "heard.title", "end.missing", "logged.done"} <= marks.asked.keys()


async def test_the_phone_menu(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path) as seen:
        for key in ("f3", "enter", "enter", "escape"):
            await seen.press(key)
    assert {"menu.title", "menu.way", "step.then"} <= marks.asked.keys()


async def test_answers_one_waits_for_and_the_log(tmp_path: Path, marks: Marked) -> None:
    async with opened(tmp_path) as seen:
        missed = (CallBackAttempt(at=NOW, answered=False),)
        calls = seen.app.services.calls
        calls.add(call(1, agent_name="Mary", service_item="SR12345678", kind="urgent", by="e-mail"))
        calls.add(call(2, kind="regular", flow="expedite", attempts=missed))
        for key in ("ctrl+o", "f1", "escape", "enter", "escape", "k", "escape", "m", "enter"):
            await seen.press(key, data="Mary")
        for keys in (["u"], ["u"], ["d"], ["end", "up", "enter"], ["u"]):
            await seen.press(*keys, data="Mary")
        await seen.press("w", data="follow-up.ics")
        for keys in (
            ["escape"],
            ["ctrl+l"],
            ["f1"],
            ["escape"],
            ["x"],
            ["escape"],
            ["k"],
            ["escape"],
        ):
            await seen.press(*keys, data="Mary")
        await seen.press("e", data="Mary")
        await seen.press(*"Joe", "escape", data="Mary JoeMary MaryJoe Joe")
    assert {"strip.named", "holiday.thanksgiving", "correct.ask"} - marks.asked.keys() == set()


async def test_what_the_disk_refuses(
    tmp_path: Path, marks: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError(
            Message("error.full", "The disk is full; {place} could not be written.", place="7"),
            Message("hint.full", "Free some space, then go on."),
        )

    async with opened(tmp_path) as seen:
        monkeypatch.setattr(seen.app.services.walks, "keep", full)
        monkeypatch.setattr(seen.app.services.calls, "page", full)
        await seen.plan()
        seen.app.action_go("call")
        await seen.press("down")
    assert {"keep.not", "error.full", "hint.full"} <= marks.asked.keys()
