"""An appointment at every hour: no way leads to a phone that nobody answers before it."""

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.flow.words import Value
from guide.core.prepare.call_plan import CallPlan
from guide.local.settings import Settings
from tests.flows.coverage import ZONE

EASTERN = ZoneInfo(ZONE)
SERVICES = Services(Settings(zone=ZONE))
# A weekday, a Sunday before one, a holiday before one, a day that has a holiday before it.
APPOINTMENTS = [
    datetime(2026, 11, 24, 8, tzinfo=EASTERN),
    datetime(2026, 11, 30, 8, tzinfo=EASTERN),
    datetime(2026, 11, 30, 8, 1, tzinfo=EASTERN),
    datetime(2026, 11, 27, 8, tzinfo=EASTERN),
    datetime(2026, 11, 28, 12, tzinfo=EASTERN),
]
MINUTES = [1, 59, 60, 61, 600, 715, 719, 720, 721, 725, 1440, 2160, 2880, 4320]
CALLER: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "cancelled": "no",
    "notice": "in-hand", "form": "no", "moved": "no", "access": "no", "which": "i485",
    "voice": "english", "military": "no", "from": "us", "number": "202-555-0123", "texts": "yes",
}  # fmt: skip
BIOMETRICS: list[dict[str, Value]] = [
    {"reason": reason, "account": account, "times": times}
    for reason in ("illness", "abroad", "transport", "access", "inconvenient")
    for account in ("yes", "no")
    for times in ("never", 2)
]
INTERVIEW: list[dict[str, Value]] = [
    {"reason": "illness"},
    {"reason": "emergency"},
    {"reason": "travel"},
    {"reason": "not-ready"},
    {"access": "yes"},
]


def answered_before(at: datetime, appointment: datetime) -> bool:
    """Whether some minute from now until the appointment finds people on the line."""
    minutes = (appointment - at) // timedelta(minutes=1)
    return any(
        SERVICES.reference.live_help(at + timedelta(minutes=number)).open
        for number in range(minutes)
    )


def ways(flow: str, choices: list[dict[str, Value]]) -> Iterator[tuple[str, bool, CallPlan]]:
    for appointment in APPOINTMENTS:
        for minutes in MINUTES:
            at = appointment - timedelta(minutes=minutes)
            answered = answered_before(at, appointment)
            for choice in choices:
                answers = {**CALLER, "appointment": appointment, **choice}
                plan = SERVICES.planning.plan(flow, answers, at)
                yield f"{flow}, {appointment}, {minutes} minutes before, {choice}", answered, plan


@pytest.mark.parametrize(
    ("flow", "choices"),
    [("reschedule-biometrics", BIOMETRICS), ("reschedule-interview", INTERVIEW)],
)
def test_no_way_is_a_call_that_nobody_answers_before_the_appointment(
    flow: str, choices: list[dict[str, Value]]
) -> None:
    tried = calls = 0
    for name, answered, way in ways(flow, choices):
        assert way.outcome is not None, name
        tried += 1
        then = way.outcome.then
        kinds = {way.outcome.kind, then.kind if then is not None else None}
        calls += "call" in kinds
        assert answered or "call" not in kinds, name
        if answered and way.outcome.kind != "do-not-call":
            assert "call" in kinds or way.outcome.id == "go-there", name
    sys.stdout.write(f"{flow}: {tried} plans, {calls} with a call\n")
    assert tried == len(APPOINTMENTS) * len(MINUTES) * len(choices)
    assert 0 < calls < tried
