"""`guide call-back` and `guide follow-ups`: output, errors and exit status apart."""

import json
import os
import stat
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt
from guide.local.settings import Settings

EASTERN = ["--zone", "America/New_York"]
NOW = ["--at", "2026-12-01T12:00-05:00", *EASTERN]
STARTED = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def logged(**fields: Any) -> None:
    values: dict[str, Any] = {"id": "5c3f0000-a", "started_at": STARTED, "kind": "urgent"}
    Services(Settings()).calls.add(Call(**(values | fields)))


# call-back


def test_call_back_in_json_keeps_its_shape(run: Any) -> None:
    (record,) = run(
        "call-back", "--called", "2026-12-03T15:00", "--kind", "urgent", "--json", *EASTERN
    ).lines
    assert list(record) == [
        "called", "kind", "respond_by", "earliest_reading", "days", "calls_between", "sources",
    ]  # fmt: skip
    assert record["called"] == "2026-12-03T15:00:00-05:00"
    assert record["kind"] == "urgent"
    assert record["respond_by"] == record["earliest_reading"] == "2026-12-08T15:00:00-05:00"
    assert record["days"] == [
        {"date": "2026-12-03", "counted": False, "why": "call-day"},
        {"date": "2026-12-04", "counted": True, "why": None},
        {"date": "2026-12-05", "counted": False, "why": "weekend"},
        {"date": "2026-12-06", "counted": False, "why": "weekend"},
        {"date": "2026-12-07", "counted": True, "why": None},
        {"date": "2026-12-08", "counted": True, "why": None},
    ]
    assert record["calls_between"] == ["07:00", "18:30"]
    assert {"rule-A13", "rule-A15", "rule-A16", "rule-A17"} <= set(record["sources"])


def test_a_call_told_in_another_zone_is_counted_on_the_eastern_clock(run: Any) -> None:
    # Saturday morning in Manila is Friday evening in the East.
    (record,) = run(
        "call-back", "--called", "2026-12-05T08:00", "--kind", "urgent", "--json",
        "--zone", "Asia/Manila",
    ).lines  # fmt: skip
    assert record["called"] == "2026-12-04T19:00:00-05:00"
    assert record["respond_by"] == "2026-12-09T19:00:00-05:00"


def test_moments_are_read_line_by_line(run: Any) -> None:
    lines = b"2026-12-03T15:00-05:00\nsoon\n\n2026-12-05T11:00\n9999-12-31T12:00\n\xff\n"
    ran = run("call-back", "--called", "-", "--kind", "regular", *EASTERN, given=lines)
    assert ran.status == 0
    assert [record.get("line") for record in ran.lines] == [None, 2, 3, None, 5, 6]
    assert [sorted(record) for record in (ran.lines[1], ran.lines[4])] == [["error", "line"]] * 2
    assert ran.lines[3]["respond_by"] == "2027-01-20T18:30:00-05:00"


def test_people_read_both_readings_the_days_and_what_to_do(run: Any) -> None:
    ran = run(
        "call-back", "--called", "2026-11-23T10:00-05:00", "--kind", "urgent", "--zone",
        "America/Chicago",
    )  # fmt: skip
    for words in (
        "by Friday, November 27 at 10:00 a.m. Eastern (9:00 a.m., Chicago time)",
        "by Thursday, November 26 at 10:00 a.m.",
        "Thanksgiving Day",
        "☎■■○▼",
        "Business days counted: 3.",
        "from 7:00 a.m. to 6:30 p.m. Eastern (6:00 a.m. to 5:30 p.m., Chicago time)",
        "They try twice. [rule-A15]",
        "one or two days before the call. [rule-A16]",
        "minutes before",
        "rule-A17",
        "If nothing comes",
        "supervisor",
        "own-unknown-holiday-count",
    ):
        assert words in ran.out, words
    assert (ran.status, ran.err) == (0, "")


def test_a_day_that_may_be_closed_by_order_is_named(run: Any) -> None:
    ran = run("call-back", "--called", "2026-12-21T10:00", "--kind", "urgent", *EASTERN)
    assert (
        "Thu, Dec 24 is counted. In some years a presidential order closed offices on Christmas Eve"
        in ran.out
    )


def test_years_without_known_holidays_say_so(run: Any) -> None:
    for year in ("1850", "2300"):
        ran = run("call-back", "--called", f"{year}-07-01T10:00", "--kind", "regular", *EASTERN)
        assert f"We don't know the holidays of {year}" in ran.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "when was the call"),
        (["--called", "2026-12-03T15:00"], "how was it marked"),
        (["--called", "2026-12-03T15:00", "--kind", "soon"], "invalid value 'soon'"),
        (["--called", "yesterday", "--kind", "urgent"], "is not a date and time"),
        (["--called", "9999-12-30T15:00", "--kind", "urgent"], "outside the years"),
        (["--called", "0001-01-05T15:00", "--kind", "urgent"], "too far away"),
        (["--called", "-", "--kind", "urgent", "--ics", "a.ics"], "--ics takes one call"),
    ],
)
def test_wrong_words_are_one_line(run: Any, argv: list[str], words: str) -> None:
    ran = run("call-back", *argv, *EASTERN)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert words in ran.err


def test_a_time_that_a_clock_change_skips_is_said(run: Any) -> None:
    ran = run("call-back", "--called", "2027-03-14T02:30", "--kind", "urgent", "--json", *EASTERN)
    assert "the clock skips it" in ran.err
    assert ran.lines[0]["respond_by"] == "2027-03-18T00:00:00-04:00"


def test_a_calendar_file_and_a_card(run: Any, tmp_path: Path) -> None:
    ics, vcf = tmp_path / "a.ics", tmp_path / "a.vcf"
    argv = ["call-back", "--called", "2026-12-03T15:00", "--kind", "urgent", *NOW, "--json"]
    ran = run(*argv, "--ics", str(ics), "--vcf", str(vcf))
    assert ran.status == 0
    assert len(ran.lines) == 1
    assert ran.err.count("Written") == 2
    entries: list[Any] = list(icalendar.Calendar.from_ical(ics.read_bytes()).walk("VEVENT"))
    assert [entry["DTSTAMP"].dt for entry in entries] == [
        datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
    ] * 2
    assert vobject.readOne(vcf.read_text()).tel.value == "202-838-2200"
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in (ics, vcf)} == {0o600}
    before = ics.read_bytes()
    again = run(*argv, "--ics", str(ics))
    assert (again.status, ics.read_bytes()) == (2, before)
    assert "--force" in again.err
    assert run(*argv, "--ics", str(ics), "--force").status == 0
    assert ics.read_bytes() == before


def test_a_card_needs_no_call(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    assert run("call-back", "--vcf", str(path)).status == 0
    assert run("call-back", "--vcf", str(path), "--force", "--neutral").status == 0
    assert "uscis" not in path.read_text().lower()


def test_neutral_files_do_not_say_what_it_is_about(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    argv = ["call-back", "--called", "2026-12-03T15:00", "--kind", "urgent", *NOW]
    run(*argv, "--ics", str(path), "--neutral")
    assert "uscis" not in path.read_text().lower()


@pytest.mark.parametrize("command", ["call-back", "follow-ups"])
def test_a_wrong_folder_is_one_line(run: Any, tmp_path: Path, command: str) -> None:
    logged()
    argv = ["--called", "2026-12-03T15:00", "--kind", "urgent"] if command == "call-back" else []
    ran = run(command, *argv, "--at", "2026-11-24T10:00", "--ics", str(tmp_path / "no" / "a.ics"))
    assert (ran.status, ran.err.count("\n")) == (74, 1)
    assert "cannot be written" in ran.err


# follow-ups


def test_what_is_owed_in_the_contracts_shape(run: Any) -> None:
    logged(service_item="12345678", appointment=datetime(2026, 12, 4, 14, 0, tzinfo=UTC))
    (record,) = run("follow-ups", "--json", *NOW).lines
    assert list(record)[:8] == [
        "call", "service_item", "kind", "respond_by", "earliest_reading", "state", "next_step",
        "sources",
    ]  # fmt: skip
    assert record["call"] == "5c3f0000-a"
    assert record["service_item"] == "•••••678"
    assert (record["state"], record["step"]) == ("overdue", "urgent-passed")
    assert record["respond_by"] == "2026-11-27T10:00:00-05:00"
    assert record["earliest_reading"] == "2026-11-26T10:00:00-05:00"
    assert "Call again" in record["next_step"]
    assert {"rule-A13", "rule-G04"} <= set(record["sources"])
    assert record["dates"] == [
        {"what": "appointment", "date": "2026-12-04", "days_left": 3,
         "sources": ["own-duty-to-appear", "rule-G07"]}
    ]  # fmt: skip
    (whole,) = run("follow-ups", "--json", "--reveal", *NOW).lines
    assert whole["service_item"] == "12345678"


def test_late_promises_come_first_and_kept_ones_are_gone(run: Any) -> None:
    logged(id="waiting", started_at=datetime(2026, 11, 30, 15, 0, tzinfo=UTC), kind="regular")
    logged(id="late")
    logged(id="kept", attempts=(CallBackAttempt(at=STARTED, answered=True),))
    logged(id="none", kind="unknown")
    logged(
        id="missed",
        attempts=tuple(
            CallBackAttempt(at=STARTED.replace(hour=h), answered=False) for h in (16, 17)
        ),
    )
    records = run("follow-ups", "--json", *NOW).lines
    assert [(record["call"], record["state"]) for record in records] == [
        ("missed", "broken"), ("late", "overdue"), ("waiting", "open"),
    ]  # fmt: skip


def test_people_read_what_to_do(run: Any) -> None:
    logged(service_item="12345678", missed_examination=date(2026, 11, 20))
    ran = run("follow-ups", *NOW)
    assert "● late: urgent, called Mon, Nov 23, 2026, item •••••678" in ran.out
    assert "→ Call again" in ran.out
    assert "by Sun, Dec 20, 2026. Don't wait for a call-back. 19 days are left." in ran.out
    assert "12345678" not in ran.out
    assert "12345678" in run("follow-ups", *NOW, "--reveal").out


def test_an_empty_log_says_how_promises_get_here(run: Any) -> None:
    ran = run("follow-ups", *NOW)
    assert (ran.status, ran.err) == (0, "")
    assert "marked urgent or regular" in ran.out
    assert run("follow-ups", "--json", *NOW).out == ""


def test_a_calendar_of_what_lies_ahead(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    logged(id="late")
    ran = run("follow-ups", *NOW, "--ics", str(path))
    assert (ran.status, path.exists()) == (0, False)
    assert "Nothing lies ahead" in ran.err
    logged(id="one", started_at=datetime(2026, 11, 30, 15, 0, tzinfo=UTC), service_item="87654321")
    logged(id="two", started_at=datetime(2026, 11, 30, 15, 0, tzinfo=UTC), protected=True)
    assert run("follow-ups", *NOW, "--ics", str(path)).status == 0
    words = path.read_text(encoding="utf-8")
    assert "late-window" not in words
    assert "87654321" not in words
    neutral = [part for part in words.split("BEGIN:VEVENT") if "UID:two" in part]
    assert len(neutral) == 2
    assert all("USCIS" not in part for part in neutral)
    assert run("follow-ups", *NOW, "--ics", str(path)).status == 2
    assert run("follow-ups", *NOW, "--ics", str(path), "--force", "--reveal").status == 0
    assert "87654321" in path.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_opened_is_a_fault_of_the_disk(run: Any) -> None:
    folder = Path(os.environ["GUIDE_DATA"])
    folder.mkdir(parents=True)
    (folder / "guide.sqlite3").mkdir()
    ran = run("follow-ups", *NOW)
    assert (ran.status, ran.out, ran.err.count("\n")) == (74, "", 1)


def test_one_object_a_line_is_json(run: Any) -> None:
    logged(service_item='8"\n\u2028x')
    line = run("follow-ups", "--json", "--reveal", *NOW).out
    assert line.count("\n") == 1
    assert json.loads(line)["service_item"] == '8"\n\u2028x'
