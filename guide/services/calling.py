"""Call: the call that begins, its entry in the log, and the day that the agent names."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.clock.limits import in_years
from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.services.promises import Promises

if TYPE_CHECKING:
    from guide.core.call.entry import Call
    from guide.core.call.live import LiveCall
    from guide.core.prepare.call_plan import CallPlan, Sentence
    from guide.flowfile.catalog import Catalog


class Calling:
    """Calls of a caller in a zone.

    `now` is in that zone, and so is `seen_from`, from which "tomorrow" is counted in another one.
    `staff` is who works at this computer for a firm. `replayed` is the plan of a flow, of kept
    answers, at a moment.
    """

    def __init__(
        self,
        catalog: "Catalog",
        promises: Promises,
        *,
        now: Callable[[], datetime],
        seen_from: Callable[[str], datetime],
        staff: str | None,
        replayed: "Callable[[str, Mapping[str, str], datetime], CallPlan]",
    ) -> None:
        self._catalog = catalog
        self._promises = promises
        self._now = now
        self._seen_from = seen_from
        self._staff = staff
        self._replayed = replayed

    def begin(self, plan: "CallPlan | None" = None, earlier: str | None = None) -> "LiveCall":
        """A call that is about to be dialled, from a plan or from nothing.

        `earlier` is the service item number of what is asked about once more: with it in the log,
        the older promise is closed.
        """
        from uuid import uuid4

        import msgspec

        from guide.core.call.live import begun

        center = self._catalog.center
        name = plan.line if plan is not None else next(iter(center.lines))
        at = self._now()
        live = begun(
            call_id=str(uuid4()),
            at=at,
            zone=str(at.tzinfo),
            line=center.lines[name].number,
            step=self._catalog.menu.start,
            plan=plan,
        )
        if self._staff is not None:
            live = msgspec.structs.replace(live, typed={**live.typed, "staff": self._staff})
        if earlier is not None:
            live = msgspec.structs.replace(live, typed={**live.typed, "earlier_item": earlier})
        return live

    def to_say(self, live: "LiveCall") -> "tuple[Sentence | str, ...]":
        """What the plan of a call says to the agent; the words alone, of an older draft."""
        if not live.answers or live.flow not in self._catalog.flow_files:
            return live.say
        return self._replayed(live.flow, live.answers, live.begun_at).say or live.say

    def entered(self, call: "Call") -> "Call":
        """An entry with when it was made, and by whom."""
        import msgspec

        return msgspec.structs.replace(
            call, entered_at=self._now().astimezone(UTC), entered_by=self._staff, ended=None
        )

    def answer_by(self, text: str, zone: str, called: datetime) -> datetime:
        """A day as the agent named it, until its last call-back, or a date and time.

        Raises:
            InvalidInput: it is neither, or counted from the call it is another day than from now.
        """
        from guide.core.clock.moments import parse_moment_or_day

        by_call, by_now = (
            parse_moment_or_day(text, zone, at, "ahead")[0]
            for at in (called.astimezone(ZoneInfo(zone)), self._seen_from(zone))
        )
        if by_call != by_now:
            both = (by_call, by_now)
            days = [day.date() if isinstance(day, datetime) else day for day in both]
            raise _either(text, *days)
        if isinstance(by_call, datetime):
            return in_years(by_call)
        return in_years(self._promises.last_call_back(by_call))

    def begin_past(self) -> "LiveCall":
        """A call that took place earlier, about which nothing is known yet."""
        import msgspec

        live = self.begin()
        return msgspec.structs.replace(live, line="", is_past=True)

    def began(self, text: str, live: "LiveCall") -> datetime:
        """When an earlier call began, in the zone in which somebody began to write it down.

        Raises:
            InvalidInput: it cannot be read, or by now says another day than then.
        """
        from guide.core.call.past import read_began

        now = self._seen_from(live.zone)
        return _one_day(
            text, *(read_began(text, live.zone, at, now) for at in (live.begun_at, now))
        )

    def ended(self, text: str, live: "LiveCall") -> datetime:
        """When it ended; as `began`."""
        from guide.core.call.past import read_ended

        now, began = self._seen_from(live.zone), live.stamps.get("dialled")
        moments = (read_ended(text, live.zone, at, now, began=began) for at in (live.begun_at, now))
        return _one_day(text, *moments)

    def held(self, text: str, live: "LiveCall") -> timedelta:
        """How long one was on hold.

        Raises:
            InvalidInput: it cannot be read, or is longer than the call.
        """
        from guide.core.call.past import read_held

        return read_held(text, live.stamps.get("dialled"), live.stamps.get("hung-up"))

    def answer_day(self, text: str, zone: str, called: datetime) -> datetime | None:
        """What `answer_by` reads; None where it raises."""
        try:
            return self.answer_by(text, zone, called)
        except InvalidInput:
            return None


def _one_day(text: str, one: datetime, other: datetime) -> datetime:
    """The moment that words name; they were typed on one day, and may be read on another."""
    if one.date() != other.date():
        raise _either(text, one.date(), other.date())
    return one


def _either(text: str, one: date, other: date) -> InvalidInput:
    from guide.core.clock.date_reasons import which

    reason = which(one, other)
    message = Message("error.day", "{text!r} is not a date.", text=text)
    return InvalidInput(message, reason, reason=reason)
