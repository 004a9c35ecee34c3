"""Numbers that people had trouble with in other programs: the address is where it was reported."""

from pathlib import Path

import pytest

from guide.core.case_numbers import (
    AlienNumber,
    ReceiptNumber,
    ServiceItemNumber,
    looks_like,
    near_receipt,
    parse_case_number,
    why_not,
)
from guide.core.masking import without_numbers
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.phone.number import verdict
from tests.phone.spellings import TERRITORIES

CENTER = Catalog([Path(built_in())]).center


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        # https://github.com/jackocnr/intl-tel-input/issues/2005
        # https://en.wikipedia.org/wiki/Area_codes_716_and_624
        ("624-305-1111", "new-area-code"),
        # https://telnyx.com/release-notes/ohio-440-overlay
        ("436-223-4567", "new-area-code"),
        # https://github.com/google/libphonenumber/issues/1836
        ("65 9123 4567", "needs-plus"),
        ("52 55 1234 5678", "needs-plus"),
    ],
)
def test_a_number_that_is_not_known_is_not_called_incomplete(number: str, hint: str) -> None:
    judged = verdict(number, TERRITORIES)
    assert judged.hints == (hint,)
    words = " ".join(advice.why for _, advice in CENTER.phone_advice(judged))
    assert "complete" not in words


@pytest.mark.parametrize(
    "number",
    [
        # https://github.com/glific/glific/pull/4973
        "617-253-1000 (Google Voice)",
        "617 253 1000 WhatsApp",
        "617 253-1000 TTY",
        "WhatsApp: +1 617 253 1000",
        # https://github.com/nhoizey/vscode-gremlins/pull/204
        "\u202a+1 617\u2011253\u20111000\u202c",
        # https://github.com/alphagov/notifications-utils/pull/1222
        "617\u00a0253\u00a01000\u200b",
        # https://github.com/CareTogether/CareTogetherCMS/pull/467
        "\u200e617-253\u00ad-1000",
        "٦١٧٢٥٣١٠٠٠",
    ],
)
def test_a_number_with_a_label_or_unseen_marks_may_be_called(number: str) -> None:
    judged = verdict(number, TERRITORIES)
    assert (judged.e164, judged.can_be_called_back) == ("+16172531000", True)


@pytest.mark.parametrize(
    "number",
    [
        # https://github.com/giggsey/libphonenumber-for-php/issues/67
        "612 234 5678 ext.",
        # https://github.com/google/libphonenumber/issues/988
        "(408) 456-8908#",
        # https://github.com/daddyz/phonelib/issues/295
        "651 123 4567 1234",
    ],
)
def test_an_extension_is_one(number: str) -> None:
    assert "extension" in verdict(number, TERRITORIES).warnings


@pytest.mark.parametrize("area", ["840", "945", "564", "659"])
# https://github.com/ruimarinho/google-libphonenumber/issues/272
# https://github.com/daddyz/phonelib/issues/247
# https://github.com/google/libphonenumber/issues/1878
def test_area_codes_of_the_last_years_are_known(area: str) -> None:
    assert verdict(f"{area}-234-5678", TERRITORIES).can_be_called_back


@pytest.mark.parametrize(
    "text",
    [
        # https://github.com/contao/core/issues/8434
        "\u200bIOE0912345678",
        # https://github.com/medic/cht-core/issues/7654
        "IOE0912345678\u200e",
        # https://github.com/whatwg/html/issues/11395
        "ＩＯＥ０９１２３４５６７８",
        "IOE0912\u00a0345\u2011678",
        "Receipt Number: IOE0912345678",
        # https://github.com/vicdus/uscis-case-statistics/issues/17
        "ioe 09 123 45678",
    ],
)
def test_a_receipt_number_is_taken_as_it_is_pasted(text: str) -> None:
    assert parse_case_number("receipt", text) == ReceiptNumber("IOE0912345678")
    assert looks_like(text) == "receipt"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        # https://github.com/georgewhr/uscis/issues/4
        ("I0E0912345678", "Sign 2 is a zero"),
        ("IOEO912345678", "Sign 4 is the letter O, not a zero"),
        # https://www.noatracker.app/uscis-receipt-number
        ("0912-3456-7890", "online account"),
    ],
)
def test_a_look_alike_is_named_by_its_place(text: str, reason: str) -> None:
    assert reason in str(why_not("receipt", text))
    assert reason in str(near_receipt(text))


@pytest.mark.parametrize(
    "text",
    [
        # https://github.com/department-of-veterans-affairs/va.gov-team/issues/71065
        "A# 123-456-789",
        "A#123456789",
        # https://legalclarity.org/what-is-my-a-number-on-my-green-card
        "USCIS# 123-456-789",
        "USCIS #: 123 456 789",
        "A-123-456-789",
    ],
)
def test_an_a_number_is_taken_as_cards_print_it(text: str) -> None:
    assert parse_case_number("a-number", text) == AlienNumber("A123456789")
    assert looks_like(text) == "a-number"


@pytest.mark.parametrize(
    "number",
    [
        # https://github.com/harvard-lil/capstone/issues/1562
        "A12-345-678",
        "A 012 345 678",
        "MSC*2190812345",
        "A-012/345/678",
        # https://github.com/mysociety/alaveteli/issues/6081
        "617\u202f253\u202f1000",
    ],
)
def test_a_private_number_is_hidden_however_it_is_written(number: str) -> None:
    shown = without_numbers(f"about {number}, please")
    assert sum(map(str.isdecimal, shown)) <= 3


# https://github.com/nullclaw/nullclaw/issues/944
def test_days_and_sums_are_no_private_numbers() -> None:
    text = "officer calls Dec 4 2026; interview 12-04-2026 or 12.04.2026; fee 1,440.00"
    assert without_numbers(text) == text


def test_an_item_number_is_one_however_it_is_written() -> None:
    spellings = ["SR1234-567", "sr1234-567", "SR 1234567", "ＳＲ１２３４５６７", "sr1234567\u200b"]
    assert len({ServiceItemNumber.noted(text) for text in spellings}) == 1
