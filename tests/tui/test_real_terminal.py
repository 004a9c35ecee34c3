"""The real program on a real terminal: a pty, read by pyte."""

import os
import select
import signal
import struct
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
import fcntl  # noqa: E402
import termios  # noqa: E402

import pyte  # noqa: E402

PATIENCE = 30.0


class Terminal:
    """One run of the program; waits on what is drawn, never on time."""

    def __init__(self, data: Path, cache: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        env = os.environ | {
            "GUIDE_DATA": str(data), "XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color",
        }  # fmt: skip
        argv = [sys.executable, "-m", "guide", "--at", "2026-11-23T10:00-05:00"]
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], argv, env)
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def until(self, text: str, *, gone: bool = False) -> None:
        """Wait until a text is drawn, or until it is gone."""
        deadline = time.monotonic() + PATIENCE
        while (text in "\n".join(self.screen.display)) is gone:
            assert time.monotonic() < deadline, "\n".join(self.screen.display)
            ready, _, _ = select.select([self.fd], [], [], PATIENCE)
            assert ready, "\n".join(self.screen.display)
            read = os.read(self.fd, 65536)
            self.raw += read
            self.stream.feed(read)

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def ended(self) -> int:
        while True:
            try:
                ready, _, _ = select.select([self.fd], [], [], PATIENCE)
                assert ready
                if not os.read(self.fd, 65536):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


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
    first.press("2")
    first.until("Is it a VAWA, T or U case")
    os.kill(first.pid, signal.SIGKILL)
    assert first.ended() == -signal.SIGKILL
    second = Terminal(tmp_path / "data", tmp_path / "cache")
    second.until("Go on: I need proof")
    second.press("\x1b[F\r")
    second.until("Is it a VAWA, T or U case")
    second.press("1")
    second.until("a permanent resident who is in")
    second.press("\x1b[21~")
    assert second.ended() == 0
