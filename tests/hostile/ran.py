"""Commands in this process, with what a terminal would get from them."""

import io
import sys
from collections.abc import Sequence

from guide.cli.main import main
from tests.hostile.strings import raw


class Ran:
    """One run: its status and its two streams."""

    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status = status
        self.out, self.err = out.decode("utf-8"), err.decode("utf-8")

    @property
    def faults(self) -> list[str]:
        """What breaks the promise to a terminal and to a person."""
        faults = [f"raw {sign!r}" for sign in (*raw(self.out), *raw(self.err))]
        if self.status not in (0, 1, 2, 74):
            faults.append(f"status {self.status}")
        if self.status in (2, 74) and not self.is_one_sentence:
            faults.append(f"not one sentence: {self.err[-300:]!r}")
        return faults

    @property
    def is_one_sentence(self) -> bool:
        """Whether the last line says what is wrong, and nothing but warnings stands before it."""
        *before, last = self.err.splitlines() or [""]
        warned = all(line.startswith("guide: warning: ") for line in before)
        return warned and last.startswith("guide: error: ") and len(last) > 30


def run(argv: Sequence[str], given: bytes = b"") -> Ran:
    """Run one command."""
    before = sys.stdin, sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(out, "utf-8", "strict", newline="\n")
    sys.stderr = io.TextIOWrapper(err, "utf-8", "strict", newline="\n")
    try:
        status = main(list(argv))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        streams = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, sys.stdout, sys.stderr = before
    ran = Ran(status, out.getvalue(), err.getvalue())
    del streams
    return ran
