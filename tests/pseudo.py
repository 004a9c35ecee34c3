"""One run of a command on a pseudo-terminal, from its first byte to its end."""

import os
import sys
from collections.abc import Mapping, Sequence

import pytest


def on_a_terminal(
    argv: Sequence[str], more: Mapping[str, str], *, ask: bytes = b"", reply: str = ""
) -> tuple[int, bytes]:
    """(status, all that came); `reply` is typed once `ask` is there. `more` joins the environment."""
    pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
    from scripts.pseudo_terminal import PseudoTerminal

    terminal = PseudoTerminal([sys.executable, *argv], os.environ | more, columns=0)
    raw = b""
    while ask not in raw:
        read = terminal.read()
        assert read is not None, raw
        raw += read
    terminal.press(reply)
    while (read := terminal.read()) is not None:
        raw += read
    return terminal.status(), raw
