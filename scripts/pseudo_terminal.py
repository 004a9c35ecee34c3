"""A program on a pseudo-terminal: started, typed into, read until it ends. POSIX only."""

import fcntl
import os
import pty
import select
import struct
import termios
from collections.abc import Mapping, Sequence

LINES, COLUMNS = 24, 80


class PseudoTerminal:
    """One run of a program; its window has its size before the program looks at it."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], *, columns: int = COLUMNS
    ) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            resize(1, columns)
            os.execvpe(argv[0], list(argv), dict(env))

    def read(self, seconds: float | None = None) -> bytes | None:
        """What comes within so long: nothing where nothing does, None after the program's end."""
        # `select` would not know a number above 1023.
        poll = select.poll()
        poll.register(self.fd, select.POLLIN)
        if not poll.poll(None if seconds is None else seconds * 1000):
            return b""
        try:
            return os.read(self.fd, 65536) or None
        except OSError:  # the other end is closed
            return None

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.fd, keys.encode())

    def status(self) -> int:
        """Wait for the end: its exit status, or the signal that ended it, below zero."""
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def resize(handle: int, columns: int = COLUMNS) -> None:
    """Give the window of a terminal its size; with 0 columns it tells none."""
    size = struct.pack("HHHH", LINES if columns else 0, columns, 0, 0)
    fcntl.ioctl(handle, termios.TIOCSWINSZ, size)
