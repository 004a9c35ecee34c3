"""The board: which promises somebody asked for, which is the strictest, how many days are left."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.entry import CallBackAttempt
from guide.core.follow_up.board import (
    FollowUp,
    NeededDay,
    Wanted,
    days_left,
    numbers_of,
    strictest,
    urgency,
)
from guide.core.follow_up.next_steps import follow_up
from guide.core.ids import FlowId
from guide.local.settings import Settings
from tests.calls import call

EASTERN = ZoneInfo("America/New_York")
CALLED = datetime(2026, 11, 23, 10, tzinfo=EASTERN)
# Urgent, and counted without Thanksgiving.
BY = datetime(2026, 11, 27, 10, tzinfo=EASTERN)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


def one(services: Services, now: datetime = CALLED, number: int = 1, **fields: Any) -> FollowUp:
    entry = call(number, **{"started_at": CALLED, "kind": "urgent"} | fields)
    window, promise = services.promises.of_call(entry, now)
    assert promise is not None
    return follow_up(entry, window, promise, (CALLED,), now, services.promises.guidance)


def test_days_are_counted_to_the_last_day_in_eastern_time(services: Services) -> None:
    made = one(services)
    assert days_left(made, CALLED) == 4
    assert days_left(made, BY.replace(hour=0)) == 0
    assert days_left(made, BY.replace(hour=23)) == 0
    assert days_left(made, BY.replace(hour=23) + timedelta(hours=1)) == -1
    # Late in the evening in Los Angeles it is tomorrow there where the answer is due.
    west = datetime(2026, 11, 26, 22, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert days_left(made, west) == 0


def test_what_is_due_at_midnight_has_to_come_the_day_before(services: Services) -> None:
    midnight = datetime(2026, 12, 4, tzinfo=EASTERN)
    assert days_left(one(services, answer_by=midnight), CALLED) == 10


def test_the_strictest_is_the_one_that_is_due_first(services: Services) -> None:
    urgent, regular = one(services, number=2), one(services, number=1, kind="regular")
    assert strictest([regular, urgent]) == urgent
    assert strictest([]) is None
    # Of two that are due together always the same one.
    other = one(services, number=3)
    assert strictest([other, urgent]) == strictest([urgent, other]) == urgent


def test_what_is_late_comes_before_what_is_due_sooner(services: Services) -> None:
    tries = tuple(CallBackAttempt(at=CALLED + timedelta(hours=n), answered=False) for n in (1, 2))
    broken = one(services, number=3, kind="regular", attempts=tries)
    assert min([one(services), broken], key=urgency) == broken


@pytest.mark.parametrize(
    ("wanted", "takes"),
    [
        (Wanted(), True),
        (Wanted(late=True), False),
        (Wanted(days=3), False),
        (Wanted(days=4), True),
        (Wanted(flow=FlowId("expedite")), True),
        (Wanted(flow=FlowId("infopass-adit")), False),
        (Wanted(staff="ana"), True),
        (Wanted(staff="Ben"), False),
        (Wanted(days=4, staff="Ben"), False),
    ],
)
def test_each_question_leaves_out_what_was_not_asked_for(
    services: Services, wanted: Wanted, *, takes: bool
) -> None:
    assert wanted.takes(one(services, flow="expedite", staff="Ana"), CALLED) is takes


def test_what_is_late_is_within_any_number_of_days(services: Services) -> None:
    now = BY + 9 * DAY
    late = one(services, now)
    assert Wanted(late=True).takes(late, now)
    assert Wanted(days=0).takes(late, now)
    # Both calls were missed: that is late, long before its day.
    tries = tuple(CallBackAttempt(at=CALLED + timedelta(hours=n), answered=False) for n in (1, 2))
    assert Wanted(days=0).takes(one(services, attempts=tries), CALLED)


def test_a_need_counts_on_its_own_calendar() -> None:
    due = datetime(2026, 12, 4, 1, tzinfo=EASTERN)
    # In Los Angeles that is still the evening of the third.
    day = date(2026, 12, 3)
    assert not NeededDay(day, "America/Los_Angeles").comes_before(due)
    assert NeededDay(day, "America/New_York").comes_before(due)


def test_a_matter_is_kept_under_the_number_given_and_the_one_asked_about() -> None:
    entry = call(service_item="SR1234-567", earlier_item="sr 7654321")
    assert len(numbers_of(entry)) == 2
    assert numbers_of(entry) == numbers_of(
        msgspec.structs.replace(entry, service_item="sr1234567", earlier_item="SR7654321")
    )
    assert numbers_of(call()) == frozenset()
