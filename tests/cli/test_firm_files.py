"""A firm's own files: whatever they say, commands answer, or name the file and the place in it."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from guide.flowfile.folders import built_in
from tests.hostile.ran import run

AT = ["--at", "2026-12-02T12:00-05:00"]
COMMANDS = [
    ["hours"],
    ["hours", "--json"],
    ["prepare", "expedite", "--json"],
    ["call-back", "--called", "2026-11-30T15:00-05:00", "--kind", "urgent"],
    ["flows", "check"],
    ["doctor"],
    ["follow-ups"],
]


@pytest.mark.parametrize("days", [61, 1500])
@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_a_long_shutdown_ends_no_command(argv: list[str], days: int, tmp_path: Path) -> None:
    first = date(2026, 12, 1)
    closed = [f'  - {{date: {first + timedelta(days=n)}, name: "Shutdown"}}' for n in range(days)]
    (tmp_path / "closures.yaml").write_text("closures:\n" + "\n".join(closed) + "\n")
    ran = run([*argv, *AT, "--data", str(tmp_path)])
    assert (ran.status, ran.faults) == (0, [])


def test_a_shutdown_says_when_it_ends_where_that_is_known(tmp_path: Path) -> None:
    days = (date(2026, 12, 1) + timedelta(days=n) for n in range(120))
    closed = "\n".join(f'  - {{date: {day}, name: "Shutdown"}}' for day in days)
    (tmp_path / "closures.yaml").write_text(f"closures:\n{closed}\n")
    report = json.loads(run(["hours", "--json", *AT, "--data", str(tmp_path)]).out)
    assert report["opens_at"] == "2027-03-31T08:00:00-04:00"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    weekdays: [mon, tue, wed, thu, fri]", "    weekdays: []", "It is never open."),
        ('    closes: "20:00"', '    closes: "07:00"', "It closes at 07:00"),
        ("  urgent-answer:", "  urgent:", "There is no limit 'urgent-answer'."),
        ("  live-help:\n", "  live:\n", "There are no hours 'live-help'."),
    ],
)
@pytest.mark.parametrize("argv", [COMMANDS[0], COMMANDS[3], COMMANDS[4]], ids=" ".join)
def test_a_contact_center_that_cannot_be_used_is_named_with_the_place(
    argv: list[str], old: str, new: str, said: str, tmp_path: Path
) -> None:
    text = (built_in() / "contact_center.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "contact_center.yaml").write_text(text.replace(old, new, 1))
    ran = run([*argv, *AT, "--flows", str(tmp_path)])
    assert ran.status == (1 if argv[0] == "flows" else 2)
    assert [fault for fault in ran.faults if "status" in fault or "raw" in fault] == []
    whole = ran.out + ran.err
    assert said in whole
    assert f"{tmp_path.name}/contact_center.yaml:" in whole
