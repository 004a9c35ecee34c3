"""A phone number checked on the screen, by the same words as on the command line."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from guide.tui.dialogs.number import NumberScreen
from guide.wording.phones import phone_lines
from tests.tui.helpers import opened


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("202-456-1111", "✓"),
        ("202-456-1111 ext. 5", "!"),
        ("800-375-5283", "!"),
        ("+63 2 5301 2000", "!"),
        ("2024561111x", "!"),
    ],
)
async def test_the_verdict_comes_as_one_types(tmp_path: Path, typed: str, mark: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("number_sign")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, NumberScreen)
        assert "area code" in str(screen.query_one("#number-verdict", Static).content)
        await pilot.press(*(" " if character == " " else character for character in typed))
        await pilot.pause()
        shown = str(screen.query_one("#number-verdict", Static).content)
        verdict = app.services.reference.verdict(typed)
        for line in phone_lines(verdict, app.services.catalog.center):
            assert line in shown
        assert shown.startswith(mark)
        assert screen.query_one(Input).value == typed
        await pilot.press("escape")
        assert app.screen is not screen


async def test_half_a_number_is_judged_only_when_asked(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("number_sign", *"202456")
        await pilot.pause()
        verdict = app.screen.query_one("#number-verdict", Static)
        assert "area code" in str(verdict.content)
        assert "!" not in str(verdict.content)
        await pilot.press("enter")
        await pilot.pause()
        assert str(verdict.content).startswith("!")


async def test_in_a_field_the_sign_is_a_sign(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("slash", "number_sign")
        await pilot.pause()
        assert not isinstance(app.screen, NumberScreen)
        assert app.screen.query_one("#search", Input).value == "#"
