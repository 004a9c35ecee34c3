"""The place that stands behind a time: (Chicago time), (Chicago time, UTC-06:00), Eastern time.

What is shown in a field is read back from it, so a zone is named by its city only where no other
zone is called so.
"""

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from guide.core.clock.date_words import ZONES
from guide.core.clock.limits import EASTERN
from guide.core.errors import Unread
from guide.core.message import Message

_OFFSET = r"utc ?(?P<sign>[+-])(?P<hours>\d{1,2})(?::(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?)?"
_CITY = r"(?P<city>[^\W\d_][\w .'-]*?) time|hora de (?P<ciudad>[^\W\d_][\w .'-]*?)"
_BEHIND = (
    re.compile(rf"(?P<rest>.*?)\s*\((?:(?:{_CITY})(?:, {_OFFSET})?)\)", re.IGNORECASE),
    re.compile(rf"(?P<rest>.*?)\s*\((?:{_OFFSET})\)", re.IGNORECASE | re.ASCII),
    re.compile(
        r"(?P<rest>.*?(?:\d|m\.?|noon)),? (?P<city>[^\W\d_]+(?:[ .-]+[^\W\d_]+){0,2}) time",
        re.IGNORECASE,
    ),
)
_MOST_HOURS = 24


class Placed(msgspec.Struct, frozen=True):
    """What is left of the words, the zone that they name, and the offset."""

    rest: str
    zone: str | None = None
    offset: timezone | None = None


def placed(words: str, zone: str | None = None) -> Placed:
    """Words with the place behind them taken off; or in the zone that brackets named already.

    Raises:
        Unread: the place is not known, or there are several of that name.
    """
    for pattern in _BEHIND:
        match = pattern.fullmatch(words)
        if match is not None:
            parts = match.groupdict()
            city = parts.get("city") or parts.get("ciudad")
            where = None if city is None else _zone_of(city)
            if zone is not None and where is not None:
                raise Unread
            return Placed(rest=parts["rest"], zone=where or zone, offset=_offset(parts))
    return Placed(rest=words, zone=zone)


def _zone_of(city: str) -> str:
    plain = city.strip().lower()
    if plain == "eastern":
        return EASTERN
    zones = () if plain in ZONES else cities().get(plain, ())
    if len(zones) != 1:
        raise Unread(
            Message(
                "why.city",
                "Which time zone is “{city}”? Write it in brackets, like [America/Chicago].",
                city=city[:40],
            )
        )
    return zones[0]


def _offset(parts: dict[str, str | None]) -> timezone | None:
    if parts.get("sign") is None:
        return None
    numbers = (int(parts.get(name) or 0) for name in ("hours", "minutes", "seconds"))
    hours, minutes, seconds = numbers
    if hours >= _MOST_HOURS:
        raise Unread
    size = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-size if parts["sign"] == "-" else size)


@lru_cache(maxsize=1)
def cities() -> dict[str, tuple[str, ...]]:
    """City, in small letters → the zones that are called so."""
    zones: dict[str, tuple[str, ...]] = {}
    for name in sorted(available_timezones()):
        city = city_of(name).lower()
        zones[city] = (*zones.get(city, ()), name)
    return zones


def city_of(zone: str) -> str:
    """The place after which a zone is named."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def is_called_by_city(zone: str) -> bool:
    """Whether the city alone tells the zone, as people read and type it."""
    city = city_of(zone)
    plain = city.replace(" ", "").replace("-", "").replace("'", "")
    return "/" in zone and plain.isalpha() and cities().get(city.lower()) == (zone,)


def needs_offset(moment: datetime) -> bool:
    """Whether a clock change makes that clock time come twice, or never."""
    if not isinstance(moment.tzinfo, ZoneInfo):
        return False
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def offset_text(offset: timedelta) -> str:
    """An offset as it is read back: UTC-06:00."""
    seconds = int(abs(offset).total_seconds())
    small = f":{seconds % 60:02}" if seconds % 60 else ""
    sign = "-" if offset < timedelta(0) else "+"
    return f"UTC{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}{small}"
