"""What was heard leads to the prompt that it matches best."""

from pathlib import Path

import pytest

from guide.core.flow.phone_menu import PhoneMenu
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.services.prompt_match import best_matches


@pytest.fixture
def menu(tmp_path: Path) -> PhoneMenu:
    return Catalog([built_in()], tmp_path).menu


@pytest.mark.parametrize(
    ("heard", "step"),
    [
        ("how can I help you today", "topic"),
        ("tell me why you are calling", "topic"),
        ("say your receipt number", "receipt"),
        ("recieved nunber", "receipt"),
        ("sorry I did not understand that", "not-understood"),
        ("sorry I didn't understand that", "not-understood"),
        ("sorry, I didn’t understand", "not-understood"),
        ("biometric, InfoPass or interview", "which-appointment"),
        ("shall I text you a LINK", "link-offer"),
        ("zip code", "zip"),
        ("English o español", "language"),
        ("you are on hold", "hold"),
    ],
)
def test_the_best_match_comes_first(menu: PhoneMenu, heard: str, step: str) -> None:
    assert best_matches(menu, heard)[0] == step


@pytest.mark.parametrize("heard", ["", "  ", "xq", "zzzz qqqq", "\x1b[31m", "日本語"])
def test_where_nothing_is_alike_the_questions_are_offered(menu: PhoneMenu, heard: str) -> None:
    matches = best_matches(menu, heard)
    assert matches
    assert all(menu.steps[name].asks for name in matches)
