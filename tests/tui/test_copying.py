"""What is chosen goes to the clipboard, what is marked with the mouse can be copied, links lead."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from textual.widgets import Static

from guide.bootstrap import Services
from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.local.settings import Settings
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import ADIT, NOW, opened, walk
from tests.tui.terminal import Terminal

OSC52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
# A link of the terminal: where it leads, and the words that lead there.
OSC8 = re.compile(rb"\x1b\]8;[^;\x1b\x07]*;([^\x1b\x07]+)(?:\x1b\\|\x07)(.*?)\x1b\]8;;", re.DOTALL)
STYLE = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")


async def test_copying_says_what_was_sent_and_that_none_tells_whether_it_came(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        rows = screen.query_one("#main", Rows)
        rows.highlighted = rows.get_option_index("dial")
        await pilot.press("y")
        await pilot.pause()
        assert rows.row is not None
        assert app.clipboard == rows.row.text
        (said,) = [each.message for each in app._notifications]
        assert rows.row.text in said
        assert "Some terminals do not allow that, and none tells us" in said


async def test_where_nothing_is_chosen_nothing_is_copied_and_nothing_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.screen.set_focus(None)
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard == ""
        assert len(app._notifications) == 0


@pytest.mark.parametrize("width", [80, 40])
async def test_text_is_selected_with_the_mouse(tmp_path: Path, width: int) -> None:
    async with opened(tmp_path, (width, 24)) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        verdict = screen.query_one("#verdict", Static)
        await pilot.mouse_down("#verdict", offset=(0, 0))
        await pilot.hover("#verdict", offset=(verdict.region.width - 1, verdict.region.height - 1))
        await pilot.mouse_up("#verdict", offset=(verdict.region.width - 1, 1))
        await pilot.pause()
        marked = screen.get_selected_text()
        assert marked
        whole = str(verdict.content).replace("\xa0", " ")
        first = marked.replace("\xa0", " ").split("\n")[0].strip()
        assert first
        assert first in whole


@pytest.fixture
def plan(tmp_path: Path) -> Terminal:
    """A real terminal, before a plan with addresses."""
    services = Services(
        Settings(zone="America/Chicago", data=str(tmp_path / "data")), clock=lambda: NOW
    )
    services.walks.first_time("welcome")
    services.walks.keep(
        StoredWalk(
            flow=FlowId("infopass-adit"), answers=ADIT, content_version="", seen_at=NOW, led_to="",
        )
    )  # fmt: skip
    services.close()
    terminal = Terminal(tmp_path / "data", tmp_path / "cache")
    terminal.until("Go on:")
    terminal.press("\x1b[H\r")
    terminal.until("ADIT")
    return terminal


def test_a_real_terminal_is_handed_what_is_chosen(plan: Terminal) -> None:
    plan.until("Go on:", gone=True)
    plan.press("y")
    plan.until("Sent to your terminal's clipboard")
    (sent,) = [b64decode(found).decode() for found in OSC52.findall(plan.raw)]
    assert sent
    assert sent.split()[0] in plan.drawn
    plan.press("\x1b[21~")
    assert plan.ended() == 0


def test_a_real_terminal_sees_links_that_no_edge_breaks(plan: Terminal) -> None:
    plan.until("Go on:", gone=True)
    # A page each, as long as none came; a slow machine draws late.
    for _ in range(40):
        if found := OSC8.findall(plan.raw):
            break
        plan.press("\x1b[6~")
        plan.look(1)
    assert found
    for where, words in found:
        assert re.fullmatch(rb"https://[\w./-]+", where)
        # Each piece of the words belongs to the address to which it leads.
        shown = STYLE.sub(b"", words).replace(b"\r", b"").replace(b"\n", b"").strip()
        assert shown
        assert shown in where
    plan.press("\x1b[21~")
    assert plan.ended() == 0
