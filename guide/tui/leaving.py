"""The ways out: named keys that work above every dialog, and an end that others ask for.

Whatever the way, what is being typed is kept first, and the terminal is given back.
"""

import asyncio
import signal
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import App
from textual.binding import Binding, BindingType
from textual.widgets import Input

from guide.bootstrap import Services
from guide.tui.hung_up import tell_when_gone

# What ends a program from outside; a closed window sends HUP.
_ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT")
# What a terminal that has gone is taken for, whether or not it said so.
_HANGUP = getattr(signal, "SIGHUP", 1)
# What a shell shows for a program that a signal ended.
BY_SIGNAL = 128


class Keeping:
    """Something that is being typed may stand on this screen."""

    def keep_now(self) -> None:
        """Keep it, at once."""


class Leaving(App[None]):
    """Leaves by Ctrl+Q, F10, Ctrl+C twice, or a signal."""

    services: Services
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority they work above a dialog too.
        Binding("ctrl+q,f10", "quit", "Quit", priority=True, id="quit"),
        Binding("ctrl+c", "ctrl_c", "Leave", id="ctrl-c", show=False, priority=True),
    ]

    def on_load(self) -> None:
        """Before the terminal is taken, so that no signal finds it taken and nobody listening."""
        self._is_warned = False
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in _ENDS:
            number = getattr(signal, name, None)
            if number is not None:
                # Windows has no such handlers: there the window takes the terminal along.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._end, int(number))

    def on_mount(self) -> None:
        """Once it is known whether there is a terminal at all: look whether it goes."""
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            gone = partial(loop.call_soon_threadsafe, self._end, int(_HANGUP))
            tell_when_gone(gone, self.close)

    def _end(self, number: int) -> None:
        """Somebody ends the program: as orderly as by its own key."""
        self.keep_all()
        self.exit(return_code=BY_SIGNAL + number)

    def close(self) -> object:
        """Write what still waits to be written."""

    def keep_all(self) -> None:
        """Keep what is being typed on any screen that is open."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Keeping):
                    screen.keep_now()

    async def action_quit(self) -> None:
        """Leave; nothing typed is lost by that."""
        self.keep_all()
        self.exit()

    async def action_ctrl_c(self) -> None:
        """Copies what is marked; else it leaves at the second time, and says so at the first."""
        field = self.focused
        is_marked = isinstance(field, Input) and bool(field.selected_text)
        if is_marked or self.screen.get_selected_text():
            raise SkipAction
        if self._is_warned:
            await self.action_quit()
            return
        self._is_warned = True
        keys = [*self.keys_listed("quit", 2), "Ctrl+C"]
        words = self.services.texts.say(
            "quit.again", "Ctrl+C again, {key} or {other} leaves. Your answers are kept.",
            key=keys[0], other=keys[1],
        )  # fmt: skip
        self.notify(words, markup=False)

    def keys_listed(self, name: str, most: int) -> list[str]:
        """The keys of a binding by its id, as they stand on a keyboard."""
        raise NotImplementedError

    def is_pressed(self, key: str) -> None:
        """Another key than Ctrl+C: whoever pressed that did not want to leave."""
        if key != "ctrl+c":
            self._is_warned = False

    def say_how_to_leave(self) -> None:
        """Nobody should be caught here."""
        keys = [*self.keys_listed("quit", 2), "Ctrl+C, Ctrl+C"]
        words = self.services.texts.say(
            "quit.how", "{key} or {other} leaves. Your answers are kept.",
            key=keys[0], other=keys[1],
        )  # fmt: skip
        self.notify(words, markup=False)
