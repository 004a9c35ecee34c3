"""Days and moments as they stand in a field, where they read back, and as they are told in full."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from guide.core.clock.day_names import DAYS, MONTHS, SHORT_MONTHS
from guide.core.clock.limits import EASTERN
from guide.core.clock.places import is_called_by_city, needs_offset, offset_text
from guide.wording.texts import Texts


def in_field(value: date, texts: Texts, zone: str) -> str:
    """Dec 4, 2026, 9:30 a.m.; with its place where that is not the zone of the field."""
    day = texts.say(
        "date.field", "{month} {day}, {year}",
        month=texts.tell(SHORT_MONTHS[value.month - 1]), day=value.day, year=f"{value.year:04}",
    )  # fmt: skip
    if not isinstance(value, datetime):
        return day
    clock = _clock(value, texts)
    words = texts.say("moment.field", "{day}, {time}", day=day, time=clock)
    return words + _place(value, texts, zone)


def in_full(value: date, texts: Texts) -> str:
    """Friday, December 4, 2026, 9:30 a.m., Chicago time."""
    day = texts.say(
        "date.full", "{weekday}, {month} {day}, {year}", weekday=texts.tell(DAYS[value.weekday()]),
        month=texts.tell(MONTHS[value.month - 1]), day=value.day, year=value.year,
    )  # fmt: skip
    if not isinstance(value, datetime):
        return day
    offset = value.utcoffset()
    place = texts.zone_name(value.tzinfo.key) if isinstance(value.tzinfo, ZoneInfo) else ""
    if offset is not None and (needs_offset(value) or not place):
        place = ", ".join(filter(None, [place, offset_text(offset)]))
    return texts.say(
        "moment.full", "{day}, {time}, {place}", day=day, time=_clock(value, texts), place=place
    )


def _clock(value: datetime, texts: Texts) -> str:
    if not value.second and not value.microsecond:
        return texts.clock(value)
    small = f":{value.second:02}" + (f".{value.microsecond:06}" if value.microsecond else "")
    time, _, half = texts.clock(value).partition(" ")
    return f"{time}{small} {half}"


def _place(value: datetime, texts: Texts, zone: str) -> str:
    offset = value.utcoffset()
    offset_words = "" if offset is None else offset_text(offset)
    if not isinstance(value.tzinfo, ZoneInfo):
        return f" ({offset_words})"
    key, doubtful = value.tzinfo.key, needs_offset(value)
    if key == zone and not doubtful:
        return ""
    if key != EASTERN and not is_called_by_city(key):
        # Brackets take the offset in front of them, which ISO 8601 would put there, too.
        return f" ({offset_words}) [{key}]" if doubtful else f" [{key}]"
    name = texts.zone_name(key)
    return f" ({name}, {offset_words})" if doubtful else f" ({name})"
