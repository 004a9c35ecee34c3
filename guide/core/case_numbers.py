"""Receipt numbers, A-numbers and item numbers: what is taken for one, and why something is not."""

import re
import unicodedata
from typing import Literal

from guide.core.message import Message
from guide.core.signs import bare, plain_signs

CaseNumber = Literal["receipt", "a-number"]
_SHAPES: dict[CaseNumber, re.Pattern[str]] = {
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


def item_key(number: str | None) -> str:
    """What is the same for every way to write a service item number: SR1234-567, sr 1234567."""
    # What nobody can see is no part of a number, and not every database takes it.
    text = "".join(char for char in number or "" if char.isprintable())
    return bare(text) or text.strip()


def same_item(one: str | None, other: str | None) -> bool:
    """Whether both are there and name one service item."""
    return bool(item_key(one)) and item_key(one) == item_key(other)


def signs_of(text: str) -> str:
    """Letters, digits and star of a number, in capitals, without label and separators."""
    return _SEPARATORS.sub("", _without_label(plain_signs(text))).upper()


def case_number(kind: CaseNumber, text: str) -> str | None:
    """The number as it is kept; None where the text is none of that kind."""
    if any(unicodedata.category(char) == "No" for char in text):  # raised, circled, halves
        return None
    signs = signs_of(text)
    if _SHAPES[kind].fullmatch(signs) is None:
        return None
    return f"A{signs.removeprefix('A')}" if kind == "a-number" else signs


def looks_like(text: str) -> CaseNumber | None:
    """The kind of number that a text is beyond doubt: an A-number without its A may be anything."""
    if case_number("receipt", text):
        return "receipt"
    plain = plain_signs(text)
    label = plain.removesuffix(_without_label(plain))
    is_named = signs_of(text).startswith("A") or _NAMES_AN_A_NUMBER.match(label) is not None
    return "a-number" if is_named and case_number("a-number", text) else None


def why_not(kind: CaseNumber, text: str) -> Message | None:
    """What is wrong with a text that is no number of that kind, where that can be told."""
    signs = signs_of(text)
    plain = signs.replace("*", "", 1)
    if not (plain.isascii() and plain.isalnum()):
        return None
    if _ONLINE_ACCOUNT.fullmatch(plain):
        return _IS_ACCOUNT
    if kind == "receipt":
        return _why_no_receipt(plain)
    if case_number("receipt", text):
        return Message("why.is-receipt", "This is a receipt number.")
    digits = plain.removeprefix("A")
    place = next((i for i, char in enumerate(digits) if not char.isdigit()), None)
    if place is not None and _LEAST_A_NUMBER <= len(digits) <= _MOST_A_NUMBER:
        return _letter(digits[place], place + 1 + len(plain) - len(digits))
    return _count(plain)


def near_receipt(text: str) -> Message | None:
    """Why a text is no receipt number though it is nearly one, or an account's number."""
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
