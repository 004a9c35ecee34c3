"""The only writer to standard error: what went wrong → one line and an exit status.

`guide: error:` and `guide: warning:` are marks that scripts look for, the same in every language.
0 done · 1 ran and found problems · 2 wrong input · 70 a fault of the program · 74 disk or database
"""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guide.core.errors import GuideError, StorageError
from guide.core.text import one_line
from guide.local.crash import write_crash_file

if TYPE_CHECKING:
    from guide.wording.texts import Texts

_LONGEST = 800
DONE, PROBLEMS, WRONG_INPUT, OUR_FAULT, STORAGE = 0, 1, 2, 70, 74


def report(error: GuideError, texts: "Texts") -> int:
    """Say it in one line; the exit status."""
    _write(f"guide: error: {_short(one_line(texts.error(error)))}")
    if isinstance(error, StorageError):
        return STORAGE
    return WRONG_INPUT


def disk(error: OSError, texts: "Texts") -> int:
    """A disk that does not do what it should."""
    words = texts.say(
        "disk.refused", "Disk error{where}: {reason}. Free some space or check the permissions.",
        where=f" ({_short(one_line(str(error.filename)))})" if error.filename else "",
        reason=error.strerror or type(error).__name__,
    )  # fmt: skip
    _write(f"guide: error: {words}")
    return STORAGE


def warn(message: str) -> None:
    """A warning in one line."""
    _write(f"guide: warning: {_short(one_line(message))}")


def crash(error: BaseException, folder: Path, at: datetime, texts: "Texts") -> int:
    """A fault of the program: a local file with places but no values, and one line."""
    if os.environ.get("GUIDE_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    path = write_crash_file(error, folder, at)
    words = texts.say("crash.what", "This is a fault of the program, not of your input.")
    if path:
        where = texts.say(
            "crash.report", "A report without private data lies in {path}.", path=path
        )
        words = f"{words} {where}"
    _write(f"guide: error: {one_line(words)}")
    return OUR_FAULT


def notice(message: str) -> None:
    """A sentence as it is."""
    _write(one_line(message))


def _short(text: str) -> str:
    """What a person still reads of an over-long line: its beginning, and the hint at its end."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


def _write(text: str) -> None:
    stream = sys.stderr
    if stream is not None:
        try:
            stream.write(text + "\n")
            stream.flush()
        except OSError:
            # The status still says it; Python would fail on the rest once more at exit.
            sys.stderr = None
