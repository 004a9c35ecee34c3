"""Writes entries and keeps their chains in order; inside a transaction that the caller began.

After every change of a chain, what it is found by and whether its answer is waited for are computed
again from its entries. What follows from the numbers of other calls is computed with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from peewee import Database

from guide.core.call import Attempt, Call, Ending
from guide.core.case_numbers import item_key
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence
from guide.core.versions import (
    ending_of,
    is_circle,
    is_taken_back,
    joined,
    last_ending,
    ordered,
    tips,
)
from guide.store.call_rows import (
    NEAR,
    PAGE,
    Run,
    attempts_of,
    calls_of,
    columns,
    columns_of,
    endings_of,
    entry_of,
    insert,
    is_promised,
    marks,
    moment_of,
    sortable,
)
from guide.store.database import run_sql
from guide.store.words import words_of


class Chains:
    """The chains of one log."""

    def __init__(self, run: Run) -> None:
        self._run = run
        # Chains that stand otherwise by now, while many entries are written together.
        self._due: set[str] | None = None
        # Meanwhile, by number: the last call that was promised an answer, as (root, when).
        self._newest: dict[str, tuple[str, str] | None] | None = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """How chains stand is computed once, when all entries are there.

        Thousands of calls may name one number: each would have all the others computed again.
        """
        self._due = set()
        try:
            yield
            due, self._due = self._due, None
            self._newest = {}
            for root in sorted(due):
                self._stand(root)
        finally:
            self._due = self._newest = None

    # Reading

    def values(self, ids: Sequence[str]) -> dict[str, Call]:
        """Entries by their ids, with what belongs to their chains."""
        if not ids:
            return {}
        sql = f'select {columns()} from "call" c where c.id in {marks(ids)}'  # noqa: S608  # marks only
        return {call.id: call for call in calls_of(self._run, self._run(sql, ids).fetchall())}

    def root(self, call_id: str) -> str | None:
        """The name of the chain that an entry belongs to."""
        found = self._run('select root from "call" where id = ?', [call_id]).fetchone()
        return None if found is None else str(found[0])

    def entries(self, root: str) -> tuple[Call, ...]:
        """All entries of a chain, the first one first; one that cannot be read says nothing."""
        sql = 'select id, corrects, started_at, entry from "call" where root = ?'
        return ordered(entry_of(*row) for row in self._run(sql, [root]).fetchall())

    def acts(self, root: str) -> int:
        """How often the promise of a chain was closed and opened again."""
        act = endings_of(self._run, [root]).get(root)
        return 0 if act is None else act.turn

    def _roots(self, sql: str, values: Sequence[str]) -> list[str]:
        return [str(root) for (root,) in self._run(sql, values).fetchall()] if values else []

    # Writing

    def add(self, call: Call) -> None:
        """A new entry; it may come before what it corrects, or join two chains."""
        insert(self._run, "call", [columns_of(call, call.id)])
        links = [{"newer": call.id, "older": older} for older in dict.fromkeys(call.olders)]
        insert(self._run, "call_link", links)
        near = f"""select distinct root from "call" where id in {marks(call.olders)}
        or id in (select newer from call_link where older = ?)"""  # noqa: S608  # marks only
        roots = self._roots(near, [*call.olders, call.id])
        root = self._joined([call.id, *roots]) if roots else call.id
        self.keep(root, (*call.attempts, *call.taken_back), call.ended)
        self.settle(root)

    def _joined(self, roots: Sequence[str]) -> str:
        """Several chains that turned out to be one; its name."""
        entries = [entry for root in dict.fromkeys(roots) for entry in self.entries(root)]
        if is_circle(entries):
            one, other = entries[0], entries[-1]
            message = Sentence(
                "error.call.circle", "The calls {one} and {other} correct one another.",
                one=one.id[:8], other=other.id[:8],
            )  # fmt: skip
            raise InvalidInput(message, Sentence("hint.call.circle", "Nothing was taken in."))
        first = ordered(entries)[0].id
        attempts = [each for some in attempts_of(self._run, roots).values() for each in some]
        ending = last_ending(endings_of(self._run, roots).values())
        for table in ("attempt", "call_ending"):
            self._run(f"delete from {table} where root in {marks(roots)}", roots)  # noqa: S608  # ours
        self._run(f'update "call" set root = ? where root in {marks(roots)}', [first, *roots])  # noqa: S608  # marks only
        self.keep(first, attempts, ending)
        return first

    def keep(self, root: str, attempts: Iterable[Attempt], ending: Ending | None) -> None:
        """What became of a call, joined with what was known of it."""
        more = list(attempts)
        if more:
            known = attempts_of(self._run, [root])[root]
            self._run("delete from attempt where root = ?", [root])
            insert(self._run, "attempt", (
                {"root": root, "at": sortable(e.at), "answered": e.answered, "turn": e.turn}
                for e in joined((*known, *more))
            ))  # fmt: skip
        last = last_ending((ending, endings_of(self._run, [root]).get(root)))
        if last is not None:
            self._run("delete from call_ending where root = ?", [root])
            at = sortable(last.at)
            row = {"root": root, "at": at, "why": last.why, "who": last.by, "turn": last.turn}
            insert(self._run, "call_ending", [row])

    def remove(self, root: str, names: Sequence[str]) -> None:
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
            for table in ("attempt", "call_ending"):
                self._run(f"delete from {table} where root = ?", [root])  # noqa: S608  # ours
            self.follow(gone)
            return
        if root in ids:
            root = self._named_anew(root, left[0].id)
        self.settle(root)
        self.follow(gone)

    def _named_anew(self, root: str, name: str) -> str:
        for table in ("attempt", "call_ending", "call"):
            self._run(f'update "{table}" set root = ? where root = ?', [name, root])  # noqa: S608  # ours
        return name

    # What follows

    def settle(self, root: str) -> None:
        """What a chain is found by, and how it stands; then what follows for other calls."""
        entries = self.entries(root)
        versions = tips(entries)
        shown = versions[-1]
        self._drop_words(entries)
        words = " ".join(words_of(each) for each in versions)
        row = {"started_at": sortable(shown.started_at), "id": shown.id, "words": words}
        insert(self._run, "call_words", [row])
        current = [each.id for each in versions]
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
        numbers = [number for each in some for number in (each.earlier_item, each.service_item)]
        keys = list({key for each in numbers if (key := item_key(each))})
        sql = f'select distinct root from "call" where current and item in {marks(keys)}'  # noqa: S608  # marks only
        for root in self._roots(sql, keys):
            self._stand(root)

    def stand_again(self, call_id: str) -> None:
        """What became of a call has changed."""
        root = self.root(call_id)
        if root is not None:
            self._stand(root)

    def _stand(self, root: str) -> None:
        """Whether the answer of a call is waited for, and whether a later call took its place."""
        if self._due is not None:
            self._due.add(root)
            return
        entries = self.entries(root)
        if not entries:
            return  # it was joined to another chain, or removed
        versions = tips(entries)
        began = min(sortable(each.started_at) for each in versions)
        keys = list({key for each in versions if (key := item_key(each.service_item))})
        later = """select started_at from "call" where current and earlier = ? and root <> ?
        and started_at > ? order by started_at desc limit 1"""
        rows = [self._run(later, [key, root, began]).fetchone() for key in keys]
        found = [str(row[0]) for row in rows if row is not None]
        found += [at for key in keys if (at := self._promised_anew(key, root, began)) is not None]
        asked = max(found, default=None)
        ending = ending_of(endings_of(self._run, [root]).get(root), moment_of(asked))
        is_over = ending is not None and ending.why is not None
        answered = any(
            each.answered and not is_taken_back(each)
            for each in attempts_of(self._run, [root])[root]
        )
        waits = any(map(is_promised, versions)) and not is_over and not answered
        sql = 'update "call" set asked_again_at = ?, promised = (id = ? and ?) where root = ?'
        self._run(sql, [asked, versions[-1].id, waits, root])

    def _promised_anew(self, item: str, root: str, began: str) -> str | None:
        """When a later call was promised an answer under the same number; None without one.

        Within half an hour of another it may be the same call, noted twice.
        """
        at = moment_of(began)
        if at is None:
            return None
        soon = sortable(at + NEAR)
        if self._newest is None:
            found = self._promised_last(item, root, soon)
            return None if found is None else found[1]
        if item not in self._newest:
            self._newest[item] = self._promised_last(item, "", "")
        found = self._newest[item]
        if found is not None and found[0] == root:
            found = self._promised_last(item, root, soon)
        return None if found is None or found[1] <= soon else found[1]

    def _promised_last(self, item: str, root: str, after: str) -> tuple[str, str] | None:
        """The last promise under a number, of another chain: its chain, and when it was made."""
        sql = """select id, corrects, started_at, entry, root from "call" where current and item = ?
        and root <> ? and started_at > ? order by started_at desc limit ?"""
        # The first one nearly always is; of very many under one number the latest are enough.
        for most in (1, PAGE):
            rows = self._run(sql, [item, root, after, most]).fetchall()
            found = [(str(row[4]), str(row[2])) for row in rows if is_promised(entry_of(*row[:4]))]
            if found or len(rows) < most:
                return found[0] if found else None
        return None

    def add_plain(self, calls: Iterable[Call]) -> None:
        """The same as `add` for calls that nothing else in the log touches, many at once."""
        some = list(calls)
        if not some:
            return
        attempts = {c.id: joined(c.attempts) for c in some}
        kept = {name for name, tries in attempts.items() if any(each.answered for each in tries)}
        insert(self._run, "call", (
            columns_of(call, call.id) | {"promised": is_promised(call) and call.id not in kept}
            for call in some
        ))  # fmt: skip
        insert(self._run, "call_words", (
            {"started_at": sortable(c.started_at), "id": c.id, "words": words_of(c)} for c in some
        ))  # fmt: skip
        insert(self._run, "attempt", (
            {"root": name, "at": sortable(e.at), "answered": e.answered, "turn": e.turn}
            for name, tries in attempts.items()
            for e in tries
        ))  # fmt: skip
        items = list({key for each in some if (key := item_key(each.service_item))})
        sql = f'select distinct earlier from "call" where current and earlier in {marks(items)}'  # noqa: S608  # marks only
        named = set(self._roots(sql, items))
        for call in some:
            if item_key(call.service_item) in named:
                self._stand(call.id)
        keys = list({key for each in some if (key := item_key(each.earlier_item))})
        sql = f"""select distinct root from "call" where current and (item in {marks(keys)}
        or item in (select item from "call" where current and item in {marks(items)}
        group by item having count(distinct root) > 1))"""  # noqa: S608  # marks only
        for root in self._roots(sql, [*keys, *items]):
            self._stand(root)


def look_through(database: Database) -> None:
    """A log of an older version: service item numbers, and calls that two people corrected."""

    def run(sql: str, values: Sequence[object]) -> object:
        return run_sql(database, sql.replace("?", database.param), tuple(values))

    chains = Chains(run)
    last, more = "", True
    while more:
        sql = (
            f'select id, root, entry, started_at from "call" where id > ? order by id limit {PAGE}'  # noqa: S608  # a number of ours
        )
        rows = run(sql, [last]).fetchall()  # type: ignore[attr-defined]  # a cursor
        for name, _, entry, started_at in rows:
            call = entry_of(name, None, started_at, entry)
            keys = [item_key(call.service_item) or None, item_key(call.earlier_item) or None]
            if any(keys):
                run('update "call" set item = ?, earlier = ? where id = ?', [*keys, name])
        more, last = len(rows) == PAGE, rows[-1][0] if rows else last
    forked = 'select root from "call" where current group by root having count(*) > 1'
    for (root,) in run(forked, []).fetchall():  # type: ignore[attr-defined]  # a cursor
        chains.settle(root)
    naming = 'select id, earlier from "call" where current and earlier is not null'
    with chains.together():
        for name, _ in run(naming, []).fetchall():  # type: ignore[attr-defined]  # a cursor
            chains.follow(chains.values([name]).values())
