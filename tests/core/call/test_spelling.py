"""Numbers and names as one says them."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.core.call.spelling import chunks, kind_of, spelled
from guide.core.errors import InvalidInput
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in

WORDS = Catalog([Path(built_in())]).spelling


def test_every_letter_and_digit_has_a_word_of_its_own() -> None:
    known = [WORDS.words[digit] for digit in string.ascii_uppercase + string.digits]
    assert len(set(known)) == 36


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("ioe-123 456 7890", "receipt", ("I", "O", "E", "123", "456", "7890")),
        ("A012345678", "a-number", ("A", "012", "345", "678")),
        ("A1234567", "a-number", ("A", "123", "456", "7")),
        ("Ana María", "name", ("Ana", "María")),
    ],
)
def test_a_text_falls_into_the_chunks_in_which_one_says_it(
    text: str, kind: str, wanted: tuple[str, ...]
) -> None:
    spelling = spelled(text, WORDS)
    assert (spelling.kind, spelling.chunks) == (kind, wanted)


def test_a_zero_is_not_an_o() -> None:
    zero, letter = spelled("0o", WORDS).chars
    assert (zero.word, zero.looks_like) == ("zero", ("O",))
    assert (letter.word, letter.looks_like) == ("Oscar", ("0",))


def test_marks_are_named_and_other_scripts_have_no_word() -> None:
    accented, other = spelled("éж", WORDS).chars
    assert (accented.word, accented.mark) == ("Echo", "acute")
    assert other.word is None


@pytest.mark.parametrize("text", ["", "  ", "x" * 201])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        spelled(text, WORDS)


@pytest.mark.parametrize(("kind", "text"), [("receipt", "IOE12"), ("a-number", "A1")])
def test_what_is_no_number_of_its_kind_is_refused(kind: str, text: str) -> None:
    with pytest.raises(InvalidInput, match="This is no"):
        spelled(text, WORDS, kind)  # type: ignore[arg-type]  # as the command line gives it


@given(st.from_regex(r"[A-Z]{3}\*?[0-9]{10}", fullmatch=True))
def test_the_chunks_of_a_receipt_number_join_to_it(text: str) -> None:
    assert kind_of(text) == "receipt"
    assert "".join(chunks("receipt", text)) == text


@given(st.text(min_size=1, max_size=60))
def test_the_characters_join_to_the_text(text: str) -> None:
    if text.strip():
        spelling = spelled(text, WORDS, "name")
        assert [char.char for char in spelling.chars] == list(_nfc(text))


def _nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I0E0912345678", "Sign 2 is a zero"),
        ("IOEO912345678", "Sign 4 is the letter O, not a zero"),
        ("091234567890", "online account"),
    ],
)
def test_what_is_nearly_a_receipt_number_says_so(text: str, said: str) -> None:
    spelling = spelled(text, WORDS)
    assert spelling.kind == "name"
    assert said in str(spelling.doubt)


@pytest.mark.parametrize("text", ["Ana María", "IOE0912345678", "Massachusetts", "A012345678"])
def test_names_and_good_numbers_raise_no_doubt(text: str) -> None:
    assert spelled(text, WORDS).doubt is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Receipt #: IOE0912345678", "receipt"),
        ("A# 123-456-789", "a-number"),
        ("USCIS# 123-456-789", "a-number"),
        ("123456789", "name"),
        ("No 1234567", "name"),
    ],
)
def test_the_label_of_a_card_says_what_a_number_is(text: str, kind: str) -> None:
    assert kind_of(text) == kind
