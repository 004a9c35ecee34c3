"""`guide` alone on a terminal that can only print lines."""

from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli import plain_home
from guide.local.settings import Settings
from tests.pseudo import on_a_terminal

AT = ["-m", "guide", "--at", "2026-11-23T10:00-05:00"]


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_gets_numbered_lines_and_no_escape_code(tmp_path: Path, term: str) -> None:
    more = {"TERM": term, "GUIDE_DATA": str(tmp_path / "data")}
    status, raw = on_a_terminal(AT, more, ask=b"> ", reply="nothing\n99\n1\nq\n")
    shown = raw.decode()
    assert status == 0
    assert "\x1b" not in shown
    assert shown.index("Live help should be open") < shown.index("1. I need it faster")
    assert "'nothing' is not in the list" in shown
    assert "'99' is not in the list" in shown
    assert "Who will speak to USCIS?" in shown


def test_every_flow_of_the_first_screen_is_in_the_plain_list(tmp_path: Path) -> None:
    more = {"TERM": "dumb", "GUIDE_DATA": str(tmp_path / "data")}
    status, raw = on_a_terminal(AT, more, ask=b"> ", reply="q\n")
    shown = raw.decode()
    assert status == 0
    for words in ("faster", "have to travel", "permanent resident", "They called me"):
        assert words in shown
    assert "My calls" not in shown


def test_its_numbers_are_those_of_the_screen(tmp_path: Path) -> None:
    more = {"TERM": "dumb", "GUIDE_DATA": str(tmp_path / "data")}
    status, raw = on_a_terminal(AT, more, ask=b"> ", reply="2\n2\nq\n")
    shown = raw.decode()
    assert status == 0
    assert "3. I have to travel" in shown
    assert "2. An interview with an officer" in shown
    assert "Who will speak to USCIS?" in shown


def test_no_word_is_broken_at_the_edge(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("guide.cli.wrapping.columns", lambda: 40)
    monkeypatch.setattr("builtins.input", lambda _: "q")
    assert plain_home.run(Services(Settings(data=str(tmp_path)))) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 10
    assert all(len(line) <= 40 for line in lines)
