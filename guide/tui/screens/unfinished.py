"""What one may go on with: walks and calls that were left, and answers that are waited for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from guide.core.errors import GuideError, StorageError
from guide.tui.background.asking import ask_desk
from guide.tui.base import BaseScreen

if TYPE_CHECKING:
    from guide.core.call.live import LiveCall
    from guide.core.follow_up.board import FollowUp
    from guide.core.prepare.resume import StoredWalk

    Left = tuple[tuple[StoredWalk, ...], tuple[LiveCall, ...]]


class Unfinished:
    """Looked up for a screen, which is told of each part as it comes."""

    def __init__(self, screen: BaseScreen, changed: Callable[[], None]) -> None:
        self._screen = screen
        self._changed = changed
        self.walks: tuple[StoredWalk, ...] = ()
        self.calls: tuple[LiveCall, ...] = ()
        # Late, due or waited for; what is late first.
        self.waiting: tuple[FollowUp, ...] = ()

    def call(self, key: str) -> "LiveCall":
        """The call of a key, as it is kept."""
        return next(call for call in self.calls if call.key == key)

    def look(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask for all of it; `then` is called once what was left is there."""
        screen, services = self._screen, self._screen.services

        def answered(left: "Left | StorageError") -> None:
            if isinstance(left, StorageError):
                screen.guide.not_kept(left)
            else:
                self.walks, self.calls = left
            self._changed()
            then()

        def look() -> "Left":
            return services.walks.all(), services.drafts.all()

        ask_desk(screen, screen.guide.desk, look, answered, group="left")
        self._look_for_answers()

    def _look_for_answers(self) -> None:
        screen, services, now = self._screen, self._screen.services, self._screen.guide.now()

        def answered(follow_ups: "tuple[FollowUp, ...] | GuideError") -> None:
            # A log that cannot be read says so where it is looked at.
            self.waiting = () if isinstance(follow_ups, GuideError) else follow_ups
            self._changed()

        def look() -> "tuple[FollowUp, ...]":
            if not services.stores.has_log:
                return ()
            from guide.core.follow_up.board import LATE, WAITED

            waiting = services.following_up.follow_ups(now)
            return tuple(
                follow_up for follow_up in waiting if follow_up.promise.state in LATE | WAITED
            )

        ask_desk(screen, screen.guide.log_desk, look, answered, group="late")
