"""Dialogs: what the keys do stands on their lower edge, however little room there is."""

from pathlib import Path

import pytest

from guide.tui.base import Dialog
from tests.tui.helpers import drawn, opened, until
from tests.tui.ways import WAYS

OPENED = ("help", "zone", "number", "says who", "paper", "heard else", "start over", "is it over")


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 15)])
@pytest.mark.parametrize("name", OPENED)
async def test_the_way_out_is_never_cut_and_never_scrolled_away(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await WAYS[name](app, pilot)
        assert isinstance(app.screen, Dialog)
        await pilot.press("pagedown")
        await pilot.pause()
        assert "Esc: back" in drawn(app)


async def test_where_there_is_room_all_keys_are_told(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (app, pilot):
        await WAYS["heard else"](app, pilot)
        assert "Enter: the first · ↓: choose · Esc: back" in drawn(app)
        await pilot.resize_terminal(40, 15)
        await until(pilot, lambda: "Enter: the first" not in drawn(app))
        assert "↓: choose · Esc: back" in drawn(app)
