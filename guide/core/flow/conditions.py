"""Whether a condition holds, for answers at a moment."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal, assert_never
from zoneinfo import ZoneInfo

import msgspec

from guide.core.clock.calendar import Calendar, add_business_days, add_months, business_days_between
from guide.core.clock.hours import LiveHelp, Schedule, last_open, live_help
from guide.core.clock.moments import elapsed
from guide.core.flow.phone_verdict import PhoneVerdict
from guide.core.flow.windows import AnswerRule, Counted, counted, last_day, named
from guide.core.flow.words import (
    All,
    Answered,
    AnswerIs,
    Answers,
    AnyOf,
    Bound,
    BusinessDaysUntil,
    CallBackHours,
    Compared,
    Computed,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    Limit,
    LiveHelpBefore,
    LiveHelpIs,
    Not,
    Phone,
    Value,
)


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What is true around the caller: the instant, their zone, the calendar, phone verdicts.

    `at` is aware. `phone_verdicts` is keyed by the number as typed.
    """

    at: datetime
    zone: str
    calendar: Calendar
    schedule: Schedule
    phone_verdicts: Mapping[str, PhoneVerdict] = {}
    # When officers call back; without it, whenever live help is open.
    call_back: Schedule | None = None
    # How answers are counted; without it, in whole days.
    rule: AnswerRule | None = None

    def calls_back(self) -> bool:
        """Whether officers call back at this hour (rule-A15, own-call-back-days)."""
        return live_help(self.call_back or self.schedule, self.calendar, self.at).open

    def today(self, place: Value | None = None) -> date:
        """The calendar date where a moment takes place, else in the caller's zone."""
        there = place.tzinfo if isinstance(place, datetime) else ZoneInfo(self.zone)
        return self.at.astimezone(there).date()

    def live_help(self) -> LiveHelp:
        """Live help at the main line."""
        return live_help(self.schedule, self.calendar, self.at)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """All that a condition may look at: answers on the path, circumstances, limits, dates."""

    answers: Answers
    circumstances: Circumstances
    limits: Mapping[str, Limit]
    dates: Mapping[str, Computed] = {}

    def value(self, name: str) -> Value | None:
        """An answer, or a computed date; None when absent."""
        if name in self.answers:
            return self.answers[name]
        return self._computed(self.dates[name]) if name in self.dates else None

    def deadline(self, name: str) -> datetime | None:
        """Until when an answer that is waited for is in time; None where only a day is known."""
        computed = self.dates.get(name)
        rule = self.circumstances.rule
        if computed is None or computed.answer is None or rule is None or name in self.answers:
            return None
        value = self._computed(computed)
        if value is None or isinstance(value, datetime):
            return value
        # Of an urgent request the hour decides, and it was not told: the day is the answer.
        return None if computed.answer == "urgent" else named(value, rule)

    def last_day(self, name: str) -> date | None:
        """The last day, on the caller's calendar, on which something may come or is wanted."""
        deadline = self.deadline(name)
        if deadline is not None:
            return last_day(deadline, self.circumstances.zone)
        value = self.value(name)
        return day_of(value) if isinstance(value, date) else None

    def days_until(self, name: str) -> int | None:
        """Calendar days from today to a date, in the zone of the place."""
        value = self.value(name)
        if not isinstance(value, date):
            return None
        return (day_of(value) - self.circumstances.today(value)).days

    def _computed(self, computed: Computed) -> date | None:
        value = self.answers.get(computed.after or computed.before or "")
        if not isinstance(value, date):
            return None
        try:
            if computed.live_help is not None:
                return self._last_open(value)
            if computed.answer is not None and isinstance(value, datetime):
                return self._due(value, computed.answer)
            day = day_of(value)
            if computed.limit is None:
                return day
            limit = self.limits[computed.limit]
            step = limit.value if computed.after else -limit.value
            if limit.unit == "business-days":
                return add_business_days(self.circumstances.calendar, day, step)
            if limit.unit == "months":
                return add_months(day, step)
            return day + timedelta(days=step)
        except (OverflowError, ValueError):  # before the first year or after the last
            return None

    def _last_open(self, until: date) -> datetime | None:
        """The end of the last live help before a moment; of a day without its hour, nothing."""
        around = self.circumstances
        if not isinstance(until, datetime):
            return None
        return last_open(around.schedule, around.calendar, around.at, until)

    def _due(self, asked: datetime, answer: Counted | Literal["named"]) -> datetime:
        around = self.circumstances
        if answer == "named" or around.rule is None:
            return asked
        return counted(asked, answer, around.calendar, around.rule)


def day_of(value: date | datetime) -> date:
    """The calendar date at the place itself."""
    return value.date() if isinstance(value, datetime) else value


def holds(condition: Condition | None, scope: Scope) -> bool:  # noqa: C901, PLR0912  # one line a word
    """Whether a condition holds: none at all does, a comparison with what is absent does not."""
    match condition:
        case None:
            return True
        case All(all=parts):
            return all(holds(part, scope) for part in parts)
        case AnyOf(any=parts):
            return any(holds(part, scope) for part in parts)
        case Not(negated=part):
            return not holds(part, scope)
        case AnswerIs():
            return _answer_is(condition, scope)
        case Answered(answered=name):
            return name in scope.answers
        case LiveHelpIs(live_help=state):
            return scope.circumstances.live_help().open is (state == "open")
        case LiveHelpBefore(live_help_before=name):
            return _live_help_before(scope, scope.value(name))
        case CallBackHours(call_back_hours=state):
            return scope.circumstances.calls_back() is (state == "open")
        case Phone():
            return _phone(condition, scope)
        case IsPast():
            return _is_past_or_earlier(condition, scope)
        case HoursUntil() | DaysUntil() | DaysSince() | BusinessDaysUntil():
            measured = measure(condition, scope)
            return measured is not None and within(condition, measured, scope)
        case _:
            assert_never(condition)


def measure(
    condition: HoursUntil | DaysUntil | DaysSince | BusinessDaysUntil, scope: Scope
) -> timedelta | int | None:
    """What a clock condition compares: elapsed time for hours, a count for days."""
    match condition:
        case HoursUntil(hours_until=name):
            value = scope.value(name)
            at = scope.circumstances.at
            return elapsed(at, value) if isinstance(value, datetime) else None
        case DaysUntil(days_until=name):
            return scope.days_until(name)
        case DaysSince(days_since=name):
            days = scope.days_until(name)
            return None if days is None else -days
        case BusinessDaysUntil(business_days_until=name):
            days = scope.days_until(name)
            if days is None:
                return None
            today = scope.circumstances.today(scope.value(name))
            return _business_days(scope.circumstances.calendar, today, days)


# Beyond two years the count is only ever compared with small limits.
_FAR = 750


def _business_days(calendar: Calendar, today: date, days: int) -> int:
    days = max(-_FAR, min(_FAR, days))
    try:
        return business_days_between(calendar, today, today + timedelta(days=days))
    except OverflowError:
        return days


def within(condition: Compared, measured: timedelta | int, scope: Scope) -> bool:
    """Whether a measure lies within all bounds of a condition; hours are compared as elapsed time.

    Raises:
        KeyError: a bound names no limit; the check of flows says so before.
    """

    def number(bound: Bound) -> timedelta | int:
        value = scope.limits[bound].value if isinstance(bound, str) else bound
        return timedelta(hours=value) if isinstance(measured, timedelta) else value

    low, high = condition.at_least, condition.at_most
    above, below = condition.more_than, condition.less_than
    return (
        (low is None or measured >= number(low))  # type: ignore[operator]  # number() gives the same type as measured
        and (high is None or measured <= number(high))  # type: ignore[operator]  # as above
        and (above is None or measured > number(above))  # type: ignore[operator]  # as above
        and (below is None or measured < number(below))  # type: ignore[operator]  # as above
    )


def _answer_is(condition: AnswerIs, scope: Scope) -> bool:
    value = scope.answers.get(condition.answer)
    if value is None:
        return False
    if condition.bounds():
        return isinstance(value, int) and within(condition, value, scope)
    return value == condition.equals or value in condition.one_of


def _is_past(scope: Scope, value: Value | None) -> bool:
    if isinstance(value, datetime):
        return elapsed(scope.circumstances.at, value) <= timedelta(0)
    if isinstance(value, date):
        return value < scope.circumstances.today()
    return False


def _is_past_or_earlier(condition: IsPast, scope: Scope) -> bool:
    if condition.by is None:
        deadline = scope.deadline(condition.is_past)
        if deadline is not None:
            # At its very moment an answer is still in time, as it is for every promise.
            return elapsed(deadline, scope.circumstances.at) > timedelta(0)
        return _is_past(scope, scope.value(condition.is_past))
    one, other = scope.last_day(condition.is_past), scope.last_day(condition.by)
    return one is not None and other is not None and one < other


def _live_help_before(scope: Scope, value: Value | None) -> bool:
    if not isinstance(value, datetime) or _is_past(scope, value):
        return False
    now = scope.circumstances.live_help()
    return now.open or (now.opens_at is not None and elapsed(now.opens_at, value) > timedelta(0))


def phone_in_time(answers: Answers, around: Circumstances) -> bool:
    """Whether live help is open, or opens, before the first moment ahead that was answered.

    Where nobody answers before it, we suggest to write (own-night-writing).
    """
    ahead = [
        answer for answer in answers.values() if isinstance(answer, datetime) and answer > around.at
    ]
    if not ahead:
        return True
    now = around.live_help()
    return now.open or (now.opens_at is not None and now.opens_at < min(ahead))


def _phone(condition: Phone, scope: Scope) -> bool:
    verdict = scope.circumstances.phone_verdicts.get(str(scope.answers.get(condition.phone)))
    if condition.phone not in scope.answers or verdict is None:
        return False
    if condition.warns is not None and condition.warns not in verdict.warnings:
        return False
    wanted = condition.can_be_called_back
    return wanted is None or verdict.can_be_called_back is wanted
