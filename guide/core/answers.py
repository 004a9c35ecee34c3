"""Answers: parsed once, at the edge, into values; and written back as text."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from difflib import get_close_matches

from guide.core.condition import Value
from guide.core.errors import InvalidAnswer, InvalidInput
from guide.core.flow import Input, InputKind, Question
from guide.core.looks import Looks
from guide.core.masking import PRIVATE, masked, without_numbers
from guide.core.moments import NO_TIME, ClockChange, format_moment, parse_day, parse_moment
from guide.core.sentence import Sentence, as_it_is, takes
from guide.core.text import is_storable

LONGEST = 200
LONGEST_TYPED = 2000
_RECEIPT = re.compile(r"[A-Z]{3}\*?\d{10}", re.ASCII)
_DIGITS = re.compile(r"\d{1,6}", re.ASCII)
# Local numbers have seven.
_FEWEST_DIGITS = 7
_A_NUMBER = re.compile(r"A?(\d{7,9})", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015.]+")


def parse_answer(
    name: str, question: Question, text: str, zone: str, now: datetime | None = None
) -> tuple[Value, ClockChange | None]:
    """The value of an answer, and whether a clock change makes its time doubtful.

    `now`, in the caller's zone, is what "tomorrow" is counted from.

    Raises:
        InvalidAnswer: the question does not take it; says what it takes.
    """
    if text in question.options:
        return text, None
    if question.input is None:
        raise InvalidAnswer(not_an_answer(name, text), *_takes(question, text))
    if len(text) > LONGEST_TYPED:
        message = Sentence("error.answer.long", "{name}: the answer is too long.", name=name)
        raise InvalidAnswer(message, as_it_is(question.input.wanted))
    try:
        return _typed(question.input, text.strip(), zone, now)
    except (InvalidInput, _Refused) as error:
        reason = error.reason
        hints = [reason] if reason is not None else []
        message = not_an_answer(name, text, question.input.kind)
        raise InvalidAnswer(message, *hints, *_takes(question, text), reason=reason) from None


class _Refused(Exception):
    """The kind of input does not take it."""

    def __init__(self, reason: Sentence | None = None) -> None:
        super().__init__()
        self.reason = reason


def by_number(values: Sequence[str], kind: InputKind | None, text: str) -> str:
    """An option by its number, as it stands before it; anything else as it is.

    A question that takes a number takes no number for an option.
    """
    if kind == "number" or not (text.isascii() and text.isdecimal()):
        return text
    return (
        values[int(text) - 1]
        if len(text) < _FEWEST_DIGITS and 0 < int(text) <= len(values)
        else text
    )


def not_an_answer(name: str, text: str, kind: InputKind | None = None) -> Sentence:
    """That a question does not take what was given; what may be private is hidden."""
    given = text[:60]
    shown = masked(given) if kind in PRIVATE else repr(without_numbers(given))
    return Sentence("error.answer", "{name}: {text} is not an answer.", name=name, text=shown)


def _typed(
    wanted: Input, text: str, zone: str, now: datetime | None
) -> tuple[Value, ClockChange | None]:
    match wanted.kind:
        case "date":
            return parse_day(text, now, wanted.looks), None
        case "moment":
            return _moment(text, zone, now, wanted.looks)
        case "receipt":
            return _receipt(text), None
        case "a-number":
            digits = _matched(_A_NUMBER, _SEPARATORS.sub("", text).upper()).lstrip("A")
            return f"A{digits.zfill(9)}", None
        case "number":
            return _number(text, wanted.least or 0, 999_999 if wanted.most is None else wanted.most)
        case "phone":
            return _phone(_words(text, wanted.most or LONGEST)), None
        case "text":
            return _words(text, wanted.most or LONGEST), None


def _moment(
    text: str, zone: str, now: datetime | None, looks: Looks | None
) -> tuple[datetime, ClockChange | None]:
    # A day without a clock time would silently mean midnight.
    with suppress(ValueError):
        date.fromisoformat(text.partition("[")[0].strip())
        raise _Refused(NO_TIME)
    return parse_moment(text, zone, now, looks)


def _receipt(text: str) -> str:
    plain = _SEPARATORS.sub("", text).upper()
    if _RECEIPT.fullmatch(plain) is None:
        count = Sentence("why.receipt", "It has {count} letters and digits.", count=len(plain))
        raise _Refused(count if plain.isascii() and plain.isalnum() else None)
    return plain


def _number(text: str, least: int, most: int) -> tuple[int, None]:
    number = int(_matched(_DIGITS, text))
    if not least <= number <= most:
        raise _Refused(
            Sentence("why.bounds", "It takes {least} to {most}.", least=least, most=most)
        )
    return number, None


def _phone(text: str) -> str:
    if sum(each.isalnum() for each in text) < _FEWEST_DIGITS:
        raise _Refused(Sentence("why.phone", "That is too short for a phone number."))
    return text


def _words(text: str, most: int) -> str:
    if len(text) > most:
        raise _Refused(Sentence("why.long", "It takes up to {most} characters.", most=most))
    if not text or not is_storable(text):
        raise _Refused
    return text


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        raise _Refused
    return text


def _takes(question: Question, text: str) -> Iterator[Sentence]:
    if question.input is not None:
        yield as_it_is(question.input.wanted)
    if question.options:
        yield takes(*question.options)
        near = get_close_matches(text[:60], list(question.options), n=1)
        if near:
            yield Sentence("hint.meant", "Did you mean {name}?", name=near[0])


def format_answer(value: Value) -> str:
    """The text from which `parse_answer` gets the same value again."""
    match value:
        case datetime():
            return format_moment(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
