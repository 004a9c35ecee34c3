"""Federal days and closures, from the `holidays` package alone, kept in the cache folder.

The package costs 130 ms to import, so what it says about the years in use is kept, under a name
that carries its version. Deleting the cache is always safe; one that cannot be written is no fault.

Source: 5 U.S.C. 6103, with observed days; closures by executive order, as the package lists them.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from guide.core.clock.calendar import Calendar, Closure
from guide.local.cache_files import load, save

STATUTORY = (
    "New Year's Day",
    "Birthday of Martin Luther King, Jr.",
    "Washington's Birthday",
    "Memorial Day",
    "Juneteenth National Independence Day",
    "Independence Day",
    "Labor Day",
    "Columbus Day",
    "Veterans Day",
    "Thanksgiving Day",
    "Christmas Day",
)
_DISTRIBUTION = "holidays-"
_DECEMBER = 12
_KEPT_AS = 3  # to be raised when the same days would be kept in another way


def federal_calendar(
    first_year: int,
    last_year: int,
    cache_dir: Path | None,
    extra_closures: Mapping[date, str] = {},
    may_close: Mapping[tuple[int, int], str] = {},
) -> Calendar:
    """Weekdays without live help in these years, and weekdays that may yet be closed by order.

    A holiday that is listed as a closure too stays a holiday.
    """
    closed = _load_closures(first_year, last_year, cache_dir)
    if closed is None:
        closed = _computed(first_year, last_year)
        _save_closures(closed, first_year, last_year, cache_dir)
    closed |= dict(_closures_on_weekdays(extra_closures, closed))
    return Calendar(
        closed=closed,
        may_close=dict(_may_close(first_year, last_year, may_close, closed)),
        first=date(first_year, 1, 1),
        last=date(last_year, 12, 31),
        unknown=frozenset(range(first_year, last_year + 1)) - _years(closed),
    )


def _years(closed: Mapping[date, Closure]) -> frozenset[int]:
    """The years of which holidays are known; a New Year may be observed in the year before."""
    return frozenset(
        day.year
        for day, closure in closed.items()
        if closure.kind == "holiday" and day.month < _DECEMBER
    )


def _closures_on_weekdays(
    days: Mapping[date, str], closed: Mapping[date, Closure]
) -> Iterator[tuple[date, Closure]]:
    for day, name in days.items():
        known = closed.get(day)
        if _is_weekday(day) and (known is None or known.kind == "closure"):
            yield day, Closure(name, "closure")


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5  # noqa: PLR2004  # Saturday is 5


def _may_close(
    first: int, last: int, days: Mapping[tuple[int, int], str], closed: Mapping[date, Closure]
) -> Iterator[tuple[date, str]]:
    for year in range(first, last + 1):
        for (month, number), reason in days.items():
            try:
                day = date(year, month, number)
            except ValueError:  # 29 February
                continue
            if _is_weekday(day) and day not in closed:
                yield day, reason


def _computed(first: int, last: int) -> dict[date, Closure]:
    import holidays  # lazy: 130 ms

    # New Year's Day on a Saturday is observed in the year before: look a year further both ways.
    years = range(max(1, first - 1), min(9999, last + 1) + 1)
    # The government's own days: together with the public ones, a day of two names carries both.
    days = holidays.country_holidays("US", categories=("government",), years=years)
    return {
        day: Closure(name, "holiday" if name.startswith(STATUTORY) else "closure")
        for day, name in sorted(days.items())
        if first <= day.year <= last and _is_weekday(day)
    }


# The cache


class _Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says. With the years in it, an emptied file is no year without holidays."""

    first: int
    last: int
    closed: dict[date, Closure]


def _file(first: int, last: int, folder: Path) -> Path:
    return folder / f"federal-{_KEPT_AS}-{_version()}-{first}-{last}.json"


def _version() -> str:
    """The version of `holidays`, read off the name of its dist-info folder: that costs nothing."""
    for entry in sys.path:
        try:
            names = [n for n in os.listdir(entry or ".") if n.startswith(_DISTRIBUTION)]  # noqa: PTH208  # cheap
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                return name.removeprefix(_DISTRIBUTION).removesuffix(".dist-info")
    from holidays.version import __version__  # lazy: 130 ms; only where no such folder is found

    return __version__


def _load_closures(first: int, last: int, folder: Path | None) -> dict[date, Closure] | None:
    if folder is None:
        return None
    path = _file(first, last, folder)
    cached = load(path, path.name, msgspec.json.Decoder(_Kept).decode)
    return cached.closed if cached and (cached.first, cached.last) == (first, last) else None


def _save_closures(closed: dict[date, Closure], first: int, last: int, folder: Path | None) -> None:
    if folder is not None:
        path = _file(first, last, folder)
        save(path, path.name, msgspec.json.encode(_Kept(first=first, last=last, closed=closed)))
