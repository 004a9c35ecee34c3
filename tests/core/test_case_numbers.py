"""Receipt, A- and service item numbers are compared as people mean them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.core.case_numbers import (
    AlienNumber,
    CaseNumberKind,
    ReceiptNumber,
    ServiceItemNumber,
    parse_case_number,
    service_items,
)
from guide.core.errors import Unread

RECEIPTS = st.from_regex(r"[A-Z]{3}\*?[0-9]{10}", fullmatch=True)
A_NUMBERS = st.from_regex(r"[0-9]{7,9}", fullmatch=True)
LABELS = st.sampled_from(["", "Receipt Number: ", "my case # ", "\u200b"])
BETWEEN = st.sampled_from(["", "", "-", " ", " - ", "\u2011", "\u00a0", "\u200b", "/"])
CASES = st.sampled_from([str.lower, str.upper, str.title])


@st.composite
def writings(draw: st.DrawFn, number: str) -> str:
    """A number as somebody types it."""
    signs = [sign + draw(BETWEEN) for sign in draw(CASES)(number)]
    return "".join(signs)


@given(RECEIPTS)
def test_a_receipt_number_reads_back_as_it_is_kept(text: str) -> None:
    number = parse_case_number("receipt", text)

    assert str(number) == text
    assert parse_case_number("receipt", str(number)) == number


@given(st.data(), RECEIPTS, LABELS)
def test_writings_of_one_receipt_number_are_one(data: st.DataObject, text: str, label: str) -> None:
    written = label + data.draw(writings(text))
    number = parse_case_number("receipt", written)

    assert number == ReceiptNumber.noted(written) == ReceiptNumber(text)
    assert hash(number) == hash(ReceiptNumber.noted(written)) == hash(ReceiptNumber(text))


@given(RECEIPTS, RECEIPTS)
def test_two_receipt_numbers_are_two(one: str, other: str) -> None:
    is_one = one.replace("*", "") == other.replace("*", "")

    assert (parse_case_number("receipt", one) == parse_case_number("receipt", other)) is is_one


def test_a_printed_asterisk_stays_and_makes_no_other_number() -> None:
    printed = parse_case_number("receipt", "msc*2190812345")

    assert str(printed) == "MSC*2190812345"
    assert printed == parse_case_number("receipt", "MSC2190812345")


@given(st.data(), A_NUMBERS)
def test_writings_of_one_a_number_are_one(data: st.DataObject, digits: str) -> None:
    number = parse_case_number("a-number", data.draw(writings(f"A{digits}")))
    filled = parse_case_number("a-number", digits.zfill(9))

    assert number == filled
    assert hash(number) == hash(filled)
    assert number.key == f"A{digits.zfill(9)}"
    assert parse_case_number("a-number", str(number)) == number


@given(st.text(max_size=30))
def test_what_was_noted_is_itself_in_every_way_to_write_it(text: str) -> None:
    for kind in (ReceiptNumber, ServiceItemNumber):
        number = kind.noted(text)
        if number is not None:
            assert kind.noted(number.text) == number
            assert kind.noted(f" {text}\u200b") == number
            assert hash(kind.noted(f" {text}\u200b")) == hash(number)


def test_a_receipt_number_that_was_noted_in_part_is_compared_by_what_is_there() -> None:
    assert ReceiptNumber.noted("ioe 0912") == ReceiptNumber.noted("IOE-0912")
    assert ReceiptNumber.noted("IOE0912") != ReceiptNumber.noted("IOE0912345678")


def test_numbers_of_different_kinds_are_never_equal() -> None:
    assert ReceiptNumber("A012345678") != AlienNumber("A012345678")
    assert ServiceItemNumber("A012345678") != AlienNumber("A012345678")
    assert AlienNumber("A012345678") != "A012345678"


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("receipt", "I0E0912345678", "Sign 2 is a zero"),
        ("receipt", "0912-3456-7890", "online account"),
        ("a-number", "IOE0912345678", "This is a receipt number."),
        ("a-number", "12345", "It has 5 letters and digits."),
    ],
)
def test_what_is_no_such_number_says_why(kind: CaseNumberKind, text: str, reason: str) -> None:
    with pytest.raises(Unread) as error:
        parse_case_number(kind, text)

    assert reason in str(error.value.reason)


@pytest.mark.parametrize(
    "other", ["sr 1234567", "SR1234-567", "ＳＲ１２３４５６７", "SR123\u200b4567"]
)
def test_every_way_to_write_an_item_number_is_the_same_number(other: str) -> None:
    assert ServiceItemNumber.noted(other) == ServiceItemNumber("SR1234567")


@pytest.mark.parametrize("nothing", [None, "", " ", "\x00", "\x00\x07", "\u200b"])
def test_what_nobody_can_see_is_no_number(nothing: str | None) -> None:
    assert ServiceItemNumber.noted(nothing) is None
    assert ReceiptNumber.noted(nothing) is None
    assert service_items([nothing, "SR1", "sr-1"]) == {ServiceItemNumber("SR1")}


def test_signs_alone_are_told_apart() -> None:
    assert ServiceItemNumber.noted("#!") == ServiceItemNumber("#!")
    assert ServiceItemNumber.noted("#!") != ServiceItemNumber.noted("#?")
