"""The key on a plan that writes the sheet."""

import stat
import sys
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.screens.walk import WalkScreen
from tests.tui.helpers import ADIT, opened, walk

NUMBER = "202-555-0123"


async def test_a_plan_is_written_for_its_owner_and_replaced_only_at_a_second_enter(
    tmp_path: Path,
) -> None:
    file = tmp_path / "sheet.html"
    async with opened(tmp_path / "data") as (app, pilot):
        await walk(app, pilot, ADIT)
        assert "home" in await asked(app, pilot, str(file))
        assert isinstance(app.screen, WalkScreen)
        first = file.read_text(encoding="utf-8")
        assert "tel:" in first
        assert NUMBER not in first
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.write_text("mine", encoding="utf-8")
        await asked(app, pilot, str(file))
        assert "Enter again replaces it" in said(app)
        assert file.read_text(encoding="utf-8") == "mine"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)
        assert file.read_text(encoding="utf-8") == first


async def test_what_cannot_be_written_is_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    async with opened(tmp_path / "data") as (app, pilot):
        await walk(app, pilot, ADIT)
        for name, words in (
            ("x" * 400 + ".html", "cannot be written"),
            ("no/a.html", "cannot be written"),
            ("a.doc", ".html, .pdf, .md, .txt"),
            ("folder.html", "is a folder"),
            ("a\0.html", ""),
        ):
            await asked(app, pilot, str(tmp_path / name))
            assert isinstance(app.screen, SaveScreen)
            assert words in said(app)
            assert said(app)
            assert app.screen.query_one(Input).value


async def asked(app: GuideApp, pilot: Pilot[None], name: str) -> str:
    if not isinstance(app.screen, SaveScreen):
        await pilot.press("w")
        await pilot.pause()
    field = app.screen.query_one(Input)
    offered, field.value = field.value, name
    await pilot.press("enter")
    await pilot.pause()
    return offered


def said(app: GuideApp) -> str:
    return str(app.screen.query_one("#wanted", Static).content)
