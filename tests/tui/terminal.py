"""A run of the real program on a pseudo-terminal, read by pyte."""

import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
import fcntl  # noqa: E402
import termios  # noqa: E402

import pyte  # noqa: E402

PATIENCE = 30.0
DOWN, ENTER, F5 = "\x1b[B", "\r", "\x1b[15~"
ARGV = [sys.executable, "-m", "guide", "--at", "2026-11-23T10:00-05:00"]


def environment(data: Path, cache: Path) -> dict[str, str]:
    """Folders of a test's own, and a terminal that can do everything."""
    own = {"GUIDE_DATA": str(data), "XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color"}
    return os.environ | own


class Terminal:
    """One run of the program; waits on what is drawn, never on time."""

    def __init__(self, data: Path, cache: Path) -> None:
        self.begin()
        env = environment(data, cache)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(ARGV[0], ARGV, env)
        size = struct.pack("HHHH", 24, 80, 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, size)

    def begin(self) -> None:
        """Nothing is drawn yet."""
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def until(self, text: str, *, gone: bool = False) -> None:
        """Wait until a text is drawn, or until it is gone."""
        deadline = time.monotonic() + PATIENCE
        while (text in "\n".join(self.screen.display)) is gone:
            assert time.monotonic() < deadline, "\n".join(self.screen.display)
            assert self._comes(PATIENCE), "\n".join(self.screen.display)
            read = os.read(self.fd, 65536)
            self.raw += read
            self.stream.feed(read)

    def look(self, seconds: float) -> str:
        """What stands on the screen after reading for so long, or until something comes."""
        if self._comes(seconds):
            read = os.read(self.fd, 65536)
            self.raw += read
            self.stream.feed(read)
        return "\n".join(self.screen.display)

    def _comes(self, seconds: float) -> bool:
        """Whether something is there to be read; `select` would not know a number above 1023."""
        poll = select.poll()
        poll.register(self.fd, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def press(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def ended(self) -> int:
        while True:
            try:
                assert self._comes(PATIENCE)
                read = os.read(self.fd, 65536)
                self.raw += read
                if not read:
                    break
            except OSError:
                break
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


class Alone(Terminal):
    """In a session of its own, where the terminal is nobody's: no signal tells that it goes."""

    def __init__(self, data: Path, cache: Path) -> None:
        self.begin()
        self.fd, theirs = os.openpty()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.program = subprocess.Popen(
            ARGV, stdin=theirs, stdout=theirs, stderr=theirs, env=environment(data, cache),
            start_new_session=True,
        )  # fmt: skip
        self.pid = self.program.pid
        os.close(theirs)


def call_begun(folder: Path) -> Terminal:
    """The program with a person on the line: the keys go into the first field."""
    terminal = Terminal(folder / "data", folder / "cache")
    terminal.until("I'm calling now")
    terminal.press(DOWN * 5 + ENTER)
    terminal.until("The line answers")
    for word in ("on hold", "a person", "hung up"):
        terminal.press(F5)
        terminal.until(f"F5/Ctrl+S: {word}")
    terminal.until("Service item number")
    return terminal
