"""A call looks real only at an hour at which officers call back, whatever is answered.

The number of plans tried is printed.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.check.paths import own_paths
from guide.core.check.samples import sample_circumstances
from guide.core.prepare.walk import position
from guide.local.settings import Settings

EASTERN = ZoneInfo("America/New_York")
SERVICES = Services(Settings(zone="America/New_York"))
GRAPH = SERVICES.reference.graph("incoming-call")
# Thanksgiving in the middle.
FIRST = datetime(2026, 11, 21, tzinfo=EASTERN)
EDGES = (time(7), time(18, 30))


def clocks() -> Iterator[datetime]:
    for day in range(9):
        for half_hour in range(48):
            yield FIRST + timedelta(days=day, minutes=30 * half_hour)
        for edge in EDGES:
            at = datetime.combine((FIRST + timedelta(days=day)).date(), edge, EASTERN)
            yield from (at - datetime.resolution, at + datetime.resolution)


def are_hours(at: datetime) -> bool:
    """Told by hand: weekdays from 7:00 to 18:30, but for the holiday."""
    is_holiday = (at.month, at.day) == (11, 26)
    return at.weekday() < 5 and not is_holiday and EDGES[0] <= at.time() < EDGES[1]


def test_nothing_looks_real_outside_the_hours_of_call_backs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    monday = FIRST + timedelta(days=2, hours=10)
    sample = sample_circumstances(GRAPH.content, SERVICES.reference.calendar(monday), monday)
    paths = list(own_paths(GRAPH, sample))
    tried, real = 0, 0
    for at in clocks():
        around = msgspec.structs.replace(sample, at=at)
        for path in paths:
            here = position(GRAPH, path.answers, around)
            assert here.outcome is not None
            looks_real = here.outcome[1] == "looks-real"
            assert not looks_real or are_hours(at), (at, path.answers)
            tried, real = tried + 1, real + looks_real
    with capsys.disabled():
        print(f"\n{tried} incoming calls tried, {real} look real")  # noqa: T201
    assert real


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Manila", "Pacific/Honolulu"])
def test_the_hours_are_those_of_eastern_time(zone: str) -> None:
    given = {"pressure": "no", "opened": "yes", "item-number": "yes", "call-hours": "now"}
    services = Services(Settings(zone=zone))
    for text, leads_to in (
        ("2026-11-23T10:00", "looks-real"),
        ("2026-11-29T22:00", "odd-hours"),
        ("2026-11-26T10:00", "odd-hours"),
    ):
        at = datetime.fromisoformat(text).replace(tzinfo=EASTERN).astimezone(ZoneInfo(zone))
        outcome = services.planning.plan("incoming-call", given, at).outcome
        assert outcome is not None
        assert outcome.id == leads_to
