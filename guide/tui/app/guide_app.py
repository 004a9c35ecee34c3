"""The app: standing places, keys, services. Nothing else grows here."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste
from textual.screen import Screen

from guide.bootstrap import Services
from guide.core.errors import GuideError
from guide.core.text import one_line
from guide.tui.app.across import Across
from guide.tui.app.colours import Colours
from guide.tui.app.failing import Failing
from guide.tui.app.going import Going
from guide.tui.app.keyboard import Keyboard
from guide.tui.app.pasting import Bursts
from guide.tui.app.starting import Starting
from guide.tui.app.telling import Telling
from guide.tui.background.desk import Desk
from guide.tui.places import CALL, FOLLOW_UP, INCOMING, MENU, PREPARE
from guide.tui.sizes import HIGH, MEDIUM, TALL, WIDE
from guide.tui.widgets.typed_input import TypedInput

if TYPE_CHECKING:
    from textual.command import Provider

    from guide.core.call.entry import Call
    from guide.core.call.live import LiveCall
    from guide.core.prepare.call_plan import CallPlan
    from guide.tui.background.saves import Save

# Milliseconds that the desk waits for a lock before others have their turn.
_LOCK_MS = 250
# Seconds between two looks whether something waits too long to be kept.
_LOOK = 0.5


def _home() -> Screen[None]:
    from guide.tui.screens.home import HomeScreen

    return HomeScreen()


def _menu() -> Screen[None]:
    from guide.tui.screens.menu import MenuScreen

    return MenuScreen()


def _follow_up() -> Screen[None]:
    from guide.tui.screens.follow_up import FollowUpScreen

    return FollowUpScreen()


def _calls() -> Screen[None]:
    from guide.tui.screens.log import LogScreen

    return LogScreen()


def _commands() -> "type[Provider]":
    from guide.tui.app.palette import Commands

    return Commands


class GuideApp(Going, Telling, Across, Keyboard, Starting, Colours, Failing):
    """The screen of guide."""

    TITLE = "guide"
    COMMANDS = {_commands}  # noqa: RUF012  # Textual's own shape
    CSS_PATH = "app.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        CALL: _calls,
        FOLLOW_UP: _follow_up,
        MENU: _menu,
    }
    DEFAULT_MODE = PREPARE
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # Textual's own shape
        (0, "-narrow"),
        (MEDIUM, "-medium"),
        (WIDE, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high"), (TALL, "-tall")]  # noqa: RUF012  # Textual's own shape
    BINDINGS: ClassVar[list[BindingType]] = [
        # Letters where nothing is typed: not every keyboard has function keys.
        Binding("f2,f", "prepare", "Prepare", id="prepare", show=False),
        Binding("h", "home", "Home", id="home", show=False),
        Binding("ctrl+l", "go('call')", "Calls", id="calls", show=False),
        # With priority it works above a dialog too: the phone rings whenever it likes.
        Binding("ctrl+t", "they_called", "They called", priority=True, id="they-called"),
        Binding("f3,t", "menu", "Phone menu", id="menu", show=False),
        Binding("f1,question_mark", "help", "Help", show=False, id="help"),
        Binding("l", "hours", "Live help", id="hours", show=False),
        Binding("number_sign", "check_number", "Check a phone number", show=False, id="number"),
        Binding("f4,z", "zone", "Time zone", id="zone", show=False),
        Binding(
            "ctrl+p", "command_palette", "All commands", id="palette", show=False, priority=True
        ),
        Binding("colon", "command_palette", "All commands", id="palette-colon", show=False),
        Binding("ctrl+o", "go('follow-up')", "Follow up", id="follow-up", show=False),
    ]

    def __init__(self, services: Services, *, grace: float | None = None) -> None:
        super().__init__()
        self.register_themes()
        self.services = services
        self.take_keys()
        # Where another program holds the file, the desk tries again itself.
        services.stores.waits = _LOCK_MS
        self.desk = Desk(self.call_later, self.show_unkept, services.close, grace=grace)
        # A server that hangs must not hold what is kept on this computer.
        self.log_desk = (
            Desk(self.call_later, at_end=services.close, grace=grace)
            if services.has_server
            else self.desk
        )
        self._bursts = Bursts(super().on_event)

    def get_default_screen(self) -> Screen[None]:
        """The first screen, mounted as an app's own: one of a mode has all styles parsed twice."""
        return _home()

    def on_mount(self) -> None:
        """Nothing before the first picture but the first picture."""
        self.add_mode(self.DEFAULT_MODE, _home)
        self.start_soon()
        self.set_interval(_LOOK, self.show_unkept)

    def close(self) -> tuple["Save", ...]:
        """Write what still waits to be written, but not for ever; what could not be."""
        left = self.desk.close()
        if self.log_desk is not self.desk:
            self.log_desk.close(0.5)
        return left

    async def on_event(self, event: Event) -> None:
        """What is pasted into a field of Textual's own, like the palette's, comes as signs."""
        if isinstance(event, Key):
            self.is_pressed(event.key)
            if self.is_turned_off(event) or self.is_too_early(event.key):
                return
            # Without a terminal nothing comes in bursts.
            if not self.is_headless and await self._bursts.take(event, self.focused):
                return
        if isinstance(event, Paste) and not isinstance(self.focused, TypedInput):
            event.text = one_line(event.text)
        await super().on_event(event)

    def action_help(self) -> None:
        """What the keys do here."""
        from guide.tui.dialogs.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_hours(self) -> None:
        """All that is known of the hours of live help."""
        from guide.tui.dialogs.hours import HoursScreen

        if not isinstance(self.screen, HoursScreen):
            self.push_screen(HoursScreen())

    def action_check_number(self) -> None:
        """Can an officer call a number back?"""
        from guide.tui.dialogs.number import NumberScreen

        if not isinstance(self.screen, NumberScreen):
            self.push_screen(NumberScreen())

    def get_system_commands(
        self,
        screen: Screen[object],
    ) -> Iterable[SystemCommand]:
        """The palette."""
        from guide.tui.app.palette import commands

        return commands(self, screen)

    def open_flow(self, flow: str, copy: str = "") -> None:
        """Begin a flow, or go on with it, or with what another window kept beside it.

        One that cannot be used is no end of the others.
        """
        from guide.tui.screens.walk import WalkScreen

        if flow == INCOMING:
            self.action_they_called()
            return

        try:
            screen = WalkScreen(self.services, flow, copy)
        except GuideError as error:
            self.say_error(error)
            return
        if self.current_mode != PREPARE:
            self.switch_mode(PREPARE)
        self.push_screen(screen)

    def action_they_called(self) -> None:
        """Was that really them? On top of whatever is open, so that going back loses nothing."""
        from guide.tui.screens.incoming import IncomingScreen

        if any(isinstance(screen, IncomingScreen) for screen in self.screen_stack):
            return
        try:
            self.push_screen(IncomingScreen(self.services))
        except GuideError as error:
            self.say_error(error)

    def open_call(self, plan: "CallPlan | None" = None, earlier: str | None = None) -> None:
        """The live call, of a plan or of nothing; `earlier` is the number that it is about."""
        from guide.tui.app.opening import open_call

        open_call(self, plan, earlier)

    def resume_call(self, live: "LiveCall", *, is_kept: bool = True) -> None:
        """Show a call that begins or goes on."""
        from guide.tui.app.opening import resume_call

        resume_call(self, live, is_kept=is_kept)

    def open_past_call(self) -> None:
        """The form for a call that took place earlier."""
        from guide.tui.app.opening import open_past_call

        open_past_call(self)

    def correct(self, call: "Call", done: Callable[[], None]) -> None:
        """Into the fields of a call, or to the choice between two versions of it."""
        from guide.tui.app.opening import correct_or_choose

        correct_or_choose(self, call, done)

    def show_sources(self, text: str, sources: tuple[str, ...]) -> None:
        """What a line rests on."""
        from guide.tui.dialogs.source import SourceScreen

        self.push_screen(SourceScreen(text, sources, self.services))

    def action_command_palette(self) -> None:
        """Everything that can be done, found by typing."""
        from guide.tui.app.palette import Palette

        if not self.screen.has_class("--textual-command-palette"):
            self.push_screen(Palette(self.services.texts))
