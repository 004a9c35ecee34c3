"""What holds for every promise, whatever the call."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt
from guide.core.follow_up.promises import ORDER, Promise
from guide.local.settings import Settings

SERVICES = Services(Settings(zone="America/New_York"))
EASTERN = ZoneInfo("America/New_York")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
ATTEMPTS = st.lists(st.builds(CallBackAttempt, at=MOMENTS, answered=st.booleans()), max_size=4).map(
    tuple
)
CALLS = st.builds(
    Call,
    id=st.just("a"),
    started_at=MOMENTS,
    kind=st.sampled_from(["urgent", "regular", "unknown", None]),
    answer_by=st.none() | MOMENTS,
    attempts=ATTEMPTS,
)
PROMISING = CALLS.filter(lambda call: call.kind in ("urgent", "regular") or call.answer_by)


def promised(call: Call, now: datetime) -> Promise:
    _, made = SERVICES.promises.of_call(call, now)
    assert made is not None
    return made


@given(CALLS, MOMENTS)
def test_a_promise_needs_a_mark_or_a_day(call: Call, now: datetime) -> None:
    _, made = SERVICES.promises.of_call(call, now)
    assert (made is None) == (call.kind in (None, "unknown") and call.answer_by is None)


@given(PROMISING, MOMENTS, MOMENTS)
def test_the_agents_own_day_wins(call: Call, now: datetime, day: datetime) -> None:
    made = promised(msgspec.structs.replace(call, answer_by=day), now)
    assert (made.respond_by, made.earliest_reading, made.basis) == (day, day, "agent")


@given(PROMISING, MOMENTS, MOMENTS)
def test_answered_is_kept(call: Call, now: datetime, when: datetime) -> None:
    answered = CallBackAttempt(at=when, answered=True)
    for attempts in ((*call.attempts, answered), (answered, *call.attempts)):
        assert promised(msgspec.structs.replace(call, attempts=attempts), now).state == "kept"


@given(PROMISING, MOMENTS, MOMENTS, MOMENTS)
def test_two_misses_break_it(call: Call, now: datetime, one: datetime, two: datetime) -> None:
    missed = tuple(CallBackAttempt(at=at, answered=False) for at in (one, two))
    assert promised(msgspec.structs.replace(call, attempts=missed), now).state == "broken"
    once = promised(msgspec.structs.replace(call, attempts=missed[:1]), now)
    none = promised(msgspec.structs.replace(call, attempts=()), now)
    assert once == none


@given(PROMISING, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_time_only_makes_a_promise_later(call: Call, now: datetime, later: timedelta) -> None:
    before, after = promised(call, now), promised(call, now + later)
    places = [ORDER.index(promise.state) for promise in (before, after)]
    assert places[1] <= places[0]
    assert before.respond_by == after.respond_by


@given(PROMISING, MOMENTS)
def test_the_readings_are_in_order_and_the_last_call_comes_in_time(
    call: Call, now: datetime
) -> None:
    made = promised(call, now)
    assert made.earliest_reading <= made.respond_by
    assert made.last_call <= made.respond_by
    assert made.last_call.tzinfo == EASTERN
    rule = SERVICES.promises.rule
    assert rule.opens <= made.last_call.time().replace(tzinfo=None) <= rule.closes
    assert made.last_call.weekday() < 5


@given(PROMISING.filter(lambda call: not call.attempts), MOMENTS)
def test_late_means_past_the_later_reading(call: Call, now: datetime) -> None:
    made = promised(call, now)
    assert (made.state == "overdue") == (now > made.respond_by)
    if now >= made.earliest_reading and made.state != "overdue":
        assert made.state == "due"
