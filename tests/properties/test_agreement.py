"""Laws of plan, follow-up and banner: of one call in the log they never say two things.

The plan takes its answers from the log, at every boundary of the promise. A sample runs always;
`GUIDE_ALL_CLOCKS=1` tries them all. The number tried is printed.
"""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, product
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt
from guide.core.case_numbers import ServiceItemNumber
from guide.core.flow.windows import last_day
from guide.core.flow.words import Value
from guide.core.follow_up.board import FollowUp
from guide.core.follow_up.promises import Promise
from guide.core.ids import FlowId
from guide.core.prepare.call_plan import CallPlan, TypedValue
from guide.core.prepare.resume import StoredWalk, as_text
from guide.local.settings import Settings

EASTERN = ZoneInfo("America/New_York")
ALL = bool(os.environ.get("GUIDE_ALL_CLOCKS"))
EVERY = 1 if ALL else 331
ZONES = ("America/New_York", "America/Chicago", "Pacific/Honolulu", "Asia/Manila")
# Weekdays, weekends, the day before a holiday, the holiday and the day after it, a clock change.
DAYS = (
    date(2024, 6, 28), date(2024, 6, 29), date(2026, 3, 5), date(2026, 10, 29), date(2026, 11, 19),
    date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 25),
    date(2026, 11, 26), date(2026, 12, 21), date(2026, 12, 24),
)  # fmt: skip
HOURS = (time(0), time(7, 59), time(10), time(18, 30), time(18, 31), time(19, 59), time(23, 59))
KINDS = ("urgent", "regular", "unknown")
# Days after the call: as the agent named them, and as something is needed.
NAMED = (None, 4, "an hour")
NEEDS = (None, 3, 30, 90)
TRIES = (0, 1, 2)
WAITING = {"waiting", "between-readings", "on-the-day", "hours-over", "one-missed"}
WALK: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "what": "decision",
    "danger": "no", "travel": "no", "filed": "yes", "case": "other", "premium": "no",
    "ground": "health-worker", "documents": "yes", "still-to-do": "no", "hold": "no",
    "channel": "no", "voice": "english", "military": "no", "from": "us",
    "number": "202-555-0123", "texts": "yes",
}  # fmt: skip
NOW = re.compile(r"\b(?:call|dial)\b[^.,:]{0,15}\b(?:now|right away)\b", re.IGNORECASE)


class _Log:
    """A log that holds one call."""

    def __init__(self, call: Call) -> None:
        self.call = call

    def waiting(self) -> Iterator[tuple[Call, ...]]:
        yield (self.call,)

    def naming(self, _: Iterable[ServiceItemNumber]) -> tuple[Call, ...]:
        return (self.call,)


class _Walks:
    """The walks that were left in the middle."""

    def __init__(self, *walks: StoredWalk) -> None:
        self.walks = walks

    def all(self) -> tuple[StoredWalk, ...]:
        return self.walks


class Tried(NamedTuple):
    """One call at one moment: what plan, follow-up and banner say of it."""

    services: Services
    call: Call
    now: datetime
    need: date | None
    promise: Promise
    follow_up: FollowUp
    plan: CallPlan

    @property
    def name(self) -> str:
        call = self.call
        given = (call.started_at, call.kind, call.answer_by, len(call.attempts), self.need)
        return f"{self.services.zone} {given} at {self.now}: {self.follow_up.step}"

    @property
    def is_waited(self) -> bool:
        """Whether the plan says to wait."""
        return self.plan.outcome is not None and self.plan.outcome.reason == "wait"


def calls() -> Iterator[tuple[str, Call, int | None]]:
    ways = product(ZONES, DAYS, HOURS, KINDS, NAMED, TRIES, (None, "SR9"), NEEDS)
    for zone, day, hour, kind, named, tries, earlier, need in ways:
        if kind == "unknown" and named is None:
            continue
        called = datetime.combine(day, hour, EASTERN)
        missed = [called + timedelta(hours=24 + number) for number in range(tries)]
        yield (
            zone,
            Call(
                id="a",
                started_at=called.astimezone(ZoneInfo(zone)),
                zone=zone,
                flow=FlowId("expedite"),
                kind=kind,  # type: ignore[arg-type]  # one of them
                service_item="SR1",
                earlier_item=earlier,
                answer_by=answer_by(day, named),
                attempts=tuple(CallBackAttempt(at=at, answered=False) for at in missed),
            ),
            need,
        )


def answer_by(day: date, named: Any) -> datetime | None:
    if named is None:
        return None
    hour = time(18, 30) if named == 4 else time(11, 15)
    return datetime.combine(day + timedelta(days=4), hour, EASTERN)


def moments(promise: Promise, call: Call, zone: str) -> list[datetime]:
    """The boundaries of a promise, of its days and of the line, with both sides of each."""
    moments = {promise.respond_by, promise.earliest_reading, promise.last_call, call.started_at}
    days = {moment.astimezone(EASTERN).date() for moment in moments}
    days |= {promise.respond_by.date() + timedelta(days=1)}
    for day in days:
        moments |= {
            datetime.combine(day, hour, EASTERN)
            for hour in (time(0), time(7), time(8), time(18, 30), time(20))
        }
        moments.add(datetime.combine(day, time(0), ZoneInfo(zone)))
    minute, tick = timedelta(minutes=1), datetime.resolution
    steps = (-minute, -tick, timedelta(0), tick, minute)
    around = {(moment.astimezone(UTC) + step) for moment in moments for step in steps}
    return sorted(moment for moment in around if moment >= call.started_at)


def tried() -> Iterator[Tried]:
    some = islice(calls(), 0, None, EVERY)
    for number, (zone, call, days) in enumerate(some):
        services = Services(Settings(zone=zone))
        services.__dict__["calls"] = _Log(call)
        need = None if days is None else call.started_at.date() + timedelta(days=days)
        given = WALK | {"needed-by": need or date(2030, 1, 1)}
        # By turns the log holds the day, or a walk does.
        walk: dict[str, Value] = given | {"asked": call.started_at.date()}
        stored = StoredWalk(
            flow=FlowId("expedite"), answers=as_text(walk), content_version="", seen_at=call.started_at,
            led_to="",
        )  # fmt: skip
        in_log = number % 2 == 0
        services.__dict__["walks"] = _Walks(*([] if in_log or need is None else [stored]))
        noted = msgspec.structs.replace(call, needed_by=need if in_log else None)
        services.calls.call = noted  # type: ignore[attr-defined]  # the log above
        _, promise = services.promises.of_call(noted, call.started_at)
        assert promise is not None
        ahead = moments(promise, call, zone)
        for now in ahead if ALL else ahead[number % 3 :: 3]:
            here = now.astimezone(ZoneInfo(zone))
            known = services.following_up.from_log("expedite", None, here)
            assert known is not None
            _, made = services.promises.of_call(noted, here)
            assert made is not None
            (follow_up,) = services.following_up.follow_ups(here)
            plan = services.planning.plan("expedite", {**given, **known[1]}, here)
            yield Tried(services, noted, here, need, made, follow_up, plan)


@pytest.fixture(scope="module")
def all_tried() -> list[Tried]:
    return list(tried())


def test_plan_and_follow_up_wait_together(all_tried: list[Tried]) -> None:
    for tried in all_tried:
        assert tried.is_waited == (tried.follow_up.step in WAITING), tried.name


def test_both_wait_for_the_same_moment(all_tried: list[Tried]) -> None:
    for tried in all_tried:
        if not tried.is_waited:
            continue
        assert tried.plan.outcome is not None
        typed = [v for v in tried.plan.outcome.title.values.values() if isinstance(v, TypedValue)]
        for value in (filling.value for filling in typed):
            by = tried.promise.respond_by
            if isinstance(value, datetime):
                assert value == by, tried.name
            else:
                assert isinstance(value, date)
                assert tried.services.promises.last_call_back(value) == by, tried.name
        assert len(typed) == 1, tried.name
        # At the very moment it holds until then, and no border lies ahead any more.
        if tried.now < tried.promise.respond_by:
            assert tried.plan.holds_until == tried.promise.respond_by, tried.name


def test_neither_waits_past_the_day_it_is_needed(all_tried: list[Tried]) -> None:
    for tried in all_tried:
        late = tried.need is not None and tried.need < last_day(
            tried.promise.respond_by, tried.services.zone
        )
        assert not (late and tried.is_waited), tried.name
        assert not (late and tried.follow_up.step in WAITING), tried.name
        assert tried.follow_up.needed_by == tried.need, tried.name
        if tried.follow_up.step == "cannot-wait":
            assert tried.plan.outcome is not None
            assert tried.plan.outcome.id == "cannot-wait", tried.name


def test_a_promise_that_both_calls_missed_is_one_in_the_plan(all_tried: list[Tried]) -> None:
    for tried in all_tried:
        assert tried.plan.outcome is not None
        missed = tried.plan.outcome.id == "both-missed"
        assert missed == (tried.follow_up.step == "both-missed"), tried.name


def test_nothing_that_lies_ahead_has_passed(all_tried: list[Tried]) -> None:
    for tried in all_tried:
        if tried.follow_up.step not in WAITING:
            continue
        typed = tried.follow_up.next_step.values.values()
        ahead = [
            v.value for v in typed if isinstance(v, TypedValue) and isinstance(v.value, datetime)
        ]
        assert all(moment >= tried.now for moment in ahead), tried.name


def test_nobody_is_sent_to_a_line_that_the_banner_calls_closed(all_tried: list[Tried]) -> None:
    for tried in all_tried:
        banner = tried.services.reference.live_help(tried.now)
        texts, outcome = tried.services.texts, tried.plan.outcome
        assert tried.plan.live_help == banner, tried.name
        assert outcome is not None
        assert (outcome.when == "now") <= banner.open, tried.name
        assert ("now" in texts.verdict(tried.plan).split()) <= banner.open, tried.name
        if not banner.open:
            for line in (tried.follow_up.next_step, *tried.follow_up.more):
                assert not NOW.search(texts.sentence(line)), tried.name


def test_calls_of_every_step_were_tried(
    all_tried: list[Tried], capsys: pytest.CaptureFixture[str]
) -> None:
    steps: dict[str, int] = {}
    for tried in all_tried:
        steps[tried.follow_up.step] = steps.get(tried.follow_up.step, 0) + 1
    with capsys.disabled():
        print(f"\n{len(all_tried)} calls at their boundaries tried: {steps}")  # noqa: T201
    assert {"waiting", "on-the-day", "cannot-wait", "both-missed", "urgent-passed"} <= {*steps}
