"""The plan on paper, from the screen."""

from pathlib import Path

import pytest
from textual.widgets import Checkbox, Input

from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.dialogs.save_sheet import SaveSheetScreen
from tests.tui.helpers import ADIT, drawn, opened, walk

SURRENDERED = {"role": "applicant", "represented": "no", "protected": "no", "resident": "no"}


async def test_w_writes_the_kind_that_the_ending_names(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, SURRENDERED)
        for name, start in (("a.html", b"<!doctype html>"), ("a.md", b"# ")):
            await pilot.press("w")
            await pilot.pause()
            assert isinstance(app.screen, SaveScreen)
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await pilot.pause()
            assert (tmp_path / name).read_bytes().lower().startswith(start)


async def test_another_ending_is_refused_in_place(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, SURRENDERED)
        await pilot.press("w")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "a.exe")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SaveScreen)
        assert not (tmp_path / "a.exe").exists()


async def test_large_print_and_codes_are_ticked_and_enter_writes_from_there(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("w")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "a.html")
        await pilot.press("tab", "space", "tab", "space", "enter")
        await pilot.pause()
        assert not isinstance(app.screen, SaveSheetScreen)
        page = (tmp_path / "a.html").read_text("utf-8")
        assert '<body class="large">' in page
        assert page.count("<svg") == 2


async def test_a_kind_that_can_hold_no_code_says_so_and_keeps_the_ticks(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("w")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "a.txt")
        app.screen.query_one("#codes", Checkbox).value = True
        await pilot.press("enter")
        await pilot.pause()
        assert "can't hold QR codes" in drawn(app)
        assert app.screen.query_one("#codes", Checkbox).value
        assert not (tmp_path / "a.txt").exists()


async def test_a_tick_is_seen_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path, (40, 15)) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("w", "tab", "space")
        await pilot.pause()
        words = " ".join(drawn(app).split())
        assert "[x] Large print" in words
        assert "[ ] QR codes (.html or .pdf)" in words
