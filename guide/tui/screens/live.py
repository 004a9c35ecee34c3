"""The live call: for a person who is talking. The route on one side, fields on the other.

Script and next step stand on the screen at every size; where there is no room for both sides, the
one that is needed now is shown.
"""

from collections.abc import Iterator, Sequence

import msgspec
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from guide.core.call.live import LiveCall
from guide.core.call.own_numbers import own_number
from guide.core.clock.hours import LIVE_HELP
from guide.tui.screens.live_actions import LiveActions
from guide.tui.widgets.call_line import CallLine
from guide.tui.widgets.dial_now import DialNow
from guide.tui.widgets.hold_clock import HoldClock
from guide.tui.widgets.menu_route import MenuRoute
from guide.tui.widgets.say_now import SayNow
from guide.wording.calls import spoken, stage_of

_TICK = 1.0


class LiveScreen(LiveActions):
    """One call, as it stands now."""

    HELP_NAME = "live"
    SCROLLED = "#script, #ask-box"

    @property
    def menu_target(self) -> str | None:
        """The way that this call takes."""
        return self.live.flow if self.live.flow in self.services.menu.routes else None

    @property
    def menu_step(self) -> str | None:
        """Where in the phone menu it is."""
        return self.live.step

    @property
    def for_phone(self) -> LiveCall:
        """The call: its number, and the day that it is about."""
        return self.live

    @property
    def to_copy(self) -> str:
        """What to say to the person, or to the machine."""
        sentences = list(self._sentences())
        if self.live.stage in ("on-hold", "agent") and sentences:
            return "\n".join(sentences)
        return self.query_one(MenuRoute).to_copy(self.live.step)

    @property
    def where(self) -> Sequence[str]:
        """The moment of the call."""
        stage = self.live.stage
        return () if stage is None else (stage_of(stage, self.services.texts),)

    def body(self) -> ComposeResult:
        """Clock line, the two sides, what is still to ask."""
        texts = self.services.texts
        yield CallLine(texts, id="clock")
        with Horizontal(id="call"):
            with Vertical(id="route"):
                yield DialNow(self.live.line, id="dial-now")
                yield HoldClock(texts, id="hold-clock")
                yield MenuRoute(self.services.menu, texts, self.menu_target)
            with Vertical(id="notes"):
                yield SayNow(texts, id="say-box")
                yield self.fields()
        yield VerticalScroll(Static(id="ask"), id="ask-box", can_focus=False)

    def on_mount(self) -> None:
        """Go on where the draft stands; the hold goes on by the clock on the wall."""
        self.live = self.progress.taken_up(self.live, self.guide.now())
        self.to_say = self.services.calling.to_say(self.live)
        self._find_step()
        self.begin_keeping()
        self.draw()
        self.to_side("fields" if self.live.stage == "agent" else "route")
        self.set_interval(_TICK, self._tick)

    def _find_step(self) -> None:
        """A call whose step the map has no longer goes on where the map begins."""
        menu, texts = self.services.menu, self.services.texts
        if self.live.step in menu.steps:
            return
        self.live = msgspec.structs.replace(self.live, step=menu.start)
        words = texts.say(
            "live.step-gone",
            "The phone menu has changed since: its map starts again. Your notes are all here.",
        )
        self.app.notify(words, timeout=10, markup=False)

    @property
    def held(self) -> float:
        """Seconds on hold so far."""
        return self.progress.held(self.live)

    @property
    def draft(self) -> LiveCall:
        """The call as it is now."""
        return msgspec.structs.replace(super().draft, held=self.held)

    # Drawing

    def draw(self) -> None:
        """Everything but the fields, which hold what is being typed."""
        self._draw_clock()
        self._draw_script()
        self.draw_fields()
        self.show_where()
        self.refresh_bindings()

    def _tick(self) -> None:
        """A second has passed."""
        self._draw_clock()
        if self.progress.is_on_hold:
            self._autosave.schedule()

    def _draw_clock(self) -> None:
        self.query_one(CallLine).show(self.live, self.held, self._shut())
        self.query_one(DialNow).show(is_dialled=self.live.stage is not None)
        self.query_one(HoldClock).show(self.held if self.progress.is_on_hold else None)

    def _shut(self) -> str:
        """That nobody answers before a call is dialled, and from when on; nothing while one may."""
        services, now = self.services, self.guide.now()
        if self.live.stage is not None:
            return ""
        lines = services.catalog.center.lines.values()
        hours = next((line.hours for line in lines if line.number == self.live.line), None)
        here = services.reference.live_help(now, hours or LIVE_HELP)
        return "" if here.open else services.texts.nobody_answers(here, services.zone)

    def _draw_script(self) -> None:
        live, step = self.live, self.services.menu.steps[self.live.step]
        sentences = list(self._sentences())
        number = own_number(live, step.expects, hidden=self.is_hiding)
        ready = sentences if live.stage in ("on-hold", "agent") else []
        self.query_one(MenuRoute).show(live.step, number, ready)
        say = self.query_one(SayNow)
        say.set_class(live.stage != "agent", "-gone")
        say.show(sentences, step.do)

    def _sentences(self) -> Iterator[str]:
        texts = self.services.texts
        return (spoken(sentence, texts, reveal=not self.is_hiding) for sentence in self.to_say)
