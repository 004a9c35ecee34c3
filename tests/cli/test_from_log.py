"""What the log knows of an earlier request: offered in lines and in JSON, and never answered."""

import json
from pathlib import Path
from typing import Any

import pytest

from guide.bootstrap import Services
from guide.core.call.entry import CallBackAttempt
from guide.local.settings import Settings
from tests.asked_before import ANSWERS, CALLED
from tests.calls import call

NOW = ["--at", "2026-11-25T10:00-06:00", "--zone", "America/Chicago"]
GIVEN = [word for name, value in ANSWERS.items() for word in ("--answer", f"{name}={value}")]
ASKED = "2026-11-20T10:00:00-06:00[America/Chicago]"


def noted(folder: Path, **fields: Any) -> str:
    services = Services(Settings(zone="America/Chicago", data=str(folder)))
    values = {"started_at": CALLED, "flow": "expedite", "kind": "urgent", "service_item": "SR12345"}
    services.calls.add(call(1, **(values | fields)))
    services.close()
    return call(1).id


def prepared(run: Any, folder: Path, *words: str) -> dict[str, Any]:
    ran = run("prepare", *words, "--json", "--data", str(folder), *NOW)
    assert (ran.status, ran.err) == (0, "")
    record: dict[str, Any] = json.loads(ran.out)
    return record


def test_json_carries_what_the_log_knows_and_answers_nothing(run: Any, tmp_path: Path) -> None:
    name = noted(tmp_path)
    ran = prepared(run, tmp_path, "expedite", *GIVEN)
    assert ran["from_log"] == {
        "asked": {"answer": ASKED, "call": name},
        "asked-kind": {"answer": "urgent", "call": name},
        "promised-day": {"answer": "none", "call": name},
    }
    assert ran["question"]["id"] == "asked"
    assert "asked" not in ran["answers"]
    taken = [w for n, e in ran["from_log"].items() for w in ("--answer", f"{n}={e['answer']}")]
    after = prepared(run, tmp_path, "expedite", *GIVEN, *taken)
    # Late since Wednesday morning: nobody is told to wait.
    assert (after["outcome"] or after["question"])["id"] in ("urgent-passed", "needed-by")
    assert after["from_log"] == {}


def test_an_answer_about_another_request_ends_the_offer(run: Any, tmp_path: Path) -> None:
    noted(tmp_path)
    other = prepared(run, tmp_path, "expedite", *GIVEN, "--answer", "asked=2026-11-03")
    assert other["from_log"] == {}
    same = prepared(run, tmp_path, "expedite", *GIVEN, "--answer", "asked=2026-11-20")
    assert sorted(same["from_log"]) == ["asked-kind", "promised-day"]


def test_a_plan_needs_no_log_and_makes_none(run: Any, tmp_path: Path) -> None:
    assert prepared(run, tmp_path / "none", "expedite")["from_log"] == {}
    assert not (tmp_path / "none").exists()
    (tmp_path / "guide.sqlite3").mkdir()
    ran = run("prepare", "expedite", "--json", "--data", str(tmp_path), *NOW)
    assert ran.status == 0
    assert json.loads(ran.out)["from_log"] is None
    assert ran.err.count("\n") == 1


def test_an_incoming_call_is_told_whether_one_is_waited_for(run: Any, tmp_path: Path) -> None:
    pressure = ["incoming-call", "--answer", "pressure=no"]
    shown = run("prepare", *pressure, "--data", str(tmp_path), *NOW).out
    assert "From your log: no call-back is open there." in shown
    name = noted(tmp_path, attempts=(CallBackAttempt(at=CALLED, answered=False),))
    assert prepared(run, tmp_path, *pressure)["from_log"] == {
        "opened": {"answer": "yes", "call": name}
    }
    shown = run("prepare", *pressure, "--data", str(tmp_path), *NOW).out
    assert "From your log: Yes (your call on Friday, November 20)." in shown
    assert "--answer opened=yes" in shown
    again = CallBackAttempt(at=CALLED.replace(day=23), answered=False)
    services = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    services.calls.note_attempt(name, again)
    services.close()
    shown = run("prepare", *pressure, "--data", str(tmp_path), *NOW).out
    assert "no call-back is open" in shown


@pytest.mark.parametrize("typed", [("", "", ""), ("Nov 20, 2026", "urgent", "none")])
def test_in_lines_enter_takes_what_the_log_knows(
    talked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path))
    noted(tmp_path)
    shown = talked("expedite", *map(str, ANSWERS.values()), *typed, "2027-03-01")
    assert "From your log: Friday, November 20, 2026, 10:00 a.m." in shown
    assert "From your log: Urgent" in shown
    assert "Press Enter to take it, or give another answer." in shown
    # The hour comes from the log in both ways.
    plan = " ".join(shown.split())
    assert "Wait until Wed, Nov 25, 2026, 11:00 a.m. (Eastern time)" in plan


def test_a_nurse_who_was_promised_72_hours_is_not_told_to_wait_30_days(
    run: Any, tmp_path: Path
) -> None:
    # Called on November 5, the permit ends on December 7; a regular answer is due on December 21.
    noted(tmp_path, started_at=CALLED.replace(day=5))
    at = ["--at", "2026-11-16T10:00-06:00", "--zone", "America/Chicago", "--data", str(tmp_path)]
    offered = json.loads(run("prepare", "expedite", *GIVEN, "--json", *at).out)["from_log"]
    taken = [w for n, e in offered.items() for w in ("--answer", f"{n}={e['answer']}")]
    rest = ["needed-by=2026-12-07", "voice=english", "military=no", "from=us", "texts=yes"]
    taken += [w for answer in (*rest, "number=202-555-0123") for w in ("--answer", answer)]
    plan = run("prepare", "expedite", *GIVEN, *taken, *at).out
    assert "CALL NOW" in plan
    assert "Dec 21" not in plan
    assert "Wait" not in plan
    board = run("follow-ups", *at).out
    assert "→ Call again." in board
