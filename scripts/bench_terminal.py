"""A program in a terminal of its own, and how long it takes to draw something."""

import os
import re
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from scripts.pseudo_terminal import PseudoTerminal

PATIENCE = 20.0
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-B0]|[=>78MPX^_])")


class Terminal(PseudoTerminal):
    """Starts a program on a pseudo terminal; time counts from just before the start."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.seen = b""
        self.began = time.perf_counter()
        super().__init__(argv, env)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self.status()

    def until(self, *wanted: str) -> float:
        """The moment at which all of these stand in what was drawn since the last key."""
        missing = [text.encode() for text in wanted]
        while time.perf_counter() - self.began < PATIENCE + self._offset:
            self._read(1.0)
            now = time.perf_counter()
            drawn = _CODES.sub(b"", self.seen)
            if all(text in drawn for text in missing):
                return now
        shown = _CODES.sub(b"", self.seen)[-600:].decode(errors="replace")
        raise TimeoutError(f"{wanted} was not drawn. Last seen: {shown!r}")

    _offset = 0.0

    def key(self, keys: str, *wanted: str) -> float:
        """Press keys; how long until all of these are drawn."""
        self.seen = b""
        pressed = time.perf_counter()
        self._offset = pressed - self.began
        self.press(keys)
        return self.until(*wanted) - pressed

    def settle(self, quiet: float = 0.03) -> None:
        """Wait until nothing is drawn any more."""
        while self._read(quiet):
            pass

    def peak(self) -> float:
        """The most memory that was ever resident, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _read(self, wait: float) -> bool:
        read = self.read(wait)
        if read is None:
            raise TimeoutError(f"It ended: {self.seen[-2000:].decode()}")
        self.seen += read
        return bool(read)
