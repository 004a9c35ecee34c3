"""Notices at the foot take a place of their own: they cover nothing that is being read."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._toast import Toast

from guide.tui.widgets.action_bar import ActionBar
from tests.tui.helpers import opened, until
from tests.tui.ways import WAYS

SCREENS = [
    "home", "question", "question with a long list", "plan", "dialling", "the line answers",
    "on hold", "a person", "rehearsal", "spelling", "tools", "log", "correction", "board", "menu",
    "way", "they called",
]  # fmt: skip
SIZES = [(80, 24), (40, 15)]
# What is read or used at that moment, besides what has the focus.
READ = "Header, Banner, ActionBar, Keys, #verdict, #asked, #hold-clock, #clock, .title"
SHORT = "Noted."
LONG = "The log does not answer yet. The call goes there as soon as it does. " * 4


def shown(screen: Screen[object], widget: Widget) -> Region:
    """Where a widget can be seen."""
    place = screen._compositor.full_map.get(widget)
    return Region() if place is None else place.region.intersection(place.clip)


def is_shown(screen: Screen[object], words: str) -> bool:
    toasts = [each for each in screen.query(Toast) if shown(screen, each)]
    return words in [each._notification.message for each in toasts]


def covered(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    """What a notice covers."""
    read = [each for each in screen.query(READ) if each.display]
    if screen.focused is not None:
        read.append(screen.focused)
    for toast in screen.query(Toast):
        over = shown(screen, toast)
        for each in read:
            if over and over.intersection(shown(screen, each)):
                yield str(each), str(over)


@pytest.mark.parametrize("size", SIZES, ids=["80", "40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_a_notice_covers_nothing_that_is_read(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await WAYS[name](app, pilot)
        # A bar without a step has nothing to read, and goes.
        bar = app.screen.query_one(ActionBar)
        before = {
            str(widget)
            for widget in app.screen.query(READ)
            if shown(app.screen, widget) and (widget is not bar or bar.keys)
        }
        for words in (SHORT, LONG):
            app.notify(words, timeout=60, severity="warning")
            await until(pilot, partial(is_shown, app.screen, words))
            await pilot.pause()
            assert list(covered(app.screen)) == []
            # Nor does it push anything of that off the screen, or the focus out of sight.
            left = {str(each) for each in app.screen.query(READ) if shown(app.screen, each)}
            assert before - left == set()
            focused = app.screen.focused
            assert focused is None or shown(app.screen, focused).height > 0
