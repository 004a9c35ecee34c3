"""The start: the first picture, then what is said once, and the zone in which times are told."""

import gc
import sys
from pathlib import Path
from typing import Any

from guide.core.errors import StorageError
from guide.local.settings import keep_zone
from guide.local.zone import computer_zone
from guide.tui.host import Host

_TURN = 0.001
# Seconds until all that can wait begins.
_AFTER_PICTURE = 0.1
# Seconds: a disk that does not answer must not hold the keys.
_LONGEST_WAIT = 2.0
# Objects made between two turns of the collector: one key makes thousands that are soon gone.
_COLLECT_AFTER = 12_000


# Styles of all that the first picture does not show: a third of the time to it.
_LATER = Path(__file__).with_name("later.tcss")


class Starting(Host):
    """Says what is to be said at the start, and asks for the zone where nobody knows it."""

    def get_screen(self, screen: Any, screen_class: Any = None) -> Any:  # noqa: ANN401  # Textual's own shape
        """A screen that is opened above the first one has its styles, however early it comes."""
        self._read_later_styles()
        return super().get_screen(screen, screen_class)

    def _read_later_styles(self) -> None:
        if not self.stylesheet.has_source(str(_LATER)):
            self.stylesheet.read(_LATER)
            self.stylesheet.parse()

    # At the very first start: what is typed before the welcome stands there was not meant for it.
    _awaits_welcome = False

    def is_too_early(self, key: str) -> bool:
        """Whether a key has nothing to do yet; leaving always works."""
        return self._awaits_welcome and not key.startswith("ctrl+")

    def start_soon(self) -> None:
        """Nothing before the first picture but the first picture."""
        self._awaits_welcome = not self.services.stores.has_log
        self.set_timer(_LONGEST_WAIT, self._stop_waiting)
        self.set_timer(_AFTER_PICTURE, self._welcome)

    def _welcome(self) -> None:
        self._read_later_styles()
        # What is there now stays: the collector need not look at it again between two keys.
        gc.collect()
        gc.freeze()
        gc.set_threshold(_COLLECT_AFTER)
        gc.enable()
        # The thread that keeps what is typed gets its turn sooner between two keys.
        sys.setswitchinterval(_TURN)
        services = self.services
        self.say_key_faults()
        self.desk.ask(lambda: services.walks.first_time("welcome"), self._say_welcome)

    def _stop_waiting(self) -> None:
        self._awaits_welcome = False

    def _say_welcome(self, first: object) -> None:
        self._stop_waiting()
        if isinstance(first, StorageError):
            self.not_kept(first)
        elif first is True:
            from guide.tui.dialogs.choice import welcome

            self.push_screen(welcome(self.services), lambda _: self._ask_zone())
        else:
            self._ask_zone()

    def _ask_zone(self) -> None:
        """Once, where the computer does not tell its zone: the wrong one would mislead."""
        if self.services.caller_zone.origin != "unknown":
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

    def action_zone(self) -> None:
        """Choose the caller's zone."""
        from guide.tui.dialogs.zone import ZoneScreen

        computer = computer_zone()
        known = computer.name if computer.origin == "computer" else None
        self.push_screen(ZoneScreen(self.services.zone, known), self._set_zone)

    def _set_zone(self, name: str | None) -> None:
        """Show all in the zone that was chosen, now and at the next start."""
        if name is None:
            return
        computer = computer_zone()
        is_own = computer.origin == "computer" and computer.name == name
        try:
            keep_zone(self.services.data, None if is_own else name)
        except StorageError as error:
            self.notify(self.services.texts.error(error), severity="warning", markup=False)
        self.services = self.services.with_zone(name)
        for screen in (screen for stack in self._screen_stacks.values() for screen in stack):
            if hasattr(screen, "zone_changed"):
                screen.zone_changed()
