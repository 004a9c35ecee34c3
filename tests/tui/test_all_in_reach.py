"""Whatever stands on a screen can be read with the keyboard alone, however small the window."""

from pathlib import Path

import pytest

from tests.tui.helpers import opened
from tests.tui.reach import Reach
from tests.tui.ways import WAYS

SIZES = [(120, 40), (120, 24), (80, 24), (60, 20), (40, 15)]


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
@pytest.mark.parametrize("name", WAYS)
async def test_every_line_comes_into_view_by_keyboard_alone(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await WAYS[name](app, pilot)
        await pilot.pause()
        assert await Reach(pilot).explore() == []
