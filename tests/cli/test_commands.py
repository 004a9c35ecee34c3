"""The command line as its users meet it: output, errors and exit status apart."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

AT = ["--at", "2026-11-23T10:00-05:00", "--zone", "America/New_York"]
ADIT = ["role=applicant", "represented=no", "protected=no", "resident=yes", "card=no", "use=travel"]


def with_answers(*answers: str) -> list[str]:
    return [word for answer in answers for word in ("--answer", answer)]


@pytest.mark.parametrize(
    ("at", "is_open", "reason"),
    [
        ("2026-11-23T07:59:59-05:00", False, "before-hours"),
        ("2026-11-23T08:00:00-05:00", True, "open"),
        ("2026-11-23T19:59:59-05:00", True, "open"),
        ("2026-11-23T20:00:00-05:00", False, "after-hours"),
        ("2026-11-22T12:00:00-05:00", False, "weekend"),
        ("2026-11-26T12:00:00-05:00", False, "holiday"),
        ("2025-12-26T12:00:00-05:00", False, "closure"),
    ],
)
def test_hours_says_whether_the_line_is_open_and_why(
    run: Any, at: str, is_open: bool, reason: str
) -> None:
    (record,) = run("hours", "--at", at, "--json").lines
    assert (record["open"], record["reason"]) == (is_open, reason)
    assert (record["opens_at"] is None) is is_open
    assert (record["closes_at"] is None) is not is_open
    assert set(record) == {
        "at", "open", "reason", "holiday", "opens_at", "closes_at", "may_close", "advice",
    }  # fmt: skip


def test_a_day_that_may_be_closed_by_order_says_so(run: Any) -> None:
    (record,) = run("hours", "--at", "2026-12-24T10:00-05:00", "--json").lines
    assert record["open"] is True
    assert record["may_close"]


def test_hours_reads_moments_in_order_and_goes_on_after_a_bad_line(run: Any) -> None:
    given = b"2026-11-23T10:00-05:00\nnonsense\n2026-11-22T10:00-05:00\n"
    ran = run("hours", "--at", "-", "--json", given=given)
    assert [line.get("reason") for line in ran.lines] == ["open", None, "weekend"]
    assert ran.lines[1]["line"] == 2
    assert ran.status == 0


def test_a_skipped_clock_time_is_read_with_fold_0_and_warned_of(run: Any) -> None:
    ran = run("hours", "--at", "2026-03-08T02:30", "--zone", "America/New_York", "--json")
    assert ran.status == 0
    assert ran.err.startswith("guide: warning: ")


def test_phone_in_json_keeps_its_shape(run: Any) -> None:
    (record,) = run("phone", "617-253-1000 poste 9", "--json").lines
    assert record["can_be_called_back"] is False
    assert "extension" in [warning["code"] for warning in record["warnings"]]
    assert set(record) == {
        "input", "e164", "region", "extension", "can_be_called_back", "warnings", "hints",
    }  # fmt: skip


def test_phone_takes_the_rows_of_a_table_and_tells_lines_without_a_number(run: Any) -> None:
    given = (
        b'id,name,phone\n1,Ana,617-253-1000,x\n"Bo","(617) 253-1000"\n'
        b"3,Cy,617-253-1000,202-555-0143\n617-253-1000, 12\n\n"
    )
    ran = run("phone", "-", given=given)
    assert ran.status == 1
    assert [line.get("e164") for line in ran.lines] == [
        None, "+16172531000", "+16172531000", None, "+16172531000", None,
    ]  # fmt: skip
    assert [line["line"] for line in ran.lines if "error" in line] == [1, 4, 6]
    assert ran.lines[4]["extension"] == "12"
    assert run("phone", "-", given=b"617-253-1000\n").status == 0


def test_a_file_in_place_of_a_number_gets_a_hint(run: Any) -> None:
    ran = run("phone", "clients.csv")
    assert ran.status == 2
    assert "guide phone - < clients.csv" in ran.err


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("202-838-2200", "number that USCIS may call from"),
        ("212-620-3418", "number of the Contact Center itself"),
        ("624-305-1111", "don't know this area code"),
        ("65 9123 4567", "With a + in front"),
        ("617-253-1000 zzz", "that we don't know"),
    ],
)
def test_phone_says_what_it_knows_of_a_number(run: Any, number: str, says: str) -> None:
    assert says in run("phone", number).out


def test_prepare_shape_and_next_question(run: Any) -> None:
    (record,) = run("prepare", "infopass-adit", *AT, *with_answers(*ADIT), "--json").lines
    assert record["question"]["id"] == "extension"
    assert record["outcome"] is None
    assert {
        "at", "flow", "via", "content_version", "answers", "ignored", "question", "outcome",
        "live_help", "phone", "do_first", "needs", "say", "warnings", "write_down", "afterwards",
        "ivr", "sources",
    } <= set(record)  # fmt: skip
    named = {fact for need in record["needs"] for fact in need["sources"]}
    assert named <= {source["id"] for source in record["sources"]}


def test_an_answer_off_the_path_is_kept_and_ignored(run: Any) -> None:
    answers = with_answers(*ADIT, "why=lost")
    (record,) = run("prepare", "infopass-adit", *AT, *answers, "--json").lines
    assert record["ignored"] == ["why"]


def test_a_hand_over_is_reported(run: Any) -> None:
    answers = with_answers(
        "role=applicant", "represented=no", "protected=no", "where=inside", "destination=no",
        "status=resident-no-card",
    )  # fmt: skip
    (record,) = run("prepare", "infopass-advance-parole", *AT, *answers, "--json").lines
    assert record["via"] == ["infopass-adit"]


def test_answers_can_be_piped(run: Any) -> None:
    ran = run("prepare", "infopass-adit", *AT, given=b"applicant\nno\n1\n")
    assert ran.status == 0
    assert "Next question:" in ran.out


def test_sentences_are_filled_and_numbers_spoken(run: Any) -> None:
    answers = with_answers(
        *ADIT, "extension=no", "why=stolen", "by=2026-11-25", "i829=no", "mail=all", "online=no",
        "voice=english", "military=no", "from=us", "number=202-555-0123", "texts=yes",
        "a-number=A012345678", "ready.passport=yes",
    )  # fmt: skip
    (record,) = run("prepare", "infopass-adit", *AT, *answers, "--json").lines
    assert record["outcome"]["kind"] == "call"
    assert record["outcome"]["when"] == "now"
    assert record["phone"]["can_be_called_back"] is True
    assert any("A 012 345 678" in line["text"] for line in record["say"])
    assert any(need["id"] == "passport" and need["ready"] for need in record["needs"])
    assert record["ivr"] == "infopass-adit"


def test_ivr_shape_has_three_exits_and_no_key_presses(run: Any) -> None:
    (record,) = run("ivr", "expedite", "--json").lines
    assert all(len(step["exits"]) == 3 for step in record["steps"])
    grades = {"official", "professional", "reported", "assumed"}
    assert all({step["hear_grade"], step["say_grade"]} <= grades for step in record["steps"])
    assert "press " not in json.dumps(record).lower()


def test_flows_list_names_the_five_flows(run: Any) -> None:
    assert {line["id"] for line in run("flows", "list", "--json").lines} == {
        "expedite", "reschedule-biometrics", "reschedule-interview", "infopass-advance-parole",
        "infopass-adit",
    }  # fmt: skip


def test_the_answers_of_a_path_lead_to_its_outcome_again(run: Any) -> None:
    first = run("flows", "paths", "infopass-adit", *AT).lines[0]
    answers = with_answers(*(f"{name}={value}" for name, value in first["answers"].items()))
    at = ["--at", first["circumstances"]["at"], "--zone", first["circumstances"]["zone"]]
    (record,) = run("prepare", "infopass-adit", *at, *answers, "--json").lines
    assert record["outcome"]["id"] == first["outcome"]
    assert [need["id"] for need in record["needs"]] == first["needs"]


def test_too_many_paths_are_refused_not_cut(run: Any) -> None:
    ran = run("flows", "paths", "infopass-adit", "--limit", "3")
    assert (ran.status, ran.out) == (2, "")


WRONG = [
    ["nonsense"],
    ["hours", "--at", "tomorrow"],
    ["hours", "--at", "2026-11-23", "--zone", "Mars/Olympus"],
    ["hours", "--lang", "xx"],
    ["hours", "--flows", "nowhere-at-all"],
    ["phone"],
    ["prepare", "expedit"],
    ["prepare", "expedite", "--answer", "role"],
    ["prepare", "expedite", "--answer", "rolle=applicant"],
    ["prepare", "expedite", "--answer", "role=aplicant"],
    ["prepare", "expedite", "--answer", "departure=12/4/2026"],
    ["prepare", "expedite", "--answer", "receipt=IOE123"],
    ["prepare", "expedite", "--answer", "ready.nothing=yes"],
    ["ivr", "nowhere"],
    ["flows"],
    ["flows", "paths"],
    ["flows", "paths", "nowhere"],
    ["flows", "test", "nowhere"],
    ["hours", "--at", "0001-01-01T00:00"],
    ["--bad-option"],
    ["erase"],
]


@pytest.mark.parametrize("argv", WRONG, ids=[" ".join(argv) for argv in WRONG])
def test_wrong_input_gets_one_clear_line_and_status_2(
    run: Any, argv: list[str], tmp_path: Path
) -> None:
    (tmp_path / "guide.sqlite3").touch()
    ran = run(*argv, "--data", str(tmp_path)) if argv == ["erase"] else run(*argv)
    assert ran.status == 2
    assert ran.err.startswith("guide: error: ")
    assert ran.err.count("\n") == 1


def test_a_near_miss_is_suggested(run: Any) -> None:
    assert "applicant" in run("prepare", "expedite", "--answer", "role=aplicant").err
    assert "'role'" in run("prepare", "expedite", "--answer", "rolle=applicant").err


def test_a_fault_of_the_program_names_a_report_without_values(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        secret = "A012345678"
        raise RuntimeError(secret)

    monkeypatch.setattr("guide.cli.hours.run", fail)
    ran = run("hours")
    assert ran.status == 70
    assert "Traceback" not in ran.err
    report = Path(ran.err.split("lies in ")[1].strip().rstrip("."))
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "A012345678" not in text + ran.err
    assert report.stat().st_mode & 0o777 == 0o600 or os.name == "nt"


@pytest.mark.parametrize("kind", ["damaged", "newer", "file-for-folder"])
def test_database_faults_are_reported_by_the_doctor(run: Any, tmp_path: Path, kind: str) -> None:
    data = tmp_path / "data"
    if kind == "file-for-folder":
        data.write_text("x")
    else:
        data.mkdir()
        if kind == "damaged":
            (data / "guide.sqlite3").write_bytes(b"not a database" * 1000)
        else:
            with closing(sqlite3.connect(data / "guide.sqlite3")) as database, database:
                database.execute("pragma user_version = 99")
    ran = run("doctor", "--json", "--data", str(data))
    assert ran.status == 1
    assert ran.lines[0]["database"] == "not usable"
    assert run("hours", "--data", str(data)).status == 0


def test_erase_removes_what_the_program_kept_and_nothing_else(run: Any, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "guide.sqlite3").touch()
    (data / "my-own-letter.txt").write_text("dear")
    ran = run("erase", "--yes", "--data", str(data))
    assert ran.status == 0
    assert [path.name for path in data.iterdir()] == ["my-own-letter.txt"]


def test_without_a_terminal_the_help_is_printed(run: Any) -> None:
    ran = run()
    assert ran.status == 2
    assert "usage: guide" in ran.out


def test_own_closures_are_heeded(run: Any, tmp_path: Path) -> None:
    (tmp_path / "closures.yaml").write_text(
        'closures:\n  - {date: 2026-11-24, name: "Storm"}\n', encoding="utf-8"
    )
    argv = ["hours", "--at", "2026-11-24T10:00-05:00", "--json", "--data", str(tmp_path)]
    (record,) = run(*argv).lines
    assert (record["reason"], record["holiday"]) == ("closure", "Storm")


HOSTILE = [
    "[/b]",
    "[@click=app.quit]x[/]",
    "\x1b[31mred",
    "\x9b31m",
    "a\u202eb",
    "<b>&",
    "{0}",
    "%s",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_raw_escape_reaches_the_terminal(run: Any, text: str) -> None:
    answers = with_answers(*ADIT, f"purpose={text}")
    for form in ([], ["--json"]):
        ran = run("prepare", "infopass-adit", *AT, *answers, *form)
        assert ran.status == 0
        assert not any(char in ran.out + ran.err for char in "\x1b\x9b\u202e")
    assert run("phone", text, "--json").status == 0
    wrong = run("prepare", text)
    assert wrong.status == 2
    assert not any(char in wrong.err for char in "\x1b\x9b\u202e")
