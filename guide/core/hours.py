"""Is live help open at an instant, and when does it open next.

Pure: the instant, the schedule and the calendar come in as values.
"""

from datetime import datetime, time
from typing import Literal

import msgspec

from guide.core.calendar import Calendar

Reason = Literal["open", "before-hours", "after-hours", "weekend", "holiday", "closure"]


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """Staffed hours of one phone line, in its own zone; Monday is 0."""

    zone: str
    weekdays: tuple[int, ...]
    opens: time
    closes: time


class LiveHelp(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one instant; every datetime is aware, in the schedule's zone."""

    at: datetime
    open: bool
    reason: Reason
    holiday: str | None
    opens_at: datetime | None
    closes_at: datetime | None
    may_close: str | None
