"""What the camera of a phone reads from a printed page."""

from typing import Any

import pypdfium2
import zxingcpp

DIAL = "TEL:+18003755283"
CONTACT = "MECARD:N:USCIS Contact Center;TEL:+18003755283;;"
# Dots an inch, as a poor printer has them.
_DPI = 150


def read(printed: bytes) -> list[str]:
    """The codes on the pages of a PDF."""
    codes: list[str] = []
    for page in pypdfium2.PdfDocument(printed):
        pixels: Any = page.render(scale=_DPI / 72, grayscale=True).to_numpy()
        codes += [code.text for code in zxingcpp.read_barcodes(pixels)]
    return codes
