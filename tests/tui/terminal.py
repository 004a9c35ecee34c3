"""A run of the real program on a pseudo-terminal, read by pyte."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="pseudo-terminals are POSIX")

import pyte

from scripts.pseudo_terminal import COLUMNS, LINES, PseudoTerminal, resize

PATIENCE = 30.0
DOWN, ENTER, F5 = "\x1b[B", "\r", "\x1b[15~"
ARGV = [sys.executable, "-m", "guide", "--at", "2026-11-23T10:00-05:00"]


def environment(data: Path, cache: Path) -> dict[str, str]:
    """Folders of a test's own, and a terminal that can do everything."""
    variables = {"GUIDE_DATA": str(data), "XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color"}
    return os.environ | variables


class Terminal(PseudoTerminal):
    """One run of the program; waits on what is drawn, never on time."""

    def __init__(self, data: Path, cache: Path) -> None:
        self.begin()
        super().__init__(ARGV, environment(data, cache))

    def begin(self) -> None:
        """Nothing is drawn yet."""
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    @property
    def drawn(self) -> str:
        return "\n".join(self.screen.display).replace("\xa0", " ")

    def until(self, text: str, *, gone: bool = False) -> None:
        """Wait until a text is drawn, or until it is gone."""
        deadline = time.monotonic() + PATIENCE
        while (text in self.drawn) is gone:
            assert time.monotonic() < deadline, self.drawn
            assert self._takes(PATIENCE), self.drawn

    def look(self, seconds: float) -> str:
        """What stands on the screen after reading for so long, or until something comes."""
        self._takes(seconds)
        return self.drawn

    def ended(self) -> int:
        """Read to the end: the exit status."""
        while (read := self.read(PATIENCE)) is not None:
            assert read, self.drawn
            self.raw += read
        return self.status()

    def _takes(self, seconds: float) -> bool:
        """Draw what comes within so long; whether something did."""
        read = self.read(seconds) or b""
        self.raw += read
        self.stream.feed(read)
        return bool(read)


class Alone(Terminal):
    """In a session of its own, where the terminal is nobody's: no signal tells that it goes."""

    def __init__(self, data: Path, cache: Path) -> None:
        self.begin()
        self.fd, theirs = os.openpty()
        resize(self.fd)
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
    for word in ("They put me on hold", "A person is on", "We hung up"):
        terminal.press(F5)
        terminal.until(word)
    terminal.until("Service item number")
    return terminal
