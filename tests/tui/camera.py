"""What the camera of a phone reads from the screen as it is drawn, colours and all."""

from typing import Any

import numpy as np
import zxingcpp
from rich.color_triplet import ColorTriplet
from rich.segment import Segment

from guide.tui.app.guide_app import GuideApp

# Pixels of a module: a camera sees each several times.
_SCALE = 4
_BLACK = ColorTriplet(0, 0, 0)
# Which half of a cell has the colour of the letter: above, below.
_HALVES = {"▀": (True, False), "▄": (False, True), "█": (True, True)}


def picture(app: GuideApp) -> Any:
    """Two rows of pixels a line, grey; other letters than blocks are left out."""
    rows: list[list[float]] = []
    for strip in app.screen._compositor.render_strips():
        above: list[float] = []
        below: list[float] = []
        for segment in strip:
            ink, paper = _greys(segment)
            for sign in segment.text:
                top, bottom = _HALVES.get(sign, (False, False))
                above.append(ink if top else paper)
                below.append(ink if bottom else paper)
        rows += [above, below]
    width = min(map(len, rows))
    pixels = np.array([row[:width] for row in rows], dtype=np.uint8)
    return pixels.repeat(_SCALE, axis=0).repeat(_SCALE, axis=1)


def _greys(segment: Segment) -> tuple[float, float]:
    style = segment.style
    ink = style.color.triplet if style and style.color else None
    paper = style.bgcolor.triplet if style and style.bgcolor else None
    if style is not None and style.reverse:
        ink, paper = paper, ink
    return _grey(ink or _BLACK), _grey(paper or _BLACK)


def _grey(colour: ColorTriplet) -> float:
    return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue


def read(app: GuideApp) -> list[str]:
    """The codes on the screen."""
    codes = zxingcpp.read_barcodes(picture(app), try_invert=False)
    return [code.text for code in codes]
