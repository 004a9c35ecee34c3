"""`guide spell` as a script runs it."""

import json
import subprocess
import sys


def spell(*words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "guide", "spell", *words],
        input=said, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_chunks_and_a_line_a_character() -> None:
    done = spell("IOE1234567890")
    lines = done.stdout.splitlines()
    assert lines[0] == "I  O  E  123  456  7890"
    assert "O  Oscar   (the letter O, not the digit 0)" in lines
    assert "0  zero   (the digit 0, not the letter O)" in lines


def test_a_bad_line_does_not_stop_the_others() -> None:
    done = spell("-", "--kind", "receipt", said="IOE1234567890\nIOE1\n")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (done.returncode, first["kind"], second["line"]) == (0, "receipt", 2)


def test_what_is_no_number_is_one_line() -> None:
    done = spell("12", "--kind", "receipt")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "Three letters and ten digits" in done.stderr


def test_control_characters_come_out_as_signs() -> None:
    done = spell("a\x1b[31m\u202eb")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
