"""`guide practice` as a script runs it."""

import json
import subprocess
import sys

import pytest


def practise(*words: str, said: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # our own program
        [sys.executable, "-m", "guide", "practice", *words],
        input=said, capture_output=True, text=True, check=False,
    )  # fmt: skip


TALK = "\n\nexpedite request\nno\nIOE1234567890\n\n" + "\n" * 3 + "n\n" + "\n" * 12


def test_a_whole_rehearsal_says_what_was_missing() -> None:
    done = practise("expedite", "--answer", "receipt=IOE1234567890", said=TALK)
    assert (done.returncode, done.stderr) == (0, "")
    assert "n't the real voice" in done.stdout
    assert "not documented" in done.stdout
    assert "Find these before you dial:\n  ☐ The A-number." in done.stdout


def test_json_gives_a_turn_a_line_and_the_end() -> None:
    done = practise("expedite", "--json", said=TALK)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["at"] == "answers"
    assert lines[-1] == {"target": "expedite", "over": True, "missing": ["a-number"]}


def test_an_end_in_the_middle_is_no_fault() -> None:
    done = practise("expedite", said="\n\nq\n")
    assert (done.returncode, done.stderr) == (0, "")


def test_escape_sequences_come_out_as_signs() -> None:
    done = practise("expedite", "--json", said="\n\n\x1b]0;x\x07 \x1b[31m\n")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("target", ["expedit", "nowhere", ""])
def test_an_unknown_target_is_one_line(target: str) -> None:
    done = practise(target, said="")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
