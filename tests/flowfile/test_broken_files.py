"""Broken files: every fault in one run, with its place, the line itself and a caret."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.flows.command import in_words, problems
from guide.cli.options import Options
from guide.core.errors import Problem
from guide.core.flow.flow import Flow
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.flowfile.read import read
from guide.flowfile.whole import whole_check
from guide.local.settings import Settings

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
    options: {lost: "Lost", stolen: "Stolen"}
    next:
      - when: {answer: what, is: stolen}
        to: when-needed
      - to: done
  when-needed:
    text: "When?"
    sources: none
    input: {kind: date, wanted: "A date."}
    next: done
outcomes:
  done: {kind: self-help, title: "Done", why: "It is done.", sources: none}
needs:
  paper: {text: "A paper", sources: none}
"""

BREAKS = [
    ("unknown-target", "        to: when-needed", "        to: when-neded"),
    ("unreachable", "        to: when-needed", "        to: done"),
    ("missing-default", "      - to: done", "      - {when: {answer: what, is: lost}, to: done}"),
    ("never-holds", "{answer: what, is: stolen}", "{all: [{answer: what, is: stolen}, {answer: what, is: lost}]}"),
    ("unguarded-read", "    next: done", '    next:\n      - {when: {answer: other, is: a}, to: done}\n      - to: done\n  other:\n    text: "X?"\n    sources: none\n    options: {a: "A"}\n    next: done'),
    ("need-never-used", '"A paper", sources: none', '"A paper", sources: none, when: {all: [{answer: what, is: lost}, {answer: what, is: stolen}]}'),
    ("no-source", 'paper: {text: "A paper", sources: none}', 'paper: {text: "A paper"}'),
    ("unknown-source", 'paper: {text: "A paper", sources: none}', 'paper: {text: "A paper", sources: [rule-A1]}'),
    ("type", "checked: 2026-11-23", "checked: yesterday"),
    ("duplicate-key", 'title: "A card"', 'title: "A card"\ntitle: "Again"'),
    ("unknown-name", "summary:", "sumary:"),
    ("unknown-option", "is: stolen}", "is: stole}"),
    ("unknown-question", "answer: what", "answer: waht"),
    ("unknown-limit", "    next: done", "    next:\n      - {when: {days_until: when-needed, at_most: never-heard}, to: done}\n      - to: done"),
    ("unknown-placeholder", '"It is done."', '"It is {done}."'),
    ("wrong-kind", "{answer: what, is: stolen}", "{days_until: what, at_most: 3}"),
    ("cycle", "    next: done", "    next: what"),
    ("wrong-word", "kind: self-help", "kind: do-not-call"),
    ("missing", "review_by: 2099-01-01\n", ""),
    ("bad-id", "id: card", "id: cards"),
    ("yaml", "start: what", "start: [what"),
    ("not-plain", "start: what", "start: &a what"),
    ("id-clash", "  done: {kind", '  what: {kind: self-help, title: "x", why: "y", sources: none}\n  done: {kind'),
    ("stale", "review_by: 2099-01-01", "review_by: 2026-11-24"),
]  # fmt: skip


def check(folder: Path, text: str, at: str = "2026-12-01T10:00-05:00") -> list[Problem]:
    (folder / "card").mkdir(parents=True, exist_ok=True)
    (folder / "card" / "flow.yaml").write_text(text, encoding="utf-8")
    options = Options()
    options.at = at
    return problems(Services(Settings(zone="America/New_York", flows=folder)), options)


def test_the_unbroken_flow_is_clean(tmp_path: Path) -> None:
    # Nothing but that it stands alone: no case tries it, no first screen leads to it.
    assert {problem.code for problem in check(tmp_path, FLOW)} == {"no-cases", "not-offered"}


@pytest.mark.parametrize(("code", "old", "new"), BREAKS, ids=[code for code, _, _ in BREAKS])
def test_each_fault_is_found_with_its_place(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert old in FLOW
    errors = check(tmp_path, FLOW.replace(old, new))
    hit = [error for error in errors if error.code == code]
    assert hit, [error.code for error in errors]
    assert hit[0].line > 0
    assert hit[0].excerpt == FLOW.replace(old, new).split("\n")[hit[0].line - 1]
    words = list(in_words(hit[0]))
    assert words[0].endswith(f"[{code}]")
    if len(words) > 2:
        assert words[2].index("^") == hit[0].column + 3


def test_a_flow_without_a_start_is_checked_as_far_as_that_goes() -> None:
    file = read(FLOW.replace("start: what\n", ""), Flow, "card/flow.yaml")
    assert isinstance(file.partly, Flow)
    assert (file.partly.start, set(file.partly.questions)) == ("", {"what", "when-needed"})


def test_a_cycle_through_two_flows_is_found(tmp_path: Path) -> None:
    there = FLOW.replace("    next: done", "    next:\n      - to: {flow: other, at: back}")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "flow.yaml").write_text(
        'id: other\ntitle: "O"\nsummary: "O"\nchecked: 2026-11-23\nreview_by: 2099-01-01\n'
        'start: back\nquestions:\n  back:\n    text: "Back?"\n    sources: none\n'
        '    options: {a: "A"}\n    next:\n      - to: {flow: card, at: what}\n',
        encoding="utf-8",
    )
    assert "cycle" in {problem.code for problem in check(tmp_path, there)}


def test_all_faults_of_a_file_come_in_one_run_with_near_misses() -> None:
    broken = FLOW.replace("start:", "strat:").replace("answer: what", "anser: what")
    errors = read(broken.replace("kind: date", "kind: dat"), Flow, "card/flow.yaml").problems
    hints = " ".join(error.hint or "" for error in errors)
    assert len(errors) == 3
    assert "'start'" in hints
    assert "'answer'" in hints
    assert "'date'" in hints


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000,
        "{a: " * 5_000,
        "a: &x [1]\nb: *x",
        "!!python/object/apply:os.system ['true']",
        "a: 1\n---\nb: 2",
        "",
        "\x00",
        "a: \x1b[31m",
        "? [a, b]\n: c",
        "- " * 40,
        "'",
        "\ufeff",
        "a: " + "x" * 9_000_000,
    ],
    ids=range(13),
)
def test_hostile_files_are_refused_calmly(text: str) -> None:
    reading = read(text, Flow, "x.yaml")
    assert reading.value is None
    assert reading.problems
    assert all(problem.line > 0 for problem in reading.problems)


def test_broken_utf8_is_one_clear_fault(tmp_path: Path) -> None:
    (tmp_path / "card").mkdir()
    (tmp_path / "card" / "flow.yaml").write_bytes(b"id: \xff\xfe")
    services = Services(Settings(zone="UTC", flows=tmp_path))
    assert [problem.code for problem in problems(services, Options())] == ["encoding"]


def test_shipped_flows_stay_unharmed_by_small_mutations(tmp_path: Path) -> None:
    """Whatever line goes missing, the check answers and never raises."""
    source = (built_in() / "infopass-adit" / "flow.yaml").read_text(encoding="utf-8").split("\n")
    # The other flows are as they were: what is found without them is found each time.
    shutil.copytree(built_in(), tmp_path / "flows")
    for flow in (tmp_path / "flows").glob("*/flow.yaml"):
        if flow.parent.name != "infopass-adit":
            shutil.rmtree(flow.parent)
    target = tmp_path / "flows" / "infopass-adit" / "flow.yaml"

    def codes_found() -> set[tuple[str, str]]:
        checked = whole_check(Catalog([tmp_path / "flows"]), date(2026, 12, 1))
        return {(problem.code, problem.message) for problem in checked}

    before, noticed = codes_found(), 0
    for index in range(0, len(source), 9):
        target.write_text("\n".join(source[:index] + source[index + 1 :]), encoding="utf-8")
        noticed += codes_found() != before
    assert noticed > len(source) / 9 * 0.5
