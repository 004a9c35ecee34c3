"""A call sheet as a file; the ending says which kind."""

from pathlib import Path

from guide.core.errors import InvalidInput
from guide.core.message import accepted_values
from guide.export.files import unknown_ending
from guide.export.sheet import Sheet

ENDINGS = (".html", ".pdf", ".md", ".txt")


def check_ending(path: Path) -> None:
    """Whether there is such a kind of sheet.

    Raises:
        InvalidInput: the ending is another one.
    """
    if path.suffix.lower() not in ENDINGS:
        raise InvalidInput(unknown_ending(str(path)), accepted_values(*ENDINGS))


def sheet_bytes(sheet: Sheet, path: Path, *, large: bool = False, width: int = 80) -> bytes:
    """What the file is to hold.

    Raises:
        InvalidInput: the ending is none of `ENDINGS`, or what writes it is not installed.
    """
    check_ending(path)
    match path.suffix.lower():
        case ".html":
            from guide.export.sheet_html import as_page

            return as_page(sheet, large=large).encode()
        case ".pdf":
            from guide.export.sheet_pdf import as_pdf

            return as_pdf(sheet, large=large)
        case ".md":
            from guide.export.sheet_text import as_markdown

            return as_markdown(sheet).encode()
        case _:
            from guide.export.sheet_text import as_text

            return as_text(sheet, width).encode()
