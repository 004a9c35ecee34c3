"""Laws of the frame at every width: one row, no word cut, state in word and mark, five keys."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import PropertyMock, patch

import pytest
from textual.geometry import Size

from guide.tui.app.guide_app import GuideApp
from guide.tui.base import BaseScreen
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.banner import Banner
from guide.tui.widgets.header import Header
from guide.tui.widgets.keys import Keys
from tests.tui.helpers import NOW, opened
from tests.tui.ways import WAYS

WIDTHS = range(20, 201)
PLACES = ["home", "question", "plan", "the line answers", "on hold", "a person", "log", "board",
    "way", "they called", "correction"]  # fmt: skip
# Open, closing within the hour, closed for the night, closed on a holiday.
MOMENTS = [
    NOW,
    datetime(2026, 11, 24, 0, 30, tzinfo=UTC),
    datetime(2026, 11, 24, 5, 0, tzinfo=UTC),
    datetime(2026, 11, 26, 15, 0, tzinfo=UTC),
]
# Columns at the edges.
EDGES = 2
ENDS = {"app.help", "quit"}
MOST = 5
# Up to here there is no room for two keys.
NARROWEST = 21


def at_every_width(app: GuideApp, draw: Callable[[], str]) -> Iterator[tuple[int, str]]:
    """What a line says at each width, from the widest on, as it is handed to the terminal."""
    for width in reversed(WIDTHS):
        with patch.object(type(app), "size", PropertyMock(return_value=Size(width, 24))):
            yield width, draw().replace("\xa0", " ")


def assert_one_row(width: int, words: str) -> None:
    from rich.cells import cell_len

    assert "\n" not in words
    assert cell_len(words) <= width - EDGES, (width, words)


def assert_whole(words: str, known: str) -> None:
    """No word is cut: each stands in the widest form, too."""
    assert {each.removesuffix("…") for each in words.split()} <= set(known.split())


@pytest.mark.parametrize("name", PLACES)
async def test_the_line_on_top(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path, (200, 40)) as (app, pilot):
        await WAYS[name](app, pilot)
        header = app.screen.query_one(Header)
        widest = ""
        for width, words in at_every_width(app, lambda: str(header._words(app, header._where))):
            widest = widest or words
            assert_one_row(width, words)
            assert_whole(words, widest)
            assert words.strip()


@pytest.mark.parametrize("at", MOMENTS, ids=["open", "closing", "closed", "holiday"])
async def test_the_line_on_live_help(tmp_path: Path, at: datetime) -> None:
    async with opened(tmp_path, (200, 40), at) as (app, _):
        banner = app.screen.query_one(Banner)
        help_ = app.services.reference.live_help(at)
        mark, word = app.services.texts.live_help_state(help_)
        known = " ".join(
            [mark, word, *app.services.texts.live_help_lines(help_, app.services.zone)]
        )
        for width, words in at_every_width(app, lambda: str(banner._words(app))):
            assert_one_row(width, words.rstrip())
            assert_whole(words, known)
            assert words.strip().startswith(f"{mark} {word}")


@pytest.mark.parametrize("name", PLACES)
async def test_the_bar_and_the_keys(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path, (200, 40)) as (app, pilot):
        await WAYS[name](app, pilot)
        screen = app.screen
        assert isinstance(screen, BaseScreen)
        bar, keys = screen.query_one(ActionBar), screen.query_one(Keys)

        def both() -> str:
            keys.draw()
            return f"{bar.content}\t{keys.content}"

        named = {
            f"{app.get_key_display(each.binding)} {each.binding.description}"
            for each in app.screen.active_bindings.values()
        }
        labels = [step.label for step in screen.next_steps]
        steps = " ".join([str(bar.content), *named, *labels])
        for width, words in at_every_width(app, both):
            for line in words.split("\t"):
                assert_one_row(width, line.rstrip())
                assert_whole(line, steps)
            offered = [each for each in keys.keys if each.binding.action not in ENDS]
            assert len(offered) <= MOST
            shown = {each.binding.action for each in keys.keys}
            assert shown >= (ENDS if width > NARROWEST else {"quit"})
