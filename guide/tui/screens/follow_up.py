"""The board of promises: what is late first, by when, day by day, and what to do about it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static

from guide.core.errors import GuideError
from guide.core.follow_up.board import LATE, FollowUp
from guide.tui.actions.calendar_file import write_calendar
from guide.tui.background.asking import ask_desk
from guide.tui.content import plain
from guide.tui.rows.promises import PromiseRows
from guide.tui.screens.promise_actions import PromiseActions
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Rows

# Seconds: a promise may become late while the board is looked at.
_LOOK_AGAIN = 60


class FollowUpScreen(PromiseActions):
    """Every promise that no answer has kept yet."""

    HELP_NAME = "follow_up"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape,b", "app.go_back", "Back", id="board-back"),
        Binding("w", "save", "Calendar", id="calendar-file"),
        Binding("s", "source", "Source", id="board-source"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="board-reveal"),
    ]

    def __init__(self) -> None:
        super().__init__()
        # Why nothing can be listed; empty where something could be.
        self._fault = ""
        # The promise of which the detail tells.
        self._detailed = ""

    @property
    def for_phone(self) -> FollowUp | None:
        """The promise that is chosen."""
        return self._chosen()

    @property
    def next_steps(self) -> Sequence[Step]:
        """Call again where it is late; else note that they called."""
        chosen, say = self._chosen() if self.is_mounted else None, self.services.texts.say
        if chosen is None:
            past = Step("past", say("board.past", "Write down an earlier call"))
            return past, Step("call", say("board.begin", "Begin a call"))
        spoke = Step("came", say("board.spoke", "They called, we spoke"))
        if chosen.promise.state in LATE:
            return Step("call", say("board.again", "Call again")), spoke
        return spoke, Step("missed", say("board.missed", "I missed it"))

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
            self, self.guide.log_desk, lambda: services.following_up.follow_ups(now), self._take_in,
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

    def _take_in(self, follow_ups: list[FollowUp] | GuideError) -> None:
        if isinstance(follow_ups, GuideError):
            # What was read before may be untrue by now, and that there is none is not known.
            self.listed, self._fault = [], self.services.texts.error(follow_ups)
        else:
            self.listed, self._fault = follow_ups, ""
        self._show()

    @property
    def _promise_rows(self) -> PromiseRows:
        return PromiseRows(self.services, self.guide.now(), reveal=self.guide.is_revealed)

    def _show(self) -> None:
        """What was read last, as there is room for it."""
        rows, width = self._promise_rows, self.app.size.width
        title = rows.title(self.listed, fault=self._fault)
        self.query_one(".title", Static).update(plain(title))
        self.query_one("#table-head", Static).update(plain(rows.head(width) if self.listed else ""))
        self.query_one("#main", Rows).show(rows.table(self.listed, width, fault=self._fault))
        self._draw_detail()
        self.refresh_bindings()

    def _draw_detail(self) -> None:
        """What to do about the chosen one; of the same one, what is being read stays put."""
        chosen, detail = self._chosen(), self.query_one("#detail", Rows)
        detail.display = chosen is not None
        if chosen is not None:
            detail.show(
                self._promise_rows.detail(chosen), at_start=chosen.call.id != self._detailed
            )
            self._detailed = chosen.call.id

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another promise: its own detail."""
        chosen = self._chosen()
        if event.option_list.id == "main" and chosen and chosen.call.id != self._detailed:
            self._draw_detail()
            self.refresh_bindings()

    def on_resize(self) -> None:
        """Columns where there is room for them."""
        if self.is_mounted:
            self._show()

    def _chosen(self) -> FollowUp | None:
        row = self.query_one("#main", Rows).row
        if row is None or self.app.screen is not self:
            return None
        return next(
            (follow_up for follow_up in self.listed if follow_up.call.id == row.target), None
        )

    def action_source(self) -> None:
        """The sources of the line."""
        name = "#detail" if self.query_one("#detail", Rows).has_focus else "#main"
        self.show_source(self.query_one(name, Rows).row)

    def action_reveal(self) -> None:
        """Show numbers whole, or hide them again."""
        self.guide.is_revealed = not self.guide.is_revealed
        self.draw()

    def action_save(self) -> None:
        """Write a calendar file of what lies ahead."""
        write_calendar(self, self.listed)
