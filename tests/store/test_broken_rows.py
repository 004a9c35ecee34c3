"""One row that cannot be read never takes the others with it; a damaged file is told truthfully.

GUIDE_CORRUPTIONS=50 breaks as many rows and as many files; every test run breaks ten of each.
"""

import json
import os
import random
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from guide.bootstrap import Services
from guide.cli.main import main
from guide.core.call.entry import Call, CallBackAttempt
from guide.core.errors import InvalidInput, StorageError
from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.local.settings import Settings
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.recover import recovered
from guide.store.sqlite_faults import is_sound
from tests.store.calls import BEGAN, call, full_call, name

ROUNDS = int(os.environ.get("GUIDE_CORRUPTIONS", "10"))
COUNT = 12
COLUMNS = {
    "call": ["id", "root", "corrects", "started_at", "entry", "current", "promised", "shared_at"],
    "call_words": ["started_at", "id", "words"],
    "attempt": ["root", "at", "answered"],
    "draft": ["id", "call"],
    "walk": ["flow", "answers", "content_version", "seen_at", "led_to"],
}
ENTRY = msgspec.json.encode(full_call(3)).decode()
VALUES: list[Any] = [
    5, 5.5, -(2**62), b"\xff\xfe\x00", b"", "", "null", "[]", "{}", "[" * 20_000, ENTRY[:200], ENTRY,
    ENTRY.replace("2026-", "9999-"), ENTRY.replace("2026-", "0001-"), ENTRY.replace("Z", ""),
    ENTRY.replace('"urgent"', '"soon"'), ENTRY.replace("1260", "1e400"), "9999-12-31", "yesterday",
    "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-12:00", "\x00", "'; drop table call; --",
    "x" * 100_000, "row-1", "cast(x'c328ff' as text)",
]  # fmt: skip


def some_log(folder: Path) -> dict[str, Call]:
    data = DataFolder(folder)
    calls = [
        call(n, kind="urgent", service_item=f"SR{n}", note="word " * n) for n in range(1, COUNT)
    ]
    calls.append(call(50, kind="regular", corrects=name(1), earlier_item="SR2"))
    data.calls.merge(calls)
    data.calls.note_attempt(name(4), CallBackAttempt(at=BEGAN, answered=False))
    data.calls.note_attempt(name(5), CallBackAttempt(at=BEGAN, answered=True))
    for flow in ("expedite", "other"):
        data.walks.keep(
            StoredWalk(flow=FlowId(flow), answers={}, content_version="a", seen_at=BEGAN, led_to="")
        )
    data.drafts.keep_correction(name(4), {"note": "x"})
    data.close()
    return {entry.id: entry for entry in calls}


def run(capsys: pytest.CaptureFixture[str], folder: Path, *argv: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main([*argv, "--data", str(folder), "--at", "2026-11-23T10:00-05:00"])
    ran = capsys.readouterr()
    assert status in (0, 1), (argv, ran)
    return status, ran.out


def all_ids(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE)) as database:
        return [row[0] for row in database.execute("select id from call where current = 1")]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_one_broken_row_leaves_all_others_as_they_were(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "data"
    calls = some_log(folder)
    table = chance.choice([*COLUMNS, "call", "call"])
    column, value = chance.choice(COLUMNS[table]), chance.choice(VALUES)
    number = chance.randint(1, COUNT)
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        keys = "rowid" if table != "call_words" else "id"
        rows = [row[0] for row in database.execute(f"select {keys} from {table} order by {keys}")]
        hit = rows[number % len(rows)]
        raw = value if isinstance(value, str) and value.startswith("cast(") else "?"
        try:
            database.execute(
                f"update {table} set {column} = {raw} where {keys} = ?",
                (hit,) if raw != "?" else (value, hit),
            )
        except sqlite3.IntegrityError:
            database.execute(f"update {table} set {column} = {column} where {keys} = ?", (hit,))
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.text_factory = bytes
        sound = {
            bytes(row[0]).decode(errors="replace")
            for row in database.execute('select id, rowid from "call"')
            if table != "call" or row[1] != hit
        }
    _, listed = run(capsys, folder, "log", "list", "--json")
    shown = {json.loads(line)["id"]: json.loads(line) for line in listed.splitlines()}
    # The oldest was corrected, so it stands in no list.
    missing = (sound & calls.keys()) - shown.keys() - {name(1)}
    assert len(missing) <= (table == "call_words")
    for argv in (["follow-ups", "--json"], ["follow-ups"], ["log", "list"]):
        run(capsys, folder, *argv)
    for ending in ("jsonl", "csv", "md", "html"):
        run(capsys, folder, "log", "export", "--reveal", "-o", str(tmp_path / f"out.{ending}"))
    exported = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert sound & calls.keys() <= {record["id"] for record in exported}
    services = Services(Settings(data=str(folder)))
    services.walks.all(), services.drafts.all(), services.drafts.correction(name(4))
    lost = [entry.id for entry in services.calls.unreadable()]
    services.close()
    assert len(lost) <= 1
    status, report = run(capsys, folder, "doctor")
    assert all(name in report for name in lost)
    assert status == 1 or not lost
    for lost_id in lost:
        run(capsys, folder, "log", "remove", lost_id, "--yes")
    _, listed = run(capsys, folder, "log", "list", "--json")
    shown = {json.loads(line)["id"]: json.loads(line) for line in listed.splitlines()}
    assert not [record for record in shown.values() if "error" in record]
    # What the list had left out is back in it.
    assert (sound & calls.keys()) - shown.keys() <= {name(1)}


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_bytes_that_are_damaged_cost_no_more_than_the_rows_they_lie_in(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "data"
    calls = {one.id: one for one in (call(n, note=f"{n} " * 90) for n in range(300))}
    data = DataFolder(folder)
    data.calls.merge(calls.values())
    data.close()
    path = folder / FILE
    raw = bytearray(path.read_bytes())
    length = chance.choice([1, 4, 40, 4096])
    at = chance.choice([chance.randrange(100), chance.randrange(len(raw) - length)])
    raw[at : at + length] = chance.randbytes(length)
    path.write_bytes(raw)
    report = ""
    data = DataFolder(folder)
    try:
        list(data.calls.entries())
        list(data.calls.unreadable())
        data.calls.page()
        data.calls.add(call(999))
    except StorageError as error:
        report = str(error)
        # Nobody is told to throw a sound file away.
        assert ("is damaged" in report) != is_sound(path) or "newer version" in report, report
    data.close()
    path.write_bytes(raw)
    for end in ("-wal", "-shm"):
        (folder / f"{FILE}{end}").unlink(missing_ok=True)
    recovered_calls, _ = recovered(folder)
    assert path.read_bytes() == raw
    same = [one for one in recovered_calls if calls.get(one.id) == one]
    # A page takes at most some thirteen of these rows.
    assert len(same) >= len(calls) - 14 * (2 if length == 4096 else 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"answer_by": datetime.fromisoformat("9998-12-31T18:30-05:00")},
        {"started_at": datetime.fromisoformat("0002-01-01T00:00+00:00")},
        {"appointment": datetime(2026, 1, 1)},
        {"note": "\ud800"},
        {"kind": "soon"},
        {"held_seconds": -1},
        {"text_ahead": "yes"},
        {
            "attempts": (
                CallBackAttempt(at=datetime.fromisoformat("9998-06-01T00:00Z"), answered=True),
            )
        },
        {"id": ""},
        {"id": "two words"},
        {"corrects": "row-5"},
    ],
)
def test_what_could_not_be_read_again_is_not_stored(fields: dict[str, Any], tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    with pytest.raises(InvalidInput, match="cannot be kept"):
        data.calls.add(call(1, **fields))
    with pytest.raises(InvalidInput, match="cannot be kept"):
        data.calls.merge([call(2), call(1, **fields)])
    assert data.calls.count() == 0
    data.close()


@pytest.mark.parametrize("year", [3, 9997])
def test_the_edge_of_what_is_stored_can_be_counted_with(
    year: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = DataFolder(tmp_path)
    at = datetime.fromisoformat(f"{year:04}-06-30T12:00+00:00")
    for n, kind in enumerate(("urgent", "regular", "unknown")):
        data.calls.add(call(n, started_at=at, answer_by=at, kind=kind, appointment=at))
        data.calls.add(call(n + 5, started_at=at, kind=kind, missed_examination=at.date()))
    data.close()
    for argv in (
        ["log", "list", "--json"],
        ["log", "list"],
        ["follow-ups", "--json"],
        ["follow-ups"],
    ):
        run(capsys, tmp_path, *argv)
    run(capsys, tmp_path, "follow-ups", "--ics", str(tmp_path / "a.ics"))
