"""A window's own hold on a draft or a walk: what it knows to be kept there.

Another window may write the same. Then what this one has goes beside it, and nothing is lost.
Used by the thread that writes only.
"""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from guide.core.call.live import LiveCall
    from guide.core.prepare.resume import StoredWalk
    from guide.store.database import SaveResult
    from guide.store.drafts import Drafts
    from guide.store.walks import Walks


class WindowDraft:
    """The draft of a call, as one window knows it; None where it was not kept yet."""

    def __init__(self, drafts: "Callable[[], Drafts]", seen: "LiveCall | None") -> None:
        self._drafts = drafts
        self.seen = seen
        self.copy = "" if seen is None else seen.copy

    def keep(self, live: "LiveCall") -> "SaveResult | None":
        """Keep the draft; None where this window's is the only one, else what became of it."""
        mine = msgspec.structs.replace(live, copy=self.copy)
        state, self.seen = self._drafts().keep_over(mine, self.seen)
        self.copy = self.seen.copy
        return None if state == "kept" else state

    def forget(self, live: "LiveCall") -> None:
        """Remove this window's draft, and leave those of others."""
        self._drafts().forget(msgspec.structs.replace(live, copy=self.copy).key)
        self.seen = None

    def has(self, live: "LiveCall") -> bool:
        """Whether the draft is on the disk as it stands here; time on hold does not count."""
        mine = msgspec.structs.replace(live, copy=self.copy)
        stored = self._drafts().find(mine.key)
        return stored is not None and msgspec.structs.replace(stored, held=mine.held) == mine


class WindowWalk:
    """The walk of a flow, as one window knows it; None where it was not kept yet."""

    def __init__(self, walks: "Callable[[], Walks]", copy: str = "") -> None:
        self._walks = walks
        self.seen: StoredWalk | None = None
        self.copy = copy

    def key(self, flow: str) -> str:
        """The key of the window's own copy of a walk."""
        return f"{flow}+{self.copy}" if self.copy else flow

    def find(self, flow: str) -> "StoredWalk | None":
        """What is kept of this window's walk; from then on that is what it has seen."""
        self.seen = self._walks().find(self.key(flow))
        return self.seen

    def keep(self, walk: "StoredWalk") -> "SaveResult | None":
        """Keep the walk; None where this window's is the only one, else what became of it."""
        mine = msgspec.structs.replace(walk, copy=self.copy)
        state, self.seen = self._walks().keep_over(mine, self.seen)
        self.copy = self.seen.copy
        return None if state == "kept" else state

    def forget(self, flow: str) -> None:
        """Remove this window's walk, and leave those of others."""
        self._walks().forget(self.key(flow))
        self.seen = None
