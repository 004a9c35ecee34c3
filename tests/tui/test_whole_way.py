"""From a rehearsal through the call to the log and the board, by keyboard on a real terminal."""

import os
from pathlib import Path

from tests.tui.terminal import Terminal

_ANSWERS = (
    ("Who will speak to USCIS?", "1"),
    ("Is a lawyer or accredited", "2"),
)


def test_rehearsal_call_log_and_board(tmp_path: Path) -> None:
    one = Terminal(tmp_path / "data", tmp_path / "cache")
    one.until("Welcome to guide")
    one.press("\r")
    one.until("What do you need?")
