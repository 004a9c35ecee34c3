"""Codes for the camera of a phone (QR, ISO/IEC 18004): what they hold, and how they are drawn.

What they hold is public: numbers of the Contact Center and days, never a caller's own numbers.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Literal

import msgspec

from guide.core.text import one_line
from guide.export.ics import Event, end_of

# Light modules round a code: the standard's four, or two where there is no room; cameras take it.
QUIET = 4
LEAST_QUIET = 2
# Of the levels of correction the second: a screen has no dirt, but it has glare. What is long
# takes the first: else a window of 24 rows has no room for it.
_SHORT, _LONG, _MOST_SHORT = "m", "l", 60
# A module above another, as one character: light and light, dark and light, light and dark, both.
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

Matrix = tuple[tuple[bool, ...], ...]


class PhoneCode(msgspec.Struct, frozen=True, kw_only=True):
    """One code. `shown` says the same to those who cannot scan it: a number, or a day."""

    kind: Literal["dial", "contact", "date"]
    title: str
    payload: str
    shown: str

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands beside it on paper: each thing once."""
        return (self.title,) if self.shown in self.title else (self.title, self.shown)


def dial_payload(number: str) -> str:
    """A number in international form → what a phone dials. Capitals make the smallest code."""
    return f"TEL:{number}"


def contact_payload(name: str, numbers: Iterable[str]) -> str:
    """A contact with one or more numbers in international form (MECARD)."""
    from segno.helpers import make_mecard_data  # lazy: 20 ms

    return str(make_mecard_data(one_line(name), phone=[*dict.fromkeys(numbers)]))


def date_payload(event: Event) -> str:
    """A day or a moment for the calendar (iCalendar's VEVENT), without its text."""
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(event.title)}",
        f"DTSTART{_when(event.start)}",
        f"DTEND{_when(end_of(event))}",
        "END:VEVENT",
    ]
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    escaped = one_line(text).replace("\\", "\\\\")
    return escaped.replace(",", "\\,").replace(";", "\\;")


def _when(at: date | datetime) -> str:
    if isinstance(at, datetime):
        return f":{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";VALUE=DATE:{at:%Y%m%d}"


def matrix(payload: str, quiet: int = QUIET) -> Matrix:
    """The modules of a code, dark ones true, with the light ones round it."""
    rows = _code(payload).matrix_iter(scale=1, border=quiet)
    return tuple(tuple(bool(module) for module in row) for row in rows)


def half_blocks(modules: Matrix) -> tuple[str, ...]:
    """Lines of text, two rows of modules a line, for black on white."""
    rows = [*modules, (False,) * len(modules[0])] if len(modules) % 2 else [*modules]
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple(
        "".join(_HALVES[above, below] for above, below in zip(*pair, strict=True)) for pair in pairs
    )


def as_svg(payload: str) -> str:
    """A picture as large as its place, black on white whatever is round it."""
    options = {"border": QUIET, "light": "#fff", "omitsize": True}
    return str(_code(payload).svg_inline(**options))


def _code(payload: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  # the library is imported late
    import segno  # lazy: 30 ms

    error = _SHORT if len(payload) <= _MOST_SHORT else _LONG
    return segno.make(payload, error=error, micro=False, boost_error=False)
