"""Private numbers are hidden however they are written; days, times and sums stay readable."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.core.call.entry import Call
from guide.core.call.masked_call import masked_call
from guide.core.masking import is_masked, masked_phone, without_numbers
from guide.core.prepare.answers import not_an_answer
from guide.wording.texts import Texts

DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))
TIMES = st.times().map(lambda moment: moment.replace(microsecond=0))
BETWEEN = st.sampled_from(
    ["", "-", " ", ".", "/", "\u00a0", "\u202f", "\u2011", "\u200b", "–", "\u2009-"]
)
AROUND = st.sampled_from(["{}", "call {} please", "({})", "on {}, then wait", "by {}.", "«{}»"])
# What is accepted, what is printed, and what a notice may show.
STYLES = (
    "%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y", "%m/%d/%y", "%b %d %Y", "%b %d, %Y",
    "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%A, %B %d, %Y", "%d-%b-%Y", "%d%b%Y", "%Y/%m/%d", "%B %Y",
)  # fmt: skip


@given(DAYS, TIMES, st.sampled_from(STYLES), AROUND)
def test_days_and_times_stay_readable(day: date, clock: time, style: str, around: str) -> None:
    words = day.strftime(style)
    for text in (words, f"{words} {clock:%H:%M}", f"{clock:%I:%M %p}"):
        assert without_numbers(around.format(text)) == around.format(text)


@given(DAYS, TIMES)
def test_what_guide_prints_of_a_moment_stays_readable(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock, ZoneInfo("America/New_York"))
    texts = Texts()
    for text in (moment.isoformat(), texts.moment(moment), texts.spoken_day(day)):
        assert without_numbers(text) == text


@given(st.integers(0, 999_999), st.sampled_from(["${:,}", "${:,}.00", "${}", "{:,}.50", "€ {:,}"]))
def test_sums_stay_readable(amount: int, style: str) -> None:
    text = f"fee {style.format(amount)} paid"
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    ["matter 2026-114", "our file 2026-00114", "docket 2026/7", "2025-2026", "I-765 and I-131"],
)
def test_a_firms_own_references_stay_readable(text: str) -> None:
    assert without_numbers(text) == text


@given(
    st.text("0123456789", min_size=10, max_size=10),
    BETWEEN,
    st.sampled_from(["IOE", "SRC-", "msc*"]),
)
def test_receipt_numbers_are_hidden(digits: str, between: str, letters: str) -> None:
    number = letters + between.join([digits[:3], digits[3:6], digits[6:]])
    shown = without_numbers(f"the receipt {number}, please")
    assert sum(map(str.isdecimal, shown)) <= 3


@given(
    st.text("0123456789", min_size=9, max_size=9), BETWEEN, st.sampled_from(["A", "A-", "A ", "a"])
)
def test_a_numbers_are_hidden(digits: str, between: str, letter: str) -> None:
    number = letter + between.join([digits[:3], digits[3:6], digits[6:]])
    shown = without_numbers(f"number {number}, please")
    assert sum(map(str.isdecimal, shown)) <= 3


@given(st.integers(200, 999), st.integers(200, 999), st.integers(0, 9999), BETWEEN)
def test_phone_numbers_are_hidden(area: int, office: int, line: int, between: str) -> None:
    for number in (f"{area}{between}{office}{between}{line:04}", f"({area}) {office}-{line:04}"):
        shown = without_numbers(f"call {number} or write")
        assert sum(map(str.isdecimal, shown)) <= 3


def test_private_values_of_four_signs_are_hidden_in_free_text() -> None:
    at = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("America/New_York"))
    call = Call(id="x", started_at=at, agent_id="AB12", note="AB12 said: ask AB12 again")
    shown = masked_call(call)
    assert shown.note is not None
    assert "AB12" not in shown.note
    assert is_masked(shown.note)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("617-253-1000", "•••••••••000"),
        ("617-253-1000 ext 412", "•••••••••000 ext •••"),
        ("+1 617-253-1000 x412", "••••••••••••000 x•••"),
    ],
)
def test_of_a_phone_the_numbers_own_digits_stay_and_not_the_extensions(
    text: str, shown: str
) -> None:
    assert masked_phone(text) == shown


def test_what_was_typed_is_shown_where_it_must_be_mended() -> None:
    for text in ("2026-13-45", "12-34-2026 noon", "1000000"):
        kind = "number" if text.isdecimal() else "moment"
        assert text in str(not_an_answer("q", text, kind))  # type: ignore[arg-type]
    for text in ("IOE0912345678", "A012345678", "617-253-1000", "6172531000"):
        assert text not in str(not_an_answer("q", text, "date"))
        assert text not in str(not_an_answer("q", text))


def test_of_an_extension_only_the_word_stays() -> None:
    assert masked_phone("202-555-0123 ext. 45") == "•••••••••123 ext. ••"
    # A number alone has no extension, with the 1 in front or without.
    assert masked_phone("202-555-0123") == "•••••••••123"
    assert masked_phone("1-202-555-0123") == "•••••••••••123"
    assert masked_phone("1-202-555-0123 x7") == "•••••••••••123 x•"
