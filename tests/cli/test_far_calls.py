"""A call at the edge of all dates, brought by another log, leaves the others as they are."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from guide.core.call.entry import Call
from guide.export.log_file import WHOLE, as_record
from tests.hostile.ran import run

NOW = ["--at", "2026-11-25T12:00-05:00"]
EDGE = ["0003-01-02T00:00:00+00:00", "0003-01-02T00:00:00+14:00", "9997-12-30T23:59:59-12:00"]
FAR = ["0002-01-01T00:00:00+00:00", "0002-01-02T00:00:00+14:00", "9998-12-31T23:59:59-12:00"]


def entry(call_id: str, **more: Any) -> str:
    at = datetime.fromisoformat("2026-11-23T10:00:00-05:00")
    call = Call(id=call_id, started_at=at, zone="America/New_York", kind="urgent")
    return json.dumps({"log": WHOLE} | as_record(call) | more)


def imported(folder: Path, *lines: str) -> list[str]:
    file = folder / "other.jsonl"
    file.write_text("\n".join(lines) + "\n")
    data = ["--data", str(folder / "data")]
    ran = run(["log", "import", str(file), *data])
    assert ran.status == 0, ran.err
    return data


@pytest.mark.parametrize("field", ["started_at", "answer_by"])
@pytest.mark.parametrize("far", EDGE)
def test_a_far_call_is_listed_and_hides_no_other(far: str, field: str, tmp_path: Path) -> None:
    near, other = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    data = imported(tmp_path, entry(near, service_item="SR1"), entry(other, **{field: far}))
    listed = run(["log", "list", "--json", *NOW, *data])
    assert (listed.status, listed.err) == (0, "")
    promises = {
        record["id"]: record["promise"] for record in map(json.loads, listed.out.splitlines())
    }
    assert promises[near] is not None
    board = run(["follow-ups", "--json", *NOW, *data])
    assert (board.status, board.err) == (0, "")
    assert near in [json.loads(line)["call"] for line in board.out.splitlines()]
    for argv in (
        ["follow-ups"],
        ["follow-ups", "--ics", str(tmp_path / "a.ics")],
        ["log", "show", other],
        ["log", "list"],
        ["log", "export", "-o", str(tmp_path / "a.html"), "--reveal"],
    ):
        ran = run([*argv, *NOW, *data])
        assert (argv, ran.status, ran.faults) == (argv, 0, [])


@pytest.mark.parametrize("far", EDGE)
def test_an_earlier_call_of_the_matter_at_the_edge_leaves_the_later_one(
    far: str, tmp_path: Path
) -> None:
    first, second = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    data = imported(
        tmp_path,
        entry(first, service_item="SR12345678", started_at=far),
        entry(second, earlier_item="SR12345678", service_item="SR87654321"),
    )
    ran = run(["follow-ups", "--json", *NOW, *data])
    assert (ran.status, ran.err) == (0, "")
    assert second in [json.loads(line)["call"] for line in ran.out.splitlines()]


@pytest.mark.parametrize("field", ["started_at", "answer_by"])
@pytest.mark.parametrize("far", FAR)
def test_a_call_beyond_the_edge_is_refused_with_its_line(
    far: str, field: str, tmp_path: Path
) -> None:
    near, other = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    file, data = tmp_path / "other.jsonl", ["--data", str(tmp_path / "data")]
    file.write_text(entry(near) + "\n" + entry(other, **{field: far}) + "\n")
    ran = run(["log", "import", str(file), *data])
    assert ran.status == 2
    assert "Line 2" in ran.err
    listed = run(["log", "list", "--json", *NOW, *data])
    assert (listed.out, listed.err) == ("", "")
