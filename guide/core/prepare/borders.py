"""When what a plan says may change by the clock alone: the moments at which a condition turns.

Pure: the next border and the end of an outcome are computed by asking the conditions themselves.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from guide.core.clock.calendar import add_business_days
from guide.core.clock.hours import CLOSED_AT_MOST, Schedule, live_help
from guide.core.flow.conditions import Circumstances, Scope, day_of, holds
from guide.core.flow.words import (
    Answers,
    Bound,
    BusinessDaysUntil,
    CallBackHours,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    LiveHelpBefore,
    LiveHelpIs,
    subject,
)
from guide.core.prepare.graph import Graph
from guide.core.prepare.walk import Position, position

_TICK = datetime.resolution
_DAY = timedelta(days=1)
# Weekends and holidays stretch business days by no more than this around one of them.
_STRETCH = 6


class Ends(msgspec.Struct, frozen=True, kw_only=True):
    """When an outcome stops holding, and where the same answers lead from then on."""

    at: datetime
    then: Position


def next_change(graph: Graph, here: Position, around: Circumstances) -> datetime | None:
    """The first moment after now at which a condition turns, or a line opens or closes."""
    ahead = [*_turns(graph, here, around), *_doors(graph, around)]
    return min(ahead, default=None)


def outcome_ends(
    graph: Graph, answers: Answers, here: Position, around: Circumstances
) -> Ends | None:
    """When the outcome of these answers turns into something else; None where nothing ends it."""
    for border in sorted(set(_turns(graph, here, around))):
        later = msgspec.structs.replace(around, at=border + _TICK)
        then = position(graph, answers, later)
        if (then.outcome, then.question) != (here.outcome, here.question):
            return Ends(at=border, then=then)
    return None


def _turns(graph: Graph, here: Position, around: Circumstances) -> Iterator[datetime]:
    """Moments ahead at which some condition that the answers reach says otherwise than before."""
    limits = graph.content.center.limits
    for flow, leaf in graph.clock_leaves:
        scope = Scope(answers=here.answers, circumstances=around, limits=limits, dates=flow.dates)
        for border in set(_candidates(leaf, scope, graph)):
            if border > around.at and _says(leaf, scope, border - _TICK) != _says(
                leaf, scope, border + _TICK
            ):
                yield border


def _says(leaf: Condition, scope: Scope, at: datetime) -> bool:
    later = msgspec.structs.replace(scope.circumstances, at=at)
    return holds(leaf, msgspec.structs.replace(scope, circumstances=later))


def _candidates(leaf: Condition, scope: Scope, graph: Graph) -> Iterator[datetime]:
    """Moments at which a condition may turn: more than do, never fewer."""
    if isinstance(leaf, LiveHelpIs):
        yield from _doors_of(scope.circumstances.schedule, scope.circumstances)
        return
    if isinstance(leaf, CallBackHours):
        around = scope.circumstances
        yield from _doors_of(around.call_back or around.schedule, around)
        return
    value = scope.value(subject(leaf) or "")
    if isinstance(leaf, IsPast) and leaf.by is not None:
        return  # two days held together: no clock turns that
    deadline = scope.deadline(leaf.is_past) if isinstance(leaf, IsPast) else None
    if deadline is not None:
        yield deadline
    elif isinstance(leaf, IsPast) and isinstance(value, date):
        yield from [value] if isinstance(value, datetime) else _midnights(value, (1,), scope)
    elif isinstance(leaf, LiveHelpBefore) and isinstance(value, datetime):
        yield from _doors_before(scope, value)
    elif isinstance(leaf, HoursUntil) and isinstance(value, datetime):
        for bound in leaf.bounds():
            yield _moved(value, -timedelta(hours=_number(bound, graph)))
    elif isinstance(leaf, DaysUntil | DaysSince | BusinessDaysUntil) and isinstance(value, date):
        numbers = [_number(bound, graph) for bound in leaf.bounds()]
        yield from _midnights(value, _steps(leaf, day_of(value), numbers, scope), scope)


def _steps(
    leaf: DaysUntil | DaysSince | BusinessDaysUntil, day: date, numbers: list[int], scope: Scope
) -> Iterator[int]:
    """Days after a date on which a count of days to it, or since it, may reach a bound."""
    for number in numbers:
        if isinstance(leaf, BusinessDaysUntil):
            with suppress(OverflowError):
                near = add_business_days(scope.circumstances.calendar, day, -number)
                first = (near - day).days
                yield from range(first - _STRETCH, first + _STRETCH)
        else:
            step = number if isinstance(leaf, DaysSince) else -number
            yield from (step, step + 1)


def _number(bound: Bound, graph: Graph) -> int:
    return graph.content.center.limits[bound].value if isinstance(bound, str) else bound


def _moved(value: datetime, span: timedelta) -> datetime:
    """So many hours that pass, also where the clock changes in between."""
    try:
        return (value.astimezone(ZoneInfo("UTC")) + span).astimezone(value.tzinfo)
    except OverflowError:
        return value


def _midnights(value: date, steps: Iterable[int], scope: Scope) -> Iterator[datetime]:
    """The beginning of days so many after a date, where it takes place."""
    zone = value.tzinfo if isinstance(value, datetime) else ZoneInfo(scope.circumstances.zone)
    for step in steps:
        try:
            yield datetime.combine(day_of(value) + timedelta(days=step), time(), zone)
        except OverflowError:
            continue


def _doors(graph: Graph, around: Circumstances) -> Iterator[datetime]:
    """The next opening or closing of each line."""
    for schedule in {around.schedule, *graph.content.schedules.values()}:
        yield from _doors_of(schedule, around)


def _doors_of(schedule: Schedule, around: Circumstances) -> Iterator[datetime]:
    help_ = live_help(schedule, around.calendar, around.at)
    door = help_.closes_at or help_.opens_at
    if door is not None and door > around.at:
        yield door


def _doors_before(scope: Scope, value: datetime) -> Iterator[datetime]:
    """Closings before a moment: after the last one, no opening comes before it; and itself."""
    yield value
    around = scope.circumstances
    yield from _doors_of(around.schedule, around)
    at = max(around.at, value - CLOSED_AT_MOST)
    while at < value:
        help_ = live_help(around.schedule, around.calendar, at)
        door = help_.closes_at or help_.opens_at
        if door is None:
            return
        yield door
        at = door + _TICK
