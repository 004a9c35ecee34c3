"""What every screen of guide shares: the frame, and typed access to the app.

The frame is a line that says where one is, one on live help, a column to read, a panel beside it
on wide terminals, a bar with the next step, and the keys.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen

from guide.bootstrap import Services
from guide.tui.content import plain
from guide.tui.host import Host
from guide.tui.scrolling import Scrolling
from guide.tui.widgets.action_bar import ActionBar, Step
from guide.tui.widgets.banner import Banner
from guide.tui.widgets.header import Header
from guide.tui.widgets.key_labels import in_words
from guide.tui.widgets.keys import Keys
from guide.tui.widgets.rows import Row, Rows
from guide.tui.widgets.week import Week

if TYPE_CHECKING:
    from guide.core.call.live import LiveCall
    from guide.core.follow_up.board import FollowUp
    from guide.core.prepare.call_plan import CallPlan

# Between what keys do; and what the corners of a box take from its edge.
_DOT, _CORNERS = " · ", 6


class BaseScreen(Scrolling[None]):
    """A screen that stands on its own."""

    HELP_NAME = "home"
    # What only this screen has to say beside what every screen says about keeping.
    own_notice = ""
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("f1,question_mark", "app.help", "Help", key_display="F1", id="place-help"),
    ]

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that are live here, labelled in the language of the run."""
        return in_words(super().active_bindings, self.services.texts)

    @property
    def guide(self) -> Host:
        """The app, as far as a screen may ask it."""
        return cast("Host", self.app)

    @property
    def menu_target(self) -> str | None:
        """Where the call of this screen wants to get in the phone menu."""
        return None

    @property
    def menu_step(self) -> str | None:
        """Where in the phone menu the call of this screen is."""
        return None

    @property
    def for_phone(self) -> "CallPlan | LiveCall | FollowUp | None":
        """What here may be taken across to a phone."""
        return None

    @property
    def to_copy(self) -> str:
        """What is copied here, where that is not what is chosen in a list."""
        return ""

    @property
    def services(self) -> Services:
        """Everything built in `bootstrap`."""
        return self.guide.services

    @property
    def where(self) -> Sequence[str]:
        """Where one is within the standing place, from the outside in; empty at its door."""
        return ()

    @property
    def next_steps(self) -> Sequence[Step]:
        """What to do next here, the one that most people want first; those that are live show."""
        return ()

    def compose(self) -> ComposeResult:
        """The frame, with the body of the screen in it."""
        yield Header(self.guide, self.where)
        yield Banner(self.guide)
        with Horizontal(id="frame"):
            with Vertical(id="column"):
                yield from self.body()
            with VerticalScroll(id="panel", can_focus=False):
                yield from self.panel()
        yield ActionBar()
        yield Keys()

    def on_mount(self) -> None:
        """Nothing is kept: that is said on a new screen, too."""
        self.guide.show_unkept_on(self)

    def body(self) -> ComposeResult:
        """What is read here."""
        yield from ()

    def panel(self) -> ComposeResult:
        """What stands beside it where there is room: the week of live help."""
        yield Week()

    def show_where(self) -> None:
        """Somewhere else on this screen: the line on top says so."""
        self.query_one(Header).show(self.where)

    def zone_changed(self) -> None:
        """Every time is told in another zone from now on."""
        for line in self.query(Banner):
            line.draw()
        for week in self.query(Week):
            week.draw()
        draw = getattr(self, "draw", None)
        if draw is not None:
            draw()

    def action_leave(self) -> None:
        """To the screen below; a second key that comes too late does nothing."""
        if self.app.screen is self:
            self.app.pop_screen()

    def show_source(self, row: Row | None) -> None:
        """Show the sources of a line."""
        if row is not None and row.sources:
            self.guide.show_sources(row.text, row.sources)
        elif row is not None:
            say = self.services.texts.say
            words = say("source.none", "This line says nothing about USCIS, so it needs no source.")
            self.app.notify(words, markup=False)


class Dialog(ModalScreen[str | None], Scrolling[str | None]):
    """A screen above another; Escape leaves it without an answer."""

    SCROLLED = ".dialog"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "dismiss_empty", "Back", id="dialog-back"),
    ]

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that are live here, labelled in the language of the run."""
        return in_words(super().active_bindings, self.guide.services.texts)

    @property
    def guide(self) -> Host:
        """The app, as far as a screen may ask it."""
        return cast("Host", self.app)

    def on_mount(self) -> None:
        """Nothing is kept: that is said above a dialog, too."""
        self.guide.show_unkept_on(self)

    @property
    def keys(self) -> str:
        """What the keys do; parts between which a dot stands."""
        return self.guide.services.texts.say("dialog.keys", "Esc: back")

    def on_resize(self) -> None:
        """The keys stand on the lower edge, whatever is scrolled; the way out is never cut."""
        parts = self.keys.split(_DOT)
        while len(parts) > 1 and cell_len(_DOT.join(parts)) > self.app.size.width - _CORNERS:
            parts.pop(0)
        for box in self.query(".dialog"):
            box.border_subtitle = plain(_DOT.join(parts))

    def answer(self, text: str | None) -> None:
        """Leave with an answer, once: a second key may have been pressed before the first drew."""
        if self.app.screen is self:
            self.dismiss(text)

    def action_dismiss_empty(self) -> None:
        """Leave without an answer."""
        self.answer(None)


__all__ = ["BaseScreen", "Dialog", "Rows"]
