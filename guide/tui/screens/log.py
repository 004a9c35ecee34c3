"""The log: every call, newest first, found by any word of it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from guide.core.call.entry import Call
from guide.core.call.masked_call import masked_call
from guide.core.errors import GuideError
from guide.tui.actions.call_back import Undo, choose_attempt
from guide.tui.actions.log_files import open_log, save_log
from guide.tui.actions.open_calls import ask_for_calls
from guide.tui.actions.remove_call import ask_to_remove
from guide.tui.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.places import PREPARE
from guide.tui.rows.home import resume_row
from guide.tui.rows.log import call_row
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, Rows
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.calls import unreadable_line

if TYPE_CHECKING:
    from guide.core.call.faults import Unreadable
    from guide.core.call.live import LiveCall
    from guide.store.call_pages import Page

    # Calls, and which of them may have been noted twice.
    Found = tuple[Page, dict[str, str]]

PAGE = 50
# Rows before the end at which the next page is fetched.
_NEAR = 5


class LogScreen(BaseScreen):
    """A field to search and the calls below it; the next page comes as one goes down."""

    HELP_NAME = "log"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "back", "Back", id="log-back"),
        Binding("c", "call", "New call", id="log-call"),
        Binding("plus", "past", "Earlier call", id="log-past"),
        Binding("slash", "search", "Search", id="log-search"),
        Binding("k", "note", "Call-back", id="log-note"),
        Binding("e", "correct", "Correct", id="log-correct"),
        Binding("x", "remove", "Remove", id="log-remove"),
        Binding("w", "save", "Save in a file", show=False, id="log-file"),
        Binding("i", "bring_in", "Bring in a file", show=False, id="log-bring-in"),
        Binding("u,f9,ctrl+z", "undo", "Undo", show=False, id="log-undo"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="log-reveal"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.going_on: tuple[LiveCall, ...] = ()
        self.calls: list[Call] = []
        self.forked: frozenset[str] = frozenset()
        self._alike: dict[str, str] = {}
        self._undo: Undo | None = None
        self.lost: list[Unreadable] = []
        self._following: tuple[str, str] | None = None
        self._fault = ""

    @property
    def next_steps(self) -> Sequence[Step]:
        """Look at the chosen call; where there is none, begin one."""
        say = self.services.texts.say
        begin = Step("call", say("log.begin", "Begin a call"))
        if not self.calls and not self.going_on:
            return Step("past", say("log.past", "Write down a call you made")), begin
        return Step("select", say("log.open", "Open")), begin

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
        ask_for_calls(self.guide, self._found_going_on)
        self._fetch(None, max(PAGE, len(self.calls)))

    def _found_going_on(self, found: object) -> None:
        if isinstance(found, tuple) and self.is_running:
            known = {live.key for live in self.going_on}
            self.going_on = found
            is_new = any(live.key not in known for live in found)
            self._show()
            if is_new:
                # What goes on stands first, and is what one most likely came for.
                self.query_one("#main", Rows).highlighted = 0

    def _fetch(self, after: tuple[str, str] | None, limit: int = PAGE) -> None:
        words, services = self.query_one("#search", Input).value, self.services

        def fetch() -> "Found":
            page = services.calls.page(limit=limit, after=after, search=words)
            return page, services.calls.may_be_same([call.id for call in page.calls])

        self._following = None
        ask_desk(
            self, self.guide.log_desk, fetch, partial(self._fetched, after),
            group="page", waiting=self._say_reading,
        )  # fmt: skip

    def _fetched(self, after: tuple[str, str] | None, found: "Found | GuideError") -> None:
        if after is None:
            self.calls, self.lost, self.forked, self._alike = [], [], frozenset(), {}
        if isinstance(found, GuideError):
            self._fault = self.services.texts.error(found)
        else:
            page, twins = found
            self._fault, self._following = "", page.following
            self.calls += page.calls
            self.lost += page.unreadable
            self.forked |= page.forked
            self._alike |= twins
        self._show()

    def _say_reading(self) -> None:
        if not self.calls:
            self._fault = self.services.texts.say("log.reading", "Your calls are being read…")
            self._show()

    def _show(self) -> None:
        self.query_one("#main", Rows).show(self._rows())
        self.refresh_bindings()

    def _rows(self) -> Iterator[Row]:
        yield from (resume_row(live, self.services) for live in self.going_on)
        for call in self.calls:
            yield self._row(call if self.guide.is_revealed else masked_call(call))
        for entry in self.lost:
            words = unreadable_line(entry, self.services.texts)
            yield Row(id=f"lost-{entry.id}", content=plain(words), text=words)
        if self.calls and self._fault:
            yield Row(id="fault", content=plain(self._fault), text=self._fault)
        if not self.calls and not self.lost:
            say = self.services.texts.say
            words = self._fault or say(
                "log.empty",
                "No calls yet. A call appears here once it ends. {key} writes down one that you"
                " made before.",
                key=self.guide.key_of("log-past"),
            )  # fmt: skip
            yield Row(id="empty", content=plain(words), text=words)

    def _row(self, call: Call) -> Row:
        alike = self._alike.get(call.id)
        return call_row(call, self.services, is_forked=call.id in self.forked, alike=alike)

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
            self._fetch(self._following)

    def on_option_list_option_selected(self) -> None:
        """Enter opens the call, or goes on with it."""
        row, call = self.query_one("#main", Rows).row, self._chosen()
        if call is not None:
            self.app.push_screen(CallDetailScreen(call, self.draw, reveal=self.guide.is_revealed))
        elif row is not None and self.app.screen is self:
            for live in self.going_on:
                if live.key == row.target:
                    self.guide.resume_call(live)

    def action_call(self) -> None:
        """Begin a call."""
        self.guide.open_call()

    def action_past(self) -> None:
        """Write down a call that took place earlier."""
        self.guide.open_past_call()

    def action_search(self) -> None:
        """Into the field."""
        self.query_one("#search", Input).focus()

    def action_note(self) -> None:
        """A call-back came, or was missed."""
        call = self._chosen()
        if call is not None:
            choose_attempt(self.guide, call, self._done)

    def _done(self, undo: Undo) -> None:
        self._undo = undo
        self.draw()

    def action_undo(self) -> None:
        """Take back what was noted last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo(self.draw)

    def action_correct(self) -> None:
        """Into the fields of the call; a new entry takes its place."""
        call = self._chosen()
        if call is not None:
            self.guide.correct(call, self.draw)

    def action_remove(self) -> None:
        """Remove a call with all that corrects it, after naming it."""
        call = self._chosen()
        if call is not None:
            shown = self._row(masked_call(call)).text
            ask_to_remove(self, call.id, shown, self.draw, is_forked=call.id in self.forked)

    def action_save(self) -> None:
        """Write all calls into a file."""
        save_log(self)

    def action_bring_in(self) -> None:
        """Take in a file of calls."""
        open_log(self, self.draw)

    def action_reveal(self) -> None:
        """Show numbers whole, or hide them again."""
        self.guide.is_revealed = not self.guide.is_revealed
        self._show()

    def action_back(self) -> None:
        """From the field to the list; from the list, away."""
        if isinstance(self.focused, Input):
            self.query_one("#main", Rows).focus()
        else:
            self.guide.action_go(PREPARE)
