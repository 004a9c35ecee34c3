"""Whatever is drawn can be read: 4.5:1 for words, 3:1 for borders, in every theme and depth."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input, OptionList

from guide.bootstrap import Services
from guide.local.settings import Settings, chosen_theme
from guide.tui.app.guide_app import GuideApp
from guide.tui.app.themes import OFFERED
from guide.tui.screens.live import LiveScreen
from tests.tui.contrast import DEPTHS, contrast, drawn
from tests.tui.helpers import NOW, opened
from tests.tui.ways import WAYS

LINES = range(0x2500, 0x25A0)


def least(text: str) -> float:
    """Lines, blocks and scroll bars are no words."""
    return 3.0 if all(ord(char) in LINES for char in text.strip()) else 4.5


def faint(app: GuideApp, depth: str) -> list[str]:
    return [
        f"{round(contrast(pair), 2)} {tuple(pair[0])} on {tuple(pair[1])}: {text.strip()[:30]}"
        for pair, text in drawn(app, depth)
        if contrast(pair) < least(text)
    ]


@pytest.mark.parametrize("name", WAYS)
async def test_all_that_is_drawn_can_be_read(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await WAYS[name](app, pilot)
        app.notify("A notice.")
        for theme in OFFERED:
            app.theme = theme
            await pilot.pause()
            await pilot.pause()
            for depth in DEPTHS:
                assert faint(app, depth) == [], (theme, depth)


async def test_the_palette_can_be_read(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        for theme in OFFERED:
            app.theme = theme
            await pilot.press("ctrl+p", *"biom")
            await app.workers.wait_for_complete()
            await pilot.pause()
            for depth in DEPTHS:
                assert faint(app, depth) == [], (theme, depth)
            await pilot.press("escape")


@pytest.mark.parametrize("name", ["home", "question", "plan", "way", "board"])
async def test_every_line_can_be_read_when_it_is_chosen(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await WAYS[name](app, pilot)
        rows = app.focused
        assert isinstance(rows, OptionList)
        for theme in OFFERED:
            app.theme = theme
            for place in range(rows.option_count):
                rows.highlighted = place
                await pilot.pause()
                assert faint(app, "true") == [], (theme, place)


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
@pytest.mark.parametrize("name", ["zone", "a person", "log", "correction", "rehearsal", "spelling"])
async def test_every_field_has_a_border(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await WAYS[name](app, pilot)
        fields = list(app.screen.query(Input))
        assert fields
        kinds = {field.styles.border_left[0] for field in fields}
        assert not kinds & {"", "none", "hidden", "blank"}


async def test_only_the_list_with_the_focus_shows_a_highlight(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS["the line answers"](app, pilot)
        assert isinstance(app.screen, LiveScreen)
        leads = app.screen.query_one("#leads", OptionList)
        name = "option-list--option-highlighted"
        chosen = leads.get_visual_style(name).background
        app.screen.set_focus(None)
        await pilot.pause()
        left = leads.get_visual_style(name).background
        plain = leads.get_visual_style("option-list--option").background
        assert chosen != plain
        assert left == plain


async def test_the_theme_that_was_chosen_comes_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        assert chosen_theme(tmp_path) is None
        app.theme = "guide-light"
        await pilot.pause()
        assert chosen_theme(tmp_path) == "guide-light"
    async with opened(tmp_path) as (app, pilot):
        app.take_theme(chosen_theme(tmp_path))
        await pilot.pause()
        assert app.theme == "guide-light"
        app.take_theme("no such theme")
        assert app.theme == "guide-light"
        app.theme = "guide-dark"
        await pilot.pause()
        assert chosen_theme(tmp_path) is None


async def test_colours_kept_under_their_old_name_are_taken(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, _):
        app.take_theme("textual-light")
        assert app.theme == "guide-light"
        app.take_theme("dracula")
        assert app.theme == "guide-light"


async def test_high_contrast_holds_seven_to_one(tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        await WAYS["plan"](app, pilot)
        app.theme = "guide-contrast"
        await pilot.pause()
        await pilot.pause()
        words = [(pair, text) for pair, text in drawn(app, "true") if least(text) == 4.5]
        assert words
        assert [text for pair, text in words if contrast(pair) < 7] == []


@pytest.mark.parametrize("name", [None, *OFFERED])
async def test_the_theme_of_the_first_picture_and_dark_without_reading_the_style_sheet_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str | None
) -> None:
    again: list[object] = []
    read = Stylesheet.reparse

    def reparse(sheet: Stylesheet) -> None:
        again.append(sheet)
        read(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", reparse)
    settings = Settings(zone="America/Chicago", data=str(tmp_path))
    app = GuideApp(Services(settings, clock=lambda: NOW))
    app.take_theme(name)
    async with app.run_test() as pilot:
        await pilot.pause()
        theme = OFFERED[name or "guide-dark"]
        assert app.theme == theme.name
        assert app.has_class(f"-theme-{theme.name}", "-dark-mode" if theme.dark else "-light-mode")
        assert app.theme_variables["background"] == app.get_css_variables()["background"]
        drawn_on = app.screen_stack[0].styles.background
        assert drawn_on == Color.parse(app.theme_variables["background"])
        assert bool(again) == (name not in (None, "guide-dark"))
