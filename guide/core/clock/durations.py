"""How long something took, as people write it: 25 minutes, 1 h 10, half an hour, media hora."""

import re
from datetime import timedelta

from guide.core.clock.date_words import NUMBERS, any_of, folded

_NUMBER = rf"(?:\d{{1,3}}|{any_of(NUMBERS)})"
_HOURS = rf"(?P<hours>{_NUMBER}) ?(?:hours?|hrs?|h|horas?)\.?"
_MINUTES = rf"(?P<minutes>{_NUMBER}) ?(?:minutes?|mins?|m|minutos?)\.?"
_AND = r"(?: |, ?| and | y )?"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        rf"{_HOURS}(?:{_AND}{_MINUTES})?",
        _MINUTES,
        # Behind hours a bare number can only be minutes.
        rf"{_HOURS}{_AND}(?P<bare>\d{{1,2}})",
        r"(?P<half>half an hour|media hora)",
        rf"{_HOURS}(?P<half>(?: and a half| y media))",
    )
)


def duration_in(text: str) -> timedelta | None:
    """The time that the words name; None where they name none, as a bare number does."""
    words = folded(text)
    match = next(filter(None, (shape.fullmatch(words) for shape in _SHAPES)), None)
    if match is None:
        return None
    parts = match.groupdict()
    minutes = _count(parts.get("minutes") or parts.get("bare")) + 30 * bool(parts.get("half"))
    return timedelta(hours=_count(parts.get("hours")), minutes=minutes)


def _count(words: str | None) -> int:
    if words is None:
        return 0
    return int(words) if words.isdecimal() else NUMBERS[words]
