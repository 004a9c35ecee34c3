"""Follow up, over a log that is only a list: no database, no screen, no clock."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt, Ending
from guide.core.case_numbers import ServiceItemNumber, service_items
from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.local.settings import Settings
from guide.services.following_up import FollowingUp
from guide.services.promises import Promises
from tests.calls import AT, call

ZONE = "America/Chicago"
DAY = timedelta(days=1)


class Listed:
    """A log in memory: each call stands for itself, unless another one corrects it."""

    def __init__(self, *calls: Call) -> None:
        self.calls = calls
        self.asked: list[frozenset[str]] = []

    def chain(self, call_id: str) -> tuple[Call, ...]:
        (one,) = [one for one in self.calls if one.id == call_id]
        return (*(self.chain(one.corrects) if one.corrects else ()), one)

    def versions(self, call_id: str) -> tuple[Call, ...]:
        first = self.chain(call_id)[0]
        corrected = {one.corrects for one in self.calls}
        return tuple(
            one
            for one in self.calls
            if one.id not in corrected and self.chain(one.id)[0].id == first.id
        )

    def waiting(self) -> Iterable[tuple[Call, ...]]:
        return dict.fromkeys(self.versions(one.id) for one in self.calls)

    def naming(self, numbers: Iterable[ServiceItemNumber]) -> tuple[Call, ...]:
        wanted = frozenset(numbers)
        return tuple(
            one
            for one in self.calls
            if service_items((one.service_item, one.earlier_item)) & wanted
        )


@pytest.fixture(scope="module")
def promises() -> Promises:
    return Services(Settings(zone=ZONE)).promises


def over(promises: Promises, *calls: Call, walks: Sequence[StoredWalk] = ()) -> FollowingUp:
    return FollowingUp(
        promises, Listed(*calls), walks=lambda: walks, zone=ZONE, zone_of=lambda _: ZONE
    )


def test_what_is_late_comes_first_then_what_is_due_first(promises: Promises) -> None:
    fresh, regular = call(1, kind="urgent"), call(2, kind="regular")
    late = call(3, kind="urgent", started_at=AT - 30 * DAY)
    broken = call(
        4,
        kind="urgent",
        attempts=tuple(CallBackAttempt(at=AT + timedelta(hours=n), answered=False) for n in (1, 2)),
    )
    listed = over(promises, fresh, regular, late, broken).follow_ups(AT + timedelta(hours=3))
    assert [one.call.id for one in listed] == [broken.id, late.id, fresh.id, regular.id]


def test_a_call_of_which_nothing_was_promised_is_no_follow_up(promises: Promises) -> None:
    nothing, not_said = call(1), call(2, kind="unknown")
    follow = over(promises, nothing, not_said)
    assert follow.follow_ups(AT) == []
    assert follow.follow_up(nothing, AT) is None


def test_a_call_with_two_versions_has_one_promise_the_stricter_one(promises: Promises) -> None:
    first = call(1, kind="unknown")
    regular = call(2, kind="regular", corrects=first.id, started_at=first.started_at)
    urgent = call(3, kind="urgent", corrects=first.id, started_at=first.started_at)
    (one,) = over(promises, first, regular, urgent).follow_ups(AT)
    assert (one.call.id, one.versions) == (urgent.id, 2)


def test_an_entry_that_was_corrected_is_followed_up_as_it_was(promises: Promises) -> None:
    first = call(1, kind="regular")
    later = call(2, kind="urgent", corrects=first.id, started_at=first.started_at)
    follow = over(promises, first, later)
    old, new = follow.follow_up(first, AT), follow.follow_up(later, AT)
    assert old is not None
    assert new is not None
    assert (old.call.kind, old.versions) == ("regular", 1)
    assert (new.call.kind, new.versions) == ("urgent", 1)
    assert follow.first_entry(later) == first
    assert follow.first_entry(first) == first


def test_one_matter_is_joined_by_all_its_numbers_however_they_are_written(
    promises: Promises,
) -> None:
    one = call(1, service_item="SR1")
    two = call(2, service_item="SR2", earlier_item="sr-1")
    three = call(3, service_item="SR3", earlier_item="SR2")
    other = call(4, service_item="SR9")
    follow = over(promises, three, other, one, two)
    assert follow.contacts(three) == (one.started_at, two.started_at, three.started_at)
    assert follow.contacts(other) == (other.started_at,)


def walk(flow: str, **answers: str) -> StoredWalk:
    return StoredWalk(flow=FlowId(flow), answers=answers, content_version="", seen_at=AT, led_to="")


def test_the_day_it_is_needed_is_that_of_the_call_or_of_the_walk_about_it(
    promises: Promises,
) -> None:
    asked = AT.astimezone(UTC).date().isoformat()
    about = walk("expedite", asked=asked, **{"needed-by": "2026-12-01"})
    noted = call(1, kind="regular", flow="expedite", needed_by=date(2026, 11, 30))
    from_walk = msgspec.structs.replace(noted, id=call(2).id, needed_by=None)
    other_flow = msgspec.structs.replace(from_walk, id=call(3).id, flow="infopass-adit")
    listed = over(promises, noted, from_walk, other_flow, walks=[about]).follow_ups(AT)
    assert {one.call.id: one.needed_by for one in listed} == {
        noted.id: date(2026, 11, 30),
        from_walk.id: date(2026, 12, 1),
        other_flow.id: None,
    }


def test_without_walks_beside_the_log_only_the_call_itself_tells_it(promises: Promises) -> None:
    noted = call(1, kind="regular", flow="expedite")
    follow = FollowingUp(promises, Listed(noted), walks=None, zone=ZONE, zone_of=lambda _: ZONE)
    (one,) = follow.follow_ups(AT)
    assert one.needed_by is None


def test_a_plan_takes_what_the_log_knows_of_the_latest_request(promises: Promises) -> None:
    old = call(1, kind="regular", flow="expedite", started_at=AT - 3 * DAY)
    new = call(2, kind="urgent", flow="expedite")
    other = call(3, kind="urgent", flow="infopass-adit")
    known = over(promises, old, new, other).from_log("expedite", None, AT)
    assert known is not None
    request, answers = known
    assert request.id == new.id
    assert answers["before"] == "no-answer"
    assert answers["asked-kind"] == "urgent"
    assert answers["promised-day"] == "none"
    asked = answers["asked"]
    assert isinstance(asked, datetime)
    assert (asked, str(asked.tzinfo)) == (new.started_at, ZONE)


def test_a_receipt_finds_its_own_request_and_never_that_of_another(promises: Promises) -> None:
    mine = call(1, kind="urgent", flow="expedite", receipt="IOE0912345678")
    theirs = call(2, kind="urgent", flow="expedite", receipt="WAC2190012345")
    follow = over(promises, mine, theirs)
    known = follow.from_log("expedite", "ioe-0912-345-678", AT)
    assert known is not None
    assert known[0].id == mine.id
    assert follow.from_log("expedite", "LIN2190012345", AT) is None
    assert follow.from_log("reschedule-interview", None, AT) is None


def test_the_agents_day_is_kept_as_a_day_and_with_its_hour_where_they_named_one(
    promises: Promises,
) -> None:
    end_of_day = promises.last_call_back(date(2026, 12, 4))
    for by, promised in (
        (end_of_day, date(2026, 12, 4)),
        (end_of_day - timedelta(hours=3), end_of_day - timedelta(hours=3)),
    ):
        known = over(promises, call(1, flow="expedite", answer_by=by)).from_log(
            "expedite", None, AT
        )
        assert known is not None
        assert known[1]["promised-day"] == promised


def test_who_calls_back_may_be_expected_where_an_answer_is_still_open(promises: Promises) -> None:
    open_one = call(1, kind="urgent")
    closed = call(2, kind="urgent", ended=Ending(at=AT, why="withdrawn"))
    known = over(promises, open_one, closed).from_log("incoming-call", None, AT)
    assert known is not None
    assert known[0].id == open_one.id
    assert known[1] == {"opened": "yes"}
    assert over(promises, closed).from_log("incoming-call", None, AT) is None


def test_what_was_asked_twice_counts_from_the_first_time(promises: Promises) -> None:
    first = call(1, kind="regular", service_item="SR1", started_at=AT - 150 * DAY)
    second = call(2, kind="regular", earlier_item="SR1", started_at=AT - 50 * DAY)
    joined = over(promises, first, second).follow_up(second, AT)
    alone = over(promises, second).follow_up(second, AT)
    assert joined is not None
    assert alone is not None
    assert "ombudsman-now" in [line.id for line in joined.more]
    assert "ombudsman-now" not in [line.id for line in alone.more]


def test_of_a_call_at_the_edge_of_all_dates_nothing_is_counted(promises: Promises) -> None:
    edge = call(1, kind="urgent", started_at=datetime.min.replace(tzinfo=UTC))
    assert promises.of_call(edge, AT) == (None, None)


def test_a_call_without_a_receipt_may_be_about_any_of_its_flow(promises: Promises) -> None:
    bare = call(1, kind="urgent", flow="expedite")
    known = over(promises, bare).from_log("expedite", "IOE0912345678", AT)
    assert known is not None
    assert known[0].id == bare.id


def test_the_latest_request_is_the_one_they_may_call_about(promises: Promises) -> None:
    old = call(1, kind="regular", started_at=AT - 2 * DAY)
    known = over(promises, old, call(2, kind="regular")).from_log("incoming-call", None, AT)
    assert known is not None
    assert known[0].id == call(2).id
