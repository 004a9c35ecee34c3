"""Service item numbers are compared as people mean them."""

import pytest

from guide.core.case_numbers import item_key, same_item


@pytest.mark.parametrize(
    "other", ["sr 1234567", "SR1234-567", "ＳＲ１２３４５６７", "SR123\u200b4567"]
)
def test_every_way_to_write_a_number_is_the_same_number(other: str) -> None:
    assert item_key(other) == item_key("SR1234567")
    assert same_item(other, "SR1234567")


@pytest.mark.parametrize("nothing", [None, "", " ", "\x00", "\x00\x07", "\u200b"])
def test_what_nobody_can_see_is_no_number(nothing: str | None) -> None:
    assert item_key(nothing) == ""
    assert not same_item(nothing, nothing)


def test_signs_alone_are_told_apart() -> None:
    assert item_key("#!") == "#!"
    assert not same_item("#!", "#?")
