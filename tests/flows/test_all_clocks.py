"""Laws of all plans at all clocks: what is said holds at the minute at which it is read.

A sample of the plans runs always; `GUIDE_ALL_CLOCKS=500` tries as many paths of each flow at each
clock, one plan after the other. The number of plans tried is printed.
"""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.check.paths import own_paths
from guide.core.check.samples import sample_circumstances
from guide.core.clock.hours import LiveHelp, live_help
from guide.core.flow.conditions import Circumstances
from guide.core.prepare.borders import next_change
from guide.core.prepare.call_plan import CallPlan, OutcomeView, Sentence, TypedValue
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.core.prepare.resume import led_to
from guide.core.prepare.walk import position
from guide.local.settings import Settings
from guide.wording.deadlines import deadline
from tests.flows.moving import seen_up_to

EASTERN = ZoneInfo("America/New_York")
SERVICES = Services(Settings(zone="America/New_York"))
FLOWS = [
    name
    for name in sorted(SERVICES.catalog.flow_files)
    if SERVICES.catalog.flow(name).kind == "flow"
]
ALL = int(os.environ.get("GUIDE_ALL_CLOCKS", "0"))
# Of the paths of a flow at one clock: so many, one of every so many.
MOST, EVERY = (ALL, 7) if ALL else (8, 53)
# Both sides of opening and closing, the night, a weekend, a holiday and the day after it.
CLOCKS = [
    "2026-11-23T07:59", "2026-11-23T08:00", "2026-11-23T19:59", "2026-11-23T20:00",
    "2026-11-23T23:30", "2026-11-25T19:59", "2026-11-26T12:00", "2026-11-27T00:00",
    "2026-11-28T12:00", "2026-11-29T23:59", "2026-12-24T12:00",
]  # fmt: skip
# The days by which somebody needs what is asked for.
NEEDED = ("departure", "needed-by")
# "Call now", "call them right away"; not: "the phone line is closed now".
NOW = re.compile(r"\b(?:call|dial)\b[^.,:]{0,15}\b(?:now|right away)\b", re.IGNORECASE)
TRIED: dict[str, int] = {}


class Tried(NamedTuple):
    """One plan, with all that it was made of."""

    graph: Graph
    around: Circumstances
    plan: CallPlan

    @property
    def name(self) -> str:
        """How to play it again."""
        given = " ".join(f"{name}={value}" for name, value in self.plan.answers.items())
        assert self.plan.outcome is not None
        return f"{self.plan.outcome.flow}/{self.plan.outcome.id} at {self.plan.at}: {given}"


def tried(flow: str) -> Iterator[Tried]:
    graph, count = SERVICES.reference.graph(flow), 0
    for text in CLOCKS:
        at = datetime.fromisoformat(text).replace(tzinfo=EASTERN)
        around = sample_circumstances(graph.content, SERVICES.reference.calendar(at), at)
        for path in islice(own_paths(graph, around), 0, MOST * EVERY, EVERY):
            planned = plan(graph, path.answers, around)
            if planned.outcome is not None:
                count += 1
                TRIED[flow] = max(count, TRIED.get(flow, 0))
                yield Tried(graph, around, planned)


class _Anew:
    """Plans that are made again for each law: all of them at once would fill the memory."""

    def __init__(self, flow: str) -> None:
        self.flow = flow

    def __iter__(self) -> Iterator[Tried]:
        return tried(self.flow)


@pytest.fixture(scope="module", params=FLOWS)
def plans(request: pytest.FixtureRequest) -> Iterable[Tried]:
    return _Anew(request.param) if ALL else list(tried(request.param))


def results(call_plan: CallPlan) -> Iterator[OutcomeView]:
    """The outcome, and every second way that is shown."""
    outcome = call_plan.outcome
    while outcome is not None:
        yield outcome
        outcome = outcome.then


def moments_ahead(call_plan: CallPlan) -> list[datetime]:
    return [
        answer
        for answer in call_plan.answers.values()
        if isinstance(answer, datetime) and answer > call_plan.at
    ]


def opens_at(tried: Tried) -> datetime | None:
    """When somebody answers the line of a plan: now, or at the next opening."""
    help_ = tried.plan.line_help
    return tried.plan.at if help_.open else help_.opens_at


def lines(call_plan: CallPlan) -> Iterator[Sentence]:
    for outcome in results(call_plan):
        yield from (outcome.title, outcome.why)
    yield from chain(call_plan.do_first, call_plan.afterwards)


def days_in(line: Sentence) -> Iterator[tuple[str, date]]:
    for name, filling in line.values.items():
        if isinstance(filling, TypedValue) and isinstance(filling.value, date):
            value = filling.value
            yield name, value.date() if isinstance(value, datetime) else value


def test_nobody_is_sent_to_a_phone_that_nobody_answers_in_time(plans: Iterable[Tried]) -> None:
    for tried in plans:
        if not any(outcome.kind == "call" for outcome in results(tried.plan)):
            continue
        opens = opens_at(tried)
        assert opens is not None, tried.name
        assert all(opens < moment for moment in moments_ahead(tried.plan)), tried.name


def test_a_call_now_is_one_that_somebody_answers(plans: Iterable[Tried]) -> None:
    for tried in plans:
        outcome = tried.plan.outcome
        assert outcome is not None
        assert (outcome.when == "now") <= tried.plan.line_help.open, tried.name
        if outcome.kind == "call" and not tried.plan.line_help.open:
            for line in lines(tried.plan):
                assert not NOW.search(SERVICES.texts.sentence(line)), (tried.name, line.place)


def test_no_day_that_is_waited_for_lies_past_the_day_it_is_needed(plans: Iterable[Tried]) -> None:
    for tried in plans:
        outcome = tried.plan.outcome
        assert outcome is not None
        needed = [tried.plan.answers.get(name) for name in NEEDED]
        last = [day for day in needed if isinstance(day, date)]
        if outcome.reason != "wait" or not last:
            continue
        for name, day in days_in(outcome.title):
            assert name in NEEDED or all(day <= limit for limit in last), tried.name


def test_what_holds_until_a_moment_holds_so_long_and_no_longer(plans: Iterable[Tried]) -> None:
    for tried in plans:
        until = tried.plan.holds_until
        probes = [timedelta(minutes=1), timedelta(hours=1), timedelta(hours=9), timedelta(days=3)]
        for probe in probes:
            at = tried.plan.at + probe
            if until is None or at < until:
                assert _leads(tried, at) == _leads(tried, tried.plan.at), (tried.name, at)
        if until is None:
            continue
        assert until > tried.plan.at, tried.name
        before, after = (
            _leads(tried, until + step) for step in (-datetime.resolution, datetime.resolution)
        )
        assert before == _leads(tried, tried.plan.at), tried.name
        if tried.plan.followed_by == "closed":
            assert not _help(tried, until).open, tried.name
        else:
            assert after != before, tried.name


def _leads(tried: Tried, at: datetime) -> object:
    around = msgspec.structs.replace(tried.around, at=at)
    here = position(tried.graph, tried.plan.answers, around)
    return here.outcome, here.question


def _help(tried: Tried, at: datetime) -> LiveHelp:
    content = tried.graph.content
    hours = content.center.lines[tried.plan.line].hours or "live-help"
    return live_help(content.schedules[hours], tried.around.calendar, at)


def test_the_last_minute_for_a_call_is_one_in_which_somebody_answers(
    plans: Iterable[Tried],
) -> None:
    for tried in plans:
        plan = tried.plan
        assert plan.outcome is not None
        if plan.outcome.kind == "call" and plan.act_by is not None:
            assert plan.at < plan.act_by <= (plan.holds_until or plan.act_by), tried.name
            assert _help(tried, plan.act_by - datetime.resolution).open, tried.name


def test_a_screen_that_looks_again_at_the_next_change_misses_none(plans: Iterable[Tried]) -> None:
    for tried in islice(plans, 0, None, 5):
        here = position(tried.graph, tried.plan.answers, tried.around)
        border = next_change(tried.graph, here, tried.around)
        assert border is not None, tried.name
        for step in range(1, 60):
            at = tried.plan.at + timedelta(minutes=20 * step)
            if at >= border:
                break
            later = plan(
                tried.graph, tried.plan.answers, msgspec.structs.replace(tried.around, at=at)
            )
            assert led_to(later) == led_to(tried.plan), (tried.name, at)


def test_verdict_deadline_and_banner_tell_the_same(plans: Iterable[Tried]) -> None:
    for tried in plans:
        plan = tried.plan
        verdict = SERVICES.texts.verdict(plan)
        assert ("now" in verdict.split()) <= plan.line_help.open, tried.name
        words = deadline(plan, SERVICES.zone, SERVICES.texts)
        assert plan.holds_until is not None or not words
        if plan.followed_by == "closed":
            assert plan.holds_until == plan.line_help.closes_at
        assert plan.live_help.at == plan.at, tried.name


def test_what_was_seen_up_to_a_date_is_never_told_without_it(plans: Iterable[Tried]) -> None:
    moving = seen_up_to(SERVICES.catalog.facts)
    for tried in plans:
        plan = tried.plan
        shown = [*lines(plan), *plan.all_warnings, *plan.needs, *plan.say]
        words = " ".join(SERVICES.texts.sentence(line) for line in shown)
        rests = {fact for line in shown for fact in line.sources if fact in moving}
        for fact in rests:
            assert f"as of {moving[fact]}".lower() in words.lower(), (tried.name, fact)


def test_plans_of_every_flow_were_tried(capsys: pytest.CaptureFixture[str]) -> None:
    for name in FLOWS:
        if name not in TRIED:
            assert list(islice(tried(name), 1))
    with capsys.disabled():
        print(f"\n{sum(TRIED.values())} plans tried: {TRIED}")  # noqa: T201
    assert all(TRIED.values())
