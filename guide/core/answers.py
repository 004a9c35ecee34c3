"""Answers: parsed once, at the edge, into values; and written back as text."""

import re
from datetime import date, datetime
from difflib import get_close_matches

from guide.core.condition import Value
from guide.core.errors import InvalidAnswer, InvalidInput
from guide.core.flow import Question
from guide.core.masking import PRIVATE, masked, without_numbers
from guide.core.moments import ClockChange, format_moment, parse_day, parse_moment
from guide.core.text import is_storable

LONGEST = 200
LONGEST_TYPED = 2000
_RECEIPT = re.compile(r"[A-Z]{3}\*?\d{10}", re.ASCII)
_WITH_TIME = re.compile(r".*[T :]\d.*", re.ASCII)
_A_NUMBER = re.compile(r"A?(\d{7,9})", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015.]+")


def parse_answer(
    name: str, question: Question, text: str, zone: str
) -> tuple[Value, ClockChange | None]:
    """The value of an answer, and whether a clock change makes its time doubtful.

    Raises:
        InvalidAnswer: the question does not take it; says what it takes.
    """
    if text in question.options:
        return text, None
    if question.input is None:
        shown = without_numbers(text[:60])
        raise InvalidAnswer(f"{name}: {shown!r} is not an answer.", _takes(question, text))
    if len(text) > LONGEST_TYPED:
        raise InvalidAnswer(f"{name}: the answer is too long.", question.input.wanted)
    try:
        return _typed(question, text.strip(), zone)
    except (InvalidInput, ValueError):
        private = question.input.kind in PRIVATE
        shown = masked(text[:60]) if private else repr(without_numbers(text[:60]))
        raise InvalidAnswer(f"{name}: {shown} is not an answer.", _takes(question, text)) from None


def _typed(question: Question, text: str, zone: str) -> tuple[Value, ClockChange | None]:
    assert question.input is not None  # noqa: S101  # the caller has looked
    most, least = question.input.most, question.input.least
    match question.input.kind:
        case "date":
            return parse_day(text), None
        case "moment":
            # A day without a clock time would silently mean midnight.
            return parse_moment(_matched(_WITH_TIME, text), zone)
        case "receipt":
            return _matched(_RECEIPT, _SEPARATORS.sub("", text).upper()), None
        case "a-number":
            digits = _matched(_A_NUMBER, _SEPARATORS.sub("", text).upper()).lstrip("A")
            return f"A{digits.zfill(9)}", None
        case "number":
            number = int(_matched(re.compile(r"\d{1,6}", re.ASCII), text))
            if not (least or 0) <= number <= (999_999 if most is None else most):
                raise ValueError
            return number, None
        case "phone" | "text":
            if not text or len(text) > (most or LONGEST) or not is_storable(text):
                raise ValueError
            return text, None


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise ValueError
    return text


def _takes(question: Question, text: str) -> str:
    words = [] if question.input is None else [question.input.wanted]
    if question.options:
        words.append("It takes: " + ", ".join(question.options) + ".")
        near = get_close_matches(text[:60], list(question.options), n=1)
        words += [f"Did you mean {near[0]}?"] if near else []
    return " ".join(words)


def format_answer(value: Value) -> str:
    """The text from which `parse_answer` gets the same value again."""
    match value:
        case datetime():
            return format_moment(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
