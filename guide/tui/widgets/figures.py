"""Figures in three rows, seen from across the room."""

from textual.content import Content

from guide.tui.content import GAP, join, plain

_ROWS, _BESIDE = 3, 3


def figures(text: str) -> tuple[str, str, str]:
    """Figures, colons and dashes in three rows of one width."""
    from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

    pieces: list[list[str]] = [[] for _ in range(_ROWS)]
    for char in text:
        place = DIGITS.index(char) * _ROWS
        for row, piece in enumerate(pieces):
            piece.append(DIGITS3X3_BOLD[place + row].ljust(_ROWS).replace(" ", GAP))
    one, two, three = ("".join(piece) for piece in pieces)
    return one, two, three


def large(text: str, style: str, *beside: Content) -> Content:
    """Figures with a line of words beside each of their rows, as far as there are any."""
    parts: list[Content | str] = []
    for row, words in zip(figures(text), (*beside, *[plain("")] * _ROWS), strict=False):
        parts += [plain(row, style), GAP * _BESIDE, words, "\n"]
    return join(*parts[:-1])
