"""The computer's own time zone: by TZ, by the link of its clock, by its registry, by its offsets.

A zone that cannot be told is said to be unknown: Eastern time stands in, with a warning.
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

# TZ and the link settle it nearly everywhere; all else is imported where they do not.

Origin = Literal["option", "chosen", "computer", "unknown"]
FALLBACK = "America/New_York"
_PREFERRED = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
    "Pacific/Guam", "Pacific/Pago_Pago", "UTC", "Europe/London", "Europe/Berlin", "Asia/Kolkata",
    "Asia/Manila", "Asia/Shanghai", "America/Mexico_City", "America/Bogota", "America/Sao_Paulo",
)  # fmt: skip
# Rules by their letters: the same as a city's, whose name people know.
_CITIES = {
    "EST5EDT": "America/New_York", "CST6CDT": "America/Chicago", "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles", "HST": "Pacific/Honolulu",
}  # fmt: skip
# Whoever sets TZ to these has a clock that stays behind in summer, and may not know it.
_FIXED = {"EST": "America/Panama", "MST": "America/Phoenix"}
# Years whose rules are known; the clock of now is not read here.
_FROM = datetime(2024, 1, 1, 12, tzinfo=UTC)
_STEPS = 219
_POSIX = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)[+-]?\d", re.ASCII)
_PLACE = re.compile(r".*/zoneinfo/(?:posix/|right/)?(?P<name>.+)")


class CallerZone(msgspec.Struct, frozen=True):
    """The caller's time zone by its IANA name, where that comes from, and a TZ that is doubtful."""

    name: str
    origin: Origin = "computer"
    doubtful: str | None = None


def computer_zone(environment: Mapping[str, str] = os.environ) -> CallerZone:
    """This computer's zone: by TZ, else as the system names it, else Eastern time, unsure."""
    value = environment.get("TZ", "").strip()
    if value:
        named = _by_variable(value)
        if named is not None:
            return named
        return CallerZone(_by_link() or _by_library() or FALLBACK, "unknown", doubtful=value)
    name = _by_link() or _by_library() or _by_offsets(time.localtime)
    return CallerZone(name) if name else CallerZone(FALLBACK, "unknown")


def local_zone(environment: Mapping[str, str] = os.environ) -> str:
    """The IANA name of `computer_zone`."""
    return computer_zone(environment).name


def _by_variable(value: str) -> CallerZone | None:
    name = value.lstrip(":")
    place = _PLACE.fullmatch(name)
    name = place["name"] if place else name
    if name in _FIXED:
        return CallerZone(_FIXED[name], doubtful=value)
    name = _CITIES.get(name, name)
    if exists(name):
        return CallerZone(name)
    if _POSIX.match(name):
        # The library below Python knows the rule, and has read this very variable.
        same = _by_offsets(time.localtime)
        return None if same is None else CallerZone(same)
    windows = _by_windows_name(name)
    return None if windows is None else CallerZone(windows)


def _by_link() -> str | None:
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return None
    match = _PLACE.fullmatch(target)
    name = _CITIES.get(match["name"], match["name"]) if match else None
    return name if name and exists(name) else None


def _by_windows_name(name: str) -> str | None:
    from tzlocal.windows_tz import win_tz  # lazy: a table of all names

    plain = name.replace("Daylight Time", "Standard Time")
    return win_tz.get(plain)


def _by_library() -> str | None:
    """What tzlocal finds: Windows' registry, Android, files of other systems."""
    import warnings

    try:
        from tzlocal import get_localzone_name

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            name = get_localzone_name()
    except Exception:  # noqa: BLE001  # whatever is wrong there, another way is tried
        return None
    return name if name and exists(name) else None


def _by_offsets(local: Callable[[float], time.struct_time]) -> str | None:
    """The first zone whose clock agrees with the computer's, every ten days of six years."""
    from zoneinfo import available_timezones

    moments = [_FROM + timedelta(days=10 * step) for step in range(_STEPS)]
    offsets = [timedelta(seconds=local(moment.timestamp()).tm_gmtoff) for moment in moments]
    known = available_timezones()
    names = [*_PREFERRED, *sorted(name for name in known - {*_PREFERRED} if "/" in name)]
    return next((name for name in names if _agrees(name, zip(moments, offsets, strict=True))), None)


def _agrees(name: str, offsets: Iterable[tuple[datetime, timedelta]]) -> bool:
    from zoneinfo import ZoneInfo

    try:
        place = ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return all(moment.astimezone(place).utcoffset() == offset for moment, offset in offsets)


def exists(name: str) -> bool:
    """Whether there is a zone of that name."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
