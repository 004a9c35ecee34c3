"""Faults of `contact_center.yaml` that keep everything from being computed.

Here also stands what the program looks for in it by name.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import get_args

from guide.core.check.report import near
from guide.core.clock.hours import LIVE_HELP
from guide.core.clock.moments import zone
from guide.core.errors import InvalidInput, Problem
from guide.core.flow.contact_center import CallBack, ContactCenter, StaffedHours
from guide.core.flow.phone_verdict import WarningCode

Path = tuple[str | int, ...]
# What the program itself looks for by name: counted in what, or None for whatever.
_LIMITS = {
    "urgent-answer": ("hours",),
    "regular-answer": ("business-days",),
    "ombudsman-contact": ("days",),
    "ombudsman-waited": ("days",),
    "missed-examination": ("days",),
}
_MOST = 10_000


def check_center(center: ContactCenter) -> list[Problem]:
    """What of the contact center cannot be computed with, or is looked for and is not there."""
    problems: list[Problem] = []
    for name, hours in center.hours.items():
        problems += _span(("hours", name), hours)
        if not hours.weekdays:
            message, hint = "It is never open.", "Name at least one day: [mon]."
            problems.append(_problem("missing", message, ("hours", name, "weekdays"), hint))
    problems += _span(("call_back",), center.call_back)
    if center.call_back.tries < 1:
        message, hint = "They try at least once.", "Write a number from 1 on."
        problems.append(_problem("type", message, ("call_back", "tries"), hint))
    for key in center.may_close:
        if not _is_month_day(key):
            message, hint = f"{key!r} is not a day of the year.", "Write it like 12-24."
            problems.append(_problem("bad-id", message, ("may_close", key), hint))
    problems += _wanted_by_name(center)
    return problems


def _span(path: Path, hours: StaffedHours | CallBack) -> Iterator[Problem]:
    """Clock times that are none, that come in the wrong order, or of no zone."""
    sound = True
    for word in ("opens", "closes"):
        if not _is_clock(getattr(hours, word)):
            sound = False
            message, hint = "Expected a clock time.", "Write it like 08:00."
            yield _problem("type", message, (*path, word), hint)
    if sound and time.fromisoformat(hours.opens) >= time.fromisoformat(hours.closes):
        message = f"It closes at {hours.closes}, and opens no earlier."
        hint = "The hours of one day lie between 00:00 and 23:59, `opens` first."
        yield _problem("never-open", message, (*path, "closes"), hint)
    if not _is_zone(hours.zone):
        yield _problem("type", f"{hours.zone!r} is not a time zone.", (*path, "zone"))


def _wanted_by_name(center: ContactCenter) -> Iterator[Problem]:
    if not center.lines:
        yield _problem("missing", "There is no line to dial.", ("lines",))
    if LIVE_HELP not in center.hours:
        message = f"There are no hours {LIVE_HELP!r}."
        yield _problem("missing", message, ("hours",), near(LIVE_HELP, center.hours))
    for name, units in _LIMITS.items():
        limit = center.limits.get(name)
        if limit is None:
            message, hint = f"There is no limit {name!r}.", near(name, center.limits)
            yield _problem("missing", message, ("limits",), hint)
        elif limit.unit not in units:
            message = f"The limit {name!r} is in {limit.unit}, not in {units[0]}."
            yield _problem("wrong-unit", message, ("limits", name, "unit"))
        elif not 1 <= limit.value <= _MOST:
            message = f"With {limit.value} {limit.unit} no day can be counted."
            hint = f"Write a number from 1 to {_MOST}."
            yield _problem("type", message, ("limits", name, "value"), hint)
    for code in (*get_args(WarningCode), "fine"):
        if code not in center.phone:
            message = f"There is no advice {code!r} on a number."
            yield _problem("missing", message, ("phone",))


def _is_clock(text: str) -> bool:
    try:
        return time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _is_zone(text: str) -> bool:
    try:
        zone(text)
    except InvalidInput:
        return False
    return True


def _is_month_day(text: str) -> bool:
    try:
        return date.fromisoformat(f"2024-{text}").strftime("%m-%d") == text
    except ValueError:
        return False


def _problem(code: str, message: str, path: Path, hint: str | None = None) -> Problem:
    return Problem(code=code, message=message, path=path, file="contact_center", hint=hint)
