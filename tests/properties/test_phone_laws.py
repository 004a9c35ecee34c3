import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide.core.flow.phone_verdict import PhoneVerdict
from guide.phone import number
from guide.phone.dialled import EXTENSION_WORDS
from tests.phone.spellings import ANNOUNCED, TERRITORIES

# The first look at a region loads its data, which a busy machine may be slow to do.
unhurried = settings(deadline=None)

ORDER = ("overseas", "extension", "toll-free", "premium", "invalid")
GOOD = st.sampled_from(
    [
        "617-253-1000",
        "(617) 253-1000",
        "+1 617 253 1000",
        "16172531000",
        "787.234.5678",
        "tel:+16713001234",
        "0016172531000",
        "212-CALL-NOW",
        "６１７２５３１０００",
    ]
)
WORDS = st.sampled_from(sorted(EXTENSION_WORDS))
DIGITS = st.text("0123456789", min_size=1, max_size=9)
GLUE = st.sampled_from(["", " ", ", ", " (", "-", "/", ";", "\u00a0"])
LIKE_NUMBERS = st.text("0123456789+-() .x#,;/pwext*ABC\u0661\uff11\u200b", max_size=40)
ANY_TEXT = st.text(st.characters(), max_size=120)


def verdict(text: str) -> PhoneVerdict:
    return number.verdict(text, TERRITORIES)


def hold(text: str) -> None:
    judged = verdict(text)
    assert judged.input == text
    assert judged.can_be_called_back == (judged.warnings == ())
    assert list(judged.warnings) == [code for code in ORDER if code in judged.warnings]
    if judged.can_be_called_back:
        assert judged.region in TERRITORIES
        assert judged.extension is None
        assert judged.e164 is not None
        assert verdict(judged.e164).can_be_called_back
    if judged.extension is not None:
        assert "extension" in judged.warnings
        assert judged.extension.isascii()
        assert judged.extension.isdigit()


@unhurried
@given(ANY_TEXT | LIKE_NUMBERS)
@example("\ud800617-253-1000")
@example("\x00")
@example("+" * 100)
@example("ﷺ" * 100)
@example("²³¹½⑫Ⅻ")
@example("İ617-253-1000")
def test_any_text_has_a_verdict_that_holds_together(text: str) -> None:
    hold(text)


@unhurried
@given(GOOD, GLUE, WORDS, st.sampled_from(["", " ", ".", ". ", ": ", "-"]), DIGITS)
def test_extension_word_with_digits_is_never_callable(
    good: str, before: str, word: str, after: str, digits: str
) -> None:
    judged = verdict(f"{good}{before}{word}{after}{digits}")
    assert "extension" in judged.warnings
    assert not judged.can_be_called_back


@unhurried
@given(GOOD, st.sampled_from(ANNOUNCED), DIGITS)
def test_any_spelling_with_any_digits_is_never_callable(
    good: str, between: str, digits: str
) -> None:
    assert not verdict(f"{good}{between}{digits}").can_be_called_back


@unhurried
@given(GOOD, st.text(max_size=30), DIGITS)
def test_digits_behind_a_whole_number_are_never_callable(
    good: str, between: str, digits: str
) -> None:
    assert not verdict(f"{good}{between}{digits}").can_be_called_back


@unhurried
@given(GOOD, st.text(min_size=1, max_size=12).filter(lambda text: not _is_blank(text)))
def test_what_follows_a_whole_number_warns_or_is_a_label(good: str, tail: str) -> None:
    judged = verdict(good + " " + tail)
    letters = {char for char in unicodedata.normalize("NFKC", tail) if char.isalnum()}
    assert not judged.can_be_called_back or len(letters) > 1 or not letters


def _is_blank(text: str) -> bool:
    return not any(char.isalnum() for char in text)


@unhurried
@given(st.integers(min_value=2_000_000_000, max_value=9_999_999_999))
def test_ten_digits_read_the_same_however_they_are_spaced(digits: int) -> None:
    plain = str(digits)
    spaced = verdict(f"({plain[:3]}) {plain[3:6]}-{plain[6:]}")
    assert spaced.warnings == verdict(plain).warnings == verdict(f"+1{plain}").warnings
    assert spaced.e164 == verdict(plain).e164
