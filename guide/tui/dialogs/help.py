"""What can be done on the screen below, and every key that is live there."""

from importlib.resources import files

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown, Static

from guide.tui.base import Dialog
from guide.tui.content import plain


class HelpScreen(Dialog):
    """Our own words on a screen, then its keys."""

    BINDINGS = [Binding("f1,question_mark", "dismiss_empty", "Back", id="help-back")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        """Words, then keys."""
        name = getattr(self.below, "HELP_NAME", "home")
        page = (files("guide.tui") / "help" / f"{name}.md").read_text(encoding="utf-8")
        words = self.guide.services.texts.words(f"help.{name}", page)
        with VerticalScroll(classes="dialog"):
            say = self.guide.services.texts.say
            if self.guide.has_own_keys:
                note = say("help.own", "You have keys of your own: those in the list below count.")
                yield Static(plain(note, "bold"))
            yield Markdown(words, open_links=False)
            for key, what in self._keys():
                yield Static(plain(f"{key:<12} {what}"))

    def _keys(self) -> list[tuple[str, str]]:
        shown: dict[str, str] = {}
        for active in reversed(self.below.active_bindings.values()):
            binding = active.binding
            if binding.description and not binding.system:
                key = self.app.get_key_display(binding)
                shown.setdefault(binding.description, key)
        return [(key, what) for what, key in shown.items()]
