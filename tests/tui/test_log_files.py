"""The log saved in a file and brought in from one, on the screen itself."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.open_file import OpenFileScreen
from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.places import CALL
from tests.calls import call
from tests.tui.helpers import opened, until

NUMBER = "2024561111"


async def at_log(app: GuideApp, pilot: Pilot[None], *calls: object) -> None:
    app.services.calls.merge(calls)  # type: ignore[arg-type]
    app.action_go(CALL)
    await pilot.pause()


async def save(app: GuideApp, pilot: Pilot[None], path: Path, *, whole: bool) -> None:
    await pilot.press("w")
    await pilot.pause()
    assert isinstance(app.screen, ChoiceDialog)
    await pilot.press(*["down"] * whole, "enter")
    await until(pilot, lambda: isinstance(app.screen, SaveScreen))
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await pilot.pause()


async def bring_in(app: GuideApp, pilot: Pilot[None], path: Path) -> None:
    await pilot.press("i")
    await pilot.pause()
    assert isinstance(app.screen, OpenFileScreen)
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))


def sentences(app: GuideApp) -> str:
    return "\n".join(str(line.content) for line in app.screen.query(Static))


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".html", ".md"])
@pytest.mark.parametrize("whole", [False, True])
async def test_a_file_holds_numbers_only_where_they_were_asked_for(
    tmp_path: Path, ending: str, *, whole: bool
) -> None:
    path = tmp_path / f"mine{ending}"
    async with opened(tmp_path / "data") as (app, pilot):
        await at_log(app, pilot, call(1, callback=NUMBER, agent_name="Torres"))
        await save(app, pilot, path, whole=whole)
        text = path.read_text("utf-8")
        assert "Torres" in text
        assert (NUMBER in text) == whole
        await pilot.pause()
        [noted] = app.services.calls.entries()
        assert (noted.shared_at is not None) == whole


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
async def test_what_one_log_saved_another_brings_in_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mine{ending}"
    async with opened(tmp_path / "one") as (app, pilot):
        await at_log(app, pilot, call(1, callback=NUMBER), call(2))
        await save(app, pilot, path, whole=True)
    async with opened(tmp_path / "other") as (app, pilot):
        await at_log(app, pilot)
        for added, known in ((2, 0), (0, 2)):
            await bring_in(app, pilot, path)
            assert f"added: {added}, known: {known}, conflicts: 0" in sentences(app)
            await pilot.press("enter")
            await pilot.pause()
            assert len(app.screen.calls) == 2  # type: ignore[attr-defined]


async def test_what_differs_may_come_in_as_corrections(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    async with opened(tmp_path / "one") as (app, pilot):
        await at_log(app, pilot, call(1, note="theirs"))
        await save(app, pilot, path, whole=True)
    async with opened(tmp_path / "other") as (app, pilot):
        await at_log(app, pilot, call(1, note="mine"))
        await bring_in(app, pilot, path)
        assert "conflicts: 1" in sentences(app)
        assert [one.note for one in app.services.calls.page().calls] == ["mine"]
        await pilot.press("down", "enter")
        await until(pilot, lambda: "imported as a correction" in sentences(app))
        assert [one.note for one in app.services.calls.page().calls] == ["theirs"]


async def test_what_was_removed_comes_back_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    async with opened(tmp_path / "one") as (app, pilot):
        await at_log(app, pilot, call(1))
        await save(app, pilot, path, whole=True)
        app.services.calls.remove([call(1).id])
        await bring_in(app, pilot, path)
        assert app.services.calls.page().calls == ()
        options = app.screen.query_one(OptionList)
        assert options.get_option_at_index(1).id == "again"
        await pilot.press("down", "enter")
        await until(pilot, lambda: bool(app.services.calls.page().calls))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("calls.txt", "x", "not a log file"),
        ("none.csv", None, "cannot be read"),
        ("calls.csv", "a,b\n1,2\n", "not the header of a log"),
        ("calls.jsonl", "{\n", "not an object of JSON"),
    ],
)
async def test_what_cannot_be_brought_in_is_said_and_the_name_stays(
    tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    async with opened(tmp_path / "data") as (app, pilot):
        await at_log(app, pilot)
        await pilot.press("i")
        await pilot.pause()
        screen = app.screen
        screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: said in str(screen.query_one("#fault", Static).content))
        assert app.screen is screen
        assert screen.query_one(Input).value == str(path)


async def test_a_masked_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    async with opened(tmp_path / "data") as (app, pilot):
        await at_log(app, pilot, call(1, callback=NUMBER))
        await save(app, pilot, path, whole=False)
        await pilot.press("i")
        await pilot.pause()
        screen = app.screen
        screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: "masked" in str(screen.query_one("#fault", Static).content))


async def test_every_place_where_a_table_is_wrong_is_said(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    wrong = "\n".join(f"sometime {row}," for row in range(14))
    path.write_text(f"started_at,note\n{wrong}\n", "utf-8")
    async with opened(tmp_path / "data") as (app, pilot):
        await at_log(app, pilot)
        await pilot.press("i")
        await pilot.pause()
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing was imported" in sentences(app))
        words = sentences(app)
        assert "14 cells or rows cannot be read." in words
        assert words.index("Row 2") < words.index("Row 13")
        assert "And 2 more." in words
        assert app.screen.query_one(Input).value == str(path)
        await pilot.press("pagedown")
        await pilot.pause()
        assert not [*app.services.calls.entries()]
