"""The board of promises: what is late first, by when, day by day, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from guide.bootstrap import Services
from guide.core.errors import GuideError
from guide.core.follow_up.board import LATE, FollowUp
from guide.tui.actions.call_back import Undo, ask_first, ask_to_close
from guide.tui.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.rows.promises import PromiseRows
from guide.tui.screens.call_detail import NotedScreen
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, Rows
from guide.wording.promises import empty_board

# Seconds: a promise may become late while the board is looked at.
_LOOK_AGAIN = 60
# More than anybody reads; the command lists them all.
_MOST = 100


class FollowUpScreen(BaseScreen):
    """Every promise that no answer has kept yet."""

    HELP_NAME = "follow_up"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape,b", "app.go_back", "Back", id="board-back"),
        Binding("k", "came", "We spoke", id="call-back-came"),
        Binding("m", "missed", "Missed", id="call-back-missed"),
        Binding("d", "close", "Done", id="close-promise"),
        Binding("c", "call", "Call", id="board-call"),
        Binding("u,f9,ctrl+z", "undo", "Undo", show=False, id="board-undo"),
        Binding("o", "open_call", "The call", show=False, id="open-call"),
        Binding("w", "save", "Calendar", id="calendar-file"),
        Binding("s", "source", "Source", id="board-source"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="board-reveal"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[FollowUp] = []
        # Why nothing can be listed; empty where something could be.
        self._fault = ""
        # The promise of which the detail tells.
        self._told = ""
        self._undo: Undo | None = None

    @property
    def for_phone(self) -> FollowUp | None:
        """The promise that is chosen."""
        return self._chosen()

    @property
    def next_steps(self) -> Sequence[Step]:
        """Call again where it is late; else note that they called."""
        chosen, say = self._chosen() if self.is_mounted else None, self.services.texts.say
        if chosen is None:
            return (Step("call", say("board.begin", "Begin a call")),)
        if chosen.promise.state in LATE:
            again = Step("call", say("board.again", "Call again"))
            return again, Step("came", say("board.spoke", "They called, we spoke"))
        return (
            Step("came", say("board.spoke", "They called, we spoke")),
            Step("missed", say("board.missed", "I missed it")),
        )

    def body(self) -> ComposeResult:
        """Title, a table of promises, what to do about the chosen one."""
        yield Static(classes="title")
        yield Static(id="table-head", classes="why")
        yield Rows(id="main")
        yield Rows(id="detail")

    def on_mount(self) -> None:
        """Look at the log."""
        self.draw()
        self.query_one("#main", Rows).focus()
        self.set_interval(_LOOK_AGAIN, self._look_again)

    def on_screen_resume(self) -> None:
        """The log may have grown meanwhile."""
        self.draw()

    def draw(self) -> None:
        """Set everything from the log, as of now."""
        services, now = self.services, self.guide.now()
        ask_desk(
            self, self.guide.log_desk, lambda: services.following_up.follow_ups(now), self._found,
            group="board", waiting=self._say_reading,
        )  # fmt: skip

    def _look_again(self) -> None:
        # Nobody sees it meanwhile, and coming back looks anyway.
        if self.app.screen is self:
            self.draw()

    def _say_reading(self) -> None:
        if not self.listed:
            words = self.services.texts.say("board.reading", "Your promises are being read…")
            self.query_one(".title", Static).update(plain(words))

    def _found(self, found: list[FollowUp] | GuideError) -> None:
        if isinstance(found, GuideError):
            # What was read before may be untrue by now, and that there is none is not known.
            self.listed, self._fault = [], self.services.texts.error(found)
        else:
            self.listed, self._fault = found, ""
        self._show()

    @property
    def _title(self) -> str:
        say = self.services.texts.say
        if self._fault:
            return say("board.unknown", "The answers you're waiting for can't be read right now.")
        late = sum(each.promise.state in LATE for each in self.listed)
        return say(
            "board.title", "Answers you're waiting for: {all}, late: {late}",
            all=len(self.listed), late=late,
        )  # fmt: skip

    @property
    def _promise_rows(self) -> PromiseRows:
        return PromiseRows(self.services, self.guide.now(), reveal=self.guide.is_revealed)

    def _show(self) -> None:
        """What was read last, as there is room for it."""
        say, rows, width = self.services.texts.say, self._promise_rows, self.app.size.width
        self.query_one(".title", Static).update(plain(self._title))
        self.query_one("#table-head", Static).update(plain(rows.head(width) if self.listed else ""))
        shown = list(rows.table(self.listed[:_MOST], width)) or [self._empty()]
        left = len(self.listed) - _MOST
        if left > 0:
            words = say("board.more", "And {number} more: `guide follow-ups`.", number=left)
            shown.append(Row(id="more", content=plain(words), text=words))
        self.query_one("#main", Rows).show(shown)
        self._draw_detail()
        self.refresh_bindings()

    def _draw_detail(self) -> None:
        """What to do about the chosen one; of the same one, what is being read stays put."""
        chosen, detail = self._chosen(), self.query_one("#detail", Rows)
        detail.display = chosen is not None
        if chosen is not None:
            detail.show(self._promise_rows.detail(chosen), at_start=chosen.call.id != self._told)
            self._told = chosen.call.id

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another promise: its own detail."""
        chosen = self._chosen()
        if event.option_list.id == "main" and chosen and chosen.call.id != self._told:
            self._draw_detail()
            self.refresh_bindings()

    def on_resize(self) -> None:
        """Columns where there is room for them."""
        if self.is_mounted:
            self._show()

    def _empty(self) -> Row:
        words = self._fault or empty_board(self.services.texts)
        return Row(id="empty", content=plain(words), text=words)

    def _chosen(self) -> FollowUp | None:
        row = self.query_one("#main", Rows).row
        if row is None or self.app.screen is not self:
            return None
        return next((found for found in self.listed if found.call.id == row.target), None)

    # What can be done

    def on_option_list_option_selected(self) -> None:
        """Enter opens the call."""
        self.action_open_call()

    def action_came(self) -> None:
        """The call-back came."""
        self._note(answered=True)

    def action_missed(self) -> None:
        """The call-back was missed; the second one says what follows."""
        self._note(answered=False)

    def _note(self, *, answered: bool) -> None:
        found = self._chosen()
        if found is not None:
            ask_first(self.guide, found.call, self._done, answered=answered)

    def _done(self, undo: Undo) -> None:
        self._undo = undo
        self.draw()

    def action_close(self) -> None:
        """The answer is waited for no more."""
        found = self._chosen()
        if found is not None:
            ask_to_close(self.guide, found.call, self._done)

    def action_undo(self) -> None:
        """Take back what was noted or closed last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo(self.draw)
        else:
            say = self.services.texts.say
            words = say(
                "board.no-undo",
                "Nothing to take back here. Enter opens a call: {key} is there, too.",
                key=self.guide.key_for("undo"),
            )
            self.app.notify(words, markup=False)

    def action_call(self) -> None:
        """Begin a call: about the chosen promise, where there is one."""
        chosen = self._chosen()
        self.guide.open_call(earlier=None if chosen is None else chosen.call.service_item)

    def action_open_call(self) -> None:
        """The call as it was noted."""
        found = self._chosen()
        if found is not None:
            self.app.push_screen(NotedScreen(found.call, self.draw, reveal=self.guide.is_revealed))

    def action_source(self) -> None:
        """The sources of the line."""
        name = "#detail" if self.query_one("#detail", Rows).has_focus else "#main"
        self.show_source(self.query_one(name, Rows).row)

    def action_reveal(self) -> None:
        """Show numbers whole, or hide them again."""
        self.guide.is_revealed = not self.guide.is_revealed
        self.draw()

    # The calendar file

    def action_save(self) -> None:
        """Write a calendar file of what lies ahead."""
        say = self.services.texts.say
        waiting = [each for each in self.listed if each.promise.state not in LATE]
        if not waiting:
            words = say("ics.none", "Nothing lies ahead: no calendar file was written.")
            self.app.notify(words, markup=False)
            return
        services, reveal, now = self.services, self.guide.is_revealed, self.guide.now()
        work = partial(_calendar, services, waiting, now, reveal=reveal)
        ask_desk(self, self.guide.log_desk, work, self._ask_where)

    def _ask_where(self, content: bytes | GuideError) -> None:
        texts = self.services.texts
        if isinstance(content, GuideError):
            self.app.notify(texts.error(content), severity="error", timeout=15, markup=False)
            return
        title = texts.say("board.save", "Where should the calendar file go?")
        path = Path.home() / "follow-up.ics"
        self.app.push_screen(SaveScreen(title, path, lambda _: content))


def _calendar(services: Services, waiting: list[FollowUp], now: datetime, *, reveal: bool) -> bytes:
    from guide.export.ics import calendar_file

    return calendar_file(services.events(waiting, reveal=reveal), now)
