"""Small slips on the command line: what was meant is guessed or named."""

import errno
import sys
from pathlib import Path
from typing import Any

import pytest

CALLED = ["call-back", "--called", "2026-11-20T10:00", "--kind", "urgent"]


@pytest.mark.parametrize("option", ["--data", "--zone", "--at", "--flows", "--lang"])
def test_the_value_of_an_option_is_not_taken_for_the_command(run: Any, option: str) -> None:
    value = "log" if option == "--data" else "hours"
    ran = run(option, value, "phone", "617-253-1000")
    assert "unrecognized" not in ran.err
    if option == "--data":
        assert ran.status == 0
        assert "officer can call" in ran.out


def test_a_log_in_a_folder_called_like_a_command(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("--data", "log", "log", "list")
    assert (ran.status, ran.err) == (0, "")
    assert (tmp_path / "log").is_dir()


def test_help_is_a_word_as_well(run: Any) -> None:
    assert "COMMAND" in run("help").out
    assert "--at WHEN" in run("help", "hours").out
    assert "--item" in run("help", "log", "add").out
    assert run("help").status == run("help", "hours").status == 0


@pytest.mark.parametrize(
    ("command", "actions"), [("log", ["add", "import", "show"]), ("flows", ["list", "check"])]
)
def test_a_command_with_actions_names_them(run: Any, command: str, actions: list[str]) -> None:
    ran = run(command)
    assert ran.status == 2
    assert all(action in ran.err for action in actions)


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        (["--hlep"], "--help"),
        (["hours", "--jsno"], "--json"),
        (["log", "add", "--started", "2026-11-20T10:00", "--agentname", "x"], "--agent-name"),
    ],
)
def test_an_option_that_is_misspelt_is_guessed(run: Any, argv: list[str], meant: str) -> None:
    ran = run(*argv)
    assert ran.status == 2
    assert f"Did you mean '{meant}'?" in ran.err


def test_a_list_of_what_is_known_leaves_nothing_out(run: Any) -> None:
    err = run("qqqq").err
    assert "spell" in err
    assert "call-back" in err


@pytest.mark.parametrize("name", ["", "/", "."])
def test_what_is_no_name_for_a_file_is_said(run: Any, name: str) -> None:
    for argv in ([*CALLED, "--ics", name], ["call-back", "--vcf", name]):
        ran = run(*argv)
        assert ran.status == 2
        assert "not a valid file name" in ran.err
    assert run("sheet", "expedite", "-o", name).status == 2


def test_a_file_that_is_open_elsewhere_is_to_be_closed(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    file = tmp_path / "a.ics"
    file.write_text("x")
    monkeypatch.setattr(Path, "replace", refuses)
    ran = run(*CALLED, "--ics", str(file), "--force")
    assert ran.status == 74
    assert "Close it there" in ran.err
    assert file.read_text() == "x"


def test_a_locale_that_cannot_read_the_words_is_named_as_the_cause(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    argv = ["log", "add", "--started", "2026-11-20T10:00", "--agent-name", "Jos\udcc3\udca9"]
    assert "locale" not in run(*argv).err
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    assert "locale is not UTF-8" in run(*argv).err


def test_a_name_that_ends_in_a_full_stop_brings_no_second_one(run: Any) -> None:
    out = run("hours", "--at", "2027-01-18T10:00", "--zone", "America/New_York").out
    assert "Jr. It should open" in out
