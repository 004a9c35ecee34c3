"""The facts that a line rests on, their sources, dates and grades, and who disagrees."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.bootstrap import Services
from guide.core.flow.sources import Fact
from guide.core.prepare.call_plan import lowest
from guide.tui.base import Dialog
from guide.tui.content import plain


class SourceScreen(Dialog):
    """The sources of one line."""

    BINDINGS = [Binding("s,enter", "dismiss_empty", "Back", id="source-back")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, text: str, sources: tuple[str, ...], services: Services) -> None:
        super().__init__()
        self.text = text
        self.sources = sources
        self.texts = services.texts
        self.facts = services.catalog.facts

    def compose(self) -> ComposeResult:
        """The line, then each fact."""
        say = self.texts.say
        with VerticalScroll(classes="dialog"):
            yield Static(plain(self.text, "bold"), markup=False)
            known = [(name, self.facts[name]) for name in self.sources if name in self.facts]
            grade = lowest(fact.grade for _, fact in known)
            if grade is not None:
                how = say("source.sure", "\nConfidence: {grade}", grade=self.texts.grade(grade))
                yield Static(plain(how, "bold"))
            for _, fact in known:
                yield from self._fact(fact)

    def _fact(self, fact: Fact) -> Iterator[Static]:
        say = self.texts.say
        yield Static(plain(f"\n{fact.statement}"))
        yield Static(plain(f"{self.texts.grade(fact.grade)} — {fact.source}", "bold"))
        dated = say(
            "source.dated", "Date of the source: {date}. Checked: {checked}.",
            date=fact.date, checked=self.texts.day(fact.checked),
        )  # fmt: skip
        yield Static(plain(dated))
        if fact.address:
            yield Static(plain(fact.address, "underline"))
        for name in fact.disagrees:
            other = self.facts.get(name)
            if other is not None:
                words = say(
                    "source.disagrees",
                    "Another source says otherwise: {statement} ({source}, {date})",
                    statement=other.statement, source=other.source, date=other.date,
                )  # fmt: skip
                yield Static(plain(f"⚠ {words}"))
