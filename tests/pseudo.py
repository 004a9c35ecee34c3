"""One run of a command on a pseudo-terminal, from its first byte to its end."""

import os
import sys
from collections.abc import Mapping, Sequence

import pytest


def on_a_terminal(
    argv: Sequence[str], more: Mapping[str, str], *, ask: bytes = b"", reply: bytes = b""
) -> tuple[int, bytes]:
    """(status, all that came); `reply` is typed once `ask` is there. `more` joins the environment."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
    pid, handle = pty.fork()
    if pid == 0:
        os.execvpe(sys.executable, [sys.executable, *argv], os.environ | more)
    raw = b""
    while ask not in raw:
        raw += os.read(handle, 65536)
    os.write(handle, reply)
    while True:
        try:
            read = os.read(handle, 65536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        raw += read
    os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), raw
