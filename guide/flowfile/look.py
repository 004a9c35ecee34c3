"""Texts that are read, but hardly as they were meant: quotes, comments, characters nobody sees."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide.flowfile.faults import Faults
    from guide.flowfile.tree import YamlNode

CURLY = "“”„«»"
_HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)


def look_at(node: "YamlNode", faults: "Faults") -> None:
    """Note what is odd about a text."""
    text: str = node.value
    hidden = None if text.isascii() else _HIDDEN.search(text)
    if hidden is not None:
        message = f"This text holds a character that nobody sees: U+{ord(hidden[0]):04X}."
        faults.note(node, "hidden-character", message, "Type the text anew.", "error")
    if not node.plain or len(text) < 2:  # noqa: PLR2004  # one character is no text in quotes
        return
    if text[0] in CURLY and text[-1] in CURLY:
        message = "Curly quotes are shown as part of the text."
        faults.note(node, "curly-quotes", message, "Write straight quotes.", "error")
    elif text[0] in CURLY or text[-1] in CURLY + "\"'":
        message = f"The quote in {text[-20:]!r} is shown as part of the text."
        faults.note(node, "half-quote", message, "Put straight quotes at both ends.", "warning")
    elif " " in text and _has_comment(node, faults):
        message = "Everything behind # is a comment, and not shown."
        faults.note(node, "comment-in-text", message, "Put the text in quotes.", "warning")


def _has_comment(node: "YamlNode", faults: "Faults") -> bool:
    if node.line >= len(faults.lines):
        return False
    rest = faults.lines[node.line][node.column + len(node.value) :]
    return rest.startswith((" ", "\t")) and rest.lstrip().startswith("#")
