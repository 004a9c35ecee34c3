"""The plain mode as somebody at a terminal meets it: what they type, and the lines that come."""

from datetime import datetime
from typing import Any

import pytest

from guide.bootstrap import Services
from guide.cli.plain import Plain
from guide.cli.wrapping import wrapped
from guide.core.prepare.answers import by_number, option_meant, option_signs
from guide.local.settings import Settings
from tests.cli.conftest import AT, Talked
from tests.tui.helpers import ADIT

MOVED = ("1", "n", "no", "no", "yes", "2026-12-20 9:00", "travel", "n")
PROTECTED = ("No", "Yes", "I would rather not say", "Yes, and I am the attorney on it")
VALUES = ("no", "mine", "rather-not-say", "attorney")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("No", "no"), ("NO", "no"), ("n", "no"), ("no.", "no"), ("1", "no"),
        ("YES", "mine"), ("y", "mine"), ("Yes", "mine"), ("mine", "mine"), ("2", "mine"),
        ("I would rather", "rather-not-say"), ("yes, and", "attorney"), ("4", "attorney"),
        ("5", "5"), ("maybe", "maybe"), ("", ""),
    ],
)  # fmt: skip
def test_an_answer_is_taken_as_people_type_it(typed: str, value: str) -> None:
    assert option_meant(VALUES, PROTECTED, None, typed) == value


def test_what_could_be_two_answers_is_none() -> None:
    labels = ("No account, but I can make one", "Not sure", "Yes, I have one", "Yes, two")
    for typed in ("no", "yes", "N"):
        meant = option_meant(("a", "b", "c", "d"), labels, None, typed)
        assert meant in {"no": "a", "N": "a"}.get(typed, typed)
    assert option_meant(("a", "b"), ("Lost", "Loaned"), None, "lo") == "lo"


def test_beside_a_number_options_bear_letters() -> None:
    assert option_signs(2, "number") == ["a", "b"]
    assert by_number(["never"], "number", "1") == "1"
    assert by_number(["never"], "number", "A") == "never"


def test_labels_in_any_case_lead_to_a_plan(talked: Talked) -> None:
    shown = talked("incoming-call", "YES", "y", "No")
    assert "Hang up" in shown or "HANG UP" in shown
    assert "Next question" not in shown


def test_a_refusal_names_what_stands_on_the_terminal(talked: Talked) -> None:
    shown = talked("infopass-adit", "The applicant", "n", "rather")
    assert "I'd rather not say" in shown
    assert "rather-not-say" not in shown
    assert "protected:" not in shown


def test_back_help_and_sources_are_words_of_their_own(talked: Talked) -> None:
    shown = talked("infopass-adit", "1", "back", "2", "?", "s", "quit")
    assert shown.count("Who will speak to USCIS?") == 2
    assert "USCIS talks about a case only with certain people" in shown
    assert "○" in shown or "●" in shown or "?" in shown
    assert "is not an answer" not in shown


def test_how_often_it_was_moved_can_be_told_by_number_or_word(talked: Talked) -> None:
    for typed, value in (("a", "never"), ("Never", "never"), ("1", "1")):
        shown = talked("reschedule-biometrics", *MOVED, typed)
        assert "  a. Never" in shown
        assert "1. Never" not in shown
        assert "is not an answer" not in shown
        taken = shown.partition("  a. Never")[2]
        assert ("  = Never" in taken) is (value == "never")
        assert "✗" not in taken


def test_a_phone_with_an_extension_is_said_to_be_one_at_once(talked: Talked) -> None:
    adit = [answer for name, answer in ADIT.items() if name not in ("number", "texts")]
    shown = talked("infopass-adit", *adit, "617-253-1000 ext 412")
    assert "! This number has an extension, and officers can't call one" in shown


def test_after_the_plan_come_the_next_steps(talked: Talked) -> None:
    shown = talked("incoming-call", "no", "n")
    assert "guide sheet incoming-call --answer" in shown


@pytest.mark.parametrize("width", [40, 60, 80])
def test_lines_break_between_words(width: int) -> None:
    line = "  - " + "Live help should be open until Friday, November 27 at 8:00 p.m. Eastern. " * 3
    parts = wrapped(line.rstrip(), width)
    assert all(len(part) <= width for part in parts)
    assert " ".join(part.strip() for part in parts) == line.strip()
    assert all(part.startswith("    ") for part in parts[1:])
    address = "https://uscis.gov/" + "x" * 100
    assert address in wrapped(f"  see {address}", width)[-1]


def test_answers_through_a_pipe_may_be_words_as_well(run: Any) -> None:
    ran = run("prepare", "incoming-call", *AT, given=b"No\n")
    assert ran.status == 0


def test_all_faulty_answers_are_reported_in_one_run(run: Any) -> None:
    answers = ["--answer", "role=x", "--answer", "nosuch=1", "--answer", "plain"]
    ran = run("prepare", "expedite", *AT, *answers)
    assert ran.status == 2
    for said in ("role: 'x'", "'nosuch'", "'plain' has no `=`"):
        assert said in ran.err


def test_a_flow_that_is_misspelt_is_guessed_and_only_real_ones_are_named(run: Any) -> None:
    err = run("prepare", "expidite").err
    assert "Did you mean 'expedite'?" in err
    assert "incoming-call" in err
    assert " line" not in err
    assert "who" not in err


def test_the_next_question_says_how_to_answer_it(run: Any) -> None:
    out = run("prepare", "infopass-adit", *AT).out
    assert "--answer role=applicant|petitioner|attorney" in out


def test_a_question_mark_explains_the_terms_of_the_question(talked: Talked) -> None:
    ran = talked("infopass-adit", "1", "no", "?")
    assert "What the words mean:" in ran
    assert "  VAWA: The Violence Against Women Act" in ran
    assert "  DACA:" not in ran


def test_a_number_that_cannot_be_called_back_says_why_where_one_dials() -> None:
    services = Services(Settings(zone="America/New_York"))
    at = datetime.fromisoformat("2026-11-23T10:00-05:00")
    for number, is_told in (("202-555-0123 ext 5", True), ("202-555-0123", False)):
        plan = services.planning.plan("infopass-adit", ADIT | {"number": number}, at)
        assert plan.phone is not None
        why = [
            advised.why
            for code, advised in services.catalog.center.phone_advice(plan.phone)
            if code == "extension"
        ]
        assert bool(why) == is_told
        lines = "\n".join(Plain(plan, services).lines())
        assert all(words in lines for words in why)
        assert ("  ! " in lines.partition("Dial")[2].partition("\n\n")[0]) == is_told
