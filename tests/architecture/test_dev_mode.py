"""Every command in Python's development mode, where every warning is an error: not a word.

What a newer Python warns of, and what a command leaves open, comes to light here first.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.parsing.parser import COMMANDS, parser
from guide.local.settings import Settings
from tests.architecture.commands import ROOT, WHEN
from tests.calls import call
from tests.pseudo import on_a_terminal
from tests.tui.helpers import ADIT

KNOWN = call(1, kind="urgent", agent_name="Mary")
AT = ["--at", WHEN]
CALL_BACK = ["call-back", "--called", WHEN, "--kind", "urgent"]
PLAN = [word for name, value in ADIT.items() for word in ("--answer", f"{name}={value}")]
RIGHT = [
    ["hours", *AT],
    ["phone", "+12025550123"],
    ["prepare", "expedite", *AT, "--json"],
    ["ivr", "expedite"],
    ["practice", "expedite", *AT],
    ["spell", "IOE0912345678"],
    *(["sheet", "infopass-adit", *AT, "-o", f"a.{kind}", *PLAN] for kind in ("html", "md", "txt")),
    [*CALL_BACK, "--ics", "due.ics", "--vcf", "them.vcf"],
    ["follow-ups", *AT, "--ics", "due.ics"],
    ["log", "add", "--started", WHEN, "--agent-name", "Mary"],
    ["log", "list"],
    ["log", "show", KNOWN.id[:8]],
    ["log", "edit", KNOWN.id[:8], "--note", "x"],
    *(["log", "export", "-o", f"log.{kind}"] for kind in ("jsonl", "csv", "html", "md")),
    ["log", "import", "kept.jsonl"],
    ["log", "remove", KNOWN.id[:8], "--yes"],
    ["flows", "list"],
    ["flows", "check", "--strict"],
    ["flows", "paths", "expedite", "--count"],
    ["flows", "test"],
    ["log", "recover", "-o", "saved.jsonl"],
    ["doctor"],
    ["erase", "--yes"],
    ["--help"],
    ["log", "add", "--help"],
    ["--version"],
]
WRONG = [
    ["log", "show", "ffff"],
    ["sheet", "infopass-adit", *AT, "-o", "folder", *PLAN],
    ["hours", "--at", "soon"],
    ["practise"],
]
# What the program itself says there; whatever Python says begins otherwise.
OWN_WORDS = re.compile(r"((guide: (error|warning)|Written): [^\n]+\n)*")
F10 = "\x1b[21~"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log with one call, nothing left to welcome."""
    services = Services(Settings(data=str(tmp_path / "data")))
    services.calls.add(KNOWN)
    services.walks.first_time("welcome")
    services.close()
    (tmp_path / "kept.jsonl").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    return tmp_path / "data"


def actions(
    commands: argparse.ArgumentParser, before: tuple[str, ...] = ()
) -> set[tuple[str, ...]]:
    """Every command down to its last word."""
    groups = [
        action for action in commands._actions if isinstance(action, argparse._SubParsersAction)
    ]
    below = [(name, one) for group in groups for name, one in group.choices.items()]
    ends = {end for name, one in below for end in actions(one, (*before, name))}
    return ends or {before}


def test_no_command_is_left_out() -> None:
    run = {tuple(words[:count]) for words in RIGHT for count in (1, 2)}
    assert len(COMMANDS) > 10
    assert actions(parser()) - run == set()


@pytest.mark.parametrize("words", [*RIGHT, *WRONG], ids=lambda words: " ".join(words[:5]))
def test_a_command_is_silent_in_development_mode(
    words: list[str], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GUIDE_DATA", str(data))
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-m", "guide", *words],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert OWN_WORDS.fullmatch(done.stderr), done.stderr
    assert (done.returncode == 0) == (words in RIGHT), done.stderr


def test_the_screen_leaves_nothing_open(data: Path) -> None:
    # Not the whole mode: asyncio would tell of every slow step, right into the picture.
    argv = ["-b", "-W", "error", "-m", "guide", *AT, "--data", str(data)]
    status, raw = on_a_terminal(
        argv, {"PYTHONPATH": str(ROOT)}, ask=b"What do you need?", reply=F10
    )
    _, left, after = raw.rpartition(b"\x1b[?1049l")
    assert (status, bool(left)) == (0, True)
    assert re.sub(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]", b"", after).strip() == b""
