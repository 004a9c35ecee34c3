"""The field for typed words, in place of Textual's own, which hands control characters on."""

from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.events import Paste
from textual.widgets import Input

from guide.core.text import one_line, replace_surrogates

if TYPE_CHECKING:
    from guide.tui.host import Host

# Between lines that were pasted together, where there is room for one.
LINE_END = " / "
_OTHER = "\ufffd"


class TypedInput(Input):
    """Keeps the words as they are and draws a sign for each control or bidi character."""

    # Notes keep the lines of a paste as they were; a sign stands for each end.
    keeps_lines = False

    def _on_paste(self, event: Paste) -> None:
        """All lines, where Textual's own takes the first one."""
        event.stop()
        event.prevent_default()
        text = self._in_one(event.text)
        start, end = self.selection
        left = len(self.value) - abs(end - start) + len(text)
        if self.max_length and left > self.max_length:
            self._say_too_long()
        else:
            self.replace(text, min(start, end), max(start, end))

    def _in_one(self, pasted: str) -> str:
        ending = "\n" if self.keeps_lines else LINE_END
        lines = pasted.splitlines()
        if self.keeps_lines or len(lines) == 1:
            text = ending.join(lines).rstrip("\n")
        else:
            text = ending.join(line.strip() for line in lines if line.strip())
        # A line end alone comes from a paste that came as keys.
        return text or (ending if lines else "")

    def _say_too_long(self) -> None:
        """Nothing is cut in silence."""
        say = cast("Host", self.app).services.texts.say
        words = say(
            "paste.long", "That is too long: {most} characters fit here. Nothing was pasted.",
            most=self.max_length,
        )  # fmt: skip
        self.app.notify(words, severity="warning", markup=False)

    def validate_value(self, value: str) -> str:
        """A half of a broken character, from a paste, could be kept nowhere."""
        return replace_surrogates(value)

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
