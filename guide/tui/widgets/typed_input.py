"""The field for typed words, in place of Textual's own, which hands control characters on."""

from rich.text import Text
from textual.widgets import Input

from guide.core.text import one_line, storable

_OTHER = "\ufffd"


class TypedInput(Input):
    """Keeps the words as they are and draws a sign for each control or bidi character."""

    def validate_value(self, value: str) -> str:
        """A half of a broken character, from a paste, could be kept nowhere."""
        return storable(value)

    @property
    def _value(self) -> Text:
        """What is drawn: as many characters as there are, so that the cursor stays in its place."""
        return Text(signs(self.value), no_wrap=True, overflow="ignore", end="")


def signs(words: str) -> str:
    """One sign a character, where `clean` may need several."""
    if one_line(words) == words:
        return words
    return "".join(map(_sign, words))


def _sign(char: str) -> str:
    shown = one_line(char)
    return shown if len(shown) == 1 else _OTHER
