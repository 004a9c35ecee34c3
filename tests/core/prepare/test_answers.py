"""Answers: what each kind of input takes, how it is kept, and what is said of the rest."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from guide.core.errors import InvalidAnswer
from guide.core.flow.flow import Input, InputKind, Option, Question
from guide.core.flow.words import Value
from guide.core.prepare.answers import (
    LONGEST,
    LONGEST_TYPED,
    by_number,
    format_answer,
    parse_answer,
)

ZONE = "America/New_York"
CHOICE = Question(text="Which?", options={"lost": "Lost", "stolen": Option(label="Stolen")})


def asking(kind: InputKind, least: int | None = None, most: int | None = None) -> Question:
    wanted = Input(kind=kind, wanted="Like this.", least=least, most=most)
    return Question(text="What?", options={"none": "I have none"}, input=wanted)


def parsed(question: Question, text: str) -> Value:
    return parse_answer("q", question, text, ZONE)[0]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", " 2026-12-04 ", date(2026, 12, 4)),
        ("moment", "2026-12-04T09:00", datetime(2026, 12, 4, 9, tzinfo=ZoneInfo(ZONE))),
        ("moment", "2026-12-04 9:00 pm", datetime(2026, 12, 4, 21, tzinfo=ZoneInfo(ZONE))),
        ("moment", "2026-12-04T09:00Z", datetime(2026, 12, 4, 9, tzinfo=UTC)),
        ("receipt", "IOE0912345678", "IOE0912345678"),
        ("receipt", "ioe 0912-345 678", "IOE0912345678"),
        ("receipt", "MSC*2190123456", "MSC*2190123456"),
        ("receipt", "ioe–0912‐345—678", "IOE0912345678"),  # dashes from a letter
        ("a-number", "A012345678", "A012345678"),
        # Digits of other scripts are what some keyboards type: the phone field takes them, too.
        ("receipt", "IOE091234567٨", "IOE0912345678"),
        ("receipt", "ＩＯＥ０９１２３４５６７８", "IOE0912345678"),
        ("receipt", "\u200bIOE0912345678\u200e", "IOE0912345678"),
        ("receipt", "\ufeffIOE\u00ad0912\u2011345\u00a0678", "IOE0912345678"),
        ("receipt", "MSC＊2190123456", "MSC*2190123456"),
        ("receipt", "Receipt Number: IOE0912345678", "IOE0912345678"),
        ("receipt", "receipt # ioe0912345678", "IOE0912345678"),
        ("a-number", "A# 123-456-789", "A123456789"),
        ("a-number", "A#123456789", "A123456789"),
        ("a-number", "USCIS# 123-456-789", "A123456789"),
        ("a-number", "Alien Registration Number 123 456 789", "A123456789"),
        ("a-number", "A-012/345/678", "A012345678"),
        ("number", "٣", 3),
        ("a-number", "12345678", "A012345678"),
        ("a-number", "a 1234567", "A001234567"),
        ("a-number", "A-012-345-678", "A012345678"),
        ("number", "0", 0),
        ("number", "007", 7),
        ("number", "999999", 999_999),
        ("phone", "617-253-1000 x9", "617-253-1000 x9"),
        ("text", "  my own words  ", "my own words"),
        ("text", "x" * LONGEST, "x" * LONGEST),
    ],
)
def test_each_kind_of_input_takes_what_people_type(
    kind: InputKind, text: str, value: Value
) -> None:
    read_value = parsed(asking(kind), text)
    assert (type(read_value), read_value) == (type(value), value)
    assert parsed(asking(kind), format_answer(read_value)) == read_value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "12/4/2026"),
        ("date", "2026-12-04T09:00"),
        ("date", ""),
        ("moment", "2026-12-04"),  # midnight is not meant
        ("moment", "9:00"),
        ("moment", "2026-12-04T09:00[Mars/Olympus]"),
        ("moment", "9999-12-31T23:00"),
        ("receipt", "IOE123"),
        ("receipt", "IOE09123456789"),
        ("receipt", "1OE0912345678"),
        ("receipt", "IOE091234567²"),  # raised
        ("a-number", "123456"),
        ("a-number", "A0123456789"),
        ("a-number", "B012345678"),
        ("number", "-1"),
        ("number", "1.5"),
        ("number", "1000000"),
        ("number", "²"),
        ("phone", "  "),
        ("text", ""),
        ("text", "x" * (LONGEST + 1)),
        ("text", "half of one: \ud83d"),
    ],
)
def test_each_kind_of_input_refuses_what_is_none_of_it(kind: InputKind, text: str) -> None:
    with pytest.raises(InvalidAnswer) as raised:
        parsed(asking(kind), text)
    assert str(raised.value).startswith("q: ")
    assert "Like this." in str(raised.value)
    assert "Use one of: none." in str(raised.value)


def test_bounds_of_a_number_and_of_a_text() -> None:
    some = asking("number", least=2, most=4)
    assert [parsed(some, text) for text in ("2", "4")] == [2, 4]
    for text in ("1", "5"):
        with pytest.raises(InvalidAnswer):
            parsed(some, text)
    assert parsed(asking("number", most=0), "0") == 0
    with pytest.raises(InvalidAnswer):
        parsed(asking("number", most=0), "1")
    assert parsed(asking("text", most=3), "abc") == "abc"
    with pytest.raises(InvalidAnswer):
        parsed(asking("text", most=3), "abcd")


def test_an_option_stands_in_place_of_the_input() -> None:
    assert parsed(asking("number"), "none") == "none"


def test_options_are_taken_letter_for_letter_with_a_near_miss() -> None:
    assert parsed(CHOICE, "stolen") == "stolen"
    for text in ("Stolen", " stolen", "stole", ""):
        with pytest.raises(InvalidAnswer, match="Use one of: lost, stolen") as raised:
            parsed(CHOICE, text)
        assert ("Did you mean stolen?" in str(raised.value)) is bool(text)


def test_what_is_far_too_long_is_not_repeated() -> None:
    for question in (CHOICE, asking("text"), asking("receipt")):
        with pytest.raises(InvalidAnswer) as raised:
            parsed(question, "9" * (LONGEST_TYPED + 1))
        assert len(str(raised.value)) < 200


def test_a_doubtful_clock_time_is_reported() -> None:
    moment = asking("moment")
    for text, change in (
        ("2026-03-08T02:30", "skipped"),
        ("2026-11-01T01:30", "repeated"),
        ("2026-11-02T01:30", None),
    ):
        assert parse_answer("q", moment, text, ZONE)[1] == change


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 12, 4), "2026-12-04"),
        (datetime(2026, 12, 4, 9, tzinfo=ZoneInfo(ZONE)), "2026-12-04T09:00:00-05:00[America/New_York]"),
        (datetime(2026, 12, 4, 9, tzinfo=UTC), "2026-12-04T09:00:00+00:00"),
        (3, "3"),
        ("lost", "lost"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_text(value: Value, text: str) -> None:
    assert format_answer(value) == text


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("date", "2026-02-30", "does not exist"),
        ("date", "Feb 30 2026", "does not exist"),
        ("date", "4/12/2026", "Which number is the month"),
        ("date", "soon", "“soon” is not understood"),
        ("moment", "2026-12-04", "time of day is missing"),
        ("moment", "Dec 4 2026", "time of day is missing"),
        ("moment", "12/30/2026", "time of day is missing"),
        ("moment", "20261204", "time of day is missing"),
        ("moment", "4/12/2026 9:30", "Which number is the month"),
        ("moment", "2026-02-30 9 am", "does not exist"),
        ("moment", "tomorrow", "whole date"),
        ("receipt", "IOE123", "It has 6 letters and digits"),
        ("receipt", "I0E0912345678", "Sign 2 is a zero"),
        ("receipt", "IOEO912345678", "Sign 4 is the letter O, not a zero"),
        ("receipt", "IOE091234567l", "Sign 13 is the letter L, not a one"),
        ("receipt", "IOE09123456B8", "Sign 12 is the letter B, where a digit"),
        ("receipt", "0912-3456-7890", "number of an online account"),
        ("a-number", "0912 3456 7890", "number of an online account"),
        ("a-number", "IOE0912345678", "This is a receipt number"),
        ("a-number", "A12345O78", "Sign 7 is the letter O"),
        ("number", "1000000", "cannot be read"),
        ("phone", "1", "too short"),
        ("phone", "12 34-56", "too short"),
        ("text", "x" * (LONGEST + 1), "at most 200"),
    ],
)
def test_the_reason_says_what_is_wrong(kind: InputKind, text: str, reason: str) -> None:
    with pytest.raises(InvalidAnswer) as raised:
        parsed(asking(kind), text)
    assert reason in str(raised.value.reason)


def test_an_option_by_its_number() -> None:
    values = ["lost", "stolen"]
    given = ["1", "2", "3", "0", "stolen", "٢", "202-555-0123", "2" * 20]
    taken = ["lost", "stolen", *given[2:]]
    assert [by_number(values, "phone", text) for text in given] == taken
    assert by_number(values, "number", "1") == "1"
