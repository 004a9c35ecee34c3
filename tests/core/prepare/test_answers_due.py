"""A plan waits for an answer exactly as long as the promise of the same call runs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.core.flow.words import Value
from guide.core.ids import FlowId, QuestionId
from guide.core.prepare.answers import format_answer
from guide.core.prepare.call_plan import CallPlan
from guide.local.settings import Settings

EASTERN = ZoneInfo("America/New_York")
SERVICES = Services(Settings(zone="America/New_York"))
ANSWERS: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "what": "decision",
    "danger": "no", "travel": "no", "filed": "yes", "case": "other", "premium": "no",
    "ground": "health-worker", "documents": "yes", "still-to-do": "no", "hold": "no",
    "before": "no-answer", "promised-day": "none", "needed-by": date(2027, 6, 1),
    "voice": "english", "military": "no", "from": "us", "number": "202-555-0123", "texts": "yes",
}  # fmt: skip
CALLED = datetime(2026, 11, 19, 15, tzinfo=EASTERN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=EASTERN)


def plan(now: datetime, given: dict[str, Value], services: Services = SERVICES) -> CallPlan:
    return services.planning.plan("expedite", ANSWERS | given, now)


def outcome(now: datetime, given: dict[str, Value], services: Services = SERVICES) -> str:
    reached = plan(now, given, services).outcome
    assert reached is not None
    return reached.id


@pytest.mark.parametrize(
    ("answers", "now", "leads_to"),
    [
        # 72 hours after a Thursday at 15:00.
        ({"asked": CALLED, "asked-kind": "urgent"}, "2026-11-24T15:00", "wait-urgent"),
        ({"asked": CALLED, "asked-kind": "urgent"}, "2026-11-24T15:00:00.000001", "urgent-passed"),
        # Where only the day is known, the hour may have been any.
        ({"asked": date(2026, 11, 19), "asked-kind": "urgent"}, "2026-11-24T23:59", "wait-urgent"),
        ({"asked": date(2026, 11, 19), "asked-kind": "urgent"}, "2026-11-25T00:00", "urgent-passed"),
        # Hours that end with a day, and a holiday on the next one.
        ({"asked": at("2024-06-29T10:00"), "asked-kind": "urgent"}, "2024-07-04T00:00", "wait-urgent"),
        ({"asked": at("2024-06-29T10:00"), "asked-kind": "urgent"}, "2024-07-04T00:01", "urgent-passed"),
        # A regular answer, and one on a day that was named: until the last call-back of that day.
        ({"asked": date(2026, 11, 23), "asked-kind": "regular"}, "2027-01-07T18:30", "wait-for-answer"),
        ({"asked": at("2026-11-23T09:00"), "asked-kind": "regular"}, "2027-01-07T18:30", "wait-for-answer"),
        ({"asked": CALLED, "asked-kind": "urgent", "promised-day": date(2026, 11, 25)}, "2026-11-25T18:30", "wait-for-day"),
        ({"asked": CALLED, "asked-kind": "urgent", "promised-day": date(2026, 11, 25)}, "2026-11-25T18:31", "day-passed"),
        ({"asked": CALLED, "asked-kind": "urgent", "promised-day": at("2026-11-25T12:00")}, "2026-11-25T12:00", "wait-for-day"),
        ({"asked": CALLED, "asked-kind": "urgent", "promised-day": at("2026-11-25T12:00")}, "2026-11-25T12:01", "day-passed"),
    ],
)  # fmt: skip
def test_at_its_last_moment_an_answer_is_in_time(
    answers: dict[str, Value], now: str, leads_to: str
) -> None:
    assert outcome(at(now), answers) == leads_to


@pytest.mark.parametrize("asked", [date(2026, 11, 23), at("2026-11-23T09:00")])
def test_after_the_call_back_hours_of_its_last_day_a_regular_answer_is_late(asked: date) -> None:
    late = plan(at("2027-01-07T18:31"), {"asked": asked, "asked-kind": "regular"})
    assert late.question is not None
    assert late.question.id == "channel"


def test_in_a_zone_far_away_the_same_moment_decides() -> None:
    manila = Services(Settings(zone="Asia/Manila"))
    # Friday, 18:30 Eastern, is Saturday morning in Manila.
    given: dict[str, Value] = {"asked": CALLED, "asked-kind": "urgent"}
    given["promised-day"] = date(2026, 11, 27)
    assert outcome(at("2026-11-27T18:30"), given, manila) == "wait-for-day"
    assert outcome(at("2026-11-27T18:31"), given, manila) == "day-passed"
    given["needed-by"] = date(2026, 11, 27)
    assert outcome(at("2026-11-25T12:00"), given, manila) == "cannot-wait"
    assert outcome(at("2026-11-25T12:00"), given) == "wait-for-day"


def test_what_is_due_as_a_day_begins_comes_on_the_day_before() -> None:
    saturday = at("2024-06-29T10:00")
    given: dict[str, Value] = {"asked": saturday, "asked-kind": "urgent"}
    for day, leads_to in ((3, "wait-urgent"), (2, "cannot-wait")):
        needed = {"needed-by": date(2024, 7, day)}
        assert outcome(at("2024-07-01T10:00"), given | needed) == leads_to


def test_the_plan_names_the_moment_that_the_promise_names() -> None:
    now = at("2026-11-20T10:00")
    call = Call(id="a", started_at=CALLED, kind="urgent")
    _, made = SERVICES.promises.of_call(call, now)
    planned = plan(now, {"asked": CALLED, "asked-kind": "urgent"})
    assert made is not None
    assert planned.outcome is not None
    title = SERVICES.texts.sentence(planned.outcome.title)
    assert title == f"Wait until {SERVICES.texts.moment(made.respond_by)}"
    assert planned.holds_until == made.respond_by
    why = SERVICES.texts.sentence(planned.outcome.why)
    assert why.startswith("You asked on Thu, Nov 19, 2026, and")


@pytest.mark.parametrize(
    "text", ["2026-11-19", "2026-11-19T15:00:00-05:00[America/New_York]", "Nov 19, 2026, 3:00 p.m."]
)
def test_the_day_of_a_request_may_come_with_its_hour(text: str) -> None:
    question = SERVICES.reference.graph("expedite").content.question(
        FlowId("expedite"), QuestionId("asked")
    )
    value, _ = SERVICES.planning.parse_answer("asked", question, text)
    assert value == (date(2026, 11, 19) if len(text) == 10 else CALLED)
    again, _ = SERVICES.planning.parse_answer("asked", question, format_answer(value))
    assert again == value
