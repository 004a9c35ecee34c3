"""Follow up: what became of the promises of the log, and what a new plan can take from them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from guide.core.ids import FlowId
from guide.services.promises import Promises

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from guide.core.call.entry import Call
    from guide.core.case_numbers import ServiceItemNumber
    from guide.core.flow.words import Value
    from guide.core.follow_up.board import FollowUp, NeededDay
    from guide.core.prepare.resume import StoredWalk


class Log(Protocol):
    """What is asked of the call log. Each may raise StorageError: the disk cannot be used."""

    def chain(self, call_id: str) -> "tuple[Call, ...]":
        """A call with all that corrected it, the first entry first."""
        ...

    def versions(self, call_id: str) -> "tuple[Call, ...]":
        """What stands of a call: one entry, or more where people corrected the same one."""
        ...

    def waiting(self) -> "Iterable[tuple[Call, ...]]":
        """The versions of each call whose answer is not there yet."""
        ...

    def naming(self, numbers: "Iterable[ServiceItemNumber]") -> "tuple[Call, ...]":
        """Current calls that bear or name these service item numbers."""
        ...


class FollowingUp:
    """Follow-ups of a log, for a caller in a zone. `zone_of` tells in which one a call was made.

    `walks` are the answers that are kept beside the log; None where they cannot be read with it.
    """

    def __init__(
        self,
        promises: Promises,
        log: Log,
        *,
        walks: "Callable[[], Iterable[StoredWalk]] | None",
        zone: str,
        zone_of: "Callable[[Call], str]",
    ) -> None:
        self._promises = promises
        self._log = log
        self._walks = walks
        self._zone = zone
        self._zone_of = zone_of

    def follow_up(self, call: "Call", at: datetime) -> "FollowUp | None":
        """What to do about the promise of a call; None where none was made."""
        standing = self._log.versions(call.id)
        is_one = any(version.id == call.id for version in standing)
        return self._strictest(standing if is_one else (call,), at, self._left())

    def follow_ups(self, at: datetime) -> "list[FollowUp]":
        """Every promise that no answer has kept yet, what is late first."""
        from guide.core.follow_up.board import urgency

        left = self._left()
        firsts = (self._strictest(versions, at, left) for versions in self._log.waiting())
        return sorted((follow_up for follow_up in firsts if follow_up is not None), key=urgency)

    def _left(self) -> "tuple[StoredWalk, ...]":
        """Walks that were left in the middle: they may say by when something is needed."""
        return () if self._walks is None else tuple(self._walks())

    def _strictest(
        self, versions: "tuple[Call, ...]", at: datetime, left: "tuple[StoredWalk, ...]"
    ) -> "FollowUp | None":
        """That of all versions together: a call has one promise."""
        import msgspec

        from guide.core.follow_up.board import strictest

        firsts = (self._of_version(call, at, left) for call in versions)
        follow_up = strictest(one for one in firsts if one is not None)
        if follow_up is None:
            return None
        return msgspec.structs.replace(follow_up, versions=len(versions))

    def _of_version(
        self, call: "Call", at: datetime, left: "tuple[StoredWalk, ...]"
    ) -> "FollowUp | None":
        from guide.core.follow_up.next_steps import follow_up

        window, promise = self._promises.of_call(call, at)
        if promise is None:
            return None
        contacts = self.contacts(call) if call.earlier_item else (call.started_at,)
        guidance, need = self._promises.guidance, self._need(call, left)
        return follow_up(call, window, promise, contacts, at, guidance, need=need)

    def _need(self, call: "Call", left: "tuple[StoredWalk, ...]") -> "NeededDay | None":
        """By when what was asked for on a call is needed: as noted, or as answered in a walk."""
        from guide.core.follow_up.board import NeededDay
        from guide.core.prepare.resume import needed_in

        day = call.needed_by
        if day is None and call.flow is not None:
            asked = call.started_at.astimezone(ZoneInfo(self._zone_of(call))).date()
            day = needed_in(left, call.flow, asked)
        return None if day is None else NeededDay(day, self._zone)

    def contacts(self, call: "Call") -> tuple[datetime, ...]:
        """When USCIS was asked in this matter, oldest first: calls joined by their numbers."""
        from guide.core.case_numbers import ServiceItemNumber
        from guide.core.follow_up.board import numbers_of

        known: dict[str, Call] = {call.id: call}
        asked, waiting = set[ServiceItemNumber](), numbers_of(call)
        while waiting:
            asked |= waiting
            others = self._log.naming(waiting)
            known |= {other.id: other for other in others}
            waiting = frozenset().union(*map(numbers_of, others)) - asked
        return tuple(sorted(call.started_at for call in known.values()))

    def first_entry(self, call: "Call") -> "Call":
        """The entry with which the chain of a call began."""
        return call if call.corrects is None else self._log.chain(call.id)[0]

    def from_log(
        self, flow: str, receipt: str | None, at: datetime
    ) -> "tuple[Call, Mapping[str, Value]] | None":
        """The earlier request that a plan may be about, and what it answers; None without one."""
        from guide.core.case_numbers import ReceiptNumber
        from guide.core.check.follow_up import INCOMING
        from guide.core.follow_up.from_log import about, owed, remembered
        from guide.core.prepare.asked_before import OPENED

        waiting = self.follow_ups(at)
        if flow == INCOMING:
            last = next(iter(owed(waiting)), None)
            return None if last is None else (last.call, {OPENED: "yes"})
        request = about(waiting, FlowId(flow), ReceiptNumber.noted(receipt))
        if request is None:
            return None
        asked = request.call.started_at.astimezone(ZoneInfo(self._zone_of(request.call)))
        return request.call, remembered(request, asked, self._named_day(request.call.answer_by))

    def _named_day(self, by: datetime | None) -> date | None:
        """The day that the agent named; the moment itself where they named an hour of it."""
        if by is None:
            return None
        eastern = by.astimezone(ZoneInfo(self._promises.rule.zone))
        day = eastern.date()
        return day if self._promises.last_call_back(day) == eastern else eastern
