"""The screen as a command: what it needs is looked at before it is drawn."""

import subprocess
import sys
from pathlib import Path

import pytest

from guide.cli.main import main
from guide.flowfile.folders import built_in


@pytest.mark.parametrize(
    ("name", "change"),
    [("home.yaml", ("entries:", "entries: [")), ("ivr.yaml", ("start: answers", "start: nowhere"))],
)
def test_a_broken_file_of_a_folder_is_named_and_nothing_is_drawn(
    name: str,
    change: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (built_in() / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace(*change), encoding="utf-8")
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert main(["--flows", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert name in printed.err
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("name", ["stdout", "stderr"])
@pytest.mark.parametrize(("lets_go", "status"), [(True, 0), (False, 120)])
def test_what_a_terminal_that_has_gone_does_not_take_is_no_end_of_its_own(
    name: str, status: int, *, lets_go: bool
) -> None:
    script = f"""
import os, sys
from guide.cli.main import flush_or_let_go
reader, writer = os.pipe()
sys.{name} = open(writer, "w", buffering=1 << 16)
print("the last picture", file=sys.{name})
os.close(reader)
if {lets_go}:
    flush_or_let_go(sys.{name})
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ran.returncode == status
