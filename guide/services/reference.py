"""What all callers share: flows and facts ready to be followed, open hours, closed days."""

from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from guide.core.clock.calendar import Calendar
from guide.core.clock.hours import (
    LIVE_HELP,
    LiveHelp,
    Schedule,
    StaffedDay,
    live_help,
    staffed_days,
)
from guide.core.errors import FlowFaults, InvalidInput
from guide.core.ids import FlowId
from guide.core.message import Message, did_you_mean

if TYPE_CHECKING:
    from guide.core.flow.phone_verdict import HintCode, PhoneVerdict
    from guide.core.prepare.graph import Graph
    from guide.flowfile.catalog import Catalog


class Reference:
    """The content as it is computed with. `closures` is the file of closed days of one's own."""

    def __init__(self, catalog: "Catalog", cache: Path, closures: Path) -> None:
        self.catalog = catalog
        self._cache = cache
        self._closures = closures
        self._calendars: dict[int, Calendar] = {}
        self._graphs: dict[str, Graph] = {}
        self._verdicts: dict[str, PhoneVerdict] = {}

    # Flows

    def graph(self, flow: str) -> "Graph":
        """A flow ready to be followed.

        Raises:
            InvalidInput: there is no such flow.
            FlowFaults: its files cannot be used.
        """
        if flow not in self._graphs:
            from guide.core.check.content import check_content
            from guide.core.prepare.graph import Graph

            if flow not in self.catalog.flow_files:
                message = Message("error.flow", "There is no flow {flow!r}.", flow=flow)
                raise InvalidInput(message, *self._flow_names(flow))
            content = self.catalog.content(flow)
            faults = self.catalog.files.locate(check_content(content, structure_only=True))
            if faults:
                raise FlowFaults(faults)
            self._graphs[flow] = Graph(content, FlowId(flow))
        return self._graphs[flow]

    def _flow_names(self, given: str) -> list[Message]:
        """The flow that may be meant, and all that people use."""
        files = self.catalog.flow_files
        names = [name for name in files if self.catalog.flow(name).kind != "part"]
        near = [] if given in names else [did_you_mean(given, names)]
        known = Message("hint.flow", "The flows are: {names}.", names=", ".join(names))
        return [
            message for message in near if message is not None and message.id == "hint.near"
        ] + [known]

    # Hours

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """Staffed hours by the name of the line's hours."""
        return self.catalog.schedules

    def calendar(self, at: datetime) -> Calendar:
        """Federal days and closures for the years around a moment."""
        first = at.year - at.year % 2 - 1
        if first not in self._calendars:
            self._calendars[first] = self._calendar(first)
        return self._calendars[first]

    def _calendar(self, first: int) -> Calendar:
        from guide.holiday.federal import federal_calendar

        center = self.catalog.center
        closures = {
            closure.date: closure.name for closure in center.closures
        } | self._own_closures()
        may_close = {}
        for key, note in center.may_close.items():
            month, day = key.split("-")
            may_close[int(month), int(day)] = note.text
        years = max(1, first), min(9999, first + 3)
        return federal_calendar(*years, self._cache, closures, may_close)

    def _own_closures(self) -> dict[date, str]:
        if not self._closures.is_file():
            return {}
        from guide.flowfile.closures import own_closures

        return own_closures(self._closures)

    def live_help(self, at: datetime, hours: str = "live-help") -> LiveHelp:
        """Whether a person answers at a moment, and when that changes next."""
        return live_help(self.schedules[hours], self.calendar(at), at)

    def staffed_days(self, at: datetime, count: int = 7) -> tuple[StaffedDay, ...]:
        """The days of live help from the day of a moment on."""
        return staffed_days(self.schedules[LIVE_HELP], self.calendar(at), at, count)

    # Numbers

    def verdict(self, number: str) -> "PhoneVerdict":
        """Whether an officer can call a number back."""
        if number not in self._verdicts:
            from guide.phone.number import verdict

            center = self.catalog.center
            territories = frozenset(center.territories.regions)
            known: dict[str, HintCode] = {line.dial: "own-line" for line in center.lines.values()}
            caller = verdict(center.call_back.caller_id, territories).e164
            if caller is not None:
                known[caller] = "calls-from"
            self._verdicts[number] = verdict(number, territories, known)
        return self._verdicts[number]
