"""Writes entries and keeps their chains in order; inside a transaction that the caller began.

After every change of a chain, what it is found by and whether its answer is waited for are computed
again from its entries. What follows from the numbers of other calls is computed with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from guide.core.call.entry import Call
from guide.core.call.versions import (
    is_circle,
    joined,
    ordered,
    tips,
)
from guide.core.case_numbers import service_items
from guide.core.errors import InvalidInput
from guide.core.ids import ChainId
from guide.core.message import Message
from guide.store.call_rows import (
    calls_of,
    columns,
    columns_of,
    entry_of,
    is_promised,
    sortable,
)
from guide.store.outcomes import Outcomes
from guide.store.search_words import words_of
from guide.store.sql import Run, insert, marks
from guide.store.standing import Standing


class Chains:
    """The chains of one log."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.outcomes = Outcomes(run)
        # Chains that stand otherwise by now, while many entries are written together.
        self._due: set[ChainId] | None = None
        self._standing = Standing(run)

    @contextmanager
    def together(self) -> Iterator[None]:
        """How chains stand is computed once, when all entries are there.

        Thousands of calls may name one number: each would have all the others computed again.
        """
        self._due = set()
        try:
            yield
            due, self._due = self._due, None
            with self._standing.together():
                for root in sorted(due):
                    self._stand(root)
        finally:
            self._due = None

    # Reading

    def values(self, ids: Sequence[str]) -> dict[str, Call]:
        """Entries by their ids, with what belongs to their chains."""
        if not ids:
            return {}
        sql = f'select {columns()} from "call" c where c.id in {marks(ids)}'  # noqa: S608  # marks only
        return {call.id: call for call in calls_of(self._run, self._run(sql, ids).fetchall())}

    def root(self, call_id: str) -> ChainId | None:
        """The name of the chain that an entry belongs to."""
        row = self._run('select root from "call" where id = ?', [call_id]).fetchone()
        return None if row is None else ChainId(str(row[0]))

    def entries(self, root: ChainId) -> tuple[Call, ...]:
        """All entries of a chain, the first one first; one that cannot be read says nothing."""
        sql = 'select id, corrects, started_at, entry from "call" where root = ?'
        return ordered(entry_of(*row) for row in self._run(sql, [root]).fetchall())

    def _roots(self, sql: str, values: Sequence[str]) -> list[ChainId]:
        rows = self._run(sql, values).fetchall() if values else []
        return [ChainId(str(root)) for (root,) in rows]

    # Writing

    def add(self, call: Call) -> None:
        """A new entry; it may come before what it corrects, or join two chains."""
        alone = ChainId(call.id)
        insert(self._run, "call", [columns_of(call, alone)])
        links = [{"newer": call.id, "older": older} for older in dict.fromkeys(call.olders)]
        insert(self._run, "call_link", links)
        near = f"""select distinct root from "call" where id in {marks(call.olders)}
        or id in (select newer from call_link where older = ?)"""  # noqa: S608  # marks only
        roots = self._roots(near, [*call.olders, call.id])
        root = self._joined([alone, *roots]) if roots else alone
        self.outcomes.add(root, (*call.attempts, *call.taken_back), call.ended)
        self.settle(root)

    def _joined(self, roots: Sequence[ChainId]) -> ChainId:
        """Several chains that turned out to be one; its name."""
        entries = [entry for root in dict.fromkeys(roots) for entry in self.entries(root)]
        if is_circle(entries):
            one, other = entries[0], entries[-1]
            message = Message(
                "error.call.circle", "The calls {one} and {other} correct one another.",
                one=one.id[:8], other=other.id[:8],
            )  # fmt: skip
            raise InvalidInput(message, Message("hint.call.circle", "Nothing was imported."))
        first = ChainId(ordered(entries)[0].id)
        self._run(f'update "call" set root = ? where root in {marks(roots)}', [first, *roots])  # noqa: S608  # marks only
        self.outcomes.join(roots, first)
        return first

    def remove(self, root: ChainId, names: Sequence[str]) -> None:
        """These entries of a chain go; what is left of it stands. Their ids are remembered."""
        entries = self.entries(root)
        gone = [entry for entry in entries if entry.id in set(names)]
        ids = [entry.id for entry in gone]
        self._drop_words(gone)
        for table, column in (("call", "id"), ("call_link", "newer"), ("removed", "id")):
            self._run(f'delete from "{table}" where "{column}" in {marks(ids)}', ids)  # noqa: S608  # ours
        insert(self._run, "removed", ({"id": name} for name in ids))
        left = [entry for entry in entries if entry.id not in set(names)]
        if not left:
            self.outcomes.remove([root])
            self.follow(gone)
            return
        if root in ids:
            root = self._named_anew(root, ChainId(left[0].id))
        self.settle(root)
        self.follow(gone)

    def _named_anew(self, root: ChainId, name: ChainId) -> ChainId:
        self.outcomes.rename(root, name)
        self._run('update "call" set root = ? where root = ?', [name, root])
        return name

    # What follows

    def settle(self, root: ChainId) -> None:
        """Write what a chain is found by, and how it stands; then what follows for others."""
        entries = self.entries(root)
        versions = tips(entries)
        shown = versions[-1]
        self._drop_words(entries)
        words = " ".join(words_of(version) for version in versions)
        row = {"started_at": sortable(shown.started_at), "id": shown.id, "words": words}
        insert(self._run, "call_words", [row])
        current = [version.id for version in versions]
        sql = f'update "call" set current = (id in {marks(current)}) where root = ?'  # noqa: S608  # marks only
        self._run(sql, [*current, root])
        self._stand(root)
        self.follow(entries)

    def _drop_words(self, entries: Iterable[Call]) -> None:
        for entry in entries:
            key = [sortable(entry.started_at), entry.id]
            self._run("delete from call_words where started_at = ? and id = ?", key)

    def follow(self, entries: Iterable[Call]) -> None:
        """The calls whose numbers these entries name, or bear too, stand otherwise now."""
        some = list(entries)
        keys = _keys(item for call in some for item in (call.earlier_item, call.service_item))
        sql = f'select distinct root from "call" where current and item in {marks(keys)}'  # noqa: S608  # marks only
        for root in self._roots(sql, keys):
            self._stand(root)

    def stand_again(self, call_id: str) -> None:
        """Compute anew how the chain of an entry stands, after something became of the call."""
        root = self.root(call_id)
        if root is not None:
            self._stand(root)

    def _stand(self, root: ChainId) -> None:
        """Whether the answer of a call is waited for, and whether a later call took its place."""
        if self._due is not None:
            self._due.add(root)
            return
        entries = self.entries(root)
        if not entries:
            return  # it was joined to another chain, or removed
        versions = tips(entries)
        asked, waits = self._standing.of(root, versions)
        sql = 'update "call" set asked_again_at = ?, promised = (id = ? and ?) where root = ?'
        self._run(sql, [asked, versions[-1].id, waits, root])

    def add_plain(self, calls: Iterable[Call]) -> None:
        """Like `add`, many at once, for calls that nothing else in the log touches."""
        some = list(calls)
        if not some:
            return
        attempts = {ChainId(c.id): joined(c.attempts) for c in some}
        answered = {
            name for name, tries in attempts.items() if any(attempt.answered for attempt in tries)
        }
        insert(self._run, "call", (
            columns_of(call, ChainId(call.id))
            | {"promised": is_promised(call) and call.id not in answered}
            for call in some
        ))  # fmt: skip
        insert(self._run, "call_words", (
            {"started_at": sortable(c.started_at), "id": c.id, "words": words_of(c)} for c in some
        ))  # fmt: skip
        self.outcomes.add_first(attempts)
        items = _keys(call.service_item for call in some)
        sql = f'select distinct earlier from "call" where current and earlier in {marks(items)}'  # noqa: S608  # marks only
        named = set(self._roots(sql, items))
        for call in some:
            if named.intersection(_keys([call.service_item])):
                self._stand(ChainId(call.id))
        keys = _keys(call.earlier_item for call in some)
        sql = f"""select distinct root from "call" where current and (item in {marks(keys)}
        or item in (select item from "call" where current and item in {marks(items)}
        group by item having count(distinct root) > 1))"""  # noqa: S608  # marks only
        for root in self._roots(sql, [*keys, *items]):
            self._stand(root)


def _keys(items: Iterable[str | None]) -> list[str]:
    """The service item numbers that were noted, as the columns hold them."""
    return [number.key for number in service_items(items)]
