"""Which earlier request a plan is about, and what it answers: values in, values out."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.call.entry import CallBackAttempt
from guide.core.case_numbers import ReceiptNumber
from guide.core.follow_up.board import FollowUp
from guide.core.follow_up.from_log import about, latest, owed, remembered
from guide.core.follow_up.next_steps import follow_up
from guide.core.ids import FlowId
from guide.local.settings import Settings
from tests.calls import call

EASTERN = ZoneInfo("America/New_York")
CALLED = datetime(2026, 11, 23, 10, tzinfo=EASTERN)
EXPEDITE = FlowId("expedite")
MINE = ReceiptNumber.noted("IOE0912345678")


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


def one(services: Services, number: int, **fields: Any) -> FollowUp:
    at = CALLED + timedelta(hours=number)
    entry = call(number, **{"started_at": at, "kind": "regular", "flow": "expedite"} | fields)
    window, promise = services.promises.of_call(entry, at)
    assert promise is not None
    return follow_up(entry, window, promise, (at,), at, services.promises.guidance)


def test_a_receipt_decides_before_the_flow_does(services: Services) -> None:
    mine = one(services, 1, receipt="IOE-0912-345-678", flow="infopass-adit")
    newer = one(services, 2)
    assert about([mine, newer], EXPEDITE, MINE) == mine
    # Without a call of that receipt: one that names none, never one that names another.
    other = one(services, 3, receipt="WAC2190012345")
    assert about([other, newer], EXPEDITE, MINE) == newer
    assert about([other], EXPEDITE, MINE) is None
    # Who names no receipt may mean any of the flow.
    assert about([other, newer], EXPEDITE, None) == other
    assert about([other, newer], FlowId("infopass-adit"), None) is None


def test_the_latest_call_comes_first_and_what_is_over_is_not_owed(services: Services) -> None:
    early, late = one(services, 1), one(services, 5)
    kept = one(services, 6, attempts=(CallBackAttempt(at=CALLED, answered=True),))
    assert owed([early, kept, late]) == (late, early)
    assert latest([early, late]) == late
    assert latest([]) is None


def test_what_the_log_answers_follows_from_how_the_promise_stands(services: Services) -> None:
    tries = tuple(CallBackAttempt(at=CALLED + timedelta(hours=n), answered=False) for n in (1, 2))
    waited, missed = one(services, 1), one(services, 2, attempts=tries, kind="urgent")
    asked = CALLED.astimezone(ZoneInfo("America/Chicago"))
    assert remembered(waited, asked, None) == {
        "before": "no-answer", "asked": asked, "asked-kind": "regular", "promised-day": "none",
    }  # fmt: skip
    day = date(2026, 12, 4)
    answers = remembered(missed, asked, day)
    assert (answers["before"], answers["asked-kind"]) == ("missed", "urgent")
    assert answers["promised-day"] == day
