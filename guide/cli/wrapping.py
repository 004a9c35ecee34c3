"""Lines that break between words, with what goes on standing under what it goes on from."""

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator

_BEGINS = re.compile(r"\s*(?:(?:[-!>·•]|\[[x ]\]|\w{1,2}\.)\s+)?")
_LEAST = 20


def columns() -> int:
    """How wide the terminal is; 0 where the output is read by a program."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    except (OSError, ValueError):
        return 80


def wrapped(line: str, width: int) -> list[str]:
    """A line in parts that fit; a word that is too long, like an address, is never broken."""
    if width < _LEAST or len(line) <= width:
        return [line]
    begins = _BEGINS.match(line)
    indent = " " * (begins.end() if begins else 0)
    return textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """Lines as wide as the terminal."""
    width = columns()
    for line in lines:
        yield from wrapped(line, width) or [""]
