"""Words in columns of a table."""

from rich.cells import cell_len, set_cell_size


def fitted(text: str, width: int) -> str:
    """The text as wide as its column; what does not fit ends in three dots."""
    if cell_len(text) >= width:
        # By cells, not by letters: some are two wide.
        text = f"{set_cell_size(text, width - 2)}…"
    return set_cell_size(text, width)
