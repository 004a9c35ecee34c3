"""A call sheet as a file; the ending says which kind."""

from pathlib import Path

from guide.core.errors import InvalidInput
from guide.core.message import Message, accepted_values
from guide.export.files import unknown_ending
from guide.export.sheet import Sheet

ENDINGS = (".html", ".pdf", ".md", ".txt")
# Those that can hold a picture: letters on paper stand too far apart for a camera.
DRAWN = (".html", ".pdf")


def check_ending(path: Path, *, with_codes: bool = False) -> None:
    """Whether there is such a kind of sheet, and whether it can show codes, if it is to.

    Raises:
        InvalidInput: the ending is another one.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InvalidInput(unknown_ending(str(path)), accepted_values(*ENDINGS))
    if with_codes and ending not in DRAWN:
        raise InvalidInput(
            Message("error.no-codes", "A {ending} file can't hold QR codes.", ending=ending),
            accepted_values(*DRAWN),
        )


def sheet_bytes(sheet: Sheet, path: Path, *, large: bool = False, width: int = 80) -> bytes:
    """What the file is to hold.

    Raises:
        InvalidInput: the ending is none of `ENDINGS`, or cannot show the sheet's codes, or what
            writes it is not installed.
    """
    check_ending(path, with_codes=sheet.codes is not None)
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
