"""Everyday words find the need."""

import pytest

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.services.entry_search import best_entries

HOME = Services(Settings()).catalog.home


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("stolen", "proof"), ("lost", "proof"), ("green card", "proof"), ("my card never came", "proof"),
        ("fired", "faster"), ("lost my job", "faster"), ("laid off", "faster"), ("rent", "faster"),
        ("funeral", "travel"), ("mother died", "travel"), ("flight", "travel"),
        ("scam", "called"), ("gift card", "called"), ("fingerprints", "biometrics"),
        ("oath", "interview"), ("court hearing", "interview"), ("on hold", "call"),
        ("nobody called", "waiting"), ("password", "else"), ("Stollen", "proof"),
        ("FUNERALL", "travel"), ("reschedul", "biometrics"),
    ],
)  # fmt: skip
def test_an_everyday_word_finds_its_entry_first(typed: str, first: str) -> None:
    assert best_entries(HOME, typed)[0][0] == first


@pytest.mark.parametrize("typed", ["", "   ", "...", "xyzzy", "12345678901"])
def test_what_nobody_means_finds_nothing(typed: str) -> None:
    assert best_entries(HOME, typed) == []


def test_every_word_of_an_entry_finds_it() -> None:
    for name, entry in HOME.leaves():
        for word in entry.words:
            assert name in [entry for entry, _ in best_entries(HOME, word)], word
