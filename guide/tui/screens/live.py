"""The live call: for a person who is talking. The route on one side, fields on the other.

Script and next step stand on the screen at every size; where there is no room for both sides, the
one that is needed now is shown.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from guide.core.call.entry import Heard
from guide.core.call.live import LiveCall, Stage, missing, to_ask
from guide.core.call.own_numbers import own_number
from guide.core.call.progress import CallProgress
from guide.core.prepare.call_plan import Sentence
from guide.store.held import WindowDraft
from guide.tui.dialogs.other_prompt import OtherPrompt, OtherPromptScreen
from guide.tui.screens.call_notes import CallNotes
from guide.tui.scrolling import to_edge
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.call_fields import CallFields
from guide.tui.widgets.call_line import CallLine
from guide.tui.widgets.hold_clock import HoldClock
from guide.tui.widgets.menu_route import MenuRoute
from guide.tui.widgets.say_now import SayNow
from guide.wording.calls import next_step_of, spoken, stage_of

_TICK = 1.0


class LiveScreen(CallNotes):
    """One call, from dialling to hanging up."""

    HELP_NAME = "live"
    SCROLLED = "#script, #ask-box"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("f5,ctrl+s", "stamp", "Stamp", id="stamp"),
        Binding("f6,ctrl+g", "other_side", "Menu/notes", id="other-side"),
        Binding("ctrl+r,slash", "heard", "Other prompt", id="heard"),
        Binding("f9,ctrl+z,u", "take_back", "Undo stamp", show=False, id="take-back"),
        Binding("backspace", "step_back", "Step back", show=False, id="step-back"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="live-reveal"),
        Binding("home", "script_edge(-1)", "To the top", id="live-top", show=False, priority=True),
        Binding("end", "script_edge(1)", "To the end", id="live-end", show=False, priority=True),
    ]

    def __init__(self, live: LiveCall, lines: tuple[Sentence, ...], own: WindowDraft) -> None:
        super().__init__(live, lines, own)
        # The caller needs the own numbers here: they are hidden only where somebody else looks on.
        self._is_hiding = False

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

    @property
    def next_steps(self) -> Sequence[Step]:
        """The next moment of the call, and one step back."""
        texts = self.services.texts
        forth = Step("stamp", next_step_of(self.live.next_stage, texts))
        back = texts.say("live.back", "One step back")
        return (forth, Step("step_back", back), Step("take_back"))

    def body(self) -> ComposeResult:
        """Clock line, the two sides, what is still to ask."""
        texts = self.services.texts
        yield CallLine(texts, id="clock")
        with Horizontal(id="call"):
            with Vertical(id="route"):
                yield HoldClock(texts, id="hold-clock")
                yield MenuRoute(self.services.menu, texts, self.menu_target)
            with Vertical(id="notes"):
                yield SayNow(texts, id="say-box")
                yield self.fields()
        yield VerticalScroll(Static(id="ask"), id="ask-box", can_focus=False)

    def on_mount(self) -> None:
        """Go on where the draft stands; the hold goes on by the clock on the wall."""
        self.live = self._progress.taken_up(self.live, self.guide.now())
        self.to_say = self.services.calling.to_say(self.live)
        self._find_step()
        self.begin_keeping()
        self.draw()
        self._side("fields" if self.live.stage == "agent" else "route")
        self.set_interval(_TICK, self._tick)

    @cached_property
    def _progress(self) -> CallProgress:
        return CallProgress(self.services.menu, self.services.monotonic)

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
        if self._progress.is_on_hold:
            self._autosave.schedule()

    @property
    def held(self) -> float:
        """Seconds on hold so far."""
        return self._progress.held(self.live)

    def _draw_clock(self) -> None:
        self.query_one(CallLine).show(self.live, self.held)
        self.query_one(HoldClock).show(self.held if self._progress.is_on_hold else None)

    def _draw_script(self) -> None:
        live, step = self.live, self.services.menu.steps[self.live.step]
        sentences = list(self._sentences())
        number = own_number(live, step.expects, hidden=self._is_hiding)
        ready = sentences if live.stage in ("on-hold", "agent") else []
        self.query_one(MenuRoute).show(live.step, number, ready)
        say = self.query_one(SayNow)
        say.display = live.stage == "agent"
        say.show(sentences, step.do)

    def _sentences(self) -> Iterator[str]:
        texts = self.services.texts
        return (spoken(each, texts, reveal=not self._is_hiding) for each in self.to_say)

    def _side(self, name: str) -> None:
        """Which side is shown where there is no room for both, and where the keys go."""
        self.set_class(name == "fields", "at-fields")
        if name == "route":
            self.set_focus(self.query_one("#leads"))
        else:
            self.set_focus(self.query_one(CallFields).first(missing(self.live, self.lines)))

    @property
    def draft(self) -> LiveCall:
        """The call as it is now."""
        return msgspec.structs.replace(super().draft, held=self.held)

    def _set(self, live: LiveCall) -> None:
        self.live = live
        self.draw()
        self._autosave.schedule()

    # What happens

    def action_step_back(self) -> None:
        """To the step of the menu before; what was stamped stays stamped."""
        self._set(self._progress.step_back(self.live))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field, Home and End belong to what is typed; back goes only what went on."""
        match action:
            case "script_edge":
                return not isinstance(self.focused, Input)
            case "step_back":
                return self._progress.has_passed
            case "take_back":
                return self.live.stage is not None
            case "page" if self._says_now:
                return True
        return super().check_action(action, parameters)

    @property
    def _says_now(self) -> bool:
        notes = self.query("#notes")
        return bool(notes) and notes.first().display and self.query_one(SayNow).display

    def action_page(self, direction: int) -> None:
        """With a person on the line, to the next sentence; else a page on."""
        if not (self._says_now and self.query_one(SayNow).page(direction)):
            super().action_page(direction)

    def action_script_edge(self, direction: int) -> None:
        """To the first or the last line of what is to be said."""
        to_edge(self.query_one("#script"), direction)

    def action_reveal(self) -> None:
        """Hide the own numbers from who looks on, or show them again."""
        self._is_hiding = not self._is_hiding
        self._draw_script()

    def on_menu_route_led(self, event: MenuRoute.Led) -> None:
        """Go where the menu led."""
        if self.app.screen is self:
            self._go(event.step)

    def on_menu_route_left(self, event: MenuRoute.Left) -> None:
        """Take a way out."""
        if self.app.screen is not self:
            return
        out = self.services.menu.exits[event.name]
        if out.role == "heard-else":
            self.action_heard()
        else:
            self.app.notify(out.do, timeout=10, markup=False)
            self.ask_to_end(to_ask(self.live, self.lines, by_machine=True))

    def _go(self, step: str) -> None:
        if step not in self.services.menu.steps:
            return
        self._set(self._progress.at_step(self.live, step))
        due = self._progress.due_stamp(self.live)
        if due is not None:
            self._stamp(due)

    def action_stamp(self) -> None:
        """The one key: the next moment of the call."""
        following = self.live.next_stage
        if following is None:
            self.action_end()
            return
        self._stamp(following)

    def _stamp(self, stage: Stage) -> None:
        self._set(self._progress.stamped(self.live, stage, self.guide.now()))
        # Moments cannot be typed again: they are on the disk before they are on the screen.
        self._autosave.flush()
        if stage == "agent":
            self._side("fields")
        elif stage == "hung-up":
            self.action_end()

    def action_take_back(self) -> None:
        """The last stamp was pressed too early."""
        self._set(self._progress.taken_back(self.live, self.guide.now()))

    def goes_on(self) -> None:
        """The call was not over: what was stamped last was too early."""
        if self.live.stage == "hung-up":
            self.action_take_back()

    def to_field(self, name: str) -> None:
        """The focus into a field."""
        self._side("fields")
        super().to_field(name)

    def action_other_side(self) -> None:
        """From the route to the fields, and back."""
        self._side("route" if self.has_class("at-fields") else "fields")

    def action_heard(self) -> None:
        """The machine said something else."""
        self.app.push_screen(OtherPromptScreen(self._keep_heard), self._heard)

    def _heard(self, answer: str | None) -> None:
        if answer is None:
            return
        found = msgspec.json.decode(answer, type=OtherPrompt)
        if found.text:
            self._keep_heard(found.text)
        self._go(found.step)
        self._side("route")

    def _keep_heard(self, text: str) -> None:
        said = Heard(at=self.guide.now(), step=self.live.step, text=text)
        self.live = msgspec.structs.replace(self.live, heard=(*self.live.heard, said))
        self._autosave.flush()
