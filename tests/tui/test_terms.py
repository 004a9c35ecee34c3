"""What the words mean, one key away on every question and plan."""

from pathlib import Path
from typing import Any

from textual.widgets import Input, Static

from guide.tui.app.palette import Commands
from guide.tui.dialogs.terms import TermsScreen
from guide.tui.screens.walk import WalkScreen
from tests.tui.helpers import ADIT, opened, walk


def words(screen: Any) -> str:
    return "\n".join(str(widget.content) for widget in screen.query(Static))


async def test_g_explains_the_terms_of_a_question_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, {"role": "applicant", "represented": "no"})
        await pilot.press("g")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TermsScreen)
        assert screen.here == ("vawa", "t-and-u", "i-751")
        said = words(screen)
        assert said.index("Violence Against Women Act") < said.index("Other words")
        assert said.index("Other words") < said.index("A-number")
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, WalkScreen)


async def test_a_plan_explains_its_terms_and_its_limits(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("g")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TermsScreen)
        assert {"adit", "a-number"} <= {*screen.here}
        assert "{" not in words(screen)


async def test_a_g_that_is_typed_stays_a_letter(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        answers = {key: value for key, value in ADIT.items() if key not in ("number", "texts")}
        screen = await walk(app, pilot, answers)
        assert isinstance(app.focused, Input)
        await pilot.press("g")
        await pilot.pause()
        assert app.screen is screen
        assert screen.query_one("#typed", Input).value == "g"
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert isinstance(app.screen, TermsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#typed", Input).value == "g"


async def test_the_palette_knows_the_words_of_people(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, _):
        best = {}
        for word in ("stolen", "funeral", "scam", "fired"):
            commands = Commands(app.screen)
            hits = [hit async for hit in commands.search(word)]
            best[word] = max(hits, key=lambda hit: hit.score).text
    home = app.services.catalog.home.entries
    assert best == {
        "stolen": home["proof"].text,
        "funeral": home["travel"].text,
        "scam": home["called"].text,
        "fired": home["faster"].text,
    }
