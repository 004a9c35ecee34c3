"""Receipt numbers, A-numbers and service item numbers, as values that compare as people mean them.

Capitals, hyphens, spaces and labels make no other number; a text keeps what was written.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, Self, TypeVar, overload

import msgspec

from guide.core.errors import Unread
from guide.core.message import Message
from guide.core.signs import bare, plain_signs

CaseNumberKind = Literal["receipt", "a-number"]
_SHAPES: dict[CaseNumberKind, re.Pattern[str]] = {
    "receipt": re.compile(r"[A-Z]{3}\*?[0-9]{10}"),
    "a-number": re.compile(r"A?[0-9]{7,9}"),
}
_ONLINE_ACCOUNT = re.compile(r"[0-9]{12}")
_SEPARATORS = re.compile(r"[\s\-./·•_,]+")
# What cards, notices and people write in front of a number; A stands before an A-number itself.
_LABEL = re.compile(
    r"\s*(?:my\s+)?(?:"
    r"(?:uscis\s+)?(?:receipt|case)(?:\s*(?:number|no|nr|num|id)\b\.?)?"
    r"|(?:uscis|alien|a)(?:\s+registration)?[\s-]*(?:number|no|nr|num)\b\.?"
    r"|(?:uscis|a)(?=\s*\#)"
    r"|(?:uscis|alien)(?=\s*:)"
    r"|a(?=\s*:)"
    r"|(?:number|no)\b\.?"
    r")?\s*\#?\s*:?\s*(?:is\s+)?",
    re.IGNORECASE,
)
_NAMES_AN_A_NUMBER = re.compile(r"\s*(?:my\s+)?(?:uscis|alien|a)\b", re.IGNORECASE)
_LETTERS_OF_A_RECEIPT = 3
_LIKE_DIGITS = {"O": "zero", "Q": "zero", "I": "one", "L": "one"}
RECEIPT_LENGTH = 13
_IS_ACCOUNT = Message("why.online-account", "Twelve digits are the number of an online account.")
_LEAST_A_NUMBER, _MOST_A_NUMBER = 7, 9


class _Number(msgspec.Struct, frozen=True, eq=False):
    """A number in one way of writing; two are equal where they are of one kind and have one key."""

    text: str

    @property
    def key(self) -> str:
        """What is the same for every way to write the number; as text it is what was written."""
        return _letters_and_digits(self.text)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.key == self.key

    def __hash__(self) -> int:
        return hash((type(self), self.key))

    def __str__(self) -> str:
        return self.text


class ReceiptNumber(_Number, frozen=True, eq=False):
    """Three letters and ten digits (rule-F01): IOE0912345678.

    An asterisk may be printed in it (rule-F02): it is kept, and makes no other number.
    """

    @classmethod
    def noted(cls, text: str | None) -> Self | None:
        """What a log has in place of one, of any shape; None where nothing can be seen."""
        return _noted(cls, text if text is None else case_signs("receipt", text) or text)


class AlienNumber(_Number, frozen=True, eq=False):
    """A and seven to nine digits; zeros in front fill it up (rule-F06): A012345678."""

    @property
    def key(self) -> str:
        """A and nine digits."""
        return f"A{self.text.removeprefix('A').zfill(_MOST_A_NUMBER)}"


class ServiceItemNumber(_Number, frozen=True, eq=False):
    """The number of a request, from an agent (rule-A29): SR1234567, of any shape (rule-F08)."""

    @classmethod
    def noted(cls, text: str | None) -> Self | None:
        """What somebody noted as one; None where nothing can be seen."""
        return _noted(cls, text)


CaseNumber = ReceiptNumber | AlienNumber


_N = TypeVar("_N", bound=_Number)


def service_items(texts: Iterable[str | None]) -> frozenset[ServiceItemNumber]:
    """The numbers among what was noted, each once."""
    numbers = map(ServiceItemNumber.noted, texts)
    return frozenset(number for number in numbers if number is not None)


@overload
def parse_case_number(kind: Literal["receipt"], text: str) -> ReceiptNumber: ...
@overload
def parse_case_number(kind: Literal["a-number"], text: str) -> AlienNumber: ...
@overload
def parse_case_number(kind: CaseNumberKind, text: str) -> CaseNumber: ...
def parse_case_number(kind: CaseNumberKind, text: str) -> CaseNumber:
    """The number that was typed or pasted, without label and separators, in capitals.

    Raises:
        Unread: it is no number of that kind; with what is wrong, where that can be told.
    """
    signs = case_signs(kind, text)
    if signs is None:
        raise Unread(why_not(kind, text))
    return ReceiptNumber(signs) if kind == "receipt" else AlienNumber(signs)


def _noted(kind: type[_N], text: str | None) -> _N | None:
    return kind(text) if text is not None and _letters_and_digits(text) else None


def _letters_and_digits(text: str) -> str:
    # What nobody can see is no part of a number, and not every database takes it.
    seen = "".join(char for char in text if char.isprintable())
    return bare(seen) or seen.strip()


def signs_of(text: str) -> str:
    """Letters, digits and star of a number, in capitals, without label and separators."""
    return _SEPARATORS.sub("", _without_label(plain_signs(text))).upper()


def case_signs(kind: CaseNumberKind, text: str) -> str | None:
    """The signs of the number as it is kept; None where the text is none of that kind."""
    if any(unicodedata.category(char) == "No" for char in text):  # raised, circled, halves
        return None
    signs = signs_of(text)
    if _SHAPES[kind].fullmatch(signs) is None:
        return None
    return f"A{signs.removeprefix('A')}" if kind == "a-number" else signs


def looks_like(text: str) -> CaseNumberKind | None:
    """The kind of number that a text is beyond doubt (rule-F09); None where it is none.

    An A-number without its A may be anything.
    """
    if case_signs("receipt", text):
        return "receipt"
    plain = plain_signs(text)
    label = plain.removesuffix(_without_label(plain))
    is_named = signs_of(text).startswith("A") or _NAMES_AN_A_NUMBER.match(label) is not None
    return "a-number" if is_named and case_signs("a-number", text) else None


def why_not(kind: CaseNumberKind, text: str) -> Message | None:
    """What is wrong with a text that is no number of that kind, where that can be told."""
    signs = signs_of(text)
    plain = signs.replace("*", "", 1)
    if not (plain.isascii() and plain.isalnum()):
        return None
    if _ONLINE_ACCOUNT.fullmatch(plain):
        return _IS_ACCOUNT
    if kind == "receipt":
        return _why_no_receipt(plain)
    if case_signs("receipt", text):
        return Message("why.is-receipt", "This is a receipt number.")
    digits = plain.removeprefix("A")
    place = next((i for i, char in enumerate(digits) if not char.isdigit()), None)
    if place is not None and _LEAST_A_NUMBER <= len(digits) <= _MOST_A_NUMBER:
        return _letter(digits[place], place + 1 + len(plain) - len(digits))
    return _count(plain)


def near_receipt(text: str) -> Message | None:
    """Why a text is no receipt number though nearly one, or an account's number (rule-F07)."""
    plain = signs_of(text).replace("*", "", 1)
    if _ONLINE_ACCOUNT.fullmatch(plain):
        return _IS_ACCOUNT
    if len(plain) != RECEIPT_LENGTH or not (plain.isascii() and plain.isalnum()):
        return None
    rest = plain[_LETTERS_OF_A_RECEIPT:]
    wrong = sum(char.isdigit() for char in plain[:_LETTERS_OF_A_RECEIPT])
    wrong += sum(not char.isdigit() for char in rest)
    near = all(char.isdigit() or char in _LIKE_DIGITS for char in rest)
    return _why_no_receipt(plain) if near and 0 < wrong < _LETTERS_OF_A_RECEIPT else None


def _why_no_receipt(plain: str) -> Message:
    if len(plain) != RECEIPT_LENGTH:
        return _count(plain)
    for place, char in enumerate(plain):
        if place < _LETTERS_OF_A_RECEIPT and char.isdigit():
            return _digit(char, place + 1)
        if place >= _LETTERS_OF_A_RECEIPT and not char.isdigit():
            return _letter(char, place + 1)
    return _count(plain)


def _digit(char: str, place: int) -> Message:
    if char == "0":
        return Message(
            "why.receipt.zero",
            "Sign {place} is a zero. Receipt numbers begin with three letters.", place=place,
        )  # fmt: skip
    return Message(
        "why.receipt.digit",
        "Sign {place} is the digit {digit}. Receipt numbers begin with three letters.",
        place=place, digit=char,
    )  # fmt: skip


def _letter(char: str, place: int) -> Message:
    if _LIKE_DIGITS.get(char) == "zero":
        return Message(
            "why.letter.zero", "Sign {place} is the letter {letter}, not a zero.",
            place=place, letter=char,
        )  # fmt: skip
    if _LIKE_DIGITS.get(char) == "one":
        return Message(
            "why.letter.one", "Sign {place} is the letter {letter}, not a one.",
            place=place, letter=char,
        )  # fmt: skip
    return Message(
        "why.letter", "Sign {place} is the letter {letter}, where a digit belongs.",
        place=place, letter=char,
    )  # fmt: skip


def _count(plain: str) -> Message:
    return Message("why.receipt", "It has {count} letters and digits.", count=len(plain))


def _without_label(text: str) -> str:
    match = _LABEL.match(text)
    return text[match.end() :] if match is not None else text
