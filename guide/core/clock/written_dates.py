"""Days and moments as people write them: tomorrow 8 am, Dec 4, 9:30 AM on Dec 4, hoy a las 15:00.

Nothing is guessed. What could be two days is refused with both of them; so is a weekday that is
not that of its date, and a word that is not understood. Only loaded for what is not ISO 8601.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

import msgspec

from guide.core.clock.clock_words import NO_SUCH_TIME, clock_in
from guide.core.clock.date_reasons import (
    NO_DAY,
    NO_MONTH,
    NO_NOW,
    NO_SUCH_DAY,
    YEAR_OF_TWO,
    ZONE,
    plain,
    which,
    which_month,
)
from guide.core.clock.date_words import (
    FILLERS,
    MONTHS,
    NUMBERS,
    RELATIVE,
    WEEKDAYS,
    ZONES,
    any_of,
    folded,
    is_known,
)
from guide.core.clock.day_names import DAYS
from guide.core.clock.looks import Looks
from guide.core.clock.turns import WEEKDAY, turn
from guide.core.errors import Unread
from guide.core.message import Message

_LONGEST = 120
_MONTH = rf"(?P<month>{any_of(MONTHS)})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|ro|º|°|o|ero)?"
_YEAR = r"(?P<year>'?\d{2}|\d{4})"
_SEP = r"(?: ?- ?| (?:de |del |of )?|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d))"
_LAST = r"(?: ?- ?| (?:de |del |of )?|(?<=[a-z])(?=\d))"
_NAMED = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_MONTH} ?-? ?{_DAY}(?:{_LAST}{_YEAR})?",
        rf"{_DAY}{_SEP}{_MONTH}(?:{_LAST}{_YEAR})?",
        rf"(?P<year>\d{{4}})[ -]?{_MONTH}[ -]?{_DAY}",
    )
)
_NUMBERS = re.compile(r"(\d{1,4}) ?([/.-]) ?(\d{1,2})(?: ?\2 ?(\d{1,4}))?", re.ASCII)
_ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_COUNT = rf"(?P<number>\d{{1,3}}|{any_of(NUMBERS)}) (?P<unit>days?|weeks?|dias?|semanas?)"
_AHEAD = re.compile(
    rf"(?:in|en|dentro de) {_COUNT}|{_COUNT.replace('?P<', '?P<x')} from now", re.ASCII
)
_AGO = re.compile(rf"{_COUNT} ago|hace {_COUNT.replace('?P<', '?P<x')}", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONE = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)|(?:el )?(?:dia )?\d{1,2}", re.ASCII)
_TWELVE = 12
_WEEK = 7
# Two digits of a year mean one that is near.
_NEAR_YEARS = 10
# How far from today a day without a year may lie: beyond, the other year is as likely.
_HALF_YEAR = timedelta(days=183)
_TWO_MONTHS = timedelta(days=60)


class Reading(msgspec.Struct, frozen=True):
    """A day, and the time of day if one was named."""

    day: date
    clock: time | None = None


def read(text: str, now: datetime | None = None, looks: Looks | None = None) -> Reading:
    """A day, or a day with a time. `now` is in the caller's zone; without it nothing is relative.

    Raises:
        Unread: it is no day, could be two, or holds a word that is not understood.
    """
    words = folded(text)
    if len(words) > _LONGEST:
        raise Unread
    if now is not None and words in ("now", "right now", "ahora", "ahora mismo"):
        return Reading(day=now.date(), clock=now.time().replace(second=0, microsecond=0))
    clock = clock_in(words, of_24=_ISO.search(words) is not None)
    rest = _bare(clock.rest)
    # "a week ago" and "en 3 dias" begin with words that mean nothing elsewhere.
    whole = " ".join(clock.rest.replace(",", " ").split())
    rest = whole if any(pattern.fullmatch(whole) for pattern in (_AHEAD, _AGO)) else rest
    if not rest and (clock.at is not None or clock.doubt is not None):
        raise Unread(clock.doubt or NO_DAY)
    day = _day(rest, now, looks)
    if clock.doubt is not None:
        raise Unread(clock.doubt)
    return Reading(day=day, clock=clock.at)


def _bare(words: str) -> str:
    """Without commas, brackets and the small words around a day."""
    parts = re.sub(r"[,()]", " ", words).split()
    while parts and (parts[0] in FILLERS or parts[0] == "-"):
        parts = parts[1:]
    while parts and (parts[-1].rstrip(".") in FILLERS or parts[-1] in ("-", ".")):
        parts = parts[:-1]
    return " ".join(parts).rstrip(".")


def _day(words: str, now: datetime | None, looks: Looks | None) -> date:
    today = None if now is None else now.date()
    for reader in (_relative, turn):
        day = reader(words, today, looks)
        if day is not None:
            return day
    weekday, rest = _weekday_beside(words)
    for beside in (_named, _numbers):
        day = beside(rest, today, looks)
        if day is not None:
            _agree(day, weekday)
            return day
    raise Unread(_why(words))


# A day by its date


def _weekday_beside(words: str) -> tuple[int | None, str]:
    """The weekday before or after a date, and the date."""
    for pattern in (
        rf"(?P<weekday>{WEEKDAY})\.? (?P<rest>.+)",
        rf"(?P<rest>.+) (?P<weekday>{WEEKDAY})",
    ):
        match = re.fullmatch(pattern, words)
        if match is not None:
            return WEEKDAYS[match["weekday"]], _bare(match["rest"])
    return None, words


def _agree(day: date, weekday: int | None) -> None:
    if weekday is not None and day.weekday() != weekday:
        raise Unread(
            Message(
                "why.weekday", "{date} is a {weekday}.",
                date=plain(day), weekday=DAYS[day.weekday()],
            )
        )  # fmt: skip


def _named(words: str, today: date | None, looks: Looks | None) -> date | None:
    words = re.sub(r"^(?:primero|1ero) de ", "1 de ", words)
    for pattern in _NAMED:
        match = pattern.fullmatch(words)
        if match is not None:
            month, day, year = MONTHS[match["month"]], int(match["day"]), match["year"]
            if year is None:
                return _without_year(month, day, today, looks)
            if len(year) == 4:  # noqa: PLR2004  # a whole year
                return _date(int(year), month, day)
            written = [(year, month, day)]
            if "'" not in year and pattern is _NAMED[1]:
                # 26 Dec 27 is the 27th for whoever begins with the year.
                written.append((match["day"], month, int(year)))
            return _only(_shorts(written, today))
    return None


def _numbers(words: str, today: date | None, looks: Looks | None) -> date | None:
    match = _NUMBERS.fullmatch(words)
    if match is None:
        return None
    first, sep, second, third = match.groups()
    if len(first) == 4:  # noqa: PLR2004  # the year stands first
        return None if third is None else _date(int(first), int(second), int(third))
    if len(first) > 2 or (third is not None and len(third) not in (2, 4)):  # noqa: PLR2004
        return None
    one, two = int(first), int(second)
    pairs = {pair for pair in ((one, two), (two, one)) if 1 <= pair[0] <= _TWELVE and pair[1]}
    if third is not None and len(third) == 2:  # noqa: PLR2004
        shorts = [(third, month, day) for month, day in pairs]
        return _only(_shorts((*shorts, (first, two, int(third))), today))
    if len(pairs) > 1:
        raise Unread(which_month(sorted(pairs, reverse=True), third))
    if not pairs or (third is None and sep != "/"):
        raise Unread(NO_SUCH_DAY if not pairs else NO_NOW)
    month, day = pairs.pop()
    return (
        _without_year(month, day, today, looks) if third is None else _date(int(third), month, day)
    )


def _shorts(written: Iterable[tuple[str, int, int]], today: date | None) -> set[date]:
    """The days that dates with a year of two digits can be; a year far away is not meant."""
    days = set()
    for year, month, day in written:
        with suppress(Unread):
            days.add(_date(_short_year(year, today), month, day))
    return days


def _only(days: set[date]) -> date:
    if len(days) > 1:
        one, *_, other = sorted(days)
        raise Unread(which(one, other))
    if not days:
        raise Unread(YEAR_OF_TWO)
    return days.pop()


def _short_year(year: str, today: date | None) -> int:
    if today is None:
        raise Unread(YEAR_OF_TWO)
    whole = today.year - today.year % 100 + int(year.strip("'"))
    if abs(whole - today.year) > _NEAR_YEARS:
        raise Unread(YEAR_OF_TWO)
    return whole


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unread(NO_SUCH_DAY) from None


def _without_year(month: int, day: int, today: date | None, looks: Looks | None) -> date:
    """The year that is meant, where the question says which way to look and it is near."""
    if today is None:
        _date(2000, month, day)
        raise Unread(NO_NOW)
    days = sorted(_in_years(month, day, today))
    before = [date for date in days if date <= today]
    after = [date for date in days if date >= today]
    if not before or not after:
        _date(2000, month, day)
        raise Unread(NO_NOW)
    last, coming = before[-1], after[0]
    if looks == "ahead" and coming - today <= _HALF_YEAR:
        return coming
    if looks == "back" and today - last <= _HALF_YEAR:
        return last
    nearest = min(last, coming, key=lambda date: abs(date - today))
    if looks == "near" and abs(nearest - today) <= _TWO_MONTHS:
        return nearest
    if last == coming:
        last = next((date for date in reversed(before) if date != coming), last)
    raise Unread(which(last, coming))


def _in_years(month: int, day: int, today: date) -> Iterator[date]:
    for year in range(max(MINYEAR, today.year - 8), min(MAXYEAR, today.year + 8) + 1):
        with suppress(ValueError):
            yield date(year, month, day)


# A day by today


def _relative(words: str, today: date | None, looks: Looks | None) -> date | None:  # noqa: ARG001
    if words in RELATIVE:
        return _moved(today, RELATIVE[words])
    for pattern, sign in ((_AHEAD, 1), (_AGO, -1)):
        match = pattern.fullmatch(words)
        if match is not None:
            number, unit = match["number"] or match["xnumber"], match["unit"] or match["xunit"]
            count = int(number) if number.isdecimal() else NUMBERS[number]
            days = count * (_WEEK if unit[0] in "ws" else 1)
            return _moved(today, sign * days)
    return None


def _moved(today: date | None, days: int) -> date:
    if today is None:
        raise Unread(NO_NOW)
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise Unread(NO_SUCH_DAY) from None


# Why not


def _why(words: str) -> Message | None:
    """The first word that is not understood, or what else is missing."""
    if any(word in ZONES for word in _WORD.findall(words)) or re.search(r"\d ?z$", words):
        return ZONE
    if _LONE.fullmatch(words):
        return NO_MONTH
    for word in _WORD.findall(words):
        if not is_known(word):
            return Message("why.word", "“{word}” is not understood here.", word=word[:30])
    return NO_SUCH_TIME if re.search(r"\d:\d", words) else None
