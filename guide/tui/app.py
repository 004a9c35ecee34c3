"""The app: standing places, keys, services. Nothing else grows here."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Paste
from textual.notifications import SeverityLevel
from textual.screen import Screen

from guide.bootstrap import Services
from guide.core.errors import GuideError, StorageError
from guide.core.text import clean, one_line

if TYPE_CHECKING:
    from textual.command import Provider

    from guide.core.live import LiveCall
    from guide.core.plan import CallPlan

INCOMING = "incoming-call"


def _home() -> Screen[None]:
    from guide.tui.screens.home import HomeScreen

    return HomeScreen()


def _menu() -> Screen[None]:
    from guide.tui.screens.menu import MenuScreen

    return MenuScreen()


def _follow_up() -> Screen[None]:
    from guide.tui.screens.follow_up import FollowUpScreen

    return FollowUpScreen()


def _log() -> Screen[None]:
    from guide.tui.screens.log import LogScreen

    return LogScreen()


def _commands() -> "type[Provider]":
    from guide.tui.palette import Commands

    return Commands


class GuideApp(App[None]):
    """The screen of guide."""

    TITLE = "guide"
    COMMANDS = {_commands}  # noqa: RUF012  # Textual's own shape
    CSS_PATH = "app.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "menu": _menu,
        "follow-up": _follow_up,
        "log": _log,
    }
    DEFAULT_MODE = "prepare"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # Textual's own shape
        (0, "-narrow"),
        (60, "-medium"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]  # noqa: RUF012  # Textual's own shape
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "switch_mode('prepare')", "Prepare", id="prepare", show=False),
        # With priority it works above a dialog too: the phone rings whenever it likes.
        Binding("ctrl+t", "they_called", "Called?", priority=True, id="they-called"),
        Binding("f3", "switch_mode('menu')", "Menu", id="menu"),
        Binding("f1", "help", "Help", show=False, id="help"),
        Binding("f4", "zone", "Time zone", id="zone", show=False),
        Binding("f10", "quit", "Quit", id="quit"),
        Binding("ctrl+o", "switch_mode('follow-up')", "Follow up", id="follow-up"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.is_revealed = False
        self._keeping = True

    def get_default_screen(self) -> Screen[None]:
        """The first screen, mounted as an app's own: one of a mode has all styles parsed twice."""
        return _home()

    def on_mount(self) -> None:
        """Nothing before the first picture but the first picture."""
        self.add_mode(self.DEFAULT_MODE, _home)
        self.set_timer(0.1, self._welcome)

    def _welcome(self) -> None:
        try:
            first = self.services.walks.first_time("welcome")
        except StorageError as error:
            self.not_kept(error)
            return
        if first:
            from guide.tui.screens.notice import welcome

            self.push_screen(welcome(self.services))

    def not_kept(self, error: StorageError) -> None:
        """Say once that answers are not kept; everything else goes on."""
        if self._keeping:
            self._keeping = False
            say = self.services.texts.say
            words = say("keep.not", "Your answers cannot be kept. {why} You can go on.", why=error)
            self.notify(words, severity="warning", timeout=15, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A notice in the corner: letter for letter, never markup."""
        super().notify(
            clean(message), title=title, severity=severity, timeout=timeout, markup=markup
        )

    async def on_event(self, event: Event) -> None:
        """What is pasted into a field of Textual's own, like the palette's, comes as signs."""
        if isinstance(event, Paste):
            from guide.tui.widgets.typed_input import TypedInput

            if not isinstance(self.focused, TypedInput):
                event.text = one_line(event.text)
        await super().on_event(event)

    def now(self) -> datetime:
        """Now, in the caller's zone."""
        return self.services.now()

    def action_help(self) -> None:
        """What the keys do here."""
        from guide.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_zone(self) -> None:
        """Choose the caller's zone."""
        from guide.tui.screens.zone import ZoneScreen

        self.push_screen(ZoneScreen(self.services.zone), self._set_zone)

    def _set_zone(self, name: str | None) -> None:
        if name is not None:
            self.services = self.services.elsewhere(name)
            for screen in (each for stack in self._screen_stacks.values() for each in stack):
                screen.refresh(recompose=False)
                if hasattr(screen, "draw"):
                    screen.draw()

    def get_system_commands(
        self,
        screen: Screen[object],  # noqa: ARG002  # Textual's own shape
    ) -> Iterable[SystemCommand]:
        """The palette; no picture of the screen, which may show private numbers."""
        say = self.services.texts.say
        yield from self._flow_commands()
        menu = say("palette.menu", "Phone menu")
        what = say("palette.menu.what", "The map of the phone menu")
        yield SystemCommand(menu, what, lambda: self.run_later("menu"))
        board = say("palette.follow-up", "Follow up")
        what = say("palette.follow-up.what", "Answers you wait for: what is due, what is late")
        yield SystemCommand(board, what, lambda: self.run_later("follow-up"))
        calls = say("palette.log", "Your calls")
        what = say("palette.log.what", "The log: search, look, note a call-back, remove")
        yield SystemCommand(calls, what, lambda: self.run_later("log"))
        call = say("palette.call", "On the phone")
        what = say("palette.call.what", "Keep notes of a call while you talk")
        yield SystemCommand(call, what, self.open_call)
        zone = say("palette.zone", "Time zone")
        yield SystemCommand(
            zone, say("palette.zone.what", "Choose your time zone"), self.action_zone
        )
        if self.may_change_theme:
            theme = say("palette.theme", "Theme")
            yield SystemCommand(
                theme, say("palette.theme.what", "Change colours"), self.action_change_theme
            )
        keys = say("palette.help", "Help")
        yield SystemCommand(
            keys, say("palette.help.what", "What the keys do here"), self.action_help
        )
        leave = say("palette.quit", "Quit")
        yield SystemCommand(leave, say("palette.quit.what", "Leave; answers are kept"), self.exit)

    def run_later(self, mode: str) -> None:
        """Go to a standing place."""
        self.switch_mode(mode)

    def _flow_commands(self) -> Iterable[SystemCommand]:
        for entry in self.services.catalog.home.entries.values():
            for each in (entry, *entry.choices.values()):
                if each.flow is not None:
                    yield SystemCommand(each.text, each.hint or "", self._opener(each.flow))

    def _opener(self, flow: str) -> Callable[[], None]:
        return lambda: self.open_flow(flow)

    def open_flow(self, flow: str) -> None:
        """Begin a flow, or go on with it."""
        from guide.tui.screens.walk import WalkScreen

        if flow == INCOMING:
            self.action_they_called()
            return

        if self.current_mode != "prepare":
            self.switch_mode("prepare")
        self.push_screen(WalkScreen(self.services, flow))

    def action_they_called(self) -> None:
        """Was that really them? On top of whatever is open, so that going back loses nothing."""
        from guide.tui.screens.incoming import IncomingScreen

        if any(isinstance(each, IncomingScreen) for each in self.screen_stack):
            return
        try:
            self.push_screen(IncomingScreen(self.services))
        except GuideError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)

    def open_call(self, plan: "CallPlan | None" = None) -> None:
        """The live call: asks first where another one is still going on."""
        from guide.tui.screens.live import LiveScreen, still_going_on

        if self.current_mode != "prepare":
            self.switch_mode("prepare")
        if any(isinstance(each, LiveScreen) for each in self.screen_stack):
            while not isinstance(self.screen, LiveScreen):
                self.pop_screen()
            return
        going_on = self.calls_going_on()
        if not going_on:
            self.take_up_call(self.services.begin_call(plan))
            return

        def answered(answer: str | None) -> None:
            if answer is not None:
                new = answer == "new"
                self.take_up_call(self.services.begin_call(plan) if new else going_on[0])

        self.push_screen(still_going_on(going_on[0], self.services), answered)

    def calls_going_on(self) -> "tuple[LiveCall, ...]":
        """Drafts of calls; none where they cannot be read."""
        try:
            return self.services.drafts.all()
        except StorageError as error:
            self.not_kept(error)
            return ()

    def take_up_call(self, live: "LiveCall") -> None:
        """Show a call that begins or goes on."""
        from guide.tui.screens.live import LiveScreen

        self.push_screen(LiveScreen(live, self.services.to_write_down(live.flow)))

    @property
    def may_change_theme(self) -> bool:
        """Not without colour: ANSI themes cannot be read then."""
        return not self.no_color

    def _fatal_error(self) -> None:
        """Leave with a local report that holds no private data, instead of local variables."""
        from guide.crash import write_crash_file

        self.bell()
        self._return_code = 70
        error = self._exception
        path = error and write_crash_file(
            error, self.services.cache / "crashes", self.services.clock()
        )
        kept = f" A report without private data lies in {path}." if path else ""
        self.crash_message = (
            f"guide: error: This is a fault of the program.{kept} Your answers are kept."
        )
        self._close_messages_no_wait()

    crash_message = ""
