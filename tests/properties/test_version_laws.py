"""Laws of two logs that are changed apart and merged into one another, again and again."""

import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from guide.core.call.entry import Call, CallBackAttempt
from guide.core.call.versions import correction, same
from guide.store.data_folder import DataFolder
from tests.store.calls import BEGAN, call

SIDES = st.integers(0, 1)
PICK = st.integers(0, 10**6)


def ids(calls: Iterable[Call]) -> set[str]:
    return {entry.id for entry in calls}


class TwoLogs(RuleBasedStateMachine):
    """Two people with a log each; entries go from one to the other as files do."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="guide-laws-")
        self.folders = [DataFolder(Path(self.folder.name) / side) for side in ("one", "other")]
        self.logs = [folder.calls for folder in self.folders]
        self.made: dict[str, Call] = {}
        self.removed: list[set[str]] = [set(), set()]
        self.number = 0

    def teardown(self) -> None:
        self.both()
        for folder in self.folders:
            folder.close()
        self.folder.cleanup()

    def new(self) -> Call:
        self.number += 1
        return call(self.number)

    def entries(self, side: int) -> list[Call]:
        return list(self.logs[side].entries())

    def picked(self, side: int, pick: int) -> Call | None:
        entries = self.entries(side)
        return entries[pick % len(entries)] if entries else None

    def keep(self, made: object) -> None:
        if isinstance(made, Call):
            self.made[made.id] = made

    @rule(side=SIDES, kind=st.sampled_from(["urgent", "regular", "unknown"]))
    def add(self, side: int, kind: str) -> None:
        new = msgspec.structs.replace(self.new(), kind=kind)
        self.logs[side].add(new)
        self.keep(new)

    @rule(side=SIDES, pick=PICK, field=st.sampled_from(["note", "staff"]), text=st.text(max_size=2))
    def edit(self, side: int, pick: int, field: str, text: str, entry: Call | None = None) -> None:
        """Whatever somebody looked at, an old entry too."""
        seen = self.picked(side, pick) if entry is None else entry
        if seen is not None:
            self.keep(self.logs[side].correct(correction(self.new(), (seen,), {field: text})))

    @rule(pick=PICK)
    def both_edit(self, pick: int) -> None:
        """One entry, looked at by both before either knew of the other."""
        self.merge(1, 0)
        seen = self.picked(1, pick)
        if seen is not None and self.logs[0].get(seen.id) is not None:
            for side in (0, 1):
                self.edit(side, 0, "note", str(side), seen)
            self.merge(0, 0)

    @rule(side=SIDES, pick=PICK)
    def choose(self, side: int, pick: int) -> None:
        seen = self.picked(side, pick)
        versions = self.logs[side].versions(seen.id) if seen is not None else ()
        if len(versions) > 1:
            chosen = versions[pick % len(versions)]
            rest = [version for version in versions if version.id != chosen.id]
            corrected = self.logs[side].correct(correction(self.new(), (chosen, *rest), {}))
            assert isinstance(corrected, Call)
            self.keep(corrected)
            assert len(self.logs[side].versions(corrected.id)) == 1

    @rule(side=SIDES, pick=PICK, answered=st.booleans(), minute=st.integers(0, 2))
    def note(self, side: int, pick: int, answered: bool, minute: int) -> None:
        seen = self.picked(side, pick)
        if seen is not None:
            at = BEGAN + timedelta(minutes=minute)
            self.logs[side].note_attempt(seen.id, CallBackAttempt(at=at, answered=answered))

    @rule(side=SIDES, pick=PICK)
    def take_back(self, side: int, pick: int) -> None:
        seen = self.picked(side, pick)
        if seen is not None and seen.attempts:
            last = seen.attempts[-1]
            assert self.logs[side].take_back_attempt(seen.id, last.at)
            left = self.logs[side].get(seen.id)
            assert left is not None
            assert left.attempts == seen.attempts[:-1]

    @rule(side=SIDES, pick=PICK, why=st.sampled_from(["approved", "given-up", None]))
    def end(self, side: int, pick: int, why: str | None) -> None:
        seen = self.picked(side, pick)
        if seen is not None:
            self.logs[side].end(seen.id, BEGAN, why)  # type: ignore[arg-type]  # one of them

    @rule(side=SIDES, pick=PICK)
    def merge(self, side: int, pick: int) -> None:
        """The whole file of the other one, in any order."""
        entries = self.entries(1 - side)
        turned = pick % len(entries) if entries else 0
        taken = self.logs[side].merge([*entries[turned:], *entries[:turned]])
        refused = set(taken.named("removed"))
        assert not taken.named("conflict")
        assert ids(entries) - refused <= ids(self.entries(side))
        # What was never removed here, nor hangs on it alone, is never refused.
        assert not refused or self.removed[side]
        self.removed[side] |= refused

    @rule()
    def both(self) -> None:
        """After each took in the other one, both say the same, as far as nothing was removed."""
        for side in (0, 1, 0):
            self.merge(side, 0)
        if any(self.removed):
            return
        one, other = self.logs
        assert ids(one.entries()) == ids(other.entries()) == set(self.made)
        assert one.page(limit=100) == other.page(limit=100)
        assert list(one.waiting()) == list(other.waiting())

    @invariant()
    def nothing_is_lost_and_a_call_is_one_call(self) -> None:
        for log in self.logs:
            entries = list(log.entries())
            for entry in entries:
                assert same(entry, self.made[entry.id])
            chains = {frozenset(ids(log.chain(entry.id))) for entry in entries}
            shown = [entry.id for entry in log.page(limit=1000).calls]
            assert len(shown) == len(chains)
            assert all(len(chain & set(shown)) == 1 for chain in chains)
            waiting = [chain for entry in log.promised() for chain in chains if entry.id in chain]
            assert len(waiting) == len(set(waiting))


class WithRemoving(TwoLogs):
    """The same where calls and versions are removed, too."""

    @rule(side=SIDES, pick=PICK)
    def remove(self, side: int, pick: int) -> None:
        seen = self.picked(side, pick)
        if seen is not None:
            log = self.logs[side]
            before, versions = ids(log.chain(seen.id)), ids(log.versions(seen.id))
            gone = set(log.goes_with(seen.id))
            log.remove([seen.id])
            self.removed[side] |= gone
            left = before - gone
            assert left == {name for name in before if log.get(name) is not None}
            if seen.id in versions and len(versions) > 1:
                assert versions - {seen.id} <= left


_SETTINGS = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestTwoLogs = TwoLogs.TestCase
TestTwoLogs.settings = _SETTINGS
TestWithRemoving = WithRemoving.TestCase
TestWithRemoving.settings = _SETTINGS
