"""Which file to take in. What is wrong with it is said here, and what was typed stays."""

from collections.abc import Callable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from guide.core.errors import GuideError
from guide.tui.background.asking import ask_desk
from guide.tui.background.desk import Desk
from guide.tui.base import Dialog
from guide.tui.content import HEADING, plain
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.log_files import first_of


class OpenFileScreen(Dialog):
    """Asks for a path; `read` works on the desk's thread, `done` hears what it made of the file."""

    def __init__(
        self, title: str, desk: Desk, read: Callable[[str], object], done: Callable[[object], None]
    ) -> None:
        super().__init__()
        self._title = title
        self._desk = desk
        self._read = read
        self._done = done
        self._is_reading = False

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say("open.keys", "Enter: read it · Esc: back")

    def compose(self) -> ComposeResult:
        """Title, field, what went wrong."""
        with Vertical(classes="dialog"):
            yield Static(plain(self._title, HEADING))
            yield TypedInput(placeholder="~/calls.csv", max_length=2000)
            yield Static(id="fault")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read it; a second Enter while it is read does nothing."""
        typed = event.value.strip().strip("\"'")
        if not typed or self._is_reading:
            return
        try:
            name = str(Path(typed).expanduser())
        except (ValueError, RuntimeError) as error:  # no such home
            self._say(str(error))
            return
        self._is_reading = True
        self._say("")
        ask_desk(
            self, self._desk, lambda: self._read(name), self._was_read, waiting=self._still_reading
        )

    def _still_reading(self) -> None:
        self._say(self.guide.services.texts.say("open.reading", "The file is being read…"))

    def _was_read(self, answer: object) -> None:
        self._is_reading = False
        if isinstance(answer, GuideError):
            texts = self.guide.services.texts
            lines = [texts.tell(fault) for fault in answer.details]
            self._say("\n".join([texts.error(answer), *first_of(lines, texts)]))
        elif self.app.screen is self:
            self.dismiss()
            # What is asked there is answered to a screen that is still here.
            self.app.call_later(self._done, answer)

    def _say(self, words: str) -> None:
        self.query_one("#fault", Static).update(plain(words))
