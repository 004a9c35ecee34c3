"""Tools that may save the call: what each does, and for whom."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from guide.core.flow.sources import fact_ids
from guide.tui.base import BaseScreen
from guide.tui.content import address, hang, plain
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, Rows


class SelfHelpScreen(BaseScreen):
    """The list behind "Something else"."""

    HELP_NAME = "self_help"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape,b", "leave", "Back", id="self-help-back"),
        Binding("s", "source", "Source", id="self-help-source"),
    ]

    @property
    def where(self) -> Sequence[str]:
        """What it is."""
        return (self.services.texts.say("where.tools", "tools"),)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Who says so."""
        return (Step("select", self.services.texts.say("self-help.source", "Who says so?")),)

    def body(self) -> ComposeResult:
        """A heading and the tools."""
        words = self.services.texts.say("self-help.title", "Tools that may save you the call")
        yield Static(plain(words), classes="title")
        yield Rows(id="main")

    def on_mount(self) -> None:
        """Show the tools."""
        rows = self.query_one("#main", Rows)
        rows.show(self._rows())
        rows.focus()

    def _rows(self) -> Iterator[Row]:
        for name, tool in self.services.catalog.self_help.items.items():
            where = address("\n", tool.address)
            content = hang("·", plain(tool.title, "bold"), f"\n{tool.what}\n{tool.who}", where)
            text = f"{tool.title}. {tool.what}"
            yield Row(id=name, content=content, text=text, sources=fact_ids(tool.sources))

    def on_option_list_option_selected(self) -> None:
        """Enter shows the source."""
        self.action_source()

    def action_source(self) -> None:
        """The sources of the tool."""
        self.show_source(self.query_one("#main", Rows).row)
