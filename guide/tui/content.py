"""Text → something drawable. The only place in the screen that builds it, and never from markup."""

from textual.content import Content

from guide.core.text import clean


def plain(text: str, style: str = "") -> Content:
    """The text letter for letter, in one style."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


# Textual drops plain spaces at the edges of a line; these stay.
GAP = "\u00a0"
INDENT = GAP * 3


def join(*parts: Content | str) -> Content:
    """Pieces one after another."""
    return Content.assemble(*(plain(part) if isinstance(part, str) else part for part in parts))
