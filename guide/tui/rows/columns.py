"""Words in columns of a table."""

from rich.cells import cell_len, set_cell_size


def fitted(text: str, width: int) -> str:
    """The text as wide as its column; what does not fit ends in three dots."""
    return set_cell_size(text if cell_len(text) < width else f"{text[: width - 2]}…", width)
