"""Days and clock times as people write them, in ISO 8601: Dec 4 2026, 9 am → 2026-12-04T09:00."""

import re
from datetime import date

from guide.core.sentence import Sentence

_FLAGS = re.ASCII | re.IGNORECASE
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", _FLAGS)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# Friday, December 4, 2026 · Dec 4 2026 · 4 Dec 2026
_NAMED = (
    re.compile(rf"(?:[a-z]{{3,9}}\.?,?\s+)?{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})", _FLAGS),
    re.compile(rf"(?:[a-z]{{3,9}}\.?,?\s+)?{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}})", _FLAGS),
)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", _FLAGS)
_WITH_CLOCK = re.compile(
    r"(?P<day>.*?[^\s,])(?:T|,?\s+at\s+|[\s,]+)"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap]\.?m\.?)?",
    _FLAGS,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TWELVE = 12

NO_SUCH_DAY = Sentence("why.no-day", "There is no such day.")
WHICH_MONTH = Sentence("why.month", "Which number is the month? Write its name: Dec 4 2026.")
NO_TIME = Sentence("why.no-time", "The time of day is missing.")


def day_in_iso(text: str) -> str:
    """A day in ISO 8601; anything else, and what could be two days, as it is."""
    for pattern in _NAMED:
        found = pattern.fullmatch(text)
        if found is not None:
            month = _MONTHS.index(found["month"][:3].lower()) + 1
            return f"{found['year']}-{month:02}-{int(found['day']):02}"
    numbers = _NUMBERS.fullmatch(text)
    if numbers is not None and not _is_two_days(text):
        first, second, year = map(int, numbers.groups())
        month, day = (first, second) if first <= _TWELVE else (second, first)
        return f"{year}-{month:02}-{day:02}"
    return text


def moment_in_iso(text: str) -> str:
    """A day with a clock time in ISO 8601; anything else as it is."""
    found = _WITH_CLOCK.fullmatch(text)
    if found is None or not (found["minute"] or found["half"]):
        return text
    day, hour = day_in_iso(found["day"]), int(found["hour"])
    if _ISO.fullmatch(day) is None:
        return text
    if found["half"] is not None:
        if not 1 <= hour <= _TWELVE:
            return text
        hour = hour % _TWELVE + (_TWELVE if found["half"].lower().startswith("p") else 0)
    return f"{day}T{hour:02}:{found['minute'] or '00'}"


def is_day_alone(text: str) -> bool:
    """Whether the words name a day and no clock time."""
    return _ISO.fullmatch(day_in_iso(text)) is not None


def why_no_day(text: str) -> Sentence | None:
    """What is wrong with words that should name a day, where that can be told."""
    found = _WITH_CLOCK.fullmatch(text)
    day = text if found is None or not (found["minute"] or found["half"]) else found["day"]
    if _is_two_days(day):
        return WHICH_MONTH
    iso = _ISO.match(day_in_iso(day))
    return NO_SUCH_DAY if iso is not None and not _is_day(*map(int, iso.groups())) else None


def _is_two_days(text: str) -> bool:
    """Whether 4/12/2026 is meant, which is one day in some countries and another one elsewhere."""
    numbers = _NUMBERS.fullmatch(text)
    if numbers is None:
        return False
    first, second = int(numbers[1]), int(numbers[2])
    return first != second and max(first, second) <= _TWELVE


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
