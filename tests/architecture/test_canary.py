"""A number of its own in every field: nowhere whole without being asked for, nor in any report."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.screens.walk import WalkScreen
from tests.architecture.commands import ROOT
from tests.calls import call
from tests.hostile.ran import run
from tests.pseudo import on_a_terminal
from tests.tui.helpers import ADIT, drawn, opened

FIELDS = {
    "receipt": "IOE0977123459",
    "phone": "202-555-0177",
    "callback": "2025550178",
    "email": "canary.bird@example.org",
    "agent_id": "QXJ-77Z41",
    "service_item": "SR77123460",
    "earlier_item": "SR77123461",
}
A_NUMBER = "A097712346"
CANARIES = [
    *FIELDS.values(),
    A_NUMBER,
    "0977123459",
    "097712346",
    "5550177",
    "canary.bird",
    "77Z41",
]
FREE = f"about {' and '.join([*FIELDS.values(), A_NUMBER])}, phone2025550177"
# An agent's ID has no shape: only the call that holds it knows it again.
PURPOSE = FREE.replace(FIELDS["agent_id"], "x")[:200]
FREE_FIELDS = ("agent_name", "form", "request", "send", "staff", "note", "flow")
AT = ["--at", "2026-11-23T12:00-05:00"]
SHEET = [
    word
    for name, value in (
        ADIT | {"by": "2026-11-30", "number": FIELDS["phone"], "receipt": FIELDS["receipt"]}
        | {"a-number": A_NUMBER, "purpose": PURPOSE}
    ).items()
    for word in ("--answer", f"{name}={value}")
]  # fmt: skip


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    services = Services(Settings(data=str(folder)))
    services.calls.add(call(1, kind="urgent", **FIELDS, **dict.fromkeys(FREE_FIELDS, FREE)))
    services.calls.close()
    return folder


def below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "argv",
    [
        ["log", "list"], ["log", "list", "--json"], ["log", "show", "0000"], ["log", "remove", "0000", "--yes"],
        ["log", "show", "0000", "--json"], ["log", "edit", "0000", "--supervisor", "yes", "--json"],
        ["follow-ups"], ["follow-ups", "--json"], ["doctor"], ["doctor", "--json"], ["erase", "--yes"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_commands_mask_what_was_not_asked_for(argv: list[str], data: Path) -> None:
    ran = run([*argv, *AT, "--data", str(data)])
    assert ran.status in (0, 1)
    assert leaks(ran.out + ran.err) == []


@pytest.mark.parametrize(
    "words",
    [
        ["log", "export", "-o", "x.csv"], ["log", "export", "-o", "x.jsonl"], ["log", "export", "-o", "x.html"],
        ["log", "export", "-o", "x.md"], ["follow-ups", "--ics", "x.ics"],
        ["call-back", "--called", AT[1], "--kind", "urgent", "--ics", "x.ics"], ["call-back", "--vcf", "x.vcf"],
        ["sheet", "infopass-adit", *SHEET, "-o", "x.html"], ["sheet", "infopass-adit", *SHEET, "-o", "x.md"],
        ["sheet", "infopass-adit", *SHEET, "-o", "x.txt"],
    ],
    ids=lambda words: f"{words[0]} {words[-1]}",
)  # fmt: skip
def test_files_are_masked_and_their_owners_only(
    words: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run([*words, *AT, "--data", str(data)])
    assert (ran.status, leaks(ran.out + ran.err)) == (0, [])
    (file,) = tmp_path.glob("x.*")
    assert leaks(file.read_text("utf-8").replace("\r\n ", "").replace("\\", "")) == []
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "argv",
    [
        ["prepare", "expedite", "--answer", f"receipt={FIELDS['receipt']}9"],
        ["prepare", "expedite", "--answer", f"a-number={A_NUMBER}99"],
        ["prepare", "expedite", "--answer", f"role={FIELDS['receipt']}"],
        ["log", "add", "--started", AT[1], "--kind", f"{FIELDS['service_item']}"],
        ["log", "add", "--started", AT[1], "--note", FREE + "x" * 2000],
    ],
    ids=lambda argv: argv[-1][:12],
)
def test_an_error_holds_no_whole_number(argv: list[str]) -> None:
    ran = run(argv)
    assert (ran.status, ran.out, leaks(ran.err)) == (2, "", [])


def test_a_conflict_and_a_damaged_log_name_no_number(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    assert run(["log", "export", "--reveal", "-o", str(file), "--data", str(data)]).status == 0
    file.write_text(file.read_text().replace(FIELDS["agent_id"], "QXJ-77Z41-B"))
    ran = run(["log", "import", str(file), "--data", str(data)])
    assert (ran.status, leaks(ran.out + ran.err)) == (1, [])
    with closing(sqlite3.connect(data / "guide.sqlite3")) as database, database:
        database.execute("update call set entry = substr(entry, 1, 200)")
    # What cannot be read is named where the others stand, and cannot be shown.
    for argv, status in ((["log", "list"], 0), (["log", "show", "0000"], 74), (["follow-ups"], 0)):
        ran = run([*argv, "--data", str(data)])
        assert (ran.status, leaks(ran.out + ran.err)) == (status, [])


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_folder_and_files_are_their_owners_only(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    calls = Services(Settings(data=str(folder))).calls
    calls.add(call(1))
    names = {path.name for path in below(folder)}
    assert {"guide.sqlite3", "guide.sqlite3-wal", "guide.sqlite3-shm"} <= names
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in below(folder)} == {0o600}


# Faults that are put in on purpose: the value stands in the message and among the variables.

FAULT = """
import sys
import {module} as broken
def fail(*words, **named):
    secret = {secret!r}
    raise ValueError(secret, words, named)
{patch}
from guide.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("module", "patch", "argv"),
    [
        ("guide.cli.log.output", "broken.in_words = fail", ["log", "show", "0000", *AT]),
        ("guide.cli.plain", "broken.Plain.lines = fail", ["prepare", "infopass-adit", *AT, *SHEET]),
        ("guide.store.calls", "broken.Calls.add = fail", ["log", "add", "--started", AT[1], "--note", FREE]),
    ],
)  # fmt: skip
def test_a_crash_of_a_command_keeps_no_value(
    module: str, patch: str, argv: list[str], data: Path, tmp_path: Path
) -> None:
    program = FAULT.format(module=module, patch=patch, secret=FREE)
    done = subprocess.run(
        [sys.executable, "-c", program, *argv],
        env=os.environ | {"GUIDE_DATA": str(data), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    cache = Path(os.environ["XDG_CACHE_HOME"])
    (report,) = cache.rglob("crash-*.txt")
    assert (done.returncode, leaks(done.stdout + done.stderr)) == (70, [])
    assert str(report) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in below(cache) if leaks(path.read_text("utf-8", "replace"))] == []
    if os.name != "nt":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
        assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700


def test_a_crash_of_the_screen_keeps_no_value(data: Path, tmp_path: Path) -> None:
    program = FAULT.format(
        module="guide.tui.screens.home", patch="broken.HomeScreen._later = fail", secret=FREE
    )
    more = {"GUIDE_DATA": str(data), "PYTHONPATH": str(ROOT)}
    status, raw = on_a_terminal(["-c", program], more)
    assert status == 70
    assert leaks(raw.decode("utf-8", "replace")) == []
    assert b"wrong with the program itself" in raw
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert list(cache.rglob("crash-*.txt"))
    assert [path.name for path in below(cache) if leaks(path.read_text("utf-8", "replace"))] == []


async def test_the_screen_masks_until_asked(data: Path) -> None:
    async with opened(data, (120, 60)) as (app, pilot):
        seen = []

        async def look(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            seen.append(drawn(app))

        await look()
        app.action_go("call")
        await look("end")
        await look("enter")
        await look("escape", "x")
        await look("escape", "a")
        await look("escape", "ctrl+o")
        await look("ctrl+t")
        await look("escape", "escape")
        app.open_flow("infopass-adit")
        await pilot.pause()
        walk = app.screen
        assert isinstance(walk, WalkScreen)
        walk.answers = {
            **ADIT, "number": FIELDS["phone"], "receipt": FIELDS["receipt"], "a-number": A_NUMBER,
            "purpose": PURPOSE,
        }  # fmt: skip
        await look()
        await look("end")
        await look("r")
        assert [leaks(text) for text in seen if leaks(text)] == []
        await look("escape", "f7", "home")
        assert app.is_revealed
