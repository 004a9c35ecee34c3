"""The log: every call, newest first, found by any word of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from guide.core.call.entry import Call
from guide.tui.actions.call_back import Undo, choose_attempt
from guide.tui.actions.log_files import open_log, save_log
from guide.tui.actions.open_calls import ask_for_calls
from guide.tui.actions.remove_call import ask_to_remove
from guide.tui.base import BaseScreen
from guide.tui.content import plain, put
from guide.tui.places import PREPARE
from guide.tui.rows.home import resume_row
from guide.tui.rows.log import LogRows
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.listed_calls import ListedCalls
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Rows
from guide.tui.widgets.typed_input import TypedInput
from guide.tui.widgets.week import Week

if TYPE_CHECKING:
    from guide.core.call.live import LiveCall


class LogScreen(BaseScreen):
    """A field to search and the calls below it; the next page comes as one goes down."""

    HELP_NAME = "log"
    SCROLLED = "#panel"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "back", "Back", id="log-back"),
        Binding("c", "call", "New call", id="log-call"),
        Binding("slash", "search", "Search", id="log-search"),
        Binding("k", "note", "Call-back", id="log-note"),
        Binding("e", "correct", "Correct", id="log-correct"),
        Binding("plus", "past", "Earlier call", id="log-past"),
        Binding("x", "remove", "Remove", id="log-remove"),
        Binding("w", "save", "Save in a file", show=False, id="log-file"),
        Binding("i", "bring_in", "Bring in a file", show=False, id="log-bring-in"),
        Binding("u,f9,ctrl+z", "undo", "Undo", show=False, id="log-undo"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="log-reveal"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.going_on: tuple[LiveCall, ...] = ()
        self.listed = ListedCalls(self, self._show)
        self._undo: Undo | None = None

    @property
    def calls(self) -> list[Call]:
        """The calls that stand there, the newest first."""
        return self.listed.calls

    @property
    def next_steps(self) -> Sequence[Step]:
        """Look at the chosen call; where there is none, the one way to get some."""
        say = self.services.texts.say
        begin = Step("call", say("log.begin", "Begin a call"))
        if self.calls or self.going_on:
            return Step("select", say("log.open", "Open")), begin
        past = Step("past", say("log.past", "Write down a call you made"))
        return (begin if self.listed.words else past,)

    def body(self) -> ComposeResult:
        """Title, search, rows."""
        say = self.services.texts.say
        yield Static(plain(say("log.title", "Your calls")), classes="title")
        words = say("log.search", "Search: a name, a number, a word")
        yield TypedInput(id="search", placeholder=words)
        yield Static(id="table-head", classes="why -gone")
        yield Rows(id="main")

    def panel(self) -> ComposeResult:
        """The chosen call; without one, the week of live help."""
        yield Static(id="chosen-call", classes="-gone")
        yield from super().panel()

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
        self.listed.look()

    def _found_going_on(self, found: object) -> None:
        if isinstance(found, tuple) and self.is_running:
            known = {live.key for live in self.going_on}
            self.going_on = found
            is_new = any(live.key not in known for live in found)
            self._show()
            if is_new:
                # What goes on stands first, and is what one most likely came for.
                self.query_one("#main", Rows).highlighted = 0

    @property
    def _log_rows(self) -> LogRows:
        return LogRows(self.services, self.app.size.width, reveal=self.guide.is_revealed)

    def _show(self) -> None:
        """What was read last, as there is room for it."""
        rows = self._log_rows
        head = self.query_one("#table-head", Static)
        head.update(plain(rows.head))
        head.set_class(not (rows.head and self.calls), "-gone")
        going_on = [resume_row(live, self.services) for live in self.going_on]
        listed = self.listed.rows(rows, self.guide.key_of)
        self.query_one("#main", Rows).show([*going_on, *listed])
        self._draw_chosen()
        self.refresh_bindings()

    def _draw_chosen(self) -> None:
        """The chosen call beside the list, where there is room beside it."""
        rows, row = self._log_rows, self.query_one("#main", Rows).row
        call = self.listed.of(row.target) if row is not None and rows.is_table else None
        beside = self.query_one("#chosen-call", Static)
        beside.set_class(call is None, "-gone")
        self.query_one(Week).display = call is None
        if call is not None:
            put(beside, rows.detail(call))

    def _chosen(self) -> Call | None:
        row = self.query_one("#main", Rows).row
        return self.listed.of(row.target) if row and self.app.screen is self else None

    # What can be done

    def on_input_changed(self) -> None:
        """Search as one types; what is found is read from its top."""
        self.listed.search(self.query_one("#search", Input).value)

    def on_input_submitted(self) -> None:
        """From the field into the list."""
        self.query_one("#main", Rows).focus()

    def on_option_list_option_highlighted(self) -> None:
        """Another call beside the list; near the end, the next page."""
        self.listed.come_to(self.query_one("#main", Rows).highlighted or 0)
        self._draw_chosen()

    def on_resize(self) -> None:
        """A table where there is room for one."""
        if self.is_mounted:
            self._show()

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
            hidden = LogRows(self.services, self.app.size.width, reveal=False)
            shown, is_forked = self.listed.row(call, hidden), call.id in self.listed.forked
            ask_to_remove(self, call.id, shown.text, self.draw, is_forked=is_forked)

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
