"""The plan on paper, from the screen."""

from pathlib import Path

from textual.widgets import Input

from guide.tui.dialogs.save_as import SaveScreen
from tests.tui.helpers import opened, walk

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
