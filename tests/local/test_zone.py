"""The computer's own zone: by TZ, link, registry, offsets; never silently another one."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzlocal

from guide.bootstrap import Services
from guide.local import zone as local_zone
from guide.local.settings import Settings, keep_zone
from guide.local.zone import CallerZone, computer_zone


@pytest.fixture
def no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: the clock's file is no link to a zone."""
    monkeypatch.setattr(local_zone, "_by_link", lambda: None)


class _Offset:
    """What `time.localtime` gives, as far as it is looked at."""

    def __init__(self, at: float, place: ZoneInfo) -> None:
        there = datetime.fromtimestamp(at, UTC).astimezone(place)
        offset = there.utcoffset()
        assert offset is not None
        self.tm_year, self.tm_gmtoff = there.year, offset.total_seconds()


def test_a_name_or_a_path_in_the_variable_is_the_zone() -> None:
    for value in (
        "America/Denver", ":America/Denver", "/usr/share/zoneinfo/America/Denver",
        ":/usr/share/zoneinfo/posix/America/Denver",
    ):  # fmt: skip
        assert computer_zone({"TZ": value}) == CallerZone("America/Denver")
    assert computer_zone({"TZ": "EST5EDT"}) == CallerZone("America/New_York")


def test_a_zone_that_never_changes_is_taken_with_a_doubt() -> None:
    for value, name in (("EST", "America/Panama"), ("MST", "America/Phoenix")):
        zone = computer_zone({"TZ": value})
        assert (zone.name, zone.doubtful) == (name, value)


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("Pacific Daylight Time", "America/Los_Angeles"),
        ("Hawaiian Standard Time", "Pacific/Honolulu"),
        ("US Mountain Standard Time", "America/Phoenix"),
        ("Singapore Standard Time", "Asia/Singapore"),
    ],
)
def test_a_windows_name_in_the_variable_is_its_zone(value: str, zone: str) -> None:
    assert computer_zone({"TZ": value}) == CallerZone(zone)


@pytest.mark.usefixtures("no_link")
@pytest.mark.parametrize(
    "zone", ["Pacific/Honolulu", "America/Phoenix", "Asia/Singapore", "America/Los_Angeles"]
)
def test_the_registry_of_windows_is_asked_in_every_language(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    # tzlocal reads the registry's key, which is English on a Spanish Windows, too.
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: zone)
    monkeypatch.setattr(time, "tzname", ("Hora estándar Pacífico", "Hora de verano Pacífico"))
    assert computer_zone({}) == CallerZone(zone)


@pytest.mark.usefixtures("no_link")
@pytest.mark.parametrize(
    "zone", ["Pacific/Honolulu", "America/Phoenix", "Asia/Kolkata", "America/Denver"]
)
def test_where_no_name_is_found_the_clock_itself_tells(
    monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    def nothing() -> str:
        raise LookupError("Can not find Windows timezone configuration")

    monkeypatch.setattr(tzlocal, "get_localzone_name", nothing)
    monkeypatch.setattr(time, "localtime", lambda at: _Offset(at, ZoneInfo(zone)))
    assert computer_zone({}) == CallerZone(zone)


@pytest.mark.usefixtures("no_link")
def test_what_cannot_be_told_is_unknown_not_eastern_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: None)
    monkeypatch.setattr(local_zone, "_by_offsets", lambda _: None)
    assert computer_zone({}).origin == "unknown"
    zone = computer_zone({"TZ": "Nowhere Standard Time"})
    assert (zone.origin, zone.doubtful) == ("unknown", "Nowhere Standard Time")


@pytest.mark.skipif(sys.platform == "win32", reason="the C library there reads no rules")
@pytest.mark.parametrize(
    ("rule", "zone"),
    [
        ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
        ("<-08>8<-07>,M3.2.0,M11.1.0", "America/Los_Angeles"),
    ],
)
def test_a_rule_in_the_variable_is_the_computers_real_rule(
    rule: str, zone: str, tmp_path: Path
) -> None:
    code = "from guide.local.zone import computer_zone; print(computer_zone())"
    environment = {**os.environ, "TZ": rule, "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment, text=True
    )
    assert f"name='{zone}', origin='computer'" in done.stdout


def test_the_zone_that_was_chosen_counts_for_commands_and_an_option_wins(tmp_path: Path) -> None:
    keep_zone(tmp_path, "America/Denver")
    data = str(tmp_path)
    assert Services(Settings(data=data)).caller_zone == CallerZone("America/Denver", "chosen")
    named = Services(Settings(data=data, zone="Asia/Manila"))
    assert named.caller_zone == CallerZone("Asia/Manila", "option")
    keep_zone(tmp_path, None)
    assert Services(Settings(data=data)).caller_zone.origin != "chosen"
