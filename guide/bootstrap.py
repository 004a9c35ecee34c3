"""Wires the real parts together. The only module that reads the clock."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.calendar import Calendar
from guide.core.errors import FlowFaults, InvalidInput
from guide.core.hours import LiveHelp, Schedule, live_help
from guide.core.moments import zone
from guide.core.sentence import Sentence, suggestion
from guide.core.text import is_file_name
from guide.local_zone import Own, exists, own_zone
from guide.settings import (
    Settings,
    cache_folder,
    data_folder,
    kept_zone,
    server_address,
    staff_name,
)

if TYPE_CHECKING:
    from guide.core.call import Call
    from guide.core.condition import Answers, Circumstances, Value
    from guide.core.dialling import HintCode, PhoneVerdict
    from guide.core.flow import Question
    from guide.core.follow_up import FollowUp, Guidance, Need
    from guide.core.ivr import PhoneMenu
    from guide.core.live import LiveCall
    from guide.core.moments import ClockChange
    from guide.core.plan import CallPlan, Line
    from guide.core.promises import Promise
    from guide.core.resume import KeptWalk
    from guide.core.walk import Graph
    from guide.core.windows import AnswerRule, Counted, Window
    from guide.flowfile.catalog import Catalog
    from guide.store.calls import Calls
    from guide.store.data_folder import DataFolder
    from guide.store.drafts import Drafts
    from guide.store.walks import Walks
    from guide.texts import Texts

Clock = Callable[[], datetime]
CLOSURES = "closures.yaml"
EASTERN = "America/New_York"


def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class _Opened:
    """What holds a connection; the same for a caller in another zone or language."""

    folder: "DataFolder | None" = None
    server: "Calls | None" = None


class Services:
    """Everything a command or a screen needs, each part built when it is first used."""

    def __init__(self, settings: Settings, clock: Clock = wall_clock) -> None:
        self.settings = settings
        self.clock = clock
        self.monotonic = time.monotonic
        # The moment as of which a command answers; None: now.
        self.as_of: datetime | None = None
        # Milliseconds to wait for another program that holds the data folder, if not the usual.
        self.waits: int | None = None
        self._calendars: dict[int, Calendar] = {}
        self._graphs: dict[str, Graph] = {}
        self._verdicts: dict[str, PhoneVerdict] = {}
        self._opened = _Opened()

    def now(self) -> datetime:
        """Now, in the caller's zone."""
        return self.clock().astimezone(ZoneInfo(self.zone))

    def seen_from(self, zone: str | None = None) -> datetime:
        """From where "tomorrow" is counted: the moment that was asked for, else now."""
        return (self.as_of or self.clock()).astimezone(ZoneInfo(zone or self.zone))

    # Where and when

    @cached_property
    def zone(self) -> str:
        """The caller's zone: as named, else as chosen on the screen, else the computer's own."""
        return self.own_zone.name

    @cached_property
    def own_zone(self) -> Own:
        """The same, with where it comes from and whether that is sure."""
        if self.settings.zone:
            return Own(zone(self.settings.zone).key, "option")
        chosen = kept_zone(data_folder(self.settings))
        return own_zone() if chosen is None else Own(chosen, "chosen")

    @cached_property
    def data(self) -> Path:
        """The folder where calls and walks are kept.

        Raises:
            InvalidInput: no folder can be called so.
        """
        found = data_folder(self.settings)
        if not is_file_name(str(found)):
            message = Sentence(
                "error.data.name", "--data: {folder!r} is no name for a folder.", folder=str(found)
            )
            raise InvalidInput(message, Sentence("hint.file.another", "Name another one."))
        return found

    @cached_property
    def cache(self) -> Path:
        """The folder of what can be computed again."""
        return cache_folder()

    def zone_of(self, call: "Call") -> str:
        """Where a call was made; the caller's zone where that was not noted."""
        return call.zone if call.zone and exists(call.zone) else self.zone

    def elsewhere(self, name: str | None) -> "Services":
        """The same for a caller in another zone; content and calendars are shared."""
        if name is None or name == self.zone:
            return self
        from copy import copy

        other = copy(self)
        other.__dict__.update(zone=zone(name).key, own_zone=Own(zone(name).key, "chosen"))
        return other

    # Content

    @cached_property
    def catalog(self) -> "Catalog":
        """All flows and facts."""
        from guide.flowfile.catalog import Catalog

        own = self.settings.flows
        if own is not None and not _is_folder(own):
            message = Sentence(
                "error.flows", "--flows: there is no folder {folder!r}.", folder=str(own)
            )
            raise InvalidInput(message, Sentence("hint.flows", "Name a folder of flows."))
        if own is not None and not _holds_content(own):
            message = Sentence(
                "error.flows.none", "--flows: there is no flow in {folder!r}.", folder=str(own)
            )
            hint = Sentence("hint.flows.above", "Name the folder in which the flows' folders lie.")
            raise InvalidInput(message, hint)
        return Catalog(self._folders, self.cache, self.texts.translate)

    @cached_property
    def broken_catalogues(self) -> list[InvalidInput]:
        """What is wrong with catalogues: without one of them, its texts are English."""
        return []

    @property
    def _folders(self) -> list[Path]:
        from guide.flowfile.catalog import built_in

        own = self.settings.flows
        return [own, built_in()] if own else [built_in()]

    @cached_property
    def texts(self) -> "Texts":
        """Sentences in the language of this run."""
        from guide.texts import Texts, language, texts_in

        chosen = language(self.settings.language, os.environ)
        if chosen == "en":
            return Texts()
        return texts_in(chosen, self._folders, self.cache, self.broken_catalogues)

    def as_written(self) -> "Services":
        """The same with the content in English, as its authors wrote it."""
        if self.texts.translate is None:
            return self
        from copy import copy

        from guide.flowfile.catalog import Catalog

        other = copy(self)
        catalog = Catalog(self.catalog.folders, self.cache)
        other.__dict__.update(catalog=catalog, _graphs={})
        return other

    def graph(self, flow: str) -> "Graph":
        """A flow ready to be followed.

        Raises:
            InvalidInput: there is no such flow.
            FlowFaults: its files cannot be used.
        """
        if flow not in self._graphs:
            from guide.core.check import check_content
            from guide.core.walk import Graph

            if flow not in self.catalog.flow_files:
                message = Sentence("error.flow", "There is no flow {flow!r}.", flow=flow)
                raise InvalidInput(message, *self._flow_names(flow))
            content = self.catalog.content(flow)
            faults = self.catalog.placed(check_content(content, structure_only=True))
            if faults:
                raise FlowFaults(faults)
            self._graphs[flow] = Graph(content, flow)
        return self._graphs[flow]

    def _flow_names(self, given: str) -> "list[Sentence]":
        """The flow that may be meant, and all that people use."""
        files = self.catalog.flow_files
        names = [name for name in files if self.catalog.flow(name).kind != "part"]
        near = [] if given in names else [suggestion(given, names)]
        known = Sentence("hint.flow", "The flows are: {names}.", names=", ".join(names))
        return [each for each in near if each is not None and each.id == "hint.near"] + [known]

    @property
    def menu(self) -> "PhoneMenu":
        """The phone menu."""
        return self.catalog.menu

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
        closures = {each.date: each.name for each in center.closures} | self._own_closures()
        may_close = {}
        for key, note in center.may_close.items():
            month, day = key.split("-")
            may_close[int(month), int(day)] = note.text
        years = max(1, first), min(9999, first + 3)
        return federal_calendar(*years, self.cache, closures, may_close)

    def _own_closures(self) -> dict[date, str]:
        path = self.data / CLOSURES
        if not path.is_file():
            return {}
        from guide.flowfile.catalog import own_closures

        return own_closures(path)

    def live_help(self, at: datetime, hours: str = "live-help") -> LiveHelp:
        """Live help at a moment."""
        return live_help(self.schedules[hours], self.calendar(at), at)

    # Plans

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

    def circumstances(self, at: datetime, answers: "Answers", flow: "Graph") -> "Circumstances":
        """What is true around the caller, with a verdict on every number that was answered."""
        from guide.core.condition import Circumstances
        from guide.core.windows import answer_rule, call_back_hours

        content = flow.content
        numbers = {
            str(answers[name])
            for owner in content.flows.values()
            for name, asked in owner.questions.items()
            if asked.input is not None and asked.input.kind == "phone"
            if name in answers and answers[name] not in asked.options
        }
        return Circumstances(
            at=at,
            zone=self.zone,
            calendar=self.calendar(at),
            schedule=self.schedules["live-help"],
            phone_verdicts={number: self.verdict(number) for number in numbers},
            call_back=call_back_hours(content.center),
            rule=answer_rule(content.center),
        )

    def plan(self, flow: str, answers: "Answers", at: datetime) -> "CallPlan":
        """The call plan that answers give at a moment."""
        from guide.core.plan import plan

        graph = self.graph(flow)
        return plan(graph, answers, self.circumstances(at, answers, graph))

    def next_change(self, flow: str, answers: "Answers", at: datetime) -> datetime | None:
        """The next moment at which something that answers lead to may change by the clock."""
        from guide.core.borders import next_change
        from guide.core.walk import position

        graph = self.graph(flow)
        around = self.circumstances(at, answers, graph)
        return next_change(graph, position(graph, answers, around), around)

    def parse_answer(
        self, name: str, question: "Question", text: str
    ) -> "tuple[Value, ClockChange | None]":
        """A typed answer, read here and now.

        Raises:
            InvalidAnswer: the question does not take it.
        """
        from guide.core.answers import parse_answer

        return parse_answer(name, question, text, self.zone, self.seen_from())

    # What is kept

    @property
    def _folder(self) -> "DataFolder":
        if self._opened.folder is None:
            from guide.store.data_folder import DataFolder

            self._opened.folder = (
                DataFolder(self.data) if self.waits is None else DataFolder(self.data, self.waits)
            )
        return self._opened.folder

    @property
    def kept_on(self) -> str:
        """The journal of the database, and what its folder lies on, for a report."""
        return self._folder.kept_on

    def close(self) -> None:
        """Close what was opened; whatever is used again is opened again."""
        for each in (self._opened.folder, self._opened.server):
            if each is not None:
                each.close()

    @cached_property
    def walks(self) -> "Walks":
        """Half-finished walks.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self._folder.walks

    @cached_property
    def drafts(self) -> "Drafts":
        """Calls that are going on.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self._folder.drafts

    # Calls

    @cached_property
    def calls(self) -> "Calls":
        """The call log: in the data folder, or on the server that was named.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        if not self.has_server:
            return self._folder.calls
        if self._opened.server is None:
            from guide.store.calls import server_calls

            self._opened.server = server_calls(str(server_address(self.settings)))
        return self._opened.server

    @property
    def staff(self) -> str | None:
        """Who works at this computer for a firm."""
        return staff_name()

    @property
    def has_server(self) -> bool:
        """Whether the log lies on a server, not in the data folder."""
        return server_address(self.settings) is not None

    def entered(self, call: "Call") -> "Call":
        """An entry with when it was made, and by whom."""
        import msgspec

        return msgspec.structs.replace(
            call, entered_at=self.clock(), entered_by=self.staff, ended=None
        )

    def promise_of(self, call: "Call", at: datetime) -> "tuple[Window | None, Promise | None]":
        """By when USCIS should answer a call, and how that stands at a moment.

        Of a call at the edge of all dates, as another log may bring it, nothing can be told.
        """
        from guide.core.promises import promise

        if not all(_can_be_counted(each) for each in (call.started_at, call.answer_by) if each):
            return None, None
        rule = self.answer_rule
        found = None
        calendar = self.calendar(at)
        if call.kind is not None and call.kind != "unknown":
            found = self.window(call.started_at, call.kind)
            calendar = self.calendar(found.called)
        if call.answer_by is not None:
            calendar = self.calendar(in_years(call.answer_by))
        return found, promise(call, found, at, calendar, rule)

    @cached_property
    def answer_rule(self) -> "AnswerRule":
        """The numbers of the call-back rule."""
        from guide.core.windows import answer_rule

        return answer_rule(self.catalog.center)

    def window(self, called: datetime, kind: "Counted") -> "Window":
        """By when USCIS should answer a call that was made at a moment."""
        from guide.core.windows import window

        eastern = in_years(called).astimezone(ZoneInfo(self.answer_rule.zone))
        return window(eastern, kind, self.calendar(eastern), self.answer_rule)

    # Follow-ups

    @cached_property
    def guidance(self) -> "Guidance":
        """What to do about promises, with what its texts rest on."""
        from guide.core.follow_up import Guidance

        return Guidance(
            advice=self.catalog.follow_up,
            limits=self.catalog.center.limits,
            grades={name: fact.grade for name, fact in self.catalog.facts.items()},
        )

    def follow_up(self, call: "Call", at: datetime) -> "FollowUp | None":
        """What to do about the promise of a call; None where none was made."""
        standing = self.calls.versions(call.id)
        is_one = any(each.id == call.id for each in standing)
        return self._follow_up(standing if is_one else (call,), at, self._left())

    def _follow_up(
        self, versions: "Iterable[Call]", at: datetime, left: "tuple[KeptWalk, ...]"
    ) -> "FollowUp | None":
        """That of all versions together: a call has one promise."""
        from guide.core.follow_up import strictest

        standing = list(versions)
        each = (self._of_version(call, at, left) for call in standing)
        found = strictest(one for one in each if one is not None)
        if found is None:
            return None
        import msgspec

        return msgspec.structs.replace(found, versions=len(standing))

    def _of_version(
        self, call: "Call", at: datetime, left: "tuple[KeptWalk, ...]"
    ) -> "FollowUp | None":
        from guide.core.follow_up import follow_up

        found, made = self.promise_of(call, at)
        if made is None:
            return None
        contacts = self.contacts(call) if call.earlier_item else (call.started_at,)
        return follow_up(
            call, found, made, contacts, at, self.guidance, need=self._need(call, left)
        )

    def _left(self) -> "tuple[KeptWalk, ...]":
        """Walks that were left in the middle: they may say by when something is needed.

        A log on a server is read beside what is kept here: that has a connection of its own.
        """
        return () if self.has_server else self.walks.all()

    def _need(self, call: "Call", left: "tuple[KeptWalk, ...]") -> "Need | None":
        """By when what was asked for on a call is needed: as noted, or as answered in a walk."""
        from guide.core.follow_up import Need
        from guide.core.resume import needed_in

        day = call.needed_by
        if day is None and call.flow is not None:
            asked = call.started_at.astimezone(ZoneInfo(self.zone_of(call))).date()
            day = needed_in(left, call.flow, asked)
        return None if day is None else Need(day, self.zone)

    def follow_ups(self, at: datetime) -> "list[FollowUp]":
        """Every promise that no answer has kept yet, what is late first."""
        from guide.core.follow_up import urgency

        left = self._left()
        each = (self._follow_up(versions, at, left) for versions in self.calls.waiting())
        return sorted((found for found in each if found is not None), key=urgency)

    def from_log(
        self, flow: str, receipt: str | None, at: datetime
    ) -> "tuple[Call, Mapping[str, Value]] | None":
        """The earlier request that a plan may be about, and what it answers; None without one.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        from guide.core.check_follow_up import INCOMING
        from guide.core.from_log import OPENED, about, owed, remembered

        waiting = self.follow_ups(at)
        if flow == INCOMING:
            last = next(iter(owed(waiting)), None)
            return None if last is None else (last.call, {OPENED: "yes"})
        found = about(waiting, flow, receipt)
        if found is None:
            return None
        asked = found.call.started_at.astimezone(ZoneInfo(self.zone_of(found.call)))
        return found.call, remembered(found, asked, self._named_day(found.call.answer_by))

    def _named_day(self, by: datetime | None) -> date | None:
        """The day that the agent named; the moment itself where they named an hour of it."""
        if by is None:
            return None
        eastern = by.astimezone(ZoneInfo(self.answer_rule.zone))
        day = eastern.date()
        return day if self.last_call_back(day) == eastern else eastern

    @property
    def has_log(self) -> bool:
        """Whether there is a log at all: to look for one must not make one."""
        if self.has_server:
            return True
        if not _is_folder(self.data):
            return False
        from guide.store.database import FILE

        return (self.data / FILE).exists()

    def contacts(self, call: "Call") -> tuple[datetime, ...]:
        """When USCIS was asked in this matter, oldest first: calls joined by their numbers."""
        from guide.core.follow_up import numbers_of

        known: dict[str, Call] = {call.id: call}
        asked, waiting = set[str](), numbers_of(call)
        while waiting:
            asked |= waiting
            others = self.calls.naming(sorted(waiting))
            known |= {other.id: other for other in others}
            waiting = frozenset().union(*map(numbers_of, others)) - asked
        return tuple(sorted(each.started_at for each in known.values()))

    def begin_call(self, plan: "CallPlan | None" = None, earlier: str | None = None) -> "LiveCall":
        """A call that is about to be dialled, from a plan or from nothing.

        `earlier` is the service item number of what is asked about once more: with it in the log,
        the older promise is closed.
        """
        from uuid import uuid4

        import msgspec

        from guide.core.live import begun

        name = plan.line if plan is not None else next(iter(self.catalog.center.lines))
        live = begun(
            call_id=str(uuid4()),
            at=self.now(),
            zone=self.zone,
            line=self.catalog.center.lines[name].number,
            step=self.menu.start,
            plan=plan,
        )
        if self.staff is not None:
            live = msgspec.structs.replace(live, typed={**live.typed, "staff": self.staff})
        if earlier is not None:
            live = msgspec.structs.replace(live, typed={**live.typed, "earlier_item": earlier})
        if plan is None:
            return live
        say = tuple(self.texts.sentence(line, spoken=True) for line in plan.say)
        return msgspec.structs.replace(live, say=say)

    def to_write_down(self, flow: str | None) -> "tuple[Line, ...]":
        """What every call asks to be written down; with a flow, what that flow adds."""
        from guide.core.plan import written_down

        names = ["line"] if flow is None else [flow, "line"]
        known = self.catalog.flow_files
        return written_down(self.catalog.flow(name) for name in names if name in known)

    def answer_by(self, text: str, zone: str, called: datetime) -> datetime:
        """A day as the agent named it, until its last call-back, or a date and time.

        Raises:
            InvalidInput: it is neither, or counted from the call it is another day than from now.
        """
        from guide.core.moments import parse_moment_or_day

        found, other = (
            parse_moment_or_day(text, zone, at, "ahead")[0]
            for at in (called.astimezone(ZoneInfo(zone)), self.seen_from(zone))
        )
        if found != other:
            from guide.core.date_reasons import which

            days = [each.date() if isinstance(each, datetime) else each for each in (found, other)]
            reason = which(*days)
            message = Sentence("error.day", "{text!r} is not a date.", text=text)
            raise InvalidInput(message, reason, reason=reason)
        return in_years(found if isinstance(found, datetime) else self.last_call_back(found))

    def answer_day(self, text: str, zone: str, called: datetime) -> datetime | None:
        """The same; None where it cannot be read."""
        try:
            return self.answer_by(text, zone, called)
        except InvalidInput:
            return None

    def last_call_back(self, day: date) -> datetime:
        """Until when USCIS calls back on a day."""
        from guide.core.windows import named

        return named(day, self.answer_rule)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long, or no name for a folder at all
        return False


def _holds_content(folder: Path) -> bool:
    """Whether something in a folder of flows is read: flows, files beside them, catalogues."""
    flows = any(folder.glob("*/flow.yaml")) or any(folder.glob("parts/*/flow.yaml"))
    files = {path.name for path in folder.glob("*.yaml")} - {"flow.yaml", "cases.yaml"}
    return flows or bool(files) or (folder / "locale").is_dir()


def _can_be_counted(at: datetime) -> bool:
    try:
        in_years(at)
    except InvalidInput:
        return False
    return True


def in_years(at: datetime) -> datetime:
    """The moment itself, if the years around it can be computed with.

    Raises:
        InvalidInput: it lies at the very edge of what dates can express.
    """
    if 5 < at.year < 9995:  # noqa: PLR2004  # far from any edge: 10,000 moments come through here
        return at
    try:
        at.astimezone(ZoneInfo(EASTERN)) + timedelta(days=400)
        at.astimezone(UTC) - timedelta(days=400)
    except OverflowError:
        raise InvalidInput(
            Sentence("error.far", "That moment is too far away."),
            Sentence("hint.far", "Use a year from 3 to 9997."),
        ) from None
    return at
