"""Moments as people and scripts write them: ISO 8601, with an offset or a zone in brackets."""

import re
from contextlib import suppress
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from guide.core.clock.looks import Looks
from guide.core.errors import InvalidInput, Unread
from guide.core.message import Message

ClockChange = Literal["skipped", "repeated"]
_SHAPE = re.compile(r"(?P<clock>[^\[\]]+?)(?:\[(?P<zone>[A-Za-z0-9_+\-/]{1,60})\])?\s*")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NO_TIME = Message("why.no-time", "The time of day is missing.")
_WANTED = Message(
    "hint.moment",
    "Write it like 2026-11-30T09:00, 2026-11-30T09:00-06:00 or 2026-11-30T09:00[America/Chicago].",
)


# As IANA names these stay behind all summer; whoever writes them means a city's time.
_SHORT = {
    "EST": ("America/New_York", "America/Panama"),
    "MST": ("America/Denver", "America/Phoenix"),
}
_MEANT = {
    "EDT": "America/New_York", "ET": "America/New_York", "EASTERN": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago",
    "CENTRAL": "America/Chicago", "MDT": "America/Denver", "MT": "America/Denver",
    "MOUNTAIN": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles", "PACIFIC": "America/Los_Angeles", "AKST": "America/Anchorage",
    "AKDT": "America/Anchorage", "AST": "America/Puerto_Rico", "HDT": "America/Adak",
}  # fmt: skip


def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

    Raises:
        InvalidInput: there is no such zone, or people mean another one by it.
    """
    if name.upper() in _SHORT:
        city, fixed = _SHORT[name.upper()]
        message = Message("error.zone.short", "{name!r} stays the same all year.", name=name)
        hint = Message(
            "hint.zone.short", "Write {city}, or {fixed} if the clock never changes there.",
            city=city, fixed=fixed,
        )  # fmt: skip
        raise InvalidInput(message, hint, reason=hint)
    try:
        place = ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError
        message = Message("error.zone", "{name!r} is not a time zone.", name=name)
        hint = Message("hint.zone", "Write an IANA name, like America/New_York or Asia/Manila.")
        meant = _MEANT.get(name.upper().removesuffix(" TIME"))
        if meant is not None:
            hint = Message("hint.zone.meant", "Write the city: {name}.", name=meant)
        raise InvalidInput(message, hint, reason=hint) from None
    return place


def parse_moment(
    text: str, default_zone: str, now: datetime | None = None, looks: Looks | None = None
) -> tuple[datetime, ClockChange | None]:
    """An aware datetime, and whether a clock change skips or repeats that clock time.

    Such a time is read with fold=0, unless an offset says which of the two is meant.
    `now` makes "tomorrow 8 am" readable; `looks` says on which side of it a day without a year is.

    Raises:
        InvalidInput: it is not a moment, could be two, or offset and zone disagree.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise _no_moment(text, None)
    try:
        clock, place = datetime.fromisoformat(shape["clock"].strip()), shape["zone"]
    except ValueError:
        clock, place = _by_hand(text, shape["clock"].strip(), shape["zone"], now, looks)
    if clock.tzinfo is not None and place is None:
        return _within_range(clock, text), None
    return _placed(clock, zone(place or default_zone), text)


def parse_timed_moment(
    text: str, default_zone: str, now: datetime | None = None, looks: Looks | None = None
) -> tuple[datetime, ClockChange | None]:
    """A moment as `parse_moment` reads it, whose time of day is written.

    Raises:
        InvalidInput: as there, or it is a day alone, which would silently mean midnight.
    """
    if _is_day(text.partition("[")[0]):
        raise _no_moment(text, NO_TIME)
    return parse_moment(text, default_zone, now, looks)


def _placed(clock: datetime, place: ZoneInfo, text: str) -> tuple[datetime, ClockChange | None]:
    offset = clock.utcoffset()
    naive = clock.replace(tzinfo=None)
    moment = _within_range(naive.replace(tzinfo=place, fold=0), text)
    change = _clock_change(moment)
    if offset is None:
        return moment, change
    for candidate in (moment, moment.replace(fold=1)):
        if candidate.utcoffset() == offset:
            return candidate, change if change == "skipped" else None
    message = Message(
        "error.moment.offset", "{text!r}: the offset is not that of {zone} at that time.",
        text=text, zone=place.key,
    )  # fmt: skip
    raise InvalidInput(message, _WANTED)


def _by_hand(
    text: str, clock: str, place: str | None, now: datetime | None, looks: Looks | None
) -> tuple[datetime, str | None]:
    """A moment in people's words, and its zone if that is named."""
    from guide.core.clock.places import placed
    from guide.core.clock.written_dates import read  # lazy: scripts write ISO 8601

    try:
        written = placed(clock, place)
        local = None if now is None else _seen_from(now, written.zone)
        reading = read(written.rest, local, looks)
    except Unread as error:
        raise _no_moment(text, error.reason) from None
    if reading.clock is None:
        raise _no_moment(text, NO_TIME)
    return datetime.combine(reading.day, reading.clock, written.offset), written.zone


def _seen_from(now: datetime, place: str | None) -> datetime:
    """Now where the moment is: tomorrow in Manila may be another day."""
    return now if place is None else now.astimezone(zone(place))


def _no_moment(text: str, reason: Message | None) -> InvalidInput:
    message = Message("error.moment", "{text!r} is not a date and time.", text=text)
    hints = (_WANTED,) if reason is None else (reason, _WANTED)
    return InvalidInput(message, *hints, reason=reason)


def _within_range(moment: datetime, text: str) -> datetime:
    # Two days of room, so that every conversion between zones stays inside datetime's range.
    if 1 < moment.year < MAXYEAR:
        return moment
    try:
        moment.astimezone(UTC) - timedelta(days=2)
        moment.astimezone(UTC) + timedelta(days=2)
    except (OverflowError, ValueError):
        message = Message(
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


def parse_day(text: str, now: datetime | None = None, looks: Looks | None = None) -> date:
    """A calendar date.

    Raises:
        InvalidInput: it is not one, or could be two.
    """
    plain, reason = text.strip(), None
    # Python also reads 20261204 and 2026-W49-5, which no notice shows.
    if _ISO_DAY.fullmatch(plain):
        with suppress(ValueError):
            return date.fromisoformat(plain)
    from guide.core.clock.date_reasons import NO_CLOCK
    from guide.core.clock.written_dates import read  # lazy: scripts write ISO 8601

    try:
        reading = read(plain, now, looks)
        if reading.clock is None:
            return reading.day
        reason = NO_CLOCK
    except Unread as error:
        reason = error.reason
    message = Message("error.day", "{text!r} is not a date.", text=text)
    hint = Message("hint.day", "Write it like 2026-12-04.")
    hints = (hint,) if reason is None else (reason, hint)
    raise InvalidInput(message, *hints, reason=reason)


def is_iso(text: str) -> bool:
    """Whether a moment or a day is written as scripts write it."""
    try:
        datetime.fromisoformat(text.partition("[")[0].strip())
    except ValueError:
        return False
    return True


def _is_day(text: str) -> bool:
    """Whether it is a day in one of the forms of ISO 8601, without a time of day."""
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def parse_moment_or_day(
    text: str, default_zone: str, now: datetime | None = None, looks: Looks | None = None
) -> tuple[datetime | date, ClockChange | None]:
    """A day where only a day was written, else a moment.

    Raises:
        InvalidInput: it is neither, or could be two.
    """
    day, _, place = text.strip().removesuffix("]").partition("[")
    if _is_day(day):
        if place:
            zone(place)  # where it is changes nothing about a day, but must be a place
        return parse_day(day), None
    try:
        return parse_moment(text, default_zone, now, looks)
    except InvalidInput as error:
        # What names no time of day may be a day; any other fault stands.
        if error.reason is NO_TIME:
            return parse_day(text, now, looks), None
        raise
