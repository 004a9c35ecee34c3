"""How a promise stands, at each border: no screen, no log, no clock."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.call.entry import CallBackAttempt, Ending
from guide.core.follow_up.promises import ORDER, Promise
from guide.local.settings import Settings
from tests.calls import call

EASTERN = ZoneInfo("America/New_York")
# A Monday before Thanksgiving: 72 hours on weekdays, with the holiday out or in.
CALLED = datetime(2026, 11, 23, 10, tzinfo=EASTERN)
BY = datetime(2026, 11, 27, 10, tzinfo=EASTERN)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


def stands(services: Services, now: datetime, **fields: Any) -> Promise:
    made = services.promises.of_call(call(started_at=CALLED, **{"kind": "urgent"} | fields), now)[1]
    assert made is not None
    return made


def tries(*answered: bool) -> tuple[CallBackAttempt, ...]:
    return tuple(
        CallBackAttempt(at=CALLED + n * HOUR, answered=yes) for n, yes in enumerate(answered, 1)
    )


def test_an_answer_is_in_time_to_the_second(services: Services) -> None:
    assert stands(services, BY).state == "due"
    assert stands(services, BY + SECOND).state == "overdue"


def test_it_is_due_from_the_earliest_reading_on(services: Services) -> None:
    promise = stands(services, CALLED)
    assert (promise.respond_by, promise.basis) == (BY, "rule")
    assert promise.earliest_reading == BY - timedelta(days=1)
    assert promise.state == "open"
    assert stands(services, promise.earliest_reading - SECOND).state == "open"
    assert stands(services, promise.earliest_reading).state == "due"


def test_the_agents_own_day_wins_over_the_rule_and_has_one_reading(services: Services) -> None:
    named = datetime(2026, 12, 4, 18, 30, tzinfo=EASTERN)
    promise = stands(services, CALLED, answer_by=named)
    assert (promise.basis, promise.respond_by, promise.earliest_reading) == ("agent", named, named)
    # All of that day is the day.
    assert stands(services, named.replace(hour=0, minute=0), answer_by=named).state == "due"
    assert stands(services, named.replace(hour=0, minute=0) - SECOND, answer_by=named).state == (
        "open"
    )


def test_two_missed_calls_break_it_and_one_does_not(services: Services) -> None:
    assert stands(services, CALLED, attempts=tries(False)).state == "open"
    assert stands(services, CALLED, attempts=tries(False, False)).state == "broken"


def test_an_answer_keeps_it_however_late_and_whatever_was_missed(services: Services) -> None:
    late = BY + timedelta(days=9)
    assert stands(services, late, attempts=tries(False, False, True)).state == "kept"


@pytest.mark.parametrize(
    ("why", "state"),
    [("answered", "kept"), ("withdrawn", "closed"), ("given-up", "closed"), (None, "overdue")],
)
def test_whoever_closed_it_said_why_and_may_take_it_back(
    services: Services, why: Any, state: str
) -> None:
    ended = Ending(at=CALLED, why=why)
    assert stands(services, BY + SECOND, ended=ended).state == state


def test_nothing_is_promised_without_a_mark_or_a_day(services: Services) -> None:
    for kind in (None, "unknown"):
        assert services.promises.of_call(call(kind=kind), CALLED) == (None, None)


def test_what_is_late_is_listed_first() -> None:
    assert ORDER[:2] == ("broken", "overdue")
