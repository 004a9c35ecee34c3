"""A paste of several lines: nothing of it is dropped, wherever it goes."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input

from guide.tui.screens.live import LiveScreen
from tests.tui.helpers import opened

LINES = "line one\r\nline two\n\nline three\n"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("agent_name", "line one / line two / line three"),
        ("note", "line one\nline two\n\nline three"),
    ],
)
async def test_all_lines_of_a_paste_are_kept(tmp_path: Path, field: str, text: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        await pilot.press("f5", "f5", "f5")
        screen.query_one(f"#field-{field}", Input).focus()
        await pilot.press("x")
        app.post_message(Paste(LINES))
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert screen.live.typed[field] == f"x{text}y"


async def test_a_paste_takes_the_place_of_what_is_marked(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f4", *"abc")
        field = app.screen.query_one(Input)
        field.action_select_all()
        app.post_message(Paste("one\ntwo"))
        await pilot.pause()
        assert field.value == "one / two"


async def test_a_paste_that_does_not_fit_says_so_and_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("ctrl+r", *"abc")
        app.post_message(Paste("x\n" * 400))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "abc"
        assert "300 characters fit here" in next(iter(app._notifications)).message
