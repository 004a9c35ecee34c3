"""Hostile text in the real program on a real terminal: no byte of it is obeyed."""

import json
import sys
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.core.text import clean
from guide.local.settings import Settings
from tests.calls import call
from tests.hostile.strings import ESCAPES
from tests.pseudo import on_a_terminal

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)
from tests.tui.terminal import Terminal

# Each names itself, so that nothing which Textual writes for its own ends can be taken for it.
TRAPS = {
    "window title": "\x1b]0;TRAP-TITLE\x07",
    "clipboard": "\x1b]52;c;VFJBUA==\x07",
    "link": "\x1b]8;;https://trap.example\x1b\\x\x1b]8;;\x1b\\",
    "device": "\x1bPTRAP-DCS\x1b\\",
    "cursor": "\x1b[77;77H",
    "colour": "\x1b[38;5;177mTRAP",
    "C1": "\x9d0;TRAP-C1\x9c\x9b77;77H",
    "markup": "[/b] [@click=app.quit]TRAP[/]",
    "bidi": "TRAP\u202eBIDI",
}
END, ENTER, F10 = "\x1b[F", "\r", "\x1b[21~"


def obeyed(raw: bytes) -> list[str]:
    """What of the traps went to the terminal as it is."""
    whole = [name for name, trap in TRAPS.items() if name != "markup" and trap.encode() in raw]
    signs = (
        b"]0;TRAP",
        b"]52;c;VFJB",
        b"]8;;https://trap",
        b"PTRAP-DCS",
        b"[77;77H",
        b"[38;5;177m",
    )
    before = (b"\x1b", b"\xc2\x9b", b"\xc2\x9d")
    return whole + [repr(sign) for sign in signs for one in before if one + sign in raw]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log with the traps in every field, a closure with one, and nothing left to welcome."""
    folder = tmp_path / "data"
    services = Services(Settings(data=str(folder)))
    services.walks.first_time("welcome")
    trap = "".join(TRAPS.values())
    names = ("agent_name", "agent_id", "service_item", "request", "note", "staff", "email", "send")
    services.calls.add(call(1, kind="urgent", **dict.fromkeys(names, trap)))
    for number, text in enumerate(ESCAPES, start=2):
        services.calls.add(call(number, agent_name=text, request="x"))
    services.calls.close()
    services.walks.close()
    name = json.dumps(TRAPS["window title"])
    (folder / "closures.yaml").write_text(f"closures: [{{date: 2026-11-23, name: {name}}}]\n")
    return folder


def test_no_trap_of_the_log_is_obeyed_on_any_screen(data: Path, tmp_path: Path) -> None:
    terminal = Terminal(data, tmp_path / "cache")
    terminal.until("What do you need?")
    terminal.press("l")
    terminal.until("0;TRAP-TITLE")
    terminal.press("\x1b")
    terminal.until("0;TRAP-TITLE", gone=True)
    terminal.press("\x0f")
    terminal.until("Answers you're waiting for")
    terminal.press("\x0c")
    terminal.until("Your calls")
    terminal.press(END)
    terminal.until("3:01 p.m.")
    terminal.press("\x1b[18~" + ENTER)
    terminal.until("waiting. USCIS should answer")
    terminal.press("e")
    terminal.until("Correct this call")
    terminal.until("TRAP-TITLE")
    terminal.press(F10)
    assert terminal.ended() == 0
    assert obeyed(terminal.raw) == []
    assert clean(TRAPS["window title"]).encode() in terminal.raw


def test_no_trap_is_obeyed_by_commands_on_a_terminal(data: Path, tmp_path: Path) -> None:

    shown = []
    for argv in (
        ["hours", "--at", "2026-11-23T10:00-05:00"],
        ["log", "list", "--reveal"],
        ["log", "show", call(1).id, "--reveal"],
        ["log", "list", "--json"],
        ["follow-ups", "--reveal"],
        ["prepare", TRAPS["window title"]],
        ["hours", "--at", TRAPS["device"]],
        ["spell", TRAPS["link"]],
    ):
        more = {"GUIDE_DATA": str(data), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        status, raw = on_a_terminal(["-m", "guide", *argv], more)
        assert status in (0, 2)
        assert b"\x1b" not in raw
        assert obeyed(raw) == []
        shown.append(raw)
    assert all(b"TRAP" in raw or b"trap" in raw for raw in shown[:2])
