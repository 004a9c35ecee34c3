"""What the words mean: those of the question or plan below first, then all others."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.bootstrap import Services
from guide.tui.base import Dialog
from guide.tui.content import join, plain
from guide.wording.terms import meaning


class TermsScreen(Dialog):
    """Terms and their plain meanings."""

    BINDINGS = [Binding("g,ctrl+b,enter", "dismiss_empty", "Back", id="terms-back")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, text: str, services: Services) -> None:
        super().__init__()
        self.services = services
        self.here = services.catalog.glossary.terms_in(text)

    def compose(self) -> ComposeResult:
        """A heading over each part, a paragraph a term."""
        say = self.services.texts.say
        rest = self.services.catalog.glossary.others(self.here)
        with VerticalScroll(classes="dialog"):
            if self.here:
                yield Static(plain(say("terms.here", "What the words here mean"), "bold"))
                yield from self._terms(self.here)
                yield Static(plain("\n" + say("terms.others", "Other words"), "bold"))
            else:
                yield Static(plain(say("terms.all", "What the words mean"), "bold"))
            yield from self._terms(rest)

    def _terms(self, names: tuple[str, ...]) -> Iterator[Static]:
        catalog = self.services.catalog
        for name in names:
            term = catalog.glossary.terms[name].term
            explained = plain(f": {meaning(name, catalog.glossary, catalog.center)}")
            yield Static(join(plain(f"\n{term}", "bold"), explained), id=f"term-{name}")
