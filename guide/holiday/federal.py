"""Federal days from the `holidays` package."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from guide.core.calendar import Calendar, Closure


def federal_calendar(
    first_year: int,
    last_year: int,
    cache_dir: Path | None,
    extra_closures: Mapping[date, str],
    may_close: Mapping[tuple[int, int], str],
) -> Calendar:
    """Interim."""
    import holidays

    found = holidays.US(categories=("government", "public"), years=range(first_year - 1, last_year + 2))
    closed = {d: Closure(n, "holiday") for d, n in found.items() if d.weekday() < 5 and first_year <= d.year <= last_year}
    closed |= {d: Closure(n, "closure") for d, n in extra_closures.items()}
    may = {}
    for y in range(first_year, last_year + 1):
        for (m, d), t in may_close.items():
            day = date(y, m, d)
            if day.weekday() < 5 and day not in closed:
                may[day] = t
    return Calendar(closed=closed, may_close=may, first=date(first_year, 1, 1), last=date(last_year, 12, 31))
