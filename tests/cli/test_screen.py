"""The screen as a command: what it needs is looked at before it is drawn."""

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
    told = capsys.readouterr()
    assert told.out == ""
    assert name in told.err
    assert "Traceback" not in told.err
