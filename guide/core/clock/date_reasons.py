"""Why words are not taken as a day or a time, and what to write instead."""

from datetime import date

from guide.core.clock.day_names import DAYS, MONTHS, SHORT_MONTHS
from guide.core.message import Message

NO_SUCH_DAY = Message("why.no-day", "That date does not exist.")
NO_MONTH = Message("why.no-month", "Write the month too: Dec 4 2026.")
NO_DAY = Message("why.day-missing", "The day is missing.")
NO_CLOCK = Message("why.no-clock-wanted", "Only the day is asked. Leave the time of day out.")
NO_NOW = Message("why.no-now", "Write the whole date: Dec 4 2026.")
YEAR_OF_TWO = Message("why.year", "Write the year with four digits.")
ZONE = Message("why.zone", "Write a city in brackets for the time zone: 9:00 am [America/Chicago].")


def which(one: date, other: date) -> Message:
    """That both days could be meant."""
    return Message(
        "why.which", "{one} or {other}? Write the whole date.", one=_whole(one), other=_whole(other)
    )


def which_month(pairs: list[tuple[int, int]], year: str | None) -> Message:
    """That either number could be the month; both, as one would type them."""
    one, other = (
        Message(
            "date.typed", "{month} {day}{year}",
            month=SHORT_MONTHS[month - 1], day=day, year=f" {year}" if year else "",
        )
        for month, day in pairs
    )  # fmt: skip
    return Message(
        "why.month", "Which number is the month? Write its name: {one} or {other}.",
        one=one, other=other,
    )  # fmt: skip


def plain(day: date) -> Message:
    """A day in words, without its weekday."""
    return Message(
        "date.plain", "{month} {day}, {year}",
        month=MONTHS[day.month - 1], day=day.day, year=f"{day.year:04}",
    )  # fmt: skip


def _whole(day: date) -> Message:
    return Message("date.whole", "{weekday}, {day}", weekday=DAYS[day.weekday()], day=plain(day))
