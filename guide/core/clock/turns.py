"""Weekdays: Friday, this Friday, next Friday. One day, or both that it can be."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from guide.core.clock.date_reasons import NO_NOW, which
from guide.core.clock.date_words import WEEKDAYS, any_of
from guide.core.clock.looks import Looks
from guide.core.errors import Unread

WEEKDAY = any_of(WEEKDAYS)
_WEEK = 7
_NEXT = r"next|proximo|que viene"
_TURN = re.compile(
    rf"(?:(?P<how>this coming|this|coming|last|este|pasado|{_NEXT}) )?"
    rf"(?P<weekday>{WEEKDAY})(?: (?P<after>pasado|{_NEXT}))?",
    re.ASCII,
)


def turn(words: str, today: date | None, looks: Looks | None) -> date | None:
    """A weekday alone, or this, next or last one: one day, or both that it can be."""
    match = _TURN.fullmatch(words)
    if match is None or (match["how"] and match["after"]):
        return None
    if today is None:
        raise Unread(NO_NOW)
    weekday, how = WEEKDAYS[match["weekday"]], match["how"] or match["after"]
    if not timedelta(14) <= today - date.min or not timedelta(14) <= date.max - today:
        raise Unread(NO_NOW)
    days = sorted(set(_TURNS.get(how or looks or "", _either)(today, weekday)))
    if len(days) > 1:
        raise Unread(which(days[0], days[-1]))
    return days[0]


def _of_week(today: date, weekday: int, weeks: int, first: int = 0) -> date:
    """The weekday of this week or another one, for weeks that begin on Monday (0) or Sunday (6)."""
    start = today - timedelta(days=(today.weekday() - first) % _WEEK)
    return start + timedelta(days=(weekday - first) % _WEEK, weeks=weeks)


def _coming(today: date, weekday: int) -> tuple[date, ...]:
    day = today + timedelta(days=(weekday - today.weekday()) % _WEEK)
    return (day,) if day != today else (day, day + timedelta(weeks=1))


def _last(today: date, weekday: int) -> tuple[date, ...]:
    day = today - timedelta(days=(today.weekday() - weekday) % _WEEK)
    return (day,) if day != today else (day, day - timedelta(weeks=1))


def _either(today: date, weekday: int) -> tuple[date, ...]:
    return _last(today, weekday)[-1], _coming(today, weekday)[-1]


def _this(today: date, weekday: int) -> tuple[date, ...]:
    return _of_week(today, weekday, 0), *_coming(today, weekday)


def _next(today: date, weekday: int) -> tuple[date, ...]:
    weeks = [_of_week(today, weekday, 1, first) for first in (0, 6)]
    return (_coming(today, weekday)[-1], *weeks)


def _before(today: date, weekday: int) -> tuple[date, ...]:
    weeks = [_of_week(today, weekday, -1, first) for first in (0, 6)]
    return (_last(today, weekday)[-1], *weeks)


_TURNS: dict[str, Callable[[date, int], tuple[date, ...]]] = {
    "ahead": _coming, "back": _last,
    "this": _this, "este": _this, "coming": _coming, "this coming": _coming,
    "next": _next, "proximo": _next, "que viene": _next, "last": _before, "pasado": _before,
}  # fmt: skip
