"""The log: every call, newest first, found by any word of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from guide.call_texts import word_of
from guide.core.call import Call
from guide.core.errors import GuideError
from guide.core.masking import masked_call
from guide.tui.app import PREPARE
from guide.tui.calling import calls_going_on, going_on_row, take_up_call
from guide.tui.content import INDENT, join, plain
from guide.tui.noting import ask_to_note
from guide.tui.screens.base import Place
from guide.tui.screens.noted import NotedScreen
from guide.tui.screens.notice import Notice
from guide.tui.widgets.rows import Row, Rows
from guide.tui.widgets.typed_input import TypedInput

if TYPE_CHECKING:
    from guide.core.live import LiveCall

PAGE = 50
# Rows before the end at which the next page is fetched.
_NEAR = 5


class LogScreen(Place):
    """A field to search and the calls below it; the next page comes as one goes down."""

    HELP_NAME = "log"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "back", "Back", id="log-back"),
        Binding("c", "call", "New call", id="log-call"),
        Binding("slash", "search", "Search", id="log-search"),
        Binding("a", "note", "Call-back", id="log-note"),
        Binding("e", "correct", "Correct", id="log-correct"),
        Binding("x", "remove", "Remove", id="log-remove"),
        Binding("f7,v", "reveal", "Show numbers", show=False, id="log-reveal"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.going_on: tuple[LiveCall, ...] = ()
        self.calls: list[Call] = []
        self._following: tuple[str, str] | None = None
        self._fault = ""

    def body(self) -> ComposeResult:
        """Title, search, rows."""
        say = self.services.texts.say
        yield Static(plain(say("log.title", "Your calls")), classes="title")
        yield TypedInput(
            id="search", placeholder=say("log.search", "Search: a name, a number, a word")
        )
        yield Rows(id="main")

    def on_mount(self) -> None:
        """The newest calls."""
        self.draw()
        self.query_one("#main", Rows).focus()

    def on_screen_resume(self) -> None:
        """The log may have grown meanwhile."""
        self.draw()

    def draw(self) -> None:
        """Look at the log once more, from the newest call on, as far down as before."""
        self.going_on = calls_going_on(self.guide)
        as_before = max(PAGE, len(self.calls))
        self.calls, self._following = [], None
        self._fetch(as_before)

    def _fetch(self, limit: int = PAGE) -> None:
        words = self.query_one("#search", Input).value
        try:
            page = self.services.calls.page(limit=limit, after=self._following, search=words)
        except GuideError as error:
            self._fault, self._following = self.services.texts.error(error), None
        else:
            self._fault, self._following = "", page.following
            self.calls += page.calls
        self.query_one("#main", Rows).show(self._rows())

    def _rows(self) -> Iterator[Row]:
        yield from (going_on_row(live, self.services) for live in self.going_on)
        for call in self.calls:
            yield self._row(call if self.guide.is_revealed else masked_call(call))
        if not self.calls:
            say = self.services.texts.say
            words = self._fault or say(
                "log.empty", "No call here. A call gets here when it ends; c begins one."
            )
            yield Row(id="empty", content=plain(words), text=words)

    def _row(self, call: Call) -> Row:
        texts = self.services.texts
        when = texts.day_and_time(call.started_at.astimezone(ZoneInfo(self.services.zone)))
        marks = [word_of(call.kind, texts)] if call.kind is not None else []
        parts = [*marks, call.service_item, call.agent_name, call.request]
        more = " · ".join(part for part in parts if part)
        content = join(plain(when, "bold"), f"\n{INDENT}{more}" if more else "")
        return Row(id=call.id, content=content, text=f"{when} {more}", act="choose", target=call.id)

    def _chosen(self) -> Call | None:
        row = self.query_one("#main", Rows).row
        if row is None or self.app.screen is not self:
            return None
        return next((call for call in self.calls if call.id == row.target), None)

    # What can be done

    def on_input_changed(self) -> None:
        """Search as one types; what is found is read from its top."""
        self.calls = []
        self.draw()

    def on_input_submitted(self) -> None:
        """From the field into the list."""
        self.query_one("#main", Rows).focus()

    def on_option_list_option_highlighted(self) -> None:
        """Near the end, the next page."""
        here = self.query_one("#main", Rows).highlighted or 0
        if self._following is not None and here >= len(self.calls) - _NEAR:
            self._fetch()

    def on_option_list_option_selected(self) -> None:
        """Enter opens the call, or goes on with it."""
        row, call = self.query_one("#main", Rows).row, self._chosen()
        if call is not None:
            self.app.push_screen(NotedScreen(call, self.draw, reveal=self.guide.is_revealed))
        elif row is not None and self.app.screen is self:
            for live in self.going_on:
                if live.id == row.target:
                    take_up_call(self.guide, live)

    def action_call(self) -> None:
        """Begin a call."""
        self.guide.open_call()

    def action_search(self) -> None:
        """Into the field."""
        self.query_one("#search", Input).focus()

    def action_note(self) -> None:
        """A call-back came, or was missed."""
        call = self._chosen()
        if call is not None:
            ask_to_note(self.guide, call, self.draw)

    def action_correct(self) -> None:
        """Into the fields of the call; a new entry takes its place."""
        call = self._chosen()
        if call is not None:
            from guide.tui.screens.correct import CorrectScreen

            self.app.push_screen(CorrectScreen(call, self.draw))

    def action_remove(self) -> None:
        """Remove a call with all that corrects it, after naming it."""
        call, texts = self._chosen(), self.services.texts
        if call is None:
            return
        shown = self._row(masked_call(call)).text
        sentences = [texts.say("log.remove", "Remove this call, with its corrections?"), shown]
        answers = {
            "no": texts.say("log.keep", "No, keep it"),
            "yes": texts.say("log.gone", "Yes, remove it for good"),
        }

        def answered(answer: str | None) -> None:
            if answer == "yes":
                try:
                    self.services.calls.remove([call.id])
                except GuideError as error:
                    self.app.notify(
                        self.services.texts.error(error), severity="error", timeout=15, markup=False
                    )
                self.draw()

        self.app.push_screen(Notice(sentences, answers), answered)

    def action_reveal(self) -> None:
        """Show numbers whole, or hide them again."""
        self.guide.is_revealed = not self.guide.is_revealed
        self.query_one("#main", Rows).show(self._rows())

    def action_back(self) -> None:
        """From the field to the list; from the list, away."""
        if isinstance(self.focused, Input):
            self.query_one("#main", Rows).focus()
        else:
            self.guide.action_go(PREPARE)
