import phonenumbers
import pytest

from guide.core.flow.phone_verdict import PhoneVerdict
from guide.phone import number
from tests.phone.spellings import (
    ANNOUNCED,
    GOOD,
    LABELLED,
    TERRITORIES,
    UNCLEAR,
    WRITTEN_OUT,
)

KINDS = phonenumbers.PhoneNumberType
ORDINARY = {KINDS.FIXED_LINE, KINDS.MOBILE, KINDS.FIXED_LINE_OR_MOBILE, KINDS.VOIP}
STYLES = (
    phonenumbers.PhoneNumberFormat.E164,
    phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.RFC3966,
)


def verdict(text: str) -> PhoneVerdict:
    return number.verdict(text, TERRITORIES)


def examples() -> list[tuple[str, int, phonenumbers.PhoneNumber]]:
    """The example number of every region and type, and of the codes without a region."""
    numbers = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in KINDS.values():
            example = phonenumbers.example_number_for_type(region, kind)
            if example is not None:
                numbers.append((region, kind, example))
    for code in sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS):
        example = phonenumbers.example_number_for_non_geo_entity(code)
        assert example is not None
        numbers.append(("001", KINDS.UNKNOWN, example))
    return numbers


EXAMPLES = examples()


def test_every_region_and_type_has_its_example() -> None:
    assert len(EXAMPLES) > 1370
    assert len({region for region, _, _ in EXAMPLES}) > 240


@pytest.mark.parametrize("style", STYLES)
def test_every_example_agrees_with_libphonenumber(style: int) -> None:
    for _, _, example in EXAMPLES:
        text = phonenumbers.format_number(example, style)
        region = phonenumbers.region_code_for_number(example)
        judged = verdict(text)
        assert judged.e164 == phonenumbers.format_number(example, STYLES[0]), text
        assert judged.region == (None if region == "001" else region), text
        assert judged.extension is None, text
        assert "extension" not in judged.warnings, text
        assert "invalid" not in judged.warnings, text
        assert ("overseas" in judged.warnings) == (region not in TERRITORIES), text


def test_example_of_a_region_abroad_is_never_callable() -> None:
    for region, _, example in EXAMPLES:
        text = phonenumbers.format_number(example, STYLES[0])
        if region not in TERRITORIES:
            assert not verdict(text).can_be_called_back, text


def test_numbers_shared_by_plus_one_are_the_only_ones_abroad_that_come_as_us() -> None:
    for region, kind, example in EXAMPLES:
        text = phonenumbers.format_number(example, STYLES[0])
        if region not in TERRITORIES and "overseas" not in verdict(text).warnings:
            assert example.country_code == 1, text
            assert kind in {KINDS.TOLL_FREE, KINDS.PREMIUM_RATE, KINDS.PERSONAL_NUMBER}, text


@pytest.mark.parametrize("style", [*STYLES, phonenumbers.PhoneNumberFormat.NATIONAL])
def test_ordinary_number_of_the_us_and_its_territories_is_callable(style: int) -> None:
    seen = set()
    for region, kind, example in EXAMPLES:
        if region in TERRITORIES and kind in ORDINARY:
            judged = verdict(phonenumbers.format_number(example, style))
            assert judged.can_be_called_back, example
            assert judged.warnings == ()
            assert judged.region == region
            seen.add(region)
    assert seen == TERRITORIES


@pytest.mark.parametrize("region", sorted(TERRITORIES))
def test_region_counts_only_while_the_data_says_so(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, KINDS.FIXED_LINE)
    assert example is not None
    text = phonenumbers.format_number(example, STYLES[0])
    assert number.verdict(text, TERRITORIES - {region}).warnings == ("overseas",)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (KINDS.TOLL_FREE, "toll-free"),
        (KINDS.PREMIUM_RATE, "premium"),
        (KINDS.SHARED_COST, "premium"),
        (KINDS.PERSONAL_NUMBER, "premium"),
    ],
)
def test_number_that_bills_otherwise_is_named(kind: int, code: str) -> None:
    for _, _, example in EXAMPLES:
        if phonenumbers.number_type(example) == kind:
            judged = verdict(phonenumbers.format_number(example, STYLES[0]))
            assert code in judged.warnings, example
            assert not judged.can_be_called_back


@pytest.mark.parametrize("between", ANNOUNCED)
def test_extension_behind_a_good_number_is_seen(between: str) -> None:
    judged = verdict(f"{GOOD}{between}12")
    assert "extension" in judged.warnings
    assert not judged.can_be_called_back
    assert judged.e164 == "+16172531000"
    assert judged.extension in {"12", "012", "2", "35"}


@pytest.mark.parametrize("text", WRITTEN_OUT)
def test_extension_written_otherwise_is_seen(text: str) -> None:
    judged = verdict(text)
    assert "extension" in judged.warnings
    assert not judged.can_be_called_back


def test_more_than_sixty_spellings_are_tried() -> None:
    assert len(set(ANNOUNCED)) > 120


@pytest.mark.parametrize(
    "text",
    [
        "617-253-1000",
        "(617) 253-1000",
        "617.253.1000",
        "617/253-1000",
        "617·253·1000",
        "617–253–1000",
        "617‑253‑1000",
        "6172531000",
        "617 2531000",
        "617253 1000",
        "617 253 10 00",
        "1 617 253 1000",
        "1-617-253-1000",
        "1+617-253-1000",
        "+1 617 253 1000",
        "(+1) 617 253 1000",
        "+1 (1) 617 253 1000",
        "+1.617.253.1000",
        "+ 1 617 253 1000",
        "＋1 617 253 1000",
        "001 617 253 1000",
        "011 1 617 253 1000",
        "+1-61-72-53-10-00",
        "tel:+1-617-253-1000",
        "tel:6172531000;phone-context=+1",
        "tel:6172531000;phone-context=example.com",
        "tel:+16172531000;phone-context=+1",
        "Tel.: 617-253-1000",
        "Phone (617) 253-1000",
        "p: 617-253-1000",
        "teléfono 617 253 1000",
        "617-253-1000 (cell)",
        "617-253-1000 - home phone",
        "<617-253-1000>",
        '"617-253-1000"',
        "  617-253-1000\n",
        "\u202a+1 (617) 253-1000\u202c",
        "617-253-1000\u200b",
        "617-253-1000.",
        "６１７－２５３－１０００",
        "٦١٧٢٥٣١٠٠٠",
        "६१७ २५३ १०००",
    ],
)
def test_way_to_write_a_good_number_passes(text: str) -> None:
    judged = verdict(text)
    assert judged.can_be_called_back
    assert judged.warnings == ()
    assert (judged.input, judged.e164, judged.region) == (text, "+16172531000", "US")


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("212-CALL-NOW", "+12122255669"),
        ("1-617-253-MITX", "+16172536489"),
        ("212-INT-1234", "+12124681234"),
        ("(212) Call Now", "+12122255669"),
    ],
)
def test_word_within_a_number_is_no_extension(text: str, e164: str) -> None:
    judged = verdict(text)
    assert (judged.e164, judged.extension, judged.warnings) == (e164, None, ())


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("1-800-FLOWERS", "+18003569377"),
        ("800-CONTACTS", "+18002668228"),
        ("+1 888 GO FEDEX", "+18884633339"),
        ("1-800-375-5283", "+18003755283"),
    ],
)
def test_toll_free_word_is_toll_free(text: str, e164: str) -> None:
    judged = verdict(text)
    assert (judged.e164, judged.region, judged.warnings) == (e164, "US", ("toll-free",))


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("+44 20 7946 0958", "GB"),
        ("+44 (0)20 7946 0958", "GB"),
        ("011 44 20 7946 0958", "GB"),
        ("011-44-20-7946-0958", "GB"),
        ("00 44 20 7946 0958", "GB"),
        ("+011 44 20 7946 0958", "GB"),
        ("tel:020-7946-0958;phone-context=+44", "GB"),
        ("+52 55 1234 5678", "MX"),
        ("+63 917 123 4567", "PH"),
        ("+39 06 1234 5678", "IT"),
        ("+1 441 295 1234", "BM"),
        ("416-967-1111", "CA"),
        ("809-534-5678", "DO"),
        ("1 876 922 1234", "JM"),
    ],
)
def test_number_of_another_region_is_overseas(text: str, region: str) -> None:
    judged = verdict(text)
    assert (judged.region, judged.warnings) == (region, ("overseas",))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "+",
            "+1",
            "x",
            "x9",
            "ext",
            "call me",
            "FLOWERS",
            "()",
            "#",
            "-",
            "0",
            "00",
            "011",
        ),
        *("911", "311", "112", "*67", "#31#", "20000", "253-1000", "555-0123", "1-555-0123"),
        *("617-253-100", "61725310001", "6172531000123", "0617 253 1000", "1 1 617 253 1000"),
        *("017-253-1000", "117-253-1000", "617-053-1000", "000-000-0000", "999-999-9999"),
        *("617-253-1OOO", "617-253-100O", "6I7-253-1000", "617-253-IOOO", "A17-253-1000"),
        *("617#253#1000", "Bob 617-253-1000", "*67 617-253-1000", "$617-253-1000"),
        *("+44", "+999 999 999 999", "+0 617 253 1000", "++", "+1+1+1", "617\t253\x001000"),
        *("202-555-0123 or 202-555-0199", "202-555-0123/202-555-0199", "2025550123, 202 555 0199"),
        *(
            "617-253-1000 / 253-1001",
            "617-253-1000 or +44 20 7946 0958",
            "617 253-1000 617 253-1001",
        ),
        *("617\r\n253-1000", "617-253-1000\ud800", "6" * 101, "1 " * 5000, "x9 FLOWERS", "½"),
        *("ext 9 call", "617-CALL", "617-253-10zz", "\ud83d\u0000", "617² 253"),
    ],
)
def test_what_is_no_number_is_invalid(text: str) -> None:
    judged = verdict(text)
    assert "invalid" in judged.warnings
    assert not judged.can_be_called_back
    assert judged.input == text


@pytest.mark.parametrize("text", ["911", "555-0123", "202-555-0123 or 202-555-0199", "x9", ""])
def test_no_e164_without_a_whole_number(text: str) -> None:
    assert (verdict(text).e164, verdict(text).region) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "55 1234 5678",
        "33 12 34 56 78",
        "97023 45678",
        "131 2345 6789",
        "61-7253-1000",
        "617-253-100 0",
    ],
)
def test_groups_of_another_country_do_not_pass_as_an_area_code(text: str) -> None:
    assert "invalid" in verdict(text).warnings


def test_number_without_area_code_is_invalid_even_where_canada_has_one_like_it() -> None:
    assert verdict("310-1234").warnings == ("overseas", "invalid")
    assert verdict("+1 310-1234").warnings == ("overseas",)


def test_made_up_numbers_of_films_count_as_valid() -> None:
    assert verdict("202-555-0123").can_be_called_back


def test_word_too_long_for_an_ordinary_number_is_a_doubt() -> None:
    assert verdict("617-CALL-OFFICE").warnings == ("extension",)


def test_warnings_come_in_the_order_in_which_they_are_said() -> None:
    assert verdict("+44 800 123 4567 x9").warnings == ("overseas", "extension", "toll-free")
    assert verdict("800-253-1000 poste 9").warnings == ("extension", "toll-free")
    assert verdict("555-0123 x9").warnings == ("extension", "invalid")


def test_valid_number_of_a_kind_nobody_answers_does_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(phonenumbers, "number_type", lambda _: KINDS.PAGER)
    assert verdict(GOOD).warnings == ("invalid",)


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_word_that_nobody_knows_is_asked_about_and_called_no_extension(text: str) -> None:
    judged = verdict(text)
    assert (judged.warnings, judged.hints, judged.extension) == (
        ("invalid",),
        ("unclear-word",),
        None,
    )
    assert not judged.can_be_called_back


@pytest.mark.parametrize("text", LABELLED)
def test_a_word_that_says_where_a_number_rings_does_no_harm(text: str) -> None:
    judged = verdict(text)
    assert (judged.e164, judged.warnings, judged.hints) == ("+16172531000", (), ())


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("624-305-1111", ("new-area-code",)),
        ("(436) 223-4567", ("new-area-code",)),
        ("+1 624 305 1111", ("new-area-code",)),
        ("911-305-1111", ()),
        ("555-305-1111", ()),
        ("370-305-1111", ()),
        ("624-105-1111", ()),
        ("624-305-111", ()),
        ("617-011-1000", ()),
        ("65 9123 4567", ("needs-plus",)),
        ("52 55 1234 5678", ("needs-plus",)),
        ("55 1234 5678", ()),
    ],
)
def test_why_a_number_is_not_read(text: str, hints: tuple[str, ...]) -> None:
    judged = verdict(text)
    assert "invalid" in judged.warnings
    assert judged.hints == hints
    assert judged.to_say == (hints or ("invalid",))


def test_a_number_of_uscis_itself_is_known() -> None:
    judged = number.verdict("202.838.2200", TERRITORIES, {"+12028382200": "calls-from"})
    assert judged.can_be_called_back
    assert (judged.warnings, judged.to_say) == ((), ("calls-from",))
