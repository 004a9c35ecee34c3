"""Clock times as people say them: 9:30 a.m., at noon, a las 3 de la tarde."""

import re
from datetime import time

import msgspec

from guide.core.errors import Unread
from guide.core.message import Message

_TWELVE = 12
_SMALL = r"(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.(?P<fraction>\d{1,6}))?)?"
_AT = r"(?:at |@ ?|a las? |desde las? )"
_PART = (
    r"(?P<part>(?:in the |early in the |this |de la |por la |en la |esta )?"
    r"(?:morning|afternoon|evening|manana|tarde|noche|madrugada)|at night|tonight)"
)
_FRACTIONS = {"y media": 30, "y cuarto": 15}
_EDGE = r"(?:(?<![\w./:'-])|(?<=\dt))"
_SHARP = r"(?: o'?clock| en punto| (?:hours|horas|hrs))"
_END = r"(?![\w:/'-]|\.\d)"
_CLOCKS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # 9:30, 9:30 am, at 9:30, 14h30
        rf"{_EDGE}{_AT}?(?P<hour>\d{{1,2}})(?::|(?<=\d)h(?=\d)){_SMALL} ?(?P<half>[ap]m)?{_END}",
        # 9.30 am, at 9.30
        rf"{_EDGE}{_AT}?(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d) ?(?P<half>[ap]m){_END}",
        rf"{_EDGE}{_AT}(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d){_END}",
        # 9 am, at 9, a las 9 y media, 9 o'clock
        rf"{_EDGE}{_AT}?(?P<hour>\d{{1,2}}) ?(?P<half>[ap]m){_END}",
        rf"{_EDGE}{_AT}(?P<hour>\d{{1,2}})(?: (?P<and>y media|y cuarto))?{_SHARP}?{_END}",
        rf"{_EDGE}(?P<hour>\d{{1,2}}) (?:o'?clock|en punto){_END}",
        # 8 de la mañana, but not: Monday the 4 in the morning
        rf"(?<!the )(?<!el ){_EDGE}(?P<hour>\d{{1,2}})(?= (?:in the|de la) [a-z])",
    )
)
_NOON = re.compile(
    rf"{_EDGE}(?:at |al? |a )?(?:a las )?(?:12(?::00)? (?:del )?)?(?P<noon>noon|midday|mediodia)\b",
    re.ASCII,
)
_MIDNIGHT = re.compile(r"\b(?:midnight|medianoche)\b", re.ASCII)
_DAY_PART = re.compile(rf"(?<!\w){_PART}(?!\w)", re.ASCII)
# Hours of twelve that a part of the day makes certain, and what is added to them.
_PARTS: dict[str, tuple[dict[int, int], range]] = {
    "morning": ({hour: hour for hour in range(1, 12)}, range(12)),
    "manana": ({hour: hour for hour in range(1, 12)}, range(12)),
    "madrugada": ({hour: hour for hour in range(1, 7)}, range(7)),
    "afternoon": ({12: 12} | {hour: hour + 12 for hour in range(1, 7)}, range(12, 19)),
    "tarde": ({12: 12} | {hour: hour + 12 for hour in range(1, 9)}, range(12, 21)),
    "evening": ({hour: hour + 12 for hour in range(4, 12)}, range(16, 24)),
    "night": ({hour: hour + 12 for hour in range(6, 12)}, range(18, 24)),
    "tonight": ({hour: hour + 12 for hour in range(5, 12)}, range(17, 24)),
    "noche": ({hour: hour + 12 for hour in range(6, 12)}, range(18, 24)),
}

MIDNIGHT = Message(
    "why.midnight", "Midnight ends one day and begins another. Write 11:59 p.m. or 12:01 a.m."
)
NO_SUCH_TIME = Message("why.no-clock", "That is not a time of day.")
TWO_TIMES = Message("why.two-times", "There are two times of day in it. Write one.")


class Clock(msgspec.Struct, frozen=True):
    """A time of day, and the words that are left when it is taken out; `doubt`: it could be two."""

    at: time | None
    rest: str
    doubt: Message | None = None


def clock_in(words: str, *, of_24: bool = False) -> Clock:
    """The time of day in folded words; `of_24`: an hour without a.m. or p.m. counts to 24.

    Raises:
        Unread: it is midnight, or there are two of them.
    """
    if _MIDNIGHT.search(words):
        raise Unread(MIDNIGHT)
    noon = _NOON.search(words)
    match = noon
    for pattern in _CLOCKS:
        if match is None:
            match = pattern.search(words)
    if match is None:
        return Clock(at=None, rest=words)
    before = re.sub(r"(?<=\d)t$", "", words[: match.start()])
    rest = f"{before} , {words[match.end() :]}"
    part = _part_of(rest)
    if part is not None:
        day = "today" if part["part"].startswith(("tonight", "this ", "esta ")) else ""
        rest = f"{rest[: part.start()]} , {day} {rest[part.end() :]}"
    if any(pattern.search(rest) for pattern in (*_CLOCKS, _NOON)):
        raise Unread(TWO_TIMES)
    if noon is not None:
        return Clock(at=time(12), rest=rest)
    try:
        return Clock(at=_time(match, part, of_24=of_24), rest=rest)
    except Unread as error:
        return Clock(at=None, rest=rest, doubt=error.reason)


def _part_of(rest: str) -> re.Match[str] | None:
    for match in _DAY_PART.finditer(rest):
        if match["part"] != "manana":  # alone it is tomorrow
            return match
    return None


def _time(match: re.Match[str], part: re.Match[str] | None, *, of_24: bool) -> time:
    groups = match.groupdict()
    written = groups["hour"]
    hour, minute = int(written), int(groups.get("minute") or 0)
    minute = _FRACTIONS.get(groups.get("and") or "", minute)
    half = groups.get("half")
    if half is not None:
        if not 1 <= hour <= _TWELVE:
            raise Unread(_half(written, minute, half))
        hour = hour % _TWELVE + (_TWELVE if half == "pm" else 0)
    if part is not None:
        hour = _in_part(hour, part["part"], known=half is not None or hour > _TWELVE, minute=minute)
    elif half is None and not of_24 and 1 <= hour <= _TWELVE and not written.startswith("0"):
        raise Unread(which_half(hour, minute))
    if hour >= 24:  # noqa: PLR2004  # hours of a day
        raise Unread(NO_SUCH_TIME)
    second = int(groups.get("second") or 0)
    return time(hour, minute, second, int((groups.get("fraction") or "").ljust(6, "0")))


def _in_part(hour: int, said: str, *, known: bool, minute: int) -> int:
    certain, hours = _PARTS[said.rsplit(" ", 1)[-1]]
    if known:
        if hour not in hours:
            raise Unread(NO_SUCH_TIME)
        return hour
    if hour not in certain:
        raise Unread(which_half(hour, minute))
    return certain[hour]


def which_half(hour: int, minute: int) -> Message:
    """That a time without a.m. or p.m. could be in the morning or in the evening; names both."""
    return Message(
        "why.half", "In the morning or in the evening? Write {time} am or {time} pm.",
        time=f"{hour % 12 or 12}:{minute:02}",
    )  # fmt: skip


def _half(written: str, minute: int, half: str) -> Message:
    return Message(
        "why.twelve", "{time} {half} is not a time: hours with am or pm go from 1 to 12.",
        time=f"{written}:{minute:02}", half=half,
    )  # fmt: skip
