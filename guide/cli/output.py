"""The only writer to standard output."""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from guide.core.text import clean

# What JSON may carry raw but a terminal may not.
_RAW = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def as_json(value: Any) -> str:  # noqa: ANN401  # any JSON value
    """One line of JSON that is safe on a terminal."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def line(text: str = "") -> None:
    """A line for people; control characters become visible signs."""
    sys.stdout.write(clean(text) + "\n")


def record(value: Any) -> None:  # noqa: ANN401  # any JSON value
    """One object on a line."""
    sys.stdout.write(as_json(value) + "\n")


def flush() -> None:
    """Everything written so far reaches the reader."""
    sys.stdout.flush()


def input_lines() -> Iterator[tuple[int, str]]:
    """(number, text) of each line on standard input, from 1; broken UTF-8 becomes signs."""
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        yield number, raw.decode("utf-8", errors="replace").rstrip("\r\n").removeprefix("\ufeff")
