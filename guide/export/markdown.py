"""Text that Markdown shows as it is: nothing in it is taken for markup, and it reads unrendered."""

import re

from guide.core.text import one_line

# What Markdown and the HTML within it would take for markup: anywhere, and where a line begins.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&@$]|:(?=//)|(?<=^www)\.|(?<=\Wwww)\.)", re.IGNORECASE)
_BEGINS = re.compile(r"^(\d*)([-+=#.):])")


def escape_markdown(text: str) -> str:
    """The text on one line, as Markdown."""
    return _BEGINS.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", one_line(text).strip()))


def escape_markdown_lines(text: str, indent: str) -> str:
    """The text as Markdown, line by line: a hard break and `indent` before each but the first."""
    return f"\\\n{indent}".join(escape_markdown(line) for line in text.strip().split("\n"))
