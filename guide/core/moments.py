"""Moments as people and scripts write them: ISO 8601, with an offset or a zone in brackets."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from guide.core.by_hand import day_in_iso, moment_in_iso, why_no_day
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence

ClockChange = Literal["skipped", "repeated"]
_SHAPE = re.compile(r"(?P<clock>[^\[\]]+?)(?:\[(?P<zone>[A-Za-z0-9_+\-/]{1,60})\])?\s*")
_WANTED = Sentence(
    "hint.moment",
    "Write it like 2026-11-30T09:00, 2026-11-30T09:00-06:00 or 2026-11-30T09:00[America/Chicago].",
)


def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

    Raises:
        InvalidInput: there is no such zone.
    """
    try:
        found = ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError
        message = Sentence("error.zone", "{name!r} is not a time zone.", name=name)
        hint = Sentence("hint.zone", "Write an IANA name, like America/New_York or Asia/Manila.")
        raise InvalidInput(message, hint) from None
    return found


def parse_moment(text: str, default_zone: str) -> tuple[datetime, ClockChange | None]:
    """An aware datetime, and whether a clock change skips or repeats that clock time.

    Such a time is read with fold=0, unless an offset says which of the two is meant.

    Raises:
        InvalidInput: it is not a moment, or offset and zone disagree.
    """
    shape = _SHAPE.fullmatch(text.strip())
    clock = None if shape is None else _clock(shape["clock"].strip())
    if shape is None or clock is None:
        message = Sentence("error.moment", "{text!r} is not a date and time.", text=text)
        raise InvalidInput(message, *_why(shape["clock"] if shape else text), _WANTED)
    if clock.tzinfo is not None and shape["zone"] is None:
        return _within_range(clock, text), None
    place = zone(shape["zone"] or default_zone)
    offset = clock.utcoffset()
    naive = clock.replace(tzinfo=None)
    moment = _within_range(naive.replace(tzinfo=place, fold=0), text)
    change = _clock_change(moment)
    if offset is None:
        return moment, change
    for candidate in (moment, moment.replace(fold=1)):
        if candidate.utcoffset() == offset:
            return candidate, change if change == "skipped" else None
    message = Sentence(
        "error.moment.offset", "{text!r}: the offset is not that of {zone} at that time.",
        text=text, zone=place.key,
    )  # fmt: skip
    raise InvalidInput(message, _WANTED)


def _clock(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _by_hand(text)


def _by_hand(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(moment_in_iso(text))
    return None


def _within_range(moment: datetime, text: str) -> datetime:
    # Two days of room, so that every conversion between zones stays inside datetime's range.
    if 1 < moment.year < MAXYEAR:
        return moment
    try:
        moment.astimezone(UTC) - timedelta(days=2)
        moment.astimezone(UTC) + timedelta(days=2)
    except (OverflowError, ValueError):
        message = Sentence(
            "error.moment.years", "{text!r} lies outside the years 1 to 9999.", text=text
        )
        raise InvalidInput(message, _WANTED) from None
    return moment


def _clock_change(moment: datetime) -> ClockChange | None:
    if moment.utcoffset() == moment.replace(fold=1).utcoffset():
        return None
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return "repeated" if back.replace(tzinfo=None) == moment.replace(tzinfo=None) else "skipped"


def elapsed(start: datetime, end: datetime) -> timedelta:
    """The time that passes between two moments, also where the clock changes in between.

    Python subtracts two clock times of one zone as they stand.
    """
    return end.astimezone(UTC) - start.astimezone(UTC)


def format_moment(moment: datetime) -> str:
    """ISO 8601 with offset, and the zone in brackets where it is known."""
    name = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return moment.isoformat() if name is None else f"{moment.isoformat()}[{name}]"


def parse_day(text: str) -> date:
    """A calendar date.

    Raises:
        InvalidInput: it is not one.
    """
    written = day_in_iso(text.strip())
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = None
    # Python also reads 20261204 and 2026-W49-5, which no notice shows.
    if found is None or found.isoformat() != written:
        message = Sentence("error.day", "{text!r} is not a date.", text=text)
        raise InvalidInput(message, *_why(text), Sentence("hint.day", "Write it like 2026-12-04."))
    return found


def _why(text: str) -> Iterator[Sentence]:
    found = why_no_day(text.strip())
    if found is not None:
        yield found
