"""One of a few words, chosen with the arrows, a digit or a first letter: one hand is free."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Static

from guide.tui.content import GAP, join, plain

# Columns of digit and mark, and between two words.
_MARKS, _BETWEEN = 4, 2


class Choice(Static, can_focus=True):
    """Shows all words side by side with their digits, the chosen one reversed.

    An empty value is "not noted".
    """

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("right,space", "step(1)", "Next", show=False, id="choice-next"),
        Binding("left", "step(-1)", "Before", show=False, id="choice-before"),
        Binding("backspace,delete", "choose('')", "Not noted", show=False, id="choice-none"),
    ]

    class Changed(Message):
        """Another word was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice":
            """Where."""
            return self.choice

    def __init__(
        self,
        words: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        self.words = tuple(words)
        self.value = value
        super().__init__(self._shown(), id=id)

    def _shown(self) -> Content:
        parts: list[Content | str] = []
        for number, (value, label) in enumerate(self.words, start=1):
            chosen = value == self.value
            words = f"{number}{GAP}{'●' if chosen else '○'}{GAP}{label}"
            parts += [plain(words, "bold reverse" if chosen else ""), GAP * _BETWEEN]
        return join(*parts)

    def action_choose(self, value: str) -> None:
        """Take a word; the same one again takes it back."""
        self.value = "" if value == self.value else value
        self.update(self._shown())
        self.post_message(self.Changed(self))

    def action_step(self, by: int) -> None:
        """To the next word, or the one before."""
        names = [value for value, _ in self.words]
        place = names.index(self.value) + by if self.value in names else min(0, by)
        self.action_choose(names[place % len(names)])

    def on_key(self, event: Key) -> None:
        """A digit, or the first letter of a word."""
        key = (event.character or "").lower()
        for number, (value, label) in enumerate(self.words, start=1):
            if key and key in (str(number), label[0].lower()):
                event.stop()
                if value != self.value:
                    self.action_choose(value)
                return

    def on_click(self, event: Click) -> None:
        """The word under the mouse."""
        place = 0
        for value, label in self.words:
            place += cell_len(label) + _MARKS + _BETWEEN
            if event.x < place:
                self.action_choose(value)
                return
