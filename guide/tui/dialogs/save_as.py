"""Where a file shall go. One that is there already is replaced only after a second Enter."""

from collections.abc import Callable, Iterable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from guide.core.errors import GuideError, InvalidInput
from guide.export.files import write_file
from guide.tui.base import Dialog
from guide.tui.content import plain
from guide.tui.widgets.typed_input import TypedInput


class SaveScreen(Dialog):
    """Asks for a path, writes, and says what went wrong without losing what was typed."""

    def __init__(self, title: str, path: Path, content: Callable[[Path], bytes]) -> None:
        super().__init__()
        self.words = title
        self.path = path
        self.content = content
        self._asked: str | None = None

    def compose(self) -> ComposeResult:
        """Title, field, what else can be chosen, what went wrong."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.words, "bold"))
            yield TypedInput(value=str(self.path), max_length=2000)
            yield from self.choices()
            yield Static(id="wanted")

    def choices(self) -> Iterable[Widget]:
        """What can be chosen besides the path."""
        return ()

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say("save.keys", "Enter: write · Esc: back")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write; ask first where a file is there already."""
        say = self.guide.services.texts.say
        typed = event.value.strip()
        if not typed:
            return
        try:
            path = Path(typed).expanduser()
            content = self.content(path)
        except (GuideError, ValueError, RuntimeError) as error:  # RuntimeError: no such home
            self._say(self._fault(error))
            return
        try:
            write_file(path, content, force=self._asked == typed)
        except InvalidInput:
            self._asked = typed
            self._say(say("save.there", "That file is there already. Enter again replaces it."))
        except (GuideError, ValueError) as error:  # ValueError: a path with a null character
            self._say(self._fault(error))
        else:
            words = say("file.written", "Written: {path}", path=path)
            self.app.notify(words, timeout=10, markup=False)
            self.answer(typed)

    def _fault(self, error: Exception) -> str:
        if isinstance(error, GuideError):
            return self.guide.services.texts.error(error)
        return str(error)

    def _say(self, words: str) -> None:
        self.query_one("#wanted", Static).update(plain(words, "bold"))
