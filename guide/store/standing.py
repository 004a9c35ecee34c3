"""How a call stands: whether its answer is waited for, and whether a later call took its place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from guide.core.call.entry import Call
from guide.core.call.versions import ending_of, is_taken_back
from guide.core.case_numbers import service_items
from guide.core.ids import ChainId
from guide.store.call_rows import (
    NEAR,
    attempts_of,
    endings_of,
    entry_of,
    is_promised,
    moment_of,
    sortable,
)
from guide.store.sql import PAGE, Run


class Standing:
    """Answers for one call after the other; what is asked of a number again is kept meanwhile."""

    def __init__(self, run: Run) -> None:
        self._run = run
        # By number: the last call that was promised an answer, as (root, when).
        self._newest: dict[str, tuple[str, str] | None] | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Many calls at once, while no call is written."""
        self._newest = {}
        try:
            yield
        finally:
            self._newest = None

    def of(self, root: ChainId, versions: Sequence[Call]) -> tuple[str | None, bool]:
        """When a later call asked again, and whether somebody waits for the answer to this one."""
        began = min(sortable(version.started_at) for version in versions)
        numbers = service_items(version.service_item for version in versions)
        keys = [number.key for number in numbers]
        later = """select started_at from "call" where current and earlier = ? and root <> ?
        and started_at > ? order by started_at desc limit 1"""
        rows = [self._run(later, [key, root, began]).fetchone() for key in keys]
        moments = [str(row[0]) for row in rows if row is not None]
        moments += [at for key in keys if (at := self._promised_anew(key, root, began)) is not None]
        asked = max(moments, default=None)
        ending = ending_of(endings_of(self._run, [root]).get(root), moment_of(asked))
        is_over = ending is not None and ending.why is not None
        answered = any(
            attempt.answered and not is_taken_back(attempt)
            for attempt in attempts_of(self._run, [root])[root]
        )
        waits = any(map(is_promised, versions)) and not is_over and not answered
        return asked, waits

    def _promised_anew(self, item: str, root: ChainId, began: str) -> str | None:
        """When a later call was promised an answer under the same number; None without one.

        Within half an hour of another it may be the same call, noted twice.
        """
        at = moment_of(began)
        if at is None:
            return None
        soon = sortable(at + NEAR)
        if self._newest is None:
            last = self._promised_last(item, root, soon)
            return None if last is None else last[1]
        if item not in self._newest:
            self._newest[item] = self._promised_last(item, None, "")
        last = self._newest[item]
        if last is not None and last[0] == root:
            last = self._promised_last(item, root, soon)
        return None if last is None or last[1] <= soon else last[1]

    def _promised_last(self, item: str, root: ChainId | None, after: str) -> tuple[str, str] | None:
        """The last promise under a number, of another chain than this: its chain, and when."""
        sql = """select id, corrects, started_at, entry, root from "call" where current and item = ?
        and root <> ? and started_at > ? order by started_at desc limit ?"""
        # The first one nearly always is; of very many under one number the latest are enough.
        for most in (1, PAGE):
            rows = self._run(sql, [item, root or "", after, most]).fetchall()
            promised = [
                (str(row[4]), str(row[2])) for row in rows if is_promised(entry_of(*row[:4]))
            ]
            if promised or len(rows) < most:
                return promised[0] if promised else None
        return None
