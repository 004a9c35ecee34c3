"""Terms: found where they stand as words of their own, and every shipped one is sound."""

import pytest

from guide.bootstrap import Services
from guide.core.flow.glossary import Glossary, Term
from guide.local.settings import Settings
from guide.wording.terms import meaning, term_lines

SERVICES = Services(Settings(zone="America/New_York"))
GLOSSARY = SERVICES.catalog.glossary
CENTER = SERVICES.catalog.center
# Words that a caller meets and cannot be expected to know.
WANTED = (
    "VAWA", "T and U", "I-751", "A-number", "ADIT", "G-28", "advance parole", "InfoPass",
    "USCIS", "biometrics", "RFE", "I-131A",
)  # fmt: skip


@pytest.mark.parametrize("word", WANTED)
def test_every_term_that_callers_meet_is_explained(word: str) -> None:
    assert any(word in term.written for term in GLOSSARY.terms.values())


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Is it a VAWA, T, or U case, or an I-751 with an abuse waiver?", ("vawa", "t-and-u", "i-751")),
        ("The A-number, if you have one", ("a-number",)),
        ("I-131A is another form than this", ("i-131a",)),
        ("Form I-131.", ("i-131",)),
        ("ADVANCE PAROLE, Advance parole", ("advance-parole",)),
        ("a rfed adits", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_terms_are_found_as_words_of_their_own(text: str, terms: tuple[str, ...]) -> None:
    assert GLOSSARY.terms_in(text) == terms


def test_all_other_terms_follow_by_alphabet() -> None:
    others = GLOSSARY.others(("vawa",))
    names = [GLOSSARY.terms[name].term.casefold() for name in others]
    assert names == sorted(names)
    assert {*others, "vawa"} == set(GLOSSARY.terms)


def test_an_explanation_shows_the_limit_of_today() -> None:
    assert "36 months after" in meaning("i-90", GLOSSARY, CENTER)
    assert [*term_lines("Form I-90", GLOSSARY, CENTER)] == [
        f"  I-90: {meaning('i-90', GLOSSARY, CENTER)}"
    ]


def test_an_explanation_is_one_or_two_sentences_or_little_more() -> None:
    assert all(term.text.count(". ") <= 2 for term in GLOSSARY.terms.values())
    assert all(term.text.endswith(".") for term in GLOSSARY.terms.values())


def test_a_spelling_leads_to_its_term() -> None:
    day = GLOSSARY.checked
    stamp = Term(term="ADIT", spellings=("I-551 stamp",), text="A stamp.", sources="none")
    checked = Glossary(checked=day, review_by=day, terms={"adit": stamp})
    assert checked.terms_in("an I-551 stamp") == ("adit",)
    assert checked.terms_in("an I-551 stamped card") == ()
