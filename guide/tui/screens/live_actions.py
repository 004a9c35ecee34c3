"""What can be done while a call goes on: go where the menu leads, stamp a moment, undo, note."""

from collections.abc import Sequence
from functools import cached_property

import msgspec
from textual.binding import Binding
from textual.widgets import Input

from guide.core.call.entry import Heard
from guide.core.call.live import LiveCall, Stage, missing, to_ask
from guide.core.call.progress import CallProgress
from guide.tui.dialogs.other_prompt import OtherPrompt, OtherPromptScreen
from guide.tui.screens.call_notes import CallNotes
from guide.tui.scrolling import to_edge
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.call_fields import CallFields
from guide.tui.widgets.menu_route import MenuRoute
from guide.tui.widgets.say_now import SayNow
from guide.wording.calls import next_step_of


class LiveActions(CallNotes):
    """A screen on which a call goes on, from dialling to hanging up."""

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

    # The caller needs the own numbers here: they are hidden only where somebody else looks on.
    is_hiding = False

    @cached_property
    def progress(self) -> CallProgress:
        """Where in the menu the call is, and how long it was on hold."""
        return CallProgress(self.services.menu, self.services.monotonic)

    @property
    def next_steps(self) -> Sequence[Step]:
        """The next moment of the call, and one step back."""
        texts = self.services.texts
        forth = Step("stamp", next_step_of(self.live.next_stage, texts))
        back = texts.say("live.back", "One step back")
        return (forth, Step("step_back", back), Step("take_back"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field, Home and End belong to what is typed; back goes only what went on."""
        match action:
            case "script_edge":
                return not isinstance(self.focused, Input)
            case "step_back":
                return self.progress.has_passed
            case "take_back":
                return self.live.stage is not None
            case "page" if self._says_now:
                return True
        return super().check_action(action, parameters)

    # Through the menu

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
        self._set(self.progress.at_step(self.live, step))
        due = self.progress.due_stamp(self.live)
        if due is not None:
            self._stamp(due)

    def action_step_back(self) -> None:
        """To the step of the menu before; what was stamped stays stamped."""
        self._set(self.progress.step_back(self.live))

    def action_heard(self) -> None:
        """The machine said something else."""
        self.app.push_screen(OtherPromptScreen(self._keep_heard), self._heard)

    def _heard(self, answer: str | None) -> None:
        if answer is None:
            return
        prompt = msgspec.json.decode(answer, type=OtherPrompt)
        if prompt.text:
            self._keep_heard(prompt.text)
        self._go(prompt.step)
        self.to_side("route")

    def _keep_heard(self, text: str) -> None:
        heard = Heard(at=self.guide.now(), step=self.live.step, text=text)
        self.live = msgspec.structs.replace(self.live, heard=(*self.live.heard, heard))
        self._autosave.flush()

    # The moments of the call

    def action_stamp(self) -> None:
        """The one key: the next moment of the call."""
        following = self.live.next_stage
        if following is None:
            self.action_end()
            return
        self._stamp(following)

    def _stamp(self, stage: Stage) -> None:
        self._set(self.progress.stamped(self.live, stage, self.guide.now()))
        # Moments cannot be typed again: they are on the disk before they are on the screen.
        self._autosave.flush()
        if stage == "agent":
            self.to_side("fields")
        elif stage == "hung-up":
            self.action_end()

    def action_take_back(self) -> None:
        """The last stamp was pressed too early."""
        self._set(self.progress.taken_back(self.live, self.guide.now()))

    def goes_on(self) -> None:
        """The call was not over: what was stamped last was too early."""
        if self.live.stage == "hung-up":
            self.action_take_back()

    def _set(self, live: LiveCall) -> None:
        self.live = live
        self.draw()
        self._autosave.schedule()

    # What is in view

    def to_side(self, name: str) -> None:
        """Which side is shown where there is no room for both, and where the keys go."""
        self.set_class(name == "fields", "at-fields")
        if name == "route":
            self.set_focus(self.query_one("#leads"))
        else:
            self.set_focus(self.query_one(CallFields).first(missing(self.live, self.lines)))

    def action_other_side(self) -> None:
        """From the route to the fields, and back."""
        self.to_side("route" if self.has_class("at-fields") else "fields")

    def to_field(self, name: str) -> None:
        """The focus into a field."""
        self.to_side("fields")
        super().to_field(name)

    @property
    def _says_now(self) -> bool:
        notes, say = self.query("#notes"), self.query(SayNow)
        return bool(notes) and notes.first().display and say.first().display

    def action_page(self, direction: int) -> None:
        """With a person on the line, to the next sentence; else a page on."""
        if not (self._says_now and self.query_one(SayNow).page(direction)):
            super().action_page(direction)

    def action_script_edge(self, direction: int) -> None:
        """To the first or the last line of what is to be said."""
        to_edge(self.query_one("#script"), direction)

    def action_reveal(self) -> None:
        """Hide the own numbers from who looks on, or show them again."""
        self.is_hiding = not self.is_hiding
        self.draw()

    # What the screen itself brings

    def draw(self) -> None:
        """Show the call as it is now."""
        raise NotImplementedError
