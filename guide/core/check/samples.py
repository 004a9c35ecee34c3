"""Moments, numbers and circumstances at which a flow is looked at."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from guide.core.clock.calendar import Calendar
from guide.core.clock.hours import next_opening
from guide.core.flow.conditions import Circumstances
from guide.core.flow.contact_center import answer_rule, call_back_hours
from guide.core.flow.content import Content
from guide.core.flow.phone_verdict import PhoneVerdict, WarningCode
from guide.core.flow.words import CallBackHours, leaves
from guide.core.prepare.graph import conditions_of

# One number a class of verdict; what a number is, libphonenumber decides, not this module.
SAMPLE_NUMBERS: tuple[tuple[str, bool, tuple[WarningCode, ...]], ...] = (
    ("+12025550123", True, ()),
    ("202-555-0123 ext. 9", False, ("extension",)),
    ("+442070313000", False, ("overseas",)),
    ("800-555-0199", False, ("toll-free",)),
    ("900-555-0199", False, ("premium",)),
    ("123", False, ("invalid",)),
)


def sample_verdicts() -> dict[str, PhoneVerdict]:
    """Number → verdict, one for each class of number; no table of phone numbers is asked."""
    return {
        number: PhoneVerdict(
            input=number,
            e164=None,
            region=None,
            extension=None,
            can_be_called_back=good,
            warnings=warnings,
        )
        for number, good, warnings in SAMPLE_NUMBERS
    }


def clocks(content: Content, calendar: Calendar) -> tuple[datetime, ...]:
    """Live help open, shut for the night, shut for the weekend; near the day of the last check."""
    schedule = content.schedules["live-help"]
    start = datetime.combine(content.center.checked, time(9), ZoneInfo(schedule.zone))
    with suppress(ValueError):  # closed for very long: then any day does
        start = next_opening(schedule, calendar, start)
    opened = start + timedelta(hours=3)
    saturday = opened + timedelta(days=(5 - opened.weekday()) % 7)
    return (opened, opened + timedelta(hours=11), saturday, *_call_back_clocks(content, opened))


def _call_back_clocks(content: Content, day: datetime) -> Iterator[datetime]:
    """Where a flow asks for it: officers call back though live help is shut, and the reverse."""
    whens = (when for flow in content.flows.values() for when in conditions_of(flow, content))
    if any(isinstance(leaf, CallBackHours) for when in whens for leaf in leaves(when)):
        hours, zone = call_back_hours(content.center), ZoneInfo(content.center.call_back.zone)
        for clock in (hours.opens, hours.closes):
            yield datetime.combine(day.date(), clock, zone) + timedelta(minutes=10)


def sample_circumstances(content: Content, calendar: Calendar, at: datetime) -> Circumstances:
    """Circumstances at a moment, with a verdict for each class of number."""
    schedule = content.schedules["live-help"]
    return Circumstances(
        at=at,
        zone=schedule.zone,
        calendar=calendar,
        schedule=schedule,
        phone_verdicts=sample_verdicts(),
        call_back=call_back_hours(content.center),
        rule=answer_rule(content.center),
    )
