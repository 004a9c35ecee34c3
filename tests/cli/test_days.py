"""Days, times and zones as people type them on the command line."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from guide.local.settings import keep_zone
from tests.hostile.ran import Ran, run
from tests.pseudo import on_a_terminal

AT = ["--at", "2026-11-25T14:00-06:00", "--zone", "America/Chicago"]


def log(*words: str) -> Ran:
    ran = run(["log", *words, *AT])
    assert ran.faults == []
    return ran


def one(*words: str) -> dict[str, Any]:
    ran = log(*words, "--json")
    assert ran.status == 0, ran.err
    entry: dict[str, Any] = json.loads(ran.out)
    return entry


def test_one_reader_takes_a_day_or_a_moment_everywhere() -> None:
    started = ("add", "--started", "2026-11-25T13:00")
    nine = "2026-12-07T10:00:00-05:00"
    assert one(*started, "--answer-by", "Dec 7 2026, 9 am")["answer_by"] == nine
    assert one(*started, "--answer-by", "2026-12-07T09:00")["answer_by"] == nine
    last = "2026-12-07T18:30:00-05:00"
    assert one(*started, "--answer-by", "Dec 7")["answer_by"] == last
    assert one(*started, "--answer-by", "2026-12-07")["answer_by"] == last
    assert len(log("list", "--since", "Nov 25 2026, 12:30 pm").out.splitlines()) == 4
    assert log("list", "--since", "Nov 25 2026, 1:30 pm").out == ""


def test_what_was_filled_in_is_reported_and_what_could_be_two_is_asked() -> None:
    ran = log("add", "--started", "yesterday 3pm", "--answer-by", "friday")
    assert (
        "yesterday 3pm is read as Tuesday, November 24, 2026, 3:00 p.m., Chicago time." in ran.err
    )
    assert "friday is read as Friday, November 27, 2026, 6:30 p.m., Eastern time." in ran.err
    for option, text, both in (
        ("--answer-by", "next friday", "Friday, November 27, 2026 or Friday, December 4, 2026"),
        ("--started", "yesterday 3:00", "3:00 am or 3:00 pm"),
        ("--started", "11/12 3 pm", "Dec 11 or Nov 12"),
    ):
        words = {"--started": "2026-11-25T13:00"} | {option: text}
        refused = log("add", *(word for pair in words.items() for word in pair))
        assert (refused.status, both in refused.err) == (2, True), refused.err


def test_a_day_that_is_another_one_from_an_old_call_is_asked() -> None:
    refused = log("add", "--started", "2026-10-05T10:00", "--answer-by", "friday")
    assert refused.status == 2
    assert "October 9, 2026 or Friday, November 27, 2026" in refused.err


def test_tomorrow_is_counted_from_the_moment_that_is_asked_about() -> None:
    ran = run(["prepare", "expedite", "--answer", "needed-by=tomorrow", "--json", *AT])
    assert json.loads(ran.out)["answers"] == {"needed-by": "2026-11-26"}


def test_a_call_is_shown_and_edited_in_its_own_zone() -> None:
    added = run(
        ["log", "add", "--started", "2026-11-25T16:00", "--zone", "Asia/Amman", "--json"]
    )  # fmt: skip
    call = json.loads(added.out)["id"]
    shown = run(["log", "edit", call, "--attempt", "2026-11-26T15:10=missed"])
    assert "Called: Wed, Nov 25, 2026, 4:00 p.m. (Amman time)" in shown.out
    assert "Call-back missed: Thu, Nov 26, 2026, 3:10 p.m. (Amman time)" in shown.out
    assert run(["log", "show", call, "--zone", "America/Chicago"]).out == shown.out
    assert "2026-11-25T08:00-05:00" in run(["log", "list"]).out


def test_a_call_across_a_change_of_the_clock_does_not_end_before_it_starts() -> None:
    ran = run([
        "log", "add", "--zone", "Africa/Cairo",
        "--started", "2026-10-29T23:50+03:00[Africa/Cairo]",
        "--ended", "2026-10-29T23:20+02:00[Africa/Cairo]",
    ])  # fmt: skip
    assert ran.status == 0, ran.err
    ran = run([
        "log", "add", "--zone", "Africa/Cairo",
        "--started", "2026-10-29T23:20+02:00[Africa/Cairo]",
        "--ended", "2026-10-29T23:50+03:00[Africa/Cairo]",
    ])  # fmt: skip
    assert "ends before it starts" in ran.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("EST", "America/New_York, or America/Panama"),
        ("mst", "America/Denver, or America/Phoenix"),
        ("PST", "America/Los_Angeles"),
        ("CT", "America/Chicago"),
    ],
)
def test_letters_for_a_zone_are_refused_with_the_city(name: str, said: str) -> None:
    ran = run(["hours", "--at", "2026-07-10T07:30", "--zone", name])
    assert (ran.status, said in ran.err) == (2, True), ran.err
    assert run(["hours", "--at", f"2026-07-10T07:30[{name}]"]).status == 2


def test_the_zone_that_was_chosen_on_the_screen_counts_for_commands(tmp_path: Path) -> None:
    keep_zone(tmp_path, "America/Denver")
    data = ["--data", str(tmp_path)]
    assert "Denver time" in run(["hours", "--at", "2026-12-04T10:00", *data]).out
    report = json.loads(run(["doctor", "--json", *data]).out)
    assert (report["zone"], report["zone_from"]) == ("America/Denver", "chosen")
    named = json.loads(run(["doctor", "--json", "--zone", "Asia/Manila", *data]).out)
    assert (named["zone"], named["zone_from"]) == ("Asia/Manila", "option")


def test_a_zone_that_is_not_known_is_warned_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Nowhere Standard Time")
    assert "guide: warning: TZ=Nowhere Standard Time is not known" in run(["hours"]).err
    report = json.loads(run(["doctor", "--json"]).out)
    assert (report["zone_from"], len(report["problems"])) == ("unknown", 1)
    assert run(["hours", "--zone", "America/Chicago"]).err == ""
    monkeypatch.setenv("TZ", "EST")
    assert "TZ=EST stays the same all year" in run(["hours"]).err


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    home = Path(os.environ["HOME"])
    home.mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("GUIDE_DATA", "~/calls")
    assert run(["log", "add", "--started", "2026-11-20T10:00"]).status == 0
    assert run(["log", "add", "--started", "2026-11-20T10:00", "--data", "~/x"]).status == 0
    assert (home / "calls" / "guide.sqlite3").is_file()
    assert (home / "x" / "guide.sqlite3").is_file()
    assert not (tmp_path / "~").exists()


def test_the_plain_mode_names_options_by_what_people_see() -> None:
    argv = ["-m", "guide", "prepare", "infopass-adit", *AT]
    before = ["applicant", "no", "no", "yes", "no", "a trip", "no", "stolen"]
    reply = "\n".join([*before, "12/4", "q", ""])
    _, raw = on_a_terminal(argv, {}, ask=b"> ", reply=reply)
    out = raw.decode()
    assert "Which number is the month? Write its name: Dec 4 or Apr 12." in out
    assert "No fixed day" in out.partition("Which number")[2]
    assert "Use one of: none" not in out
