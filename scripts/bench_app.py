"""The smallest Textual app that looks like the first screen: what every app here pays at least."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, OptionList, Static


class Smallest(App[None]):
    """Header, text, list, footer."""

    BINDINGS = [("f10", "quit", "Quit")]  # noqa: RUF012  # Textual's own shape

    def compose(self) -> ComposeResult:
        """The four of them."""
        yield Header()
        yield Static("What now?")
        yield OptionList(*(f"Entry {number}" for number in range(7)))
        yield Footer()

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.query_one(OptionList).focus()


if __name__ == "__main__":
    Smallest().run()
