"""Texts that terminals, spreadsheets, markup and databases would obey, and how each is shown."""

import json
import re
from functools import cache
from pathlib import Path

from guide.core.text import clean, one_line

# What must never stand in the output (newline and tab may): control and bidi characters, halves of pairs.
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
LONG = "x" * 10_000

ESCAPES = [
    "\x1b", "\x1b[31mred", "\x1b[2J", "\x1b[?1049l", "\x1b[6n", "\x1b]0;title\x07", "\x1b]52;c;QUJD\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", '\x1bP$q"p\x1b\\', "\x1bc", "\x1b_G\x1b\\",
    "\x1bX\x1b\\", "\x1b^\x1b\\", "\x9b31m", "\x9d0;t\x9c", "\x90q\x9c", "\x85", "\x07", "\x08\x08",
    "\x7f", "\x0e\x0f", "\x0b\x0c", "a\rb", "\x1c\x1d\x1e\x1f",
]  # fmt: skip
MARKUP = [
    "[/b] x", "[/] x", "[b", "[@click=app.quit]hi[/]", "[link=https://example.org]x[/link]",
    "[$primary]x", "order [A12]", "[reverse]x[/reverse]", "[b]x[/b]", r"\[b]", "[on red]", "[[x]]",
    "<b>&amp;</b>", "{0}", "{x}", "{{x}}", "{", "%s%n", "`x`", "```", "| a |", "# x", "#{x}", "$x$",
    ":smile:",
]  # fmt: skip
BIDI = ["a\u202eb", "\u2066x\u2069", "\u200fx", "\u061cx", "\u202a\u202b\u202d\u202c"]
BROKEN = ["\ud800", "x\udfff", "\udc80\udcff", "\0", "a\0b"]
LINES = ["\n", "a\nb", "a\r\nb", "\t", "a\tb", "a\u2028b", "a\u2029b", "  two  spaces  "]
RUNS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "'=x",
    "-",
    "--",
    "--help",
    "-o",
    "=",
    "a=b",
    "../../x",
    "~x/y",
]
OWN = [*ESCAPES, *MARKUP, *BIDI, *BROKEN, *LINES, *RUNS, LONG, "é" * 2001, " ".join("ab" * 2000)]


@cache
def naughty() -> list[str]:
    """The Big List of Naughty Strings."""
    record: list[str] = json.loads(Path(__file__).with_name("blns.json").read_text("utf-8"))
    return record


ALL = [*naughty(), *OWN]
# What a line of standard input may hold.
LINES_OF_INPUT = [
    text for text in ALL if not re.search("[\n\r\ud800-\udfff]", text) and text.isprintable()
]
# All that a terminal, markup, HTML and a table would obey, in one text; no braces, no newline.
TRAP = "\x1b]0;TRAP\x07\x9b2J\u202e[/b][@click=app.quit]x[/]<b>&|`*_'\""
SIGNS = clean(TRAP)


def turn(number: int, count: int) -> list[str]:
    """`count` texts, others at every turn; over all turns each of them sees every text."""
    return [ALL[(number + 37 * place) % len(ALL)] for place in range(count)]


def raw(text: str) -> list[str]:
    """What of a text a terminal may obey."""
    return RAW.findall(text)


def as_shown(text: str) -> str:
    """The text letter for letter, as it may stand in one line."""
    return one_line(text)


def as_lines(text: str) -> str:
    """The same where lines may be broken."""
    return clean(text)
