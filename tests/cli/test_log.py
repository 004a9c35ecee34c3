"""`guide log`, each option and each action, as the contract has it."""

import csv
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.cli.log_commands import AT, add, log, records
from tests.hostile.ran import run
from tests.pseudo import on_a_terminal

# Option → what is given, and what comes back in JSON.
OPTIONS: dict[str, tuple[str, str, Any]] = {
    "started": ("2026-11-23T09:00[America/Chicago]", "started_at", "2026-11-23T10:00:00-05:00"),
    "ended": ("2026-11-23T10:45-05:00", "ended_at", "2026-11-23T10:45:00-05:00"),
    "line": ("1-800-375-5283", "line", "1-800-375-5283"),
    "phone": ("202-555-0123", "phone", "202-555-0123"),
    "callback": ("202-555-0124", "callback", "202-555-0124"),
    "email": ("a@example.org", "email", "a@example.org"),
    "text-ahead": ("yes", "text_ahead", True),
    "agent-name": ("Mary", "agent_name", "Mary"),
    "agent-id": ("N7712", "agent_id", "N7712"),
    "item": ("SR12345678", "service_item", "SR12345678"),
    "earlier-item": ("SR12345677", "earlier_item", "SR12345677"),
    "kind": ("urgent", "kind", "urgent"),
    "flow": ("expedite", "flow", "expedite"),
    "receipt": ("IOE0912345678", "receipt", "IOE0912345678"),
    "form": ("I-765", "form", "I-765"),
    "request": ("expedite", "request", "expedite"),
    "send": ("proof, by mail", "send", "proof, by mail"),
    "answer-by": ("2026-12-04", "answer_by", "2026-12-04T18:30:00-05:00"),
    "by": ("e-mail", "by", "e-mail"),
    "interpreter": ("no", "interpreter", False),
    "supervisor": ("yes", "supervisor", True),
    "staff": ("Ann", "staff", "Ann"),
    "note": ("two words", "note", "two words"),
}
KEYS = [
    "id", "started_at", "ended_at", "zone", "held_seconds", "line", "phone", "callback", "email",
    "text_ahead", "agent_name", "agent_id", "service_item", "earlier_item", "kind", "flow", "receipt",
    "form", "request", "send", "answer_by", "by", "interpreter", "supervisor", "staff", "note", "attempts",
    "shared_at", "corrects", "promise",
]  # fmt: skip
ADDED = {
    "appointment", "missed_examination", "protected", "heard", "entered_at", "entered_by",
}  # fmt: skip


def test_every_option_comes_back_under_its_name() -> None:
    words = [word for name, (given, _, _) in OPTIONS.items() for word in (f"--{name}", given)]
    (record,) = records("add", *words)
    assert {key: record[key] for _, key, _ in OPTIONS.values()} == {
        key: value for _, key, value in OPTIONS.values()
    }
    assert (record["zone"], record["corrects"], record["shared_at"]) == (
        "America/Chicago",
        None,
        None,
    )
    assert str(UUID(record["id"])) == record["id"]


def test_the_shape_is_that_of_the_contract_and_only_added_to() -> None:
    ran = add()
    assert [key for key in ran if key not in ADDED] == KEYS
    assert set(ran) == {*KEYS, *ADDED}
    empty = {key for key, value in ran.items() if value is None}
    assert set(KEYS) - empty == {"id", "started_at", "zone", "attempts"}
    assert ran["attempts"] == []


def test_started_is_the_only_word_that_is_needed() -> None:
    assert log("add").status == 2
    assert "--started" in log("add").err
    assert add()["started_at"] == "2026-11-23T10:00:00-05:00"


@pytest.mark.parametrize(
    ("option", "wrong"),
    [
        ("--started", "yesterday"), ("--ended", "10:45"), ("--text-ahead", "maybe"), ("--kind", "soon"),
        ("--by", "letter"), ("--interpreter", "ja"), ("--supervisor", "1"), ("--answer-by", "next week"),
        ("--attempt", "today"), ("--attempt", "2026-11-23T10:00=perhaps"), ("--note", "x" * 2001),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_and_nothing_is_kept(option: str, wrong: str) -> None:
    ran = log("add", "--started", AT, option, wrong)
    assert (ran.status, ran.out) == (2, "")
    assert ran.is_one_sentence
    assert records("list") == []


def test_numbers_are_masked_until_asked_for() -> None:
    add("--receipt", "IOE0912345678", "--note", "call 2025550123")
    (hidden,) = map(json.loads, log("list", "--json").out.splitlines())
    assert (hidden["receipt"], hidden["note"]) == ("••••••••••678", "call •••••••123")


def test_the_list_is_newest_first_and_limited() -> None:
    ids = [add(started=f"2026-11-{day}T10:00-05:00")["id"] for day in (20, 23, 21)]
    assert [record["id"] for record in records("list")] == [ids[1], ids[2], ids[0]]
    assert [record["id"] for record in records("list", "--limit", "2")] == [ids[1], ids[2]]
    assert [log("list", "--limit", wrong).status for wrong in ("0", "-1", "x", "1.5")] == [2] * 4


def test_since_a_day_or_a_moment() -> None:
    for day in (20, 21, 23):
        add(started=f"2026-11-{day}T10:00-05:00")
    assert len(records("list", "--since", "2026-11-21")) == 2
    assert len(records("list", "--since", "2026-11-21T10:01-05:00")) == 1
    assert len(records("list", "--since", "Nov 21 2026")) == 2
    assert log("list", "--since", "11/2/2026").status == 2


def test_a_search_takes_all_its_words_in_any_field_and_case() -> None:
    one = add("--agent-name", "Mary Jones", "--item", "SR77")
    add("--agent-name", "Mary", "--note", "nothing")
    assert [record["id"] for record in records("list", "--search", "sr77 MARY")] == [one["id"]]
    assert records("list", "--search", "sr78") == []


def test_a_correction_is_a_new_entry_and_the_old_one_stays_readable() -> None:
    old = add("--agent-name", "Mary", "--item", "SR1")
    (new,) = records("edit", old["id"][:8], "--agent-name", "Marie")
    assert (new["corrects"], new["agent_name"], new["service_item"]) == (old["id"], "Marie", "SR1")
    assert new["id"] != old["id"]
    assert [record["id"] for record in records("list")] == [new["id"]]
    for name in (old["id"], new["id"]):
        assert [record["agent_name"] for record in records("show", name)] == ["Mary", "Marie"]
    (third,) = records("edit", old["id"], "--note", "x")
    assert third["corrects"] == new["id"]


def test_nothing_to_correct_and_no_such_call() -> None:
    old = add()
    assert log("edit", old["id"]).status == 2
    for action in ("show", "edit", "remove"):
        assert log(action, "ffffffff-no").status == 2


def test_attempts_are_noted_and_settle_the_promise() -> None:
    call = add("--kind", "urgent", "--attempt", "2026-11-23T11:00-05:00=missed")
    assert call["attempts"] == [{"at": "2026-11-23T11:00:00-05:00", "answered": False}]
    assert call["promise"] == {"respond_by": "2026-11-27T10:00:00-05:00", "state": "open"}
    (call,) = records("edit", call["id"], "--attempt", "2026-11-23T11:30-05:00=answered")
    assert call["corrects"] is None
    assert call["promise"]["state"] == "kept"


@pytest.mark.parametrize(
    ("at", "attempts", "state"),
    [
        ("2026-11-23T12:00-05:00", [], "open"),
        ("2026-12-30T12:00-05:00", [], "overdue"),
        ("2026-11-24T12:00-05:00", ["2026-11-23T12:00-05:00", "2026-11-23T13:00-05:00"], "broken"),
    ],
)
def test_states_of_a_promise(at: str, attempts: list[str], state: str) -> None:
    words = [word for attempt in attempts for word in ("--attempt", f"{attempt}=missed")]
    add("--kind", "urgent", *words)
    ran = run(["log", "list", "--json", "--at", at])
    assert json.loads(ran.out)["promise"]["state"] == state


def test_no_mark_no_promise() -> None:
    assert add("--kind", "unknown")["promise"] is None


def test_removing_names_what_goes_and_needs_a_yes() -> None:
    call = add("--agent-name", "Mary", "--item", "SR12345678")
    refused = log("remove", call["id"])
    assert (refused.status, len(records("list"))) == (2, 1)
    assert "--yes" in refused.err
    done = log("remove", call["id"], "--yes")
    assert done.status == 0
    assert call["id"][:8] in done.out
    assert "Mary" in done.out
    assert "SR12345678" not in done.out
    assert records("list") == []


@pytest.mark.parametrize(("typed", "left"), [("yes", 0), ("YES", 0), ("y", 1), ("", 1), ("no", 1)])
def test_removing_on_a_terminal_asks(typed: str, left: int) -> None:
    call = add("--agent-name", "Mary")
    argv = ["-m", "guide", "log", "remove", call["id"]]
    status, raw = on_a_terminal(argv, {}, ask=b"> ", reply=f"{typed}\n")
    assert status == 0
    assert b"Mary" in raw
    assert len(records("list")) == left


@pytest.mark.parametrize("ending", ["csv", "jsonl", "html", "md"])
def test_export_masks_and_reveals_and_replaces_only_when_told(ending: str, tmp_path: Path) -> None:
    call = add("--receipt", "IOE0912345678")
    file = tmp_path / f"log.{ending}"
    (done,) = map(json.loads, log("export", "-o", str(file), "--json").out.splitlines())
    assert done == {"file": str(file), "calls": 1, "masked": True}
    assert "IOE0912345678" not in file.read_text("utf-8")
    assert records("show", call["id"])[0]["shared_at"] is None
    again = log("export", "-o", str(file), "--reveal")
    assert again.status == 2
    assert "--force" in again.err
    assert log("export", "-o", str(file), "--reveal", "--force").status == 0
    assert "IOE0912345678" in file.read_text("utf-8")
    assert records("show", call["id"])[0]["shared_at"] == "2026-11-23T12:00:00-05:00"


def test_export_says_which_endings_it_takes_and_where_it_cannot_write(tmp_path: Path) -> None:
    add()
    wrong = log("export", "-o", str(tmp_path / "log.pdf"))
    assert wrong.status == 2
    assert ".csv, .jsonl, .html, .md" in wrong.err
    assert log("export", "-o", str(tmp_path / "none" / "log.csv")).status == 74
    assert log("import", str(tmp_path / "none.csv")).status == 74
    assert log("import", str(tmp_path / "log.txt")).status == 2


@pytest.mark.parametrize("name", ["csv", ".csv", "jsonl", "a.csv/html"])
def test_only_what_stands_behind_a_name_is_its_ending(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert log("export", "-o", name).status == 2
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_import_counts_added_known_and_conflicts(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = add("--note", "=1+1")
    records("edit", first["id"], "--note", "'quoted")
    file = tmp_path / f"log.{ending}"
    log("export", "-o", str(file), "--reveal")
    here = records("list")
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "other"))
    assert records("list") == []
    for added, known in ((2, 0), (0, 2)):
        (record,) = map(json.loads, log("import", str(file), "--json").out.splitlines())
        assert {key: record[key] for key in ("added", "known", "conflicts")} == {
            "added": added, "known": known, "conflicts": 0,
        }  # fmt: skip
    assert [record["id"] for record in records("list")] == [record["id"] for record in here]
    assert [record["note"] for record in records("show", first["id"])] == ["=1+1", "'quoted"]
    file.write_text(file.read_text("utf-8").replace("=1+1", "=1+2"), "utf-8")
    conflict = log("import", str(file), "--json")
    assert (conflict.status, json.loads(conflict.out)["conflicts"]) == (1, 1)
    assert records("show", first["id"])[0]["note"] == "=1+1"


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_masked_file_is_refused(ending: str, tmp_path: Path) -> None:
    add("--receipt", "IOE0912345678")
    file = tmp_path / f"log.{ending}"
    log("export", "-o", str(file))
    ran = log("import", str(file))
    assert (ran.status, ran.out) == (2, "")
    assert "--reveal" in ran.err


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(tmp_path: Path) -> None:
    add("--note", "=1+1", "--staff", "'x")
    file = tmp_path / "log.csv"
    log("export", "-o", str(file), "--reveal")
    with file.open(encoding="utf-8", newline="") as text:
        (row,) = csv.DictReader(text)
    assert (row["note"], row["staff"]) == ("'=1+1", "''x")


def test_a_log_that_cannot_be_opened_is_74(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = run(["log", "list", "--data", str(tmp_path / "file")])
    assert (ran.status, ran.out) == (74, "")
    assert ran.is_one_sentence


def test_the_day_by_which_it_is_needed_is_noted_and_counts(tmp_path: Path) -> None:
    added = add("--kind", "urgent", "--needed-by", "2026-11-26")
    assert added["needed_by"] == "2026-11-26"
    assert "needed_by" not in add("--kind", "urgent")
    for ending in ("csv", "jsonl"):
        path = tmp_path / f"log.{ending}"
        assert log("export", "-o", str(path), "--reveal").status == 0
        taken = json.loads(log("import", str(path), "--json").out)
        assert (taken["added"], taken["known"], taken["conflicts"]) == (0, 2, 0)
    ran = run(["follow-ups", "--json", "--at", AT, "--zone", "America/Chicago"])
    steps = {json.loads(line).get("needed_by"): json.loads(line) for line in ran.out.splitlines()}
    assert steps["2026-11-26"]["step"] == "cannot-wait"
    assert steps[None]["step"] == "waiting"
