"""What a screen may ask of the app. The app knows the screens, so none of them knows the app."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from guide.bootstrap import Services
from guide.tui.leaving import Leaving

if TYPE_CHECKING:
    from guide.core.call.entry import Call
    from guide.core.call.live import LiveCall
    from guide.core.errors import GuideError, StorageError
    from guide.core.prepare.call_plan import CallPlan
    from guide.tui.background.desk import Desk


class Host(Leaving):
    """An app that has all parts of the program, and leads from screen to screen."""

    services: Services
    # Where what is kept on this computer is read and written, and the log, which may lie elsewhere.
    desk: "Desk"
    log_desk: "Desk"
    # Whether private numbers are shown in full.
    is_revealed = False

    def now(self) -> datetime:
        """Now, in the caller's zone."""
        return self.services.now()

    def say_error(self, error: "GuideError") -> None:
        """Something that was asked for cannot be done."""
        self.notify(self.services.texts.error(error), severity="error", timeout=15, markup=False)

    def not_kept(self, error: "StorageError") -> None:
        """What is kept cannot be read; it is said for as long as that is so."""
        raise NotImplementedError

    def show_unkept_on(self, screen: Screen[Any]) -> None:
        """Say on a screen whether what is typed is kept, and what only that screen has to say."""
        raise NotImplementedError

    def say_key_faults(self) -> None:
        """What is wrong with the caller's own keys."""
        raise NotImplementedError

    def action_go(self, place: str) -> None:
        """To a standing place."""
        raise NotImplementedError

    def action_go_back(self) -> None:
        """To the place from which one came to look something up."""
        raise NotImplementedError

    def action_help(self) -> None:
        """What the keys do here."""
        raise NotImplementedError

    def action_hours(self) -> None:
        """All that is known of the hours of live help."""
        raise NotImplementedError

    def key_of(self, name: str) -> str:
        """The key of a binding of the app, by the binding's id, as it stands on a keyboard."""
        raise NotImplementedError

    def key_for(self, meaning: str) -> str:
        """The first key of a meaning in the table of keys: for sentences that name it."""
        raise NotImplementedError

    @property
    def has_own_keys(self) -> bool:
        """Whether some keys are others than the pages of help say."""
        raise NotImplementedError

    def keys_of(self, name: str, most: int = 2) -> str:
        """The keys of a binding by its id, with a stroke between."""
        raise NotImplementedError

    def action_zone(self) -> None:
        """Choose the caller's zone."""
        raise NotImplementedError

    @property
    def may_change_theme(self) -> bool:
        """Whether other colours can be read here."""
        raise NotImplementedError

    def open_flow(self, flow: str, copy: str = "") -> None:
        """Begin a flow, or go on with it, or with what another window kept beside it."""
        raise NotImplementedError

    def open_call(self, plan: "CallPlan | None" = None, earlier: str | None = None) -> None:
        """The live call, of a plan or of nothing; `earlier` is the item it asks about again."""
        raise NotImplementedError

    def resume_call(self, live: "LiveCall", *, is_kept: bool = True) -> None:
        """Show a call that begins or goes on; one that is open already is not opened twice."""
        raise NotImplementedError

    def open_past_call(self) -> None:
        """The form for a call that took place earlier."""
        raise NotImplementedError

    def correct(self, call: "Call", done: Callable[[], None]) -> None:
        """Into the fields of a call; where there are two versions, to the choice between them."""
        raise NotImplementedError

    def show_sources(self, text: str, sources: tuple[str, ...]) -> None:
        """What a line rests on: the facts by their names."""
        raise NotImplementedError
