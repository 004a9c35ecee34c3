"""Columns of a table hold whatever is put into them, also letters that are two cells wide."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from guide.tui.rows.columns import fitted

LETTERS = st.text("aé \u4e00\u8a9e\u0301\U0001f600", max_size=30)


@given(LETTERS, st.integers(4, 40))
def test_a_column_is_as_wide_as_it_was_made(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width


@given(LETTERS, st.integers(4, 40))
def test_what_fits_stands_whole_and_what_does_not_ends_in_dots(text: str, width: int) -> None:
    shown = fitted(text, width)
    fits = cell_len(text) < width
    assert shown.startswith(text) if fits else shown.rstrip(" ").endswith("…")
    # One cell of room to the next column at least.
    assert shown.endswith(" ")


def test_wide_letters_are_cut_by_their_width() -> None:
    assert fitted("語語語語語", 6) == "語語… "
