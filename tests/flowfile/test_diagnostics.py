"""What is wrong is said in an author's words, at the line where it is."""

from pathlib import Path

import pytest

from tests.flowfile.small import CARD, CENTER, FILES, check, write

FLOW = "card/flow.yaml"


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("start: what", "\tstart: what", "\tstart", "indented with a tab"),
        ("  what:\n    text", "\u00a0\u00a0what:\n    text", "\u00a0\u00a0what", "indented with a no-break space"),
        ('text: "What happened?"', 'text: "What happened?', '"What happened?\n', "A quote that opens here is not closed"),
        ("sources: [fact]}\ndates", "sources: fact-04}\ndates", "fact-04", "Expected a list, found a single value"),
        ("checked: 2026-11-23", "checked: 2026-11-31", "2026-11-31", "2026-11-31 is not a date."),
        ("at_most: some-days", 'at_most: "30"', '"30"', "Expected a whole number"),
        ("at_most: some-days", "at_most: 30.5", "30.5", "Expected a whole number"),
        ("at_most: some-days", "at_most: 0o36", "0o36", "Expected a whole number"),
        ("at_most: some-days", "at_most: 1_000", "1_000", "Expected a whole number"),
        ("at_most: some-days", "at_most: 1e3", "1e3", "Expected a whole number"),
        ("at_most: some-days", "at_most: 999999999999", "999999999999", "Expected a whole number"),
        ("{days_until: needed, at_most: some-days}", "{answer: needed, is: 2026-11-11}", "2026-11-11", "has no option"),
        ("{before: needed, limit: some-days}", "{before: needed, limit: some-days}\n  again: {after: needed-by, limit: some-days}", "needed-by, limit", "none is computed from another"),
        ("done: {kind: self-help,", "done: {kind: do-not-call,", "{kind: do-not-call", "A `do-not-call` needs a `reason`"),
        ('{label: "Stolen", sources: [fact]}', "{label: “Stolen, returned”, sources: [fact]}", "returned”", "is not known here"),
    ],
)  # fmt: skip
def test_a_slip_is_reported_in_plain_words(
    tmp_path: Path, old: str, new: str, at: str, words: str
) -> None:
    assert old in CARD
    card = CARD.replace(old, new, 1)
    write(tmp_path, {**FILES, FLOW: card})
    error = next(problem for problem in check(tmp_path) if problem.severity == "error")
    assert words in error.message
    assert error.hint
    assert error.line == card[: card.index(at)].count("\n") + 1


def test_the_date_that_is_compared_like_an_option_is_told_how(tmp_path: Path) -> None:
    card = CARD.replace(
        "{days_until: needed, at_most: some-days}", "{answer: needed, is: 2026-11-11}"
    )
    write(tmp_path, {**FILES, FLOW: card})
    assert "days_until" in str([problem.hint for problem in check(tmp_path)])


def test_a_limit_with_a_number_in_quotes_is_no_name(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            **FILES,
            "contact_center.yaml": CENTER.replace("value: 3, unit: days", "value: 1_0, unit: days"),
        },
    )
    assert [problem.code for problem in check(tmp_path)] == ["type"]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_named_with_the_line_and_what_to_do(
    tmp_path: Path, encoding: str
) -> None:
    write(tmp_path, FILES)
    text = CARD.replace("What happened?", "Qué pasó?")
    (tmp_path / FLOW).write_bytes(text.encode(encoding))
    (problem,) = check(tmp_path)
    line = 1 if encoding == "utf-16" else text[: text.index("Qué")].count("\n") + 1
    assert (problem.code, problem.line) == ("encoding", line)
    assert problem.hint == "Save it as UTF-8 in your editor."


def test_a_default_edge_that_is_not_the_last_is_reported_once(tmp_path: Path) -> None:
    old = (
        "      - when: {days_until: needed, at_most: some-days}\n        to: call\n      - to: gate"
    )
    new = (
        "      - to: gate\n      - when: {days_until: needed, at_most: some-days}\n        to: call"
    )
    assert old in CARD
    write(tmp_path, {**FILES, FLOW: CARD.replace(old, new)})
    assert [problem.code for problem in check(tmp_path)] == ["default-too-early"]
