"""What is said at the foot, and that what is typed is not kept, on every screen."""

from typing import Any

from textual.notifications import SeverityLevel
from textual.screen import Screen

from guide.core.errors import StorageError
from guide.core.text import clean
from guide.tui.host import Host


class Telling(Host):
    """Says things without asking for anything."""

    # What every screen says about keeping.
    _unkept = ""

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
        for notice in [*self._notifications]:
            if notice.severity == "information":
                self._unnotify(notice, refresh=False)
        super().notify(
            clean(message), title=title, severity=severity, timeout=timeout, markup=markup
        )

    def not_kept(self, error: StorageError) -> None:
        """What is kept cannot be read; it is said for as long as that is so."""
        self.desk.not_kept(error)

    def show_unkept(self) -> None:
        """Say on every screen that what is typed is not kept, or take that back."""
        from guide.tui.widgets.autosave import why_unkept

        words = why_unkept(self.desk, self.services.texts)
        if words != self._unkept:
            self._unkept = words
            for screen in (screen for stack in self._screen_stacks.values() for screen in stack):
                self.show_unkept_on(screen)

    def show_unkept_on(self, screen: Screen[Any]) -> None:
        """The same on one screen, with what only that one has to say."""
        words = " ".join(filter(None, (self._unkept, getattr(screen, "own_notice", ""))))
        if words or screen.query("Unkept"):
            from guide.tui.widgets.autosave import show_unkept

            show_unkept(screen, words)
