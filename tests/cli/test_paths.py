"""`guide flows paths`: every way, and each of them once."""

import json
from pathlib import Path

import pytest

from guide.cli.main import main
from tests.flowfile.small import write

FLOW = """\
id: card
title: "A card"
summary: "For a card."
checked: 2026-11-23
review_by: 2099-01-01
start: what
questions:
  what:
    text: "What happened?"
    sources: none
    options: {lost: "Lost", found: "Found"}
    next: when
  when:
    text: "When?"
    sources: none
    input: {kind: date, wanted: "A date."}
    next: done
outcomes:
  done: {kind: self-help, title: "Done", why: "It is done.", sources: none}
"""


def ways(folder: Path, text: str, capfd: pytest.CaptureFixture[str]) -> list[str]:
    write(folder, {"card/flow.yaml": text})
    assert main(["flows", "paths", "card", "--flows", str(folder)]) == 0
    return [json.loads(line)["answers"]["what"] for line in capfd.readouterr().out.splitlines()]


def test_where_nothing_reads_the_clock_each_way_comes_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ways(tmp_path, FLOW, capfd) == ["lost", "found"]


def test_where_something_reads_it_they_come_at_every_hour_that_matters(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reads = "    next:\n      - when: {live_help: open}\n        to: when\n      - to: done"
    ways_ = ways(tmp_path, FLOW.replace("    next: when", reads), capfd)
    assert ways_ == ["lost", "found"] * 3
