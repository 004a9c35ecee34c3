"""Numbers and names as one says them on the phone: in chunks, and letter by letter."""

import unicodedata
from collections.abc import Mapping
from datetime import date as Day
from typing import Literal

import msgspec

from guide.core.case_numbers import looks_like, near_receipt, parse_case_number
from guide.core.errors import InvalidInput, Unread
from guide.core.flow.sources import FileStruct
from guide.core.message import Message

SpellingKind = Literal["receipt", "a-number", "name"]
LONGEST = 200


class SpellingWords(FileStruct, frozen=True):
    """The word for each character, and groups of characters that look alike."""

    checked: Day
    words: Mapping[str, str]
    look_alikes: tuple[str, ...]


class Spelled(msgspec.Struct, frozen=True, kw_only=True):
    """One character. `word` is None where none is known; `mark` names what stands on the letter.

    `looks_like` are the characters that it is easily taken for.
    """

    char: str
    word: str | None
    mark: str | None = None
    looks_like: tuple[str, ...] = ()


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """A text as one says it. `doubt` says why it is no receipt number, though it looks like one."""

    kind: SpellingKind
    chunks: tuple[str, ...]
    chars: tuple[Spelled, ...]
    doubt: Message | None = None


def chunks(kind: str, text: str) -> tuple[str, ...]:
    """Letters one by one, then digits in groups; the words of a name. Joined: the text."""
    if kind == "receipt":
        head, rest = text[:3], text[3:]
        return tuple(part for part in (*head, rest[:-7], rest[-7:-4], rest[-4:]) if part)
    if kind == "a-number":
        return tuple(part for part in (text[:1], text[1:4], text[4:7], text[7:]) if part)
    return tuple(text.split())


def spelled(text: str, alphabet: SpellingWords, kind: SpellingKind | None = None) -> Spelling:
    """Chunks and words; numbers without what separates their groups.

    Raises:
        InvalidInput: there is nothing to spell, too much, or it is no such number.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if not text or len(text) > LONGEST:
        what = Message("error.spell.long", "This is too long to spell.")
        if not text:
            what = Message("error.spell.empty", "There is nothing to spell.")
        hint = Message(
            "hint.spell", "Give one number or name, of up to {most} characters.", most=LONGEST
        )
        raise InvalidInput(what, hint)
    actual_kind = kind or kind_of(text)
    if actual_kind != "name":
        try:
            text = parse_case_number(actual_kind, text).text
        except Unread as error:
            message = Message(
                "error.spell.kind", "This is no {kind}: {text!r}.", kind=actual_kind, text=text[:60]
            )
            why = () if error.reason is None else (error.reason,)
            raise InvalidInput(message, *why, _shape_of(actual_kind)) from None
    return Spelling(
        kind=actual_kind,
        chunks=chunks(actual_kind, text),
        chars=tuple(_spelled(char, alphabet) for char in text),
        doubt=None if kind is not None or actual_kind != "name" else near_receipt(text),
    )


def _shape_of(kind: SpellingKind) -> Message:
    if kind == "receipt":
        return Message("hint.spell.receipt", "Three letters and ten digits.")
    return Message("hint.spell.a-number", "Seven to nine digits.")


def kind_of(text: str) -> SpellingKind:
    """The kind of number that a text has the shape of; a name where it has none."""
    return looks_like(text) or "name"


def _spelled(char: str, alphabet: SpellingWords) -> Spelled:
    base = unicodedata.normalize("NFD", char)
    upper = base[0].upper()
    mark = None
    if len(base) > 1:
        _, _, name = unicodedata.name(char, "").partition(" WITH ")
        mark = name.lower() or None
    group = next((alike for alike in alphabet.look_alikes if upper in alike), "")
    return Spelled(
        char=char,
        word=alphabet.words.get(upper if len(upper) == 1 else char),
        mark=mark,
        looks_like=tuple(char for char in group if char != upper),
    )
