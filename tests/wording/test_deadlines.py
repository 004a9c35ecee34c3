"""Until when a plan holds, in the words of its verdict; and the days of an answer counted out."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from guide.bootstrap import Services
from guide.cli.plain import Plain
from guide.cli.prepare import as_json
from guide.core.flow.words import Value
from guide.core.prepare.call_plan import CallPlan
from guide.local.settings import Settings
from guide.tui.rows.plan import PlanRows
from guide.wording.deadlines import deadline

SERVICES = Services(Settings(zone="America/Chicago"))
EASTERN = Services(Settings(zone="America/New_York"))
NOON = datetime(2026, 11, 25, 17, tzinfo=UTC)
# 8:00 a.m. Eastern, as the line opens.
APPOINTMENT = datetime(2026, 11, 24, 13, tzinfo=UTC)
BIOMETRICS: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "cancelled": "no",
    "notice": "in-hand", "reason": "illness", "form": "no", "times": "never", "moved": "no",
    "appointment": APPOINTMENT, "voice": "english", "military": "no", "from": "us",
    "number": "202-555-0123", "texts": "yes",
}  # fmt: skip
EXPEDITE: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "what": "decision",
    "danger": "no", "travel": "advance-parole", "presence": "no", "filed": "yes", "case": "other",
    "premium": "no", "ground": "humanitarian", "documents": "yes", "still-to-do": "no",
    "hold": "no", "before": "never", "channel": "no", "voice": "english", "military": "no",
    "from": "us", "number": "202-555-0123", "texts": "yes",
}  # fmt: skip


def biometrics(minutes: int, account: str = "yes", services: Services = SERVICES) -> CallPlan:
    """So many minutes before the 12 hours are over."""
    at = APPOINTMENT - timedelta(hours=12, minutes=minutes)
    return services.planning.plan("reschedule-biometrics", BIOMETRICS | {"account": account}, at)


def expedite(departure: date, at: datetime) -> CallPlan:
    return EASTERN.planning.plan("expedite", EXPEDITE | {"departure": departure}, at)


def deadline_words(plan: CallPlan, services: Services = SERVICES) -> str:
    return deadline(plan, services.zone, services.texts)


def test_five_minutes_before_the_tool_closes_the_verdict_says_so_first() -> None:
    plan = biometrics(5, services=EASTERN)
    words = "Do this before 8:00 p.m. Eastern: 5 min left."
    assert deadline_words(plan, EASTERN) == words
    lines = [line for line in Plain(plan, EASTERN).lines() if line]
    assert lines.index(words) == 1
    assert lines[2].startswith("FIRST, WITHOUT A CALL")
    _, verdict = PlanRows(plan, EASTERN, reveal=True).verdict()
    assert verdict.plain.startswith(words)


def test_both_zones_are_named_where_they_differ_and_paper_counts_no_minutes() -> None:
    plan = biometrics(5)
    both = "Do this before 8:00 p.m. Eastern (7:00 p.m., Chicago time)"
    assert deadline_words(plan) == f"{both}: 5 min left."
    assert SERVICES.sheet(plan, reveal=True).lead[0].text == f"{both}."


def test_a_call_is_to_be_made_while_the_line_is_open() -> None:
    assert deadline_words(biometrics(5, account="no"), SERVICES).startswith(
        "Call before 8:00 p.m. Eastern (7:00"
    )


def test_what_is_not_to_be_done_says_until_when_that_is_true() -> None:
    asked: dict[str, Value] = {"before": "no-answer", "asked": date(2026, 11, 20)}
    asked |= {"asked-kind": "urgent", "promised-day": "none", "needed-by": date(2027, 3, 1)}
    plan = EASTERN.planning.plan("expedite", EXPEDITE | {"travel": "no"} | asked, NOON)
    assert plan.outcome is not None
    assert plan.outcome.id == "wait-urgent"
    assert deadline_words(plan, EASTERN) == "This is true through Wednesday, November 25."


def test_no_second_way_by_phone_where_nobody_answers_in_time() -> None:
    late = APPOINTMENT - timedelta(hours=16)  # 4 p.m. Eastern, the line is open
    holiday = datetime(2026, 11, 26, 17, tzinfo=UTC)
    answers = BIOMETRICS | {"account": "yes"}
    at_night = answers | {"appointment": holiday + timedelta(hours=12, minutes=5)}
    for at, given, second in ((late, answers, True), (holiday, at_night, False)):
        plan = EASTERN.planning.plan("reschedule-biometrics", given, at)
        assert plan.outcome is not None
        then = plan.outcome.then
        assert (then is not None and then.kind == "call", bool(plan.say)) == (second, second)
        again = EASTERN.planning.plan("reschedule-biometrics", given | {"second-way": "yes"}, at)
        assert again.outcome is not None
        assert (again.outcome.kind == "call") is second


def test_a_script_reads_until_when_it_holds() -> None:
    record = as_json(biometrics(5), SERVICES)
    assert (record["holds_until"], record["act_by"]) == ("2026-11-23T20:00:00-05:00",) * 2
    assert record["followed_by"] == "self-help"


NIGHT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)  # the evening before Thanksgiving


def test_an_answer_is_counted_out_from_the_next_opening() -> None:
    plan = expedite(date(2027, 3, 1), NIGHT)
    assert [EASTERN.texts.sentence(line) for line in plan.all_afterwards[:2]] == [
        "If they mark it urgent, expect an answer by Wed, Dec 2, 2026, 8:00 a.m. (Eastern time).",
        "If they mark it regular, expect an answer by Tue, Jan 12, 2027, 6:30 p.m. (Eastern time).",
    ]
    assert all(line.sources for line in plan.expected)
    assert {*plan.expected[0].sources} <= {*plan.facts}


@pytest.mark.parametrize(
    ("departure", "late"),
    [(date(2027, 1, 12), []), (date(2027, 1, 11), ["regular-late"])],
)
def test_an_answer_after_the_day_it_is_needed_is_warned_of(
    departure: date, late: list[str]
) -> None:
    plan = expedite(departure, NIGHT)
    assert [line.id for line in plan.too_late] == late
    codes = [warning["code"] for warning in as_json(plan, EASTERN)["warnings"]]
    assert codes[: len(late)] == late


def test_the_last_day_for_a_call_is_one_on_which_somebody_answers() -> None:
    # On Sunday another question comes up; Friday is the last day on which the line is open.
    plan = expedite(date(2026, 12, 20), NIGHT)
    assert plan.holds_until == datetime(2026, 12, 6, 5, tzinfo=UTC)
    assert plan.act_by == datetime(2026, 12, 5, 1, tzinfo=UTC)


def test_what_is_not_to_be_done_counts_no_days_until_it_is_nearly_over() -> None:
    asked: dict[str, Value] = {"before": "no-answer", "asked": date(2026, 11, 20)}
    asked |= {"asked-kind": "regular", "promised-day": "none", "needed-by": date(2027, 3, 1)}
    plan = EASTERN.planning.plan("expedite", EXPEDITE | {"travel": "no"} | asked, NOON)
    assert plan.outcome is not None
    assert plan.outcome.kind == "do-not-call"
    assert plan.act_by is not None
    assert plan.act_by - NOON > timedelta(hours=48)
    near = msgspec.structs.replace(plan, act_by=NOON + timedelta(hours=47))
    far = msgspec.structs.replace(plan, act_by=NOON + timedelta(hours=49))
    assert deadline_words(near, EASTERN).startswith("This is true until ")
    assert deadline_words(far, EASTERN) == ""


def test_from_one_call_to_the_next_only_a_moment_to_keep_is_a_deadline() -> None:
    plan = biometrics(5, account="no")
    assert plan.outcome is not None
    assert plan.outcome.kind == "call"
    next_call = msgspec.structs.replace(plan, followed_by="call")
    assert deadline_words(next_call) == ""
    kept = {**plan.answers, "appointment": plan.holds_until or APPOINTMENT}
    assert deadline_words(msgspec.structs.replace(next_call, answers=kept)).startswith(
        "Call before"
    )


def test_who_should_hang_up_is_given_no_deadline() -> None:
    at = datetime(2026, 11, 30, 3, tzinfo=UTC)  # Sunday 10 p.m. Eastern
    answers: dict[str, Value] = {
        "pressure": "no", "opened": "yes", "item-number": "yes", "call-hours": "now",
    }  # fmt: skip
    plan = EASTERN.planning.plan("incoming-call", answers, at)
    assert plan.followed_by is not None
    assert plan.outcome is not None
    assert plan.outcome.tone == "stop"
    assert deadline_words(plan, EASTERN) == ""


def test_an_appointment_after_the_weekend_is_asked_about_before_the_line_closes() -> None:
    """Friday 7 p.m. for Saturday 9 a.m.: nobody picks up after 8 p.m. on Friday."""
    at = datetime(2026, 12, 5, 0, tzinfo=UTC)
    saturday: dict[str, Value] = {
        "appointment": datetime(2026, 12, 5, 14, tzinfo=UTC), "account": "no",
    }  # fmt: skip
    plan = EASTERN.planning.plan("reschedule-biometrics", BIOMETRICS | saturday, at)
    assert plan.outcome is not None
    title = EASTERN.texts.sentence(plan.outcome.title)
    assert "Fri, Dec 4, 2026, 8:00 p.m." in title


def test_self_help_has_a_deadline_only_where_the_flow_says_so() -> None:
    named = {
        (flow, name)
        for flow in SERVICES.catalog.flow_files
        for name, outcome in SERVICES.catalog.flow(flow).outcomes.items()
        if outcome.has_deadline and outcome.kind not in ("call", "do-not-call")
    }
    assert {flow for flow, _ in named} == {"reschedule-biometrics", "reschedule-interview"}
    assert ("reschedule-biometrics", "move-online") in named
