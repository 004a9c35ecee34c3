"""Calls from another log: new, known, differing, or removed here before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice, pairwise
from typing import Literal, NamedTuple

import msgspec

from guide.core.call.entry import Call
from guide.core.call.versions import as_correction, differing, same
from guide.core.ids import ChainId
from guide.store.call_rows import NEAR, tells_no_more
from guide.store.chains import Chains
from guide.store.sql import PAGE, Run, insert, marks

Added = Literal["added", "known", "conflict", "corrected", "removed"]


class Merged(msgspec.Struct, kw_only=True):
    """What became of each entry, in the order of the file, and what is to be looked at.

    `fields` says where a differing entry differs; `may_be_same` joins calls that may be one call.
    """

    entries: list[tuple[str, Added]] = msgspec.field(default_factory=list)
    fields: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    may_be_same: dict[str, str] = msgspec.field(default_factory=dict)

    def named(self, became: Added) -> list[str]:
        """The ids of the entries that became this, in the order of the file."""
        return [name for name, what in self.entries if what == became]


class Merger:
    """Merges one file into the log, inside a transaction that the caller began."""

    def __init__(self, run: Run, *, as_corrections: bool = False, again: bool = False) -> None:
        self._run = run
        self._chains = Chains(run)
        self._as_corrections = as_corrections
        self._again = again
        self.merged = Merged()

    def merge(self, calls: Iterable[Call]) -> Merged:
        """New ones are added, known ones compared; what only one side noted is noted here too."""
        with self._chains.together():
            self._add_all(iter(calls))
        added = [name for name, became in self.merged.entries if became == "added"]
        self._take_back_orphans(added)
        self.merged.may_be_same = may_be_same(self._run, added)
        return self.merged

    def _add_all(self, rest: Iterator[Call]) -> None:
        while some := list(islice(rest, PAGE)):
            gone = self._removed(some)
            plain = {} if gone else self._unheard_of(some)
            self._chains.add_plain(plain.values())
            known = self._chains.values([call.id for call in some if call.id not in plain])
            for call in some:
                became: Added = "added"
                if plain.get(call.id) is not call:
                    became = self._became(call, known.get(call.id), gone)
                self.merged.entries.append((call.id, became))

    def _became(self, call: Call, known: Call | None, gone: set[str]) -> Added:
        if known is not None and tells_no_more(call, known):
            return "known"
        if call.id in gone or (call.olders and gone.issuperset(call.olders)):
            self._forget(call.id)
            gone.add(call.id)
            return "removed"
        return self._one(call)

    def _one(self, call: Call) -> Added:
        there = self._chains.values([call.id]).get(call.id)
        if there is None:
            self._chains.add(call)
            return "added"
        if same(there, call):
            self._note(call)
            return "known"
        fields = differing(there, call)
        if self._as_corrections and fields:
            new = as_correction(call)
            if self._chains.root(new.id) is not None:
                return "known"
            self._chains.add(new)
            self.merged.fields[call.id] = fields
            return "corrected"
        self.merged.fields[call.id] = fields or ("corrects",)
        return "conflict"

    def _note(self, call: Call) -> None:
        root = self._chains.root(call.id) or ChainId(call.id)
        self._chains.outcomes.add(root, (*call.attempts, *call.taken_back), call.ended)
        self._chains.stand_again(call.id)

    # Removed here before

    def _removed(self, calls: Sequence[Call]) -> set[str]:
        """Which of these, or of what they correct, was removed."""
        names = list({name for call in calls for name in (call.id, *call.olders)})
        if self._again:
            self._run(f"delete from removed where id in {marks(names)}", names)  # noqa: S608  # marks only
            return set()
        sql = f"select id from removed where id in {marks(names)}"  # noqa: S608  # marks only
        return {str(name) for (name,) in self._run(sql, names).fetchall()}

    def _forget(self, name: str) -> None:
        """A correction of what was removed goes the same way, and what corrects it in its turn."""
        if self._run("select id from removed where id = ?", [name]).fetchone() is None:
            insert(self._run, "removed", [{"id": name}])

    def _take_back_orphans(self, added: list[str]) -> None:
        """Corrections that came before what was refused."""
        if not any(became == "removed" for _, became in self.merged.entries):
            return
        new = set(added)
        sql = """select l.newer from call_link l join "call" c on c.id = l.newer
        where l.older in (select id from removed) and not exists (select 1 from call_link other
        where other.newer = l.newer and other.older not in (select id from removed))"""
        while orphans := [name for (name,) in self._run(sql, []).fetchall() if name in new]:
            for name in orphans:
                root = self._chains.root(name)
                if root is not None:
                    self._chains.remove(root, [name])
            gone = set(orphans)
            self.merged.entries[:] = [
                (name, "removed" if name in gone else became)
                for name, became in self.merged.entries
            ]
            new -= gone

    def _unheard_of(self, calls: Sequence[Call]) -> dict[str, Call]:
        """Those that neither the log nor another one of them knows anything of."""
        ids = [call.id for call in calls]
        sql = f"""select id from "call" where id in {marks(ids)}
        union select older from call_link where older in {marks(ids)}"""  # noqa: S608  # marks only
        named = {str(name) for (name,) in self._run(sql, [*ids, *ids]).fetchall()}
        named |= {older for call in calls for older in call.olders}
        first = {call.id: call for call in reversed(calls)}
        return {
            name: call
            for name, call in first.items()
            if not call.olders and name not in named and not call.taken_back and call.ended is None
        }


def may_be_same(run: Run, ids: Sequence[str]) -> dict[str, str]:
    """Of calls that may have been noted twice (one number, within half an hour), id → other id."""
    doubles: dict[str, str] = {}
    items: set[str] = set()
    for some in _pages(ids):
        sql = f'select distinct item from "call" where id in {marks(some)} and item is not null'  # noqa: S608  # marks only
        items |= {str(item) for (item,) in run(sql, some).fetchall()}
    # One after the other by number and time: only neighbours can be one call.
    for some in _pages(sorted(items)):
        sql = f"""select item, started_at, id, root from "call"
        where current and item in {marks(some)} order by item, started_at, id"""  # noqa: S608  # marks only
        for one, other in pairwise(map(_Row._make, run(sql, some).fetchall())):
            if one.item == other.item and one.root != other.root and _near(one, other):
                doubles.setdefault(one.id, other.id)
                doubles.setdefault(other.id, one.id)
    return {name: doubles[name] for name in ids if name in doubles}


class _Row(NamedTuple):
    item: str
    started_at: str
    id: str
    root: ChainId


def _pages(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + PAGE] for start in range(0, len(values), PAGE))


def _near(one: _Row, other: _Row) -> bool:
    began, also = (datetime.fromisoformat(version.started_at) for version in (one, other))
    return abs(also - began) <= NEAR
