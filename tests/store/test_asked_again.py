"""A newer call on the same item takes the place of the older one, wherever a promise is told."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.local.settings import Settings
from tests.calls import call
from tests.hostile.ran import run

OLD = datetime(2026, 11, 16, 16, tzinfo=UTC)
NEW = datetime(2026, 11, 23, 16, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
CHICAGO = ["--at", "2026-11-24T10:00-06:00", "--zone", "America/Chicago"]
# How the newer call names what it is about, and whether the older promise ends with that.
NAMED: dict[str, tuple[dict[str, Any], bool]] = {
    "as the earlier item": ({"earlier_item": "sr 1", "service_item": "SR2"}, True),
    "by the same number": ({"service_item": "SR-1"}, True),
    "without a new promise": ({"service_item": "SR1", "kind": "unknown"}, False),
    "not at all": ({"service_item": "SR2"}, False),
    "the same call, noted twice": (
        {"service_item": "SR1", "started_at": OLD + timedelta(minutes=20)}, False,
    ),
}  # fmt: skip


def pair(**fields: Any) -> tuple[Call, Call]:
    older = call(1, started_at=OLD, flow="expedite", kind="urgent", service_item="SR1")
    values: dict[str, Any] = {"started_at": NEW, "flow": "expedite", "kind": "urgent"}
    return older, call(2, **(values | fields))


def services_with(folder: Path) -> Services:
    return Services(Settings(zone="America/Chicago", data=str(folder)), clock=lambda: NOW)


def waited(services: Services) -> list[str]:
    return [follow_up.call.id for follow_up in services.following_up.follow_ups(NOW)]


@pytest.mark.parametrize(("fields", "closes"), NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("order", [0, 1])
def test_the_newer_call_decides_in_whatever_order_they_came(
    tmp_path: Path, fields: dict[str, Any], closes: bool, order: int
) -> None:
    older, newer = pair(**fields)
    services = services_with(tmp_path)
    for entry in (older, newer) if order else (newer, older):
        services.calls.add(entry)
    assert (older.id in waited(services)) != closes
    at_once = services_with(tmp_path / "at-once")
    at_once.calls.merge([newer, older] if order else [older, newer])
    assert (older.id in waited(at_once)) != closes
    assert waited(at_once) == waited(services)
    # What is taken out again closes nothing, and what is corrected counts as it stands.
    other = msgspec.structs.replace(
        newer, id=str(UUID(int=3)), corrects=newer.id, service_item="SR9", earlier_item=None
    )
    services.calls.correct(other)
    assert older.id in waited(services)
    at_once.calls.remove([newer.id])
    assert waited(at_once) == [older.id]


def test_log_list_board_calendar_and_plan_tell_the_same(tmp_path: Path) -> None:
    older, newer = pair(earlier_item="SR1", service_item="SR2")
    services = services_with(tmp_path)
    services.calls.merge([older, newer])
    data = [*CHICAGO, "--data", str(tmp_path)]
    listed = [json.loads(line) for line in run(["log", "list", "--json", *data]).out.splitlines()]
    states = {record["id"]: record["promise"]["state"] for record in listed}
    assert states == {older.id: "closed", newer.id: "open"}
    board = [json.loads(line) for line in run(["follow-ups", "--json", *data]).out.splitlines()]
    assert [record["call"] for record in board] == [newer.id]
    path = tmp_path / "days.ics"
    assert run(["follow-ups", "--ics", str(path), *data]).status == 0
    words = path.read_text(encoding="utf-8")
    assert (older.id in words, newer.id in words) == (False, True)
    known = services.following_up.from_log("expedite", None, NOW)
    assert known is not None
    assert known[0].id == newer.id
    closed = services.following_up.follow_up(services.calls.versions(older.id)[-1], NOW)
    assert closed is not None
    # That they answered would be untrue.
    assert closed.step == "closed"
    assert services.promise_texts.stands(closed) == "✓ asked again in a later call"


def test_of_three_calls_under_one_number_the_last_one_is_waited_for(tmp_path: Path) -> None:
    three = [
        call(number, started_at=OLD + timedelta(days=number), kind="urgent", service_item="SR1")
        for number in (1, 2, 3)
    ]
    for number, order in enumerate(permutations(three)):
        services = services_with(tmp_path / str(number))
        services.calls.merge(order)
        assert waited(services) == [three[-1].id]
        services.close()
