"""The board of promises where there is none yet."""

from pathlib import Path

from guide.tui.screens.past_call import PastCallScreen
from tests.tui.helpers import opened


async def test_an_empty_board_offers_to_write_down_an_earlier_call_and_nothing_else(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("ctrl+o")
        await pilot.pause()
        live = {active.binding.action for active in app.screen.active_bindings.values()}
        assert not live & {"came", "missed", "close", "open_call", "save"}
        await pilot.press("plus")
        await pilot.pause()
        assert isinstance(app.screen, PastCallScreen)
