"""Several people correct one call: what the command line says of it, and how one chooses."""

import json
from pathlib import Path
from typing import Any

import pytest

from guide.store.calls import Calls
from tests.cli.log_commands import add, log, records
from tests.hostile.ran import run

AT = "2026-11-23T12:00-05:00"


def exported(path: Path, *words: str) -> Path:
    assert log("export", "-o", str(path), "--reveal", "--force", *words).status == 0
    return path


def taken(file: Path, *words: str) -> dict[str, Any]:
    (record,) = map(json.loads, log("import", str(file), "--json", *words).out.splitlines())
    return dict(record)


def board(*words: str) -> list[dict[str, Any]]:
    ran = run(["follow-ups", *words, "--json", "--at", AT])
    assert ran.status == 0
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.fixture
def forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, str]:
    """Two logs corrected one call; the ids of the first entry and of both versions."""
    first = add("--kind", "urgent", "--item", "SR12345678", "--agent-name", "Mary")["id"]
    file = exported(tmp_path / "one.jsonl")
    (ann,) = records("edit", first, "--note", "Ann")
    with monkeypatch.context() as there:
        there.setenv("GUIDE_DATA", str(tmp_path / "other"))
        assert taken(file)["added"] == 1
        (ben,) = records("edit", first, "--note", "Ben", "--kind", "regular")
        other = exported(tmp_path / "other.jsonl")
    answers = taken(other)
    assert (answers["added"], answers["known"], answers["conflicts"]) == (1, 1, 0)
    return first, ann["id"], ben["id"]


def test_two_versions_are_one_call_and_one_promise(forked: tuple[str, str, str]) -> None:
    first, ann, ben = forked
    (shown,) = records("list")
    assert sorted(shown["versions"]) == sorted([ann, ben])
    assert shown["promise"]["respond_by"] == "2026-11-27T10:00:00-05:00"
    (record,) = board()
    assert (record["versions"], record["call"], record["kind"]) == (2, ann, "urgent")
    assert "two versions: choose" in log("list").out
    chain = records("show", first)
    assert [entry.get("differs") for entry in chain] == [None, *[["kind", "note"]] * 2]
    words = log("show", first).out
    assert f"{ann[:8]}: Ann" in words
    assert f"{ben[:8]}: Ben" in words
    assert "Two versions of this call" in run(["follow-ups", "--at", AT]).out


def test_a_choice_takes_the_place_of_both_here_and_where_it_is_taken_in(
    forked: tuple[str, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, ann, ben = forked
    refused = log("edit", first, "--note", "x")
    assert refused.status == 2
    assert "--keep" in refused.err
    assert log("edit", first, "--keep", "ffff").status == 2
    both = exported(tmp_path / "both.csv")
    (chosen,) = records("edit", first, "--keep", ben, "--staff", "Ann")
    assert (chosen["note"], chosen["staff"]) == ("Ben", "Ann")
    assert (chosen["corrects"], chosen["also_corrects"]) == (ben, [ann])
    (shown,) = records("list")
    assert "versions" not in shown
    file = exported(tmp_path / "chosen.csv")
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "third"))
    assert taken(both)["added"] == 3
    assert len(records("list")[0]["versions"]) == 2
    assert taken(file)["added"] == 1
    assert [record["id"] for record in records("list")] == [chosen["id"]]


def test_removing_a_version_says_that_the_other_stays(forked: tuple[str, str, str]) -> None:
    first, ann, ben = forked
    done = log("remove", ben, "--yes")
    assert "one version; the other one stays" in done.out
    assert [record["id"] for record in records("show", first)] == [first, ann]
    assert "with all corrections" in log("remove", first, "--yes").out
    assert records("list") == []


def test_the_same_field_changed_by_two_names_both_values(monkeypatch: pytest.MonkeyPatch) -> None:
    call = add("--note", "as it was")
    correct = Calls.correct

    def meanwhile(self: Calls, new: Any) -> Any:
        monkeypatch.setattr(Calls, "correct", correct)
        assert records("edit", call["id"], "--note", "theirs")
        return correct(self, new)

    monkeypatch.setattr(Calls, "correct", meanwhile)
    refused = log("edit", call["id"], "--note", "mine")
    assert refused.status == 2
    assert "'theirs'" in refused.err
    assert "'mine'" in refused.err
    assert [record["note"] for record in records("list")] == ["theirs"]
    assert records("edit", call["id"], "--note", "mine")[0]["note"] == "mine"


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_row_that_was_changed_names_its_fields_and_is_a_correction_when_asked(
    ending: str, tmp_path: Path
) -> None:
    call = add("--note", "as it was", "--staff", "Ann")
    file = exported(tmp_path / f"log.{ending}")
    file.write_text(file.read_text("utf-8").replace("as it was", "as it is"), "utf-8")
    answers = taken(file)
    assert (answers["conflicts"], answers["conflict_fields"]) == (1, {call["id"]: ["note"]})
    assert "something else in Anything else" in log("import", str(file)).out
    assert taken(file, "--as-corrections")["corrections"] == 1
    assert [record["note"] for record in records("list")] == ["as it is"]
    assert taken(file, "--as-corrections")["known"] == 1


def test_what_was_removed_comes_back_only_when_asked(tmp_path: Path) -> None:
    call = add("--note", "x")
    file = exported(tmp_path / "log.jsonl")
    log("remove", call["id"], "--yes")
    assert "--again" in log("import", str(file)).out
    assert records("list") == []
    assert taken(file, "--again")["added"] == 1
    assert [record["id"] for record in records("list")] == [call["id"]]


def test_a_call_that_two_people_noted_is_said(tmp_path: Path) -> None:
    one = add("--item", "SR-1234")
    two = add("--item", "sr1234", started="2026-11-23T10:02-05:00")
    twins = {record["id"]: record.get("may_be_same") for record in records("list")}
    assert twins == {one["id"]: two["id"], two["id"]: one["id"]}
    assert "may be the same call as" in log("list").out


def test_a_promise_is_closed_and_opened_again() -> None:
    call = add("--kind", "urgent")
    assert run(["follow-ups", "close", call["id"], "--at", AT]).status == 2
    assert run(["follow-ups", "close", "--why", "approved", "--at", AT]).status == 2
    (done,) = board("close", call["id"], "--why", "approved")
    assert (done["state"], done["closed"]) == ("closed", "approved")
    assert board() == []
    promise = records("list")[0]["promise"]
    assert (promise["state"], promise["closed"]) == ("closed", "approved")
    (again,) = board("reopen", call["id"])
    assert (again["state"], [record["call"] for record in board()]) == ("open", [call["id"]])


def test_a_second_call_closes_the_promise_of_the_first() -> None:
    first = add("--kind", "urgent", "--item", "SR-1234")
    second = add("--kind", "urgent", "--earlier-item", "sr1234", started="2026-11-23T11:00-05:00")
    assert [record["call"] for record in board()] == [second["id"]]
    assert records("show", first["id"])[0]["promise"]["closed"] == "asked-again"


def test_an_attempt_is_taken_back() -> None:
    call = add("--kind", "urgent", "--attempt", "2026-11-23T11:00-05:00=answered")
    assert board() == []
    (back,) = records("edit", call["id"], "--attempt", "2026-11-23T11:00-05:00=none")
    assert (back["attempts"], back["promise"]["state"]) == ([], "open")
    assert log("edit", call["id"], "--attempt", "2026-11-23T11:00-05:00=none").status == 2
    (again,) = records("edit", call["id"], "--attempt", "2026-11-23T11:00-05:00=missed")
    assert [attempt["answered"] for attempt in again["attempts"]] == [False]


def test_the_board_can_be_narrowed() -> None:
    late = add("--kind", "urgent", "--staff", "Ann", started="2026-11-02T10:00-05:00")
    today = add("--answer-by", "2026-11-23T18:00-05:00", "--flow", "expedite")
    soon = add("--answer-by", "2026-11-25T18:00-05:00", "--staff", "ben")
    far = add("--kind", "regular")

    def calls(*words: str) -> set[str]:
        return {record["call"] for record in board(*words)}

    assert calls() == {record["id"] for record in (late, today, soon, far)}
    assert calls("--late") == {late["id"]}
    assert calls("--today") == {late["id"], today["id"]}
    assert calls("--days", "2") == {late["id"], today["id"], soon["id"]}
    assert calls("--flow", "expedite") == {today["id"]}
    assert calls("--staff", "Ben") == {soon["id"]}
    assert run(["follow-ups", "--flow", "nothing", "--at", AT]).status == 2
    brief = run(["follow-ups", "--brief", "--at", AT]).out
    assert len(brief.splitlines()) == 4


def test_list_and_export_take_a_receipt(tmp_path: Path) -> None:
    one = add("--receipt", "IOE0912345678", "--note", "first")
    (new,) = records("edit", one["id"], "--note", "corrected")
    add("--receipt", "WAC2190012345", "--note", "about IOE0912345678")
    assert [record["id"] for record in records("list", "--receipt", "ioe-0912345678")] == [
        new["id"]
    ]
    file = exported(tmp_path / "log.jsonl", "--receipt", "IOE0912345678")
    ids = [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()]
    assert sorted(ids) == sorted([one["id"], new["id"]])


def test_a_call_is_pasted_as_text_with_its_minutes() -> None:
    call = add(
        "--agent-name", "Mary", "--receipt", "IOE0912345678", "--ended", "2026-11-23T10:41:30-05:00"
    )
    words = log("show", call["id"], "--paste").out
    assert "Minutes: 42" in words
    assert "Agent's name: Mary" in words
    assert "IOE0912345678" not in words
    assert "IOE0912345678" in log("show", call["id"], "--paste", "--reveal").out


def test_who_works_here_stands_in_new_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDE_STAFF", "Ann")
    call = add()
    assert (call["staff"], call["entered_by"]) == ("Ann", "Ann")
    assert call["entered_at"] is not None
    (new,) = records("edit", call["id"], "--staff", "Ben")
    assert (new["staff"], new["entered_by"]) == ("Ben", "Ann")
