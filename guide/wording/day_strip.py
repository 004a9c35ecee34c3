"""The days from a call to its answer in words: which count, which do not, and why."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

import msgspec

from guide.core.clock.calendar import Calendar
from guide.core.flow.windows import (
    CALL_DAY,
    CLOSURE,
    WEEKEND,
    CountedDay,
    Window,
    unknown_years,
)
from guide.wording.texts import Texts

_WEEK = 7
COUNTED, NOT_COUNTED, CALLED, SKIPPED, HELD, DUE = "■", "·", "☎", " ", "○", "▼"


class StripWeek(msgspec.Struct, frozen=True, kw_only=True):
    """One week of the strip, Monday first: a sign a day, and the days that have a name."""

    label: str
    signs: str
    named: tuple[str, ...]


class DayStripTexts:
    """Says how days are counted; `calendar` holds the years around a moment."""

    def __init__(self, texts: Texts, calendar: Callable[[datetime], Calendar]) -> None:
        self.texts = texts
        self.say = texts.say
        self._calendar = calendar

    def weeks(self, days: Iterable[CountedDay]) -> Iterator[StripWeek]:
        """The days from the call to the answer, week by week."""
        all_days = list(days)
        due = all_days[-1].date if all_days else None
        week: list[CountedDay] = []
        for day in all_days:
            if week and day.date.weekday() == 0:
                yield self._week(week, due)
                week = []
            week.append(day)
        if week:
            yield self._week(week, due)

    def _week(self, days: list[CountedDay], due: date | None) -> StripWeek:
        first = days[0].date
        label = self.texts.brief_day(first)
        signs = SKIPPED * first.weekday() + "".join(sign_of(day, due) for day in days)
        named = [
            self.say("strip.named", "{day}: {name}", day=self._short(day), name=self.why(day.why))
            for day in days
            if self.is_named(day)
        ]
        return StripWeek(label=label, signs=signs.ljust(_WEEK), named=tuple(named))

    def is_named(self, day: CountedDay) -> bool:
        """Whether a day keeps from counting by a name of its own."""
        return day.why not in (None, CALL_DAY, WEEKEND)

    def _short(self, day: CountedDay) -> str:
        return self.texts.brief_day(day.date)

    def why(self, why: str | None) -> str:
        """In a few words, why a day does not count; a holiday by its name."""
        words = {
            CALL_DAY: self.say("strip.call-day", "the day of the call"),
            WEEKEND: self.say("strip.weekend", "weekend"),
            CLOSURE: self.say("strip.closure", "closed by order"),
        }
        return words.get(why or "") or self.texts.holiday(why or "")

    def legend(self) -> str:
        """One line that explains every sign of the strip."""
        return self.say(
            "strip.legend",
            "{call} the call, {counted} counts, {weekend} weekend, {held} holiday or closed,"
            " {due} the day it's due",
            call=CALLED, counted=COUNTED, weekend=NOT_COUNTED, held=HELD, due=DUE,
        )  # fmt: skip

    def counted(self, window: Window) -> str:
        """The sum of the strip, with what it leaves out by name."""
        number = sum(day.counted for day in window.days)
        words = self.say("strip.counted", "Business days counted: {number}.", number=number)
        named = [name for week in self.weeks(window.days) for name in week.named]
        if not named:
            return words
        out = self.say("strip.not", "Not counted, besides weekends: {days}", days="; ".join(named))
        return f"{words} {out}"

    def unknown(self, window: Window) -> str:
        """A warning where holidays are not known; empty where they are."""
        calendar = self._calendar(window.called)
        years = unknown_years(window, calendar)
        if not years:
            return ""
        return self.say(
            "promise.unknown",
            "We don't know the holidays of {years}, so none were left out. Count again by hand.",
            years=", ".join(map(str, years)),
        )  # fmt: skip

    def may_close(self, window: Window) -> Iterator[str]:
        """Days that are counted and may yet be closed by order."""
        notes = self._calendar(window.called).may_close
        for day in window.days:
            if day.counted and day.date in notes:
                yield self.say(
                    "strip.may-close", "{day} is counted. {note}",
                    day=self._short(day), note=notes[day.date],
                )  # fmt: skip


def sign_of(day: CountedDay, due: date | None) -> str:
    """The sign of a day in the strip that ends on `due`."""
    if day.why == CALL_DAY:
        return CALLED
    if day.date == due:
        return DUE
    if day.counted:
        return COUNTED
    return NOT_COUNTED if day.why == WEEKEND else HELD
