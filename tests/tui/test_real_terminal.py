"""The real program on a real terminal: a pty, read by pyte."""

import os
import signal
import time
from pathlib import Path

import pytest

from guide.store.data_folder import DataFolder
from tests.tui.terminal import PATIENCE, Terminal


@pytest.fixture
def first(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "data", tmp_path / "cache")


def test_a_walk_on_a_real_terminal_survives_a_kill(first: Terminal, tmp_path: Path) -> None:
    first.until("Welcome to guide")
    first.press("\r")
    first.until("Welcome to guide", gone=True)
    first.until("What do you need?")
    first.press("\x1b[B\x1b[B\x1b[B\r")
    first.until("Who will speak to USCIS?")
    first.press("1")
    first.until("Is a lawyer or accredited")
    # Digits that come faster than anybody reads answer one question only.
    first.press("\x1b[B\r")
    first.until("Is it a VAWA, T, or U case")
    # An answer is on the disk a moment after the next question is on the screen.
    walks, deadline = DataFolder(tmp_path / "data").walks, time.monotonic() + PATIENCE
    while (walk := walks.find("infopass-adit")) is None or "represented" not in walk.answers:
        assert time.monotonic() < deadline, walk
    walks.close()
    os.kill(first.pid, signal.SIGKILL)
    assert first.ended() == -signal.SIGKILL
    second = Terminal(tmp_path / "data", tmp_path / "cache")
    second.until("Go on: I need proof")
    second.press("\x1b[H\r")
    second.until("Is it a VAWA, T, or U case")
    second.press("2")
    second.until("a permanent resident who is in")
    second.press("\x1b[21~")
    assert second.ended() == 0
