"""What became of calls: attempts to call back, and whether an answer is waited for no more.

Both belong to a whole chain, by its name. Nothing that is known is overwritten: what comes is
joined with what is there.
"""

from collections.abc import Iterable, Mapping, Sequence

from guide.core.call.entry import CallBackAttempt, Ending
from guide.core.call.versions import joined, last_ending
from guide.core.ids import ChainId
from guide.store.call_rows import attempts_of, endings_of, sortable
from guide.store.sql import Run, insert, marks

_TABLES = ("attempt", "call_ending")


class Outcomes:
    """Writes both tables; inside a transaction that the caller began."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def acts(self, root: ChainId) -> int:
        """How often the promise of a chain was closed and opened again."""
        act = endings_of(self._run, [root]).get(root)
        return 0 if act is None else act.turn

    def add(
        self, root: ChainId, attempts: Iterable[CallBackAttempt], ending: Ending | None
    ) -> None:
        """Join attempts and an ending with those that are known of a chain, and write them."""
        more = list(attempts)
        if more:
            known = attempts_of(self._run, [root])[root]
            self._run("delete from attempt where root = ?", [root])
            self.add_first({root: joined((*known, *more))})
        last = last_ending((ending, endings_of(self._run, [root]).get(root)))
        if last is not None:
            self._run("delete from call_ending where root = ?", [root])
            at = sortable(last.at)
            row = {"root": root, "at": at, "why": last.why, "who": last.by, "turn": last.turn}
            insert(self._run, "call_ending", [row])

    def add_first(self, attempts: Mapping[ChainId, Iterable[CallBackAttempt]]) -> None:
        """Write attempts, by root, of chains of which none is known yet."""
        insert(self._run, "attempt", (
            {"root": root, "at": sortable(e.at), "answered": e.answered, "turn": e.turn}
            for root, some in attempts.items()
            for e in some
        ))  # fmt: skip

    def join(self, roots: Sequence[ChainId], name: ChainId) -> None:
        """Hand the attempts and the last ending of several chains to the one they became."""
        attempts = [attempt for some in attempts_of(self._run, roots).values() for attempt in some]
        ending = last_ending(endings_of(self._run, roots).values())
        self.remove(roots)
        self.add(name, attempts, ending)

    def remove(self, roots: Sequence[ChainId]) -> None:
        """Remove the attempts and the endings of these chains."""
        for table in _TABLES:
            self._run(f"delete from {table} where root in {marks(roots)}", roots)  # noqa: S608  # ours

    def rename(self, root: ChainId, name: ChainId) -> None:
        """Hand the attempts and the ending of a chain to its new name."""
        for table in _TABLES:
            self._run(f"update {table} set root = ? where root = ?", [name, root])  # noqa: S608  # ours
