"""Where a command could say too much, too little or nothing: streams, servers, days in doubt."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from guide.local.settings import keep_zone
from tests.hostile.ran import run

DEAD = "postgresql://user:secret@127.0.0.1:1/calls"


def records(*argv: str) -> list[dict[str, Any]]:
    ran = run([*argv, "--json"])
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


# Hours


@pytest.mark.parametrize("at", ["2026-12-23T20:00-05:00", "2026-12-24T07:00-05:00"])
def test_whoever_waits_for_a_day_in_doubt_knows_of_it(at: str) -> None:
    (record,) = records("hours", "--at", at)
    assert record["opens_at"] == "2026-12-24T08:00:00-05:00"
    assert record["may_close"]
    assert record["may_close"] in record["advice"]


def test_a_day_without_doubt_says_nothing_of_one() -> None:
    (record,) = records("hours", "--at", "2026-12-22T20:00-05:00")
    assert record["may_close"] is None


def test_years_whose_holidays_nobody_knows_say_so() -> None:
    (known,) = records("hours", "--at", "2027-07-05T12:00-04:00")
    assert "not known" not in known["advice"]
    (unknown,) = records("hours", "--at", "2150-12-25T12:00-05:00")
    assert "We don't know the holidays of 2150." in unknown["advice"]


def test_the_last_second_is_less_than_a_minute() -> None:
    (record,) = records("hours", "--at", "2026-11-23T07:59:59-05:00")
    assert "less than a minute" in record["advice"]


@pytest.mark.parametrize(
    "command", [["phone", "202-555-0123"], ["ivr", "expedite"], ["doctor"], ["flows", "list"]]
)
def test_a_moment_that_is_none_is_refused_by_every_command(command: list[str]) -> None:
    ran = run([*command, "--at", "soon"])
    assert (ran.status, ran.faults) == (2, [])


# Streams


def shell(line: str) -> subprocess.CompletedProcess[str]:
    guide = f"{sys.executable} -m guide"
    return subprocess.run(
        ["sh", "-c", line.replace("guide", guide, 1)], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes streams")
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("guide hours >&-", 74),
        ("guide hours --at - <&-", 0),
        ("guide phone - <&-", 0),
        ("guide hours --at bad 2>&-", 2),
        ("guide hours --at bad 2>/dev/full", 2),
    ],
)
def test_a_closed_stream_is_no_fault_of_the_program(line: str, status: int, own_home: Path) -> None:
    ran = shell(line)
    assert ran.returncode == status
    assert "fault of the program" not in ran.stderr
    assert not list(own_home.rglob("crash-*"))


# A server that does not answer


def test_doctor_looks_at_the_server_that_was_named(own_home: Path) -> None:
    ran = run(["doctor", "--data", DEAD, "--json"])
    report = json.loads(ran.out)
    assert ran.status == 1
    assert (report["database"], "secret" in ran.out) == ("not usable", False)
    assert "does not answer" in report["problems"][0]


def test_erase_removes_what_lies_here_also_where_the_server_does_not_answer(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GUIDE_DATA")
    folder = Path(json.loads(run(["doctor", "--json"]).out)["folders"]["data"])
    assert (folder / "guide.sqlite3").is_file()
    keep_zone(folder, "Asia/Manila")
    ran = run(["erase", "--yes", "--server", "3", "--data", DEAD])
    assert (ran.status, "secret" in ran.out + ran.err) == (74, False)
    assert not folder.exists()


def test_erase_asks_no_server_that_was_not_to_be_emptied(own_home: Path) -> None:
    ran = run(["erase", "--yes", "--data", DEAD])
    assert ran.status == 0
    assert ran.err.startswith("guide: warning: Others on this computer can read the password")
    assert (ran.err.count("\n"), "secret" in ran.err) == (1, False)


def test_erase_in_json_names_what_went_and_leaves_own_closures(tmp_path: Path) -> None:
    keep_zone(tmp_path, "Asia/Manila")
    (tmp_path / "closures.yaml").write_text("closures: []\n")
    words = run(["erase", "--data", str(tmp_path), "--yes"])
    assert "closures.yaml stays" in words.out
    keep_zone(tmp_path, "Asia/Manila")
    (record,) = records("erase", "--data", str(tmp_path), "--yes")
    left = [str(tmp_path / "closures.yaml")]
    assert record == {"removed": [str(tmp_path / "zone")], "stays": left, "calls_removed": 0}
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["closures.yaml"]
    assert records("erase", "--data", str(tmp_path), "--yes")[0]["removed"] == []


# Words


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["hour"], "Did you mean 'hours'?"),
        (["flows", "chek"], "Did you mean 'check'?"),
        (["flows", "paths", "expedite", "--limit", "-3"], "whole number from 1"),
        (["flows", "paths", ""], "There is no flow ''"),
        (["log", "add", "--started", "2026-12-03T14:00", "--ended", "2026-12-03T13:59"], "ends before"),
        (["log", "add", "--started", "2026-12-03T14:00", "--flow", "expedit"], "Did you mean 'expedite'"),
        (["log", "add", "--started", "2026-12-03T14:00", "--request", "a\nb"], "one line"),
        (["log", "add", "--started", "2026-12-03T14:00", "--missed-examination", "9999-12-31"], "too far"),
    ],
)  # fmt: skip
def test_wrong_words_say_what_would_be_right(argv: list[str], said: str) -> None:
    ran = run(argv)
    assert (ran.status, ran.faults) == (2, [])
    assert said in ran.err


def test_a_folder_without_a_flow_is_said(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "flow.yaml").write_text("id: own\n")
    for folder in (tmp_path, tmp_path / "own"):
        ran = run(["flows", "check", "--flows", str(folder)])
        assert ran.status == (2 if folder.name == "own" else 1)
    assert "Name the folder in which" in ran.err


def test_a_number_may_stand_in_pieces() -> None:
    (record,) = records("phone", "202", "555", "0123")
    assert (record["input"], record["can_be_called_back"]) == ("202 555 0123", True)


def test_a_parts_own_paths_are_counted() -> None:
    (counted,) = records("flows", "paths", "--part", "who", "--count")
    assert counted["combinations"] == len(records("flows", "paths", "--part", "who"))


# Plans


def plan(*answers: str) -> dict[str, Any]:
    words = [word for answer in answers for word in ("--answer", answer)]
    (record,) = records("prepare", "reschedule-interview", *words)
    return record


def test_every_answer_is_taken_or_named_as_ignored() -> None:
    early = plan("appointment=2026-12-01T09:00[America/Chicago]", "receipt=IOE0912345678")
    assert {*early["answers"], *early["ignored"]} == {"appointment", "receipt"}


def test_whoever_disagrees_is_among_the_sources() -> None:
    planned = plan("role=applicant", "represented=no")
    known = {source["id"] for source in planned["sources"]}
    named = {other for source in planned["sources"] for other in source["disagrees"]}
    first = {fact for source in planned["question"]["sources"] for fact in [source]}
    assert first <= known
    assert {
        other
        for source in planned["sources"]
        if source["id"] in first
        for other in source["disagrees"]
    } <= known
    assert named
