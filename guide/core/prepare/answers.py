"""Answers: parsed once, at the edge, into values; and written back as text."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from guide.core.case_numbers import looks_like, parse_case_number
from guide.core.clock.moments import (
    ClockChange,
    format_moment,
    parse_day,
    parse_moment_or_day,
    parse_timed_moment,
)
from guide.core.errors import InvalidAnswer, InvalidInput, Unread
from guide.core.flow.flow import Input, InputKind, Question
from guide.core.flow.words import Value
from guide.core.masking import PRIVATE, masked, without_numbers
from guide.core.message import Message, accepted_values, verbatim
from guide.core.signs import alike, plain_signs
from guide.core.text import is_encodable

LONGEST = 200
LONGEST_TYPED = 2000
_DIGITS = re.compile(r"\d{1,6}", re.ASCII)
# Local numbers have seven.
_FEWEST_DIGITS = 7
_NEVER_PRIVATE = frozenset({"date", "moment", "number"})
_PRIVATE_DIGITS = 9
# Digits on a keyboard.
_KEYS = 10
_SHORT_FORMS = {"y": "yes", "n": "no", "yeah": "yes", "yep": "yes", "nope": "no"}


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
        message = Message("error.answer.long", "{name}: the answer is too long.", name=name)
        raise InvalidAnswer(message, verbatim(question.input.wanted))
    try:
        return _typed(question.input, text.strip(), zone, now)
    except (InvalidInput, Unread) as error:
        reason = error.reason
        hints = [reason] if reason is not None else []
        message = not_an_answer(name, text, question.input.kind)
        raise InvalidAnswer(message, *hints, *_takes(question, text), reason=reason) from None


def option_signs(count: int, kind: InputKind | None) -> list[str]:
    """What stands before each option: numbers; letters where a number is an answer itself.

    Of ten the last is 0: one key chooses each.
    """
    if kind == "number":
        return [chr(ord("a") + i) for i in range(count)]
    signs = [str(i + 1) for i in range(count)]
    return [*signs[:-1], "0"] if count == _KEYS else signs


def by_number(values: Sequence[str], kind: InputKind | None, text: str) -> str:
    """An option by the sign that stands before it; anything else as it is."""
    signs = option_signs(len(values), kind)
    given = "0" if len(values) == _KEYS and text == str(_KEYS) else text.lower()
    return values[signs.index(given)] if given in signs else text


def option_meant(
    values: Sequence[str], labels: Sequence[str], kind: InputKind | None, text: str
) -> str:
    """An option by its sign, value, label or the beginning of one; anything else as it is.

    What could be two options is none.
    """
    if text in values:
        return text
    by_sign = by_number(values, kind, text)
    wanted = alike(text).strip(" .!")
    if by_sign != text or not wanted:
        return by_sign
    names = [(alike(value), alike(label)) for value, label in zip(values, labels, strict=True)]
    word = _SHORT_FORMS.get(wanted, wanted)
    whole = [i for i, name in enumerate(names) if word in name or wanted in name]
    first = [i for i, (_, label) in enumerate(names) if _first_word(label) == word]
    # A field takes words of its own: there the beginning of an option says too little.
    begins = [i for i, name in enumerate(names) if name[1].startswith(wanted)]
    for fits in (whole, first, begins if kind is None else []):
        if len(fits) == 1:
            return values[fits[0]]
    return text


def _first_word(label: str) -> str:
    return re.split(r"\W", label, maxsplit=1)[0]


def not_an_answer(name: str, text: str, kind: InputKind | None = None) -> Message:
    """That a question does not take what was given; what may be private is hidden."""
    given = text[:60]
    if kind in PRIVATE:
        shown = masked(given)
    elif kind in _NEVER_PRIVATE and not _is_private(given):
        # To find the mistake one must see it.
        shown = repr(given)
    else:
        shown = repr(without_numbers(given))
    return Message("error.answer", "{name}: {text} is not an answer.", name=name, text=shown)


def _is_private(text: str) -> bool:
    """Whether a number of another kind may have been typed into the wrong field."""
    digits = sum(map(str.isdecimal, text))
    return looks_like(text) is not None or (digits >= _PRIVATE_DIGITS and ":" not in text)


def _typed(
    wanted: Input, text: str, zone: str, now: datetime | None
) -> tuple[Value, ClockChange | None]:
    match wanted.kind:
        case "date" if wanted.hour:
            return parse_moment_or_day(text, zone, now, wanted.looks)
        case "date":
            return parse_day(text, now, wanted.looks), None
        case "moment":
            return parse_timed_moment(text, zone, now, wanted.looks)
        case "receipt":
            return parse_case_number("receipt", text).text, None
        case "a-number":
            return parse_case_number("a-number", text).key, None
        case "number":
            return _number(text, wanted.least or 0, 999_999 if wanted.most is None else wanted.most)
        case "phone":
            return _phone(_words(text, wanted.most or LONGEST)), None
        case "text":
            return _words(text, wanted.most or LONGEST), None


def _number(text: str, least: int, most: int) -> tuple[int, None]:
    plain = plain_signs(text) if all(map(str.isdecimal, text)) else text
    if _DIGITS.fullmatch(plain) is None:
        raise Unread
    number = int(plain)
    if not least <= number <= most:
        raise Unread(Message("why.bounds", "Use {least} to {most}.", least=least, most=most))
    return number, None


def _phone(text: str) -> str:
    if sum(char.isalnum() for char in text) < _FEWEST_DIGITS:
        raise Unread(Message("why.phone", "That is too short for a phone number."))
    return text


def _words(text: str, most: int) -> str:
    if len(text) > most:
        raise Unread(Message("why.long", "Use at most {most} characters.", most=most))
    if not text or not is_encodable(text):
        raise Unread
    return text


def _takes(question: Question, text: str) -> Iterator[Message]:
    if question.input is not None:
        yield verbatim(question.input.wanted)
    if question.options:
        yield accepted_values(*question.options)
        near = get_close_matches(text[:60], list(question.options), n=1)
        if near:
            yield Message("hint.meant", "Did you mean {name}?", name=near[0])


def format_answer(value: Value) -> str:
    """The text from which `parse_answer` gets the same value again."""
    match value:
        case datetime():
            return format_moment(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)
