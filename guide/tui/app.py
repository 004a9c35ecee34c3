"""The app: standing places, keys, services. Nothing else grows here."""

import gc
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.events import Event, Key, Paste
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider

from guide.bootstrap import Services
from guide.core.errors import GuideError, StorageError
from guide.core.text import clean, one_line
from guide.local.settings import keep_theme, keep_zone
from guide.local.zone import own_zone
from guide.tui.desk import Desk
from guide.tui.host import Host
from guide.tui.pasting import Bursts
from guide.tui.places import CALL, FOLLOW_UP, INCOMING, MENU, PREPARE
from guide.tui.themes import DARK, OFFERED
from guide.tui.widgets.typed_input import TypedInput

if TYPE_CHECKING:
    from textual.command import Provider

    from guide.core.call.entry import Call
    from guide.core.call.live import LiveCall
    from guide.core.prepare.call_plan import CallPlan
    from guide.tui.desk import Save

# Milliseconds that the desk waits for a lock before others have their turn.
_LOCK_MS = 250
_TURN = 0.001
# Seconds between two looks whether something waits too long to be kept.
_LOOK = 0.5
# Objects made between two turns of the collector: one key makes thousands that are soon gone.
_COLLECT_AFTER = 12_000
_FUNCTION_KEY = re.compile(r"f\d+")


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
    from guide.tui.palette import Commands

    return Commands


class GuideApp(Host):
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
        (60, "-medium"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (32, "-tall")]  # noqa: RUF012  # Textual's own shape
    BINDINGS: ClassVar[list[BindingType]] = [
        # Letters where nothing is typed: not every keyboard has function keys.
        Binding("f2,f", "go('prepare')", "Prepare", id="prepare", show=False),
        Binding("ctrl+l", "go('call')", "Calls", id="calls", show=False),
        # With priority it works above a dialog too: the phone rings whenever it likes.
        Binding("ctrl+t", "they_called", "They called", priority=True, id="they-called"),
        Binding("f3,t", "menu", "Phone menu", id="menu", show=False),
        Binding("f1,question_mark", "help", "Help", show=False, id="help"),
        Binding("l", "hours", "Live help", id="hours", show=False),
        Binding("f4,z", "zone", "Time zone", id="zone", show=False),
        Binding(
            "ctrl+p", "command_palette", "All commands", id="palette", show=False, priority=True
        ),
        Binding("colon", "command_palette", "All commands", id="palette-colon", show=False),
        Binding("ctrl+o", "go('follow-up')", "Follow up", id="follow-up", show=False),
    ]

    def __init__(self, services: Services, *, grace: float | None = None) -> None:
        super().__init__()
        for theme in OFFERED.values():
            self.register_theme(theme)
        self.services = services
        # Where another program holds the file, the desk tries again itself.
        services.stores.waits = _LOCK_MS
        self.desk = Desk(self.call_later, self._show_unkept, services.close, grace=grace)
        # A server that hangs must not hold what is kept on this computer.
        self.log_desk = (
            Desk(self.call_later, at_end=services.close, grace=grace)
            if services.has_server
            else self.desk
        )
        self._unkept = ""
        self._came_from = PREPARE
        self._bursts = Bursts(super().on_event)

    def get_default_screen(self) -> Screen[None]:
        """The first screen, mounted as an app's own: one of a mode has all styles parsed twice."""
        return _home()

    def on_mount(self) -> None:
        """Nothing before the first picture but the first picture."""
        self.add_mode(self.DEFAULT_MODE, _home)
        self.set_timer(0.1, self._welcome)

    def _welcome(self) -> None:
        # What is there now stays: the collector need not look at it again between two keys.
        gc.collect()
        gc.freeze()
        gc.set_threshold(_COLLECT_AFTER)
        gc.enable()
        # The thread that keeps what is typed gets its turn sooner between two keys.
        sys.setswitchinterval(_TURN)
        self.set_interval(_LOOK, self._show_unkept)
        services = self.services
        self.desk.ask(lambda: services.walks.first_time("welcome"), self._say_welcome)

    def _say_welcome(self, first: object) -> None:
        if isinstance(first, StorageError):
            self.not_kept(first)
        elif first is True:
            from guide.tui.dialogs.choice import welcome

            self.push_screen(welcome(self.services), lambda _: self._ask_zone())
        else:
            self._ask_zone()

    def _ask_zone(self) -> None:
        """Once, where the computer does not tell its zone: the wrong one would mislead."""
        if self.services.own_zone.origin != "unknown":
            return
        services = self.services
        self.desk.ask(lambda: services.walks.first_time("zone"), self._say_zone)

    def _say_zone(self, first: object) -> None:
        if isinstance(first, StorageError):
            self.not_kept(first)
        elif first is True:
            from guide.tui.dialogs.choice import which_zone

            self.push_screen(which_zone(self.services), self._zone_asked)

    def _zone_asked(self, answer: str | None) -> None:
        if answer == "choose":
            self.action_zone()

    def not_kept(self, error: StorageError) -> None:
        """What is kept cannot be read; it is said for as long as that is so."""
        self.desk.not_kept(error)

    def _show_unkept(self) -> None:
        """Say on every screen that what is typed is not kept, or take that back."""
        from guide.tui.widgets.autosave import why_unkept

        words = why_unkept(self.desk, self.services.texts)
        if words != self._unkept:
            self._unkept = words
            for screen in (each for stack in self._screen_stacks.values() for each in stack):
                self.show_unkept_on(screen)

    def show_unkept_on(self, screen: Screen[Any]) -> None:
        """The same on one screen, with what only that one has to say."""
        words = " ".join(filter(None, (self._unkept, getattr(screen, "own_notice", ""))))
        if words or screen.query("Unkept"):
            from guide.tui.widgets.autosave import show_unkept

            show_unkept(screen, words)

    def close(self) -> tuple["Save", ...]:
        """Write what still waits to be written, but not for ever; what could not be."""
        left = self.desk.close()
        if self.log_desk is not self.desk:
            self.log_desk.close(0.5)
        return left

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A notice at the foot, one at a time: letter for letter, never markup."""
        for each in [*self._notifications]:
            if each.severity == "information":
                self._unnotify(each, refresh=False)
        super().notify(
            clean(message), title=title, severity=severity, timeout=timeout, markup=markup
        )

    async def on_event(self, event: Event) -> None:
        """What is pasted into a field of Textual's own, like the palette's, comes as signs."""
        if isinstance(event, Key):
            self.is_pressed(event.key)
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

    def action_go(self, place: str) -> None:
        """To a standing place."""
        if self.current_mode in (PREPARE, CALL):
            self._came_from = self.current_mode
        self.switch_mode(place)

    def action_go_back(self) -> None:
        """To the place from which one came to look something up."""
        self.switch_mode(self._came_from)

    def action_menu(self) -> None:
        """The map of the phone menu, at the way of the call that is planned or going on."""
        from guide.tui.screens.menu import look_up

        look_up(self)

    def action_hours(self) -> None:
        """All that is known of the hours of live help."""
        from guide.tui.dialogs.hours import HoursScreen

        if not isinstance(self.screen, HoursScreen):
            self.push_screen(HoursScreen())

    def key_of(self, name: str) -> str:
        """The first key of a binding of the app, as it stands on a keyboard."""
        for bindings in self._bindings.key_to_bindings.values():
            for binding in bindings:
                if binding.id == name:
                    return self.get_key_display(binding)
        return ""

    def action_zone(self) -> None:
        """Choose the caller's zone."""
        from guide.tui.dialogs.zone import ZoneScreen

        own = own_zone()
        told = own.name if own.origin == "computer" else None
        self.push_screen(ZoneScreen(self.services.zone, told), self._set_zone)

    def _set_zone(self, name: str | None) -> None:
        """Show all in the zone that was chosen, now and at the next start."""
        if name is None:
            return
        own = own_zone()
        is_own = own.origin == "computer" and own.name == name
        try:
            keep_zone(self.services.data, None if is_own else name)
        except StorageError as error:
            self.notify(self.services.texts.error(error), severity="warning", markup=False)
        self.services = self.services.with_zone(name)
        for screen in (each for stack in self._screen_stacks.values() for each in stack):
            if hasattr(screen, "zone_changed"):
                screen.zone_changed()

    def get_system_commands(
        self,
        screen: Screen[object],
    ) -> Iterable[SystemCommand]:
        """The palette."""
        from guide.tui.palette import commands

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
            self._cannot_open(error)
            return
        if self.current_mode != PREPARE:
            self.switch_mode(PREPARE)
        self.push_screen(screen)

    def action_they_called(self) -> None:
        """Was that really them? On top of whatever is open, so that going back loses nothing."""
        from guide.tui.screens.incoming import IncomingScreen

        if any(isinstance(each, IncomingScreen) for each in self.screen_stack):
            return
        try:
            self.push_screen(IncomingScreen(self.services))
        except GuideError as error:
            self._cannot_open(error)

    def _cannot_open(self, error: GuideError) -> None:
        words = self.services.texts.error(error)
        self.notify(words, severity="error", timeout=15, markup=False)

    def open_call(self, plan: "CallPlan | None" = None, earlier: str | None = None) -> None:
        """The live call, of a plan or of nothing; `earlier` is the number that it is about."""
        from guide.tui.opening import open_call

        open_call(self, plan, earlier)

    def take_up_call(self, live: "LiveCall", *, is_kept: bool = True) -> None:
        """Show a call that begins or goes on."""
        from guide.tui.opening import take_up_call

        take_up_call(self, live, is_kept=is_kept)

    def correct(self, call: "Call", done: Callable[[], None]) -> None:
        """Into the fields of a call, or to the choice between two versions of it."""
        from guide.tui.opening import correct_or_choose

        correct_or_choose(self, call, done)

    def show_sources(self, text: str, sources: tuple[str, ...]) -> None:
        """What a line rests on."""
        from guide.tui.dialogs.source import SourceScreen

        self.push_screen(SourceScreen(text, sources, self.services))

    def action_command_palette(self) -> None:
        """Everything that can be done, found by typing."""
        if not self.screen.has_class("--textual-command-palette"):
            words = self.services.texts.say("palette.search", "Search for commands…")
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def action_change_theme(self) -> None:
        """Other colours."""
        words = self.services.texts.say("palette.themes", "Search for themes…")
        self.push_screen(CommandPalette([ThemeProvider], placeholder=words))

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Those that can be read by everybody, in every terminal."""
        return OFFERED

    def take_theme(self, name: str | None) -> None:
        """The colours of the last time."""
        if name in OFFERED:
            self.theme = name

    def watch_theme(self, name: str) -> None:
        """Colours that were chosen are kept for the next start."""
        if not self.is_running:
            return
        try:
            keep_theme(self.services.data, None if name == DARK.name else name)
        except StorageError as error:
            self.notify(self.services.texts.error(error), severity="warning", markup=False)

    @property
    def may_change_theme(self) -> bool:
        """Not without colour: ANSI themes cannot be read then."""
        return not self.no_color

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they stand on a keyboard: F5, Esc, Ctrl+T."""
        if binding.key_display:
            return binding.key_display
        modifiers, _ = binding.parse_key()
        shown = super().get_key_display(binding).removeprefix("^").split("+")[-1]
        if binding.key == "enter":
            shown = "enter"
        if modifiers or _FUNCTION_KEY.fullmatch(shown) or shown in ("esc", "enter"):
            shown = shown.capitalize()
        return "+".join([*(each.capitalize() for each in modifiers), shown])

    def _fatal_error(self) -> None:
        """Leave with a local report that holds no private data, instead of local variables."""
        from guide.local.crash import write_crash_file

        self.bell()
        self._return_code = 70
        error = self._exception
        if isinstance(error, GuideError):
            # A file of flows that cannot be used is no fault of the program: it says what to mend.
            self._return_code = 2
            self._end_with([self.services.texts.error(error)])
            return
        path = error and write_crash_file(
            error, self.services.cache / "crashes", self.services.clock()
        )
        say = self.services.texts.say
        words = [say("crash.screen", "Something is wrong with the program itself.")]
        if path:
            words.append(
                say("crash.report", "A report without private data lies in {path}.", path=path)
            )
        self._end_with(words)

    def _end_with(self, words: list[str]) -> None:
        if self.desk.fault is None and not self.desk.is_slow:
            words.append(self.services.texts.say("crash.kept", "Your answers are kept."))
        self.crash_message = f"guide: error: {' '.join(words)}"
        self._close_messages_no_wait()

    crash_message = ""
