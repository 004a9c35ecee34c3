"""The ways out, on a real terminal and above dialogs: named, working, and nothing is lost."""

import io
import os
import signal
from pathlib import Path
from typing import TypeVar

import pytest
from textual.widgets import Input

from guide.cli.main import main
from guide.store.data_folder import DataFolder
from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.help import HelpScreen
from tests.tui.helpers import ADIT, opened, walk
from tests.tui.terminal import PATIENCE, Alone, Terminal

Run = TypeVar("Run", bound=Terminal)
ENTER, F5 = "\r", "\x1b[15~"
# Out of the alternate screen, mouse off, cursor on, no bracketed paste, no kitty keys.
GIVEN_BACK = ["\x1b[?1049l", "\x1b[?1000l", "\x1b[?1003l", "\x1b[?25h", "\x1b[?2004l", "\x1b[<u"]


def call_begun(folder: Path, kind: type[Run]) -> Run:
    data = DataFolder(folder / "data")
    data.walks.first_time("welcome")
    data.close()
    terminal = kind(folder / "data", folder / "cache")
    terminal.until("I'm calling now")
    terminal.press("6")
    terminal.until("The line answers")
    for word in ("They put me on hold", "A person is on", "We hung up"):
        terminal.press(F5)
        terminal.until(word)
    terminal.until("Service item number")
    return terminal


def typed(folder: Path) -> dict[str, str]:
    data = DataFolder(folder / "data")
    (draft,) = data.drafts.all()
    data.close()
    return dict(draft.typed)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_gives_the_terminal_back_and_keeps_what_was_typed(
    tmp_path: Path, name: str
) -> None:
    terminal = call_begun(tmp_path, Terminal)
    terminal.press("Mary")
    terminal.until("Mary")
    before = len(terminal.raw)
    number = getattr(signal, name)
    os.kill(terminal.pid, number)
    assert terminal.ended() == 128 + number
    written = terminal.raw[before:].decode()
    assert [sign for sign in GIVEN_BACK if sign not in written] == []
    assert typed(tmp_path) == {"agent_name": "Mary"}


class Gone(io.TextIOWrapper):
    """A terminal of which nothing is left but the number."""

    def isatty(self) -> bool:
        return True


def test_what_a_terminal_that_has_gone_did_not_take_leaves_the_status(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    out = Gone(open(writer, "wb"))  # noqa: PTH123, SIM115  # a number, and closed by the wrapper
    out.write("the last picture")
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("guide.cli.screen.run", lambda _: 129)
    assert main([]) == 129
    out.close()  # as at the end of the program: it complains no more


def test_a_terminal_that_goes_without_a_word_ends_the_program(tmp_path: Path) -> None:
    terminal = call_begun(tmp_path, Alone)
    try:
        terminal.press("Mary")
        terminal.until("Mary")
        os.close(terminal.fd)
        assert terminal.program.wait(PATIENCE) == 128 + signal.SIGHUP
    finally:
        terminal.program.kill()
    assert typed(tmp_path) == {"agent_name": "Mary"}


def test_lines_pasted_without_a_mark_stay_in_their_field(tmp_path: Path) -> None:
    terminal = call_begun(tmp_path, Terminal)
    terminal.press("line one\rline two\rline three")
    terminal.until("three")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert typed(tmp_path) == {"agent_name": "line one / line two / line three"}


def test_enter_at_the_end_of_a_burst_is_an_enter(tmp_path: Path) -> None:
    terminal = call_begun(tmp_path, Terminal)
    terminal.press("Mary\r")
    terminal.until("Mary")
    terminal.press("77")
    terminal.until("77")
    terminal.press("\x11")
    assert terminal.ended() == 0
    assert typed(tmp_path) == {"agent_name": "Mary", "agent_id": "77"}


@pytest.mark.parametrize("key", ["ctrl+q", "f10"])
@pytest.mark.parametrize("above", ["", "f1", "f4", "ctrl+p"])
async def test_the_keys_that_leave_work_above_every_dialog(
    tmp_path: Path, key: str, above: str
) -> None:
    async with opened(tmp_path) as (app, pilot):
        if above:
            await pilot.press(above)
            await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert app._exit


@pytest.mark.parametrize("above", ["", "f1", "f4"])
async def test_ctrl_c_says_how_to_leave_and_leaves_at_the_second_time(
    tmp_path: Path, above: str
) -> None:
    async with opened(tmp_path) as (app, pilot):
        if above:
            await pilot.press(above)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not app._exit
        assert "Ctrl+C again, Ctrl+Q or F10 leaves" in notices(app)
        await pilot.press("down", "ctrl+c")
        assert not app._exit
        await pilot.press("ctrl+c")
        assert app._exit


async def test_ctrl_c_copies_what_is_marked(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f4", *"Manila")
        app.screen.query_one(Input).action_select_all()
        await pilot.press("ctrl+c", "ctrl+c")
        assert app.clipboard == "Manila"
        assert not app._exit


async def test_escape_on_the_first_screen_says_how_to_leave(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("escape")
        assert "Ctrl+Q or F10 leaves" in notices(app)


async def test_leaving_above_a_dialog_keeps_what_was_typed_below_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("f5", "f5", "f5", *"Mary", "f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("ctrl+q")
    async with opened(tmp_path) as (app, _):
        assert app.services.drafts.all()[0].typed == {"agent_name": "Mary"}


async def test_leaving_above_a_field_of_a_dialog_keeps_its_words(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        await pilot.press("f5", "ctrl+r", *"strange", "ctrl+q")
    async with opened(tmp_path) as (app, _):
        assert [heard.text for heard in app.services.drafts.all()[0].heard] == ["strange"]


async def test_leaving_above_a_blank_keeps_what_is_an_answer(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        screen.fill("receipt")
        await pilot.pause()
        await pilot.press(*"IOE0912345678", "ctrl+q")
    async with opened(tmp_path) as (app, _):
        stored = app.services.walks.find("infopass-adit")
        assert stored is not None
        assert stored.answers["receipt"] == "IOE0912345678"


def notices(app: GuideApp) -> str:
    return " ".join(notice.message for notice in app._notifications)
