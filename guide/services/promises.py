"""By when USCIS should answer a call, by the numbers of its own rule."""

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.clock.limits import in_years
from guide.core.errors import InvalidInput
from guide.services.reference import Reference

if TYPE_CHECKING:
    from guide.core.call.entry import Call
    from guide.core.flow.windows import AnswerRule, Counted, Window
    from guide.core.follow_up.board import Guidance
    from guide.core.follow_up.promises import Promise


class Promises:
    """Windows and promises over the days of the reference."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    @cached_property
    def rule(self) -> "AnswerRule":
        """The call-back rule of `contact_center.yaml`: what is counted, and the hours of calls."""
        from guide.core.flow.contact_center import answer_rule

        return answer_rule(self._reference.catalog.center)

    @cached_property
    def guidance(self) -> "Guidance":
        """What to do about promises, with what its texts rest on."""
        from guide.core.follow_up.board import Guidance

        catalog = self._reference.catalog
        return Guidance(
            advice=catalog.follow_up,
            limits=catalog.center.limits,
            grades={name: fact.grade for name, fact in catalog.facts.items()},
        )

    def window(self, called: datetime, kind: "Counted") -> "Window":
        """By when USCIS should answer a call that was made at a moment."""
        from guide.core.flow.windows import window

        eastern = in_years(called).astimezone(ZoneInfo(self.rule.zone))
        return window(eastern, kind, self._reference.calendar(eastern), self.rule)

    def last_call_back(self, day: date) -> datetime:
        """Until when USCIS calls back on a day."""
        from guide.core.flow.windows import named

        return named(day, self.rule)

    def of_call(self, call: "Call", at: datetime) -> "tuple[Window | None, Promise | None]":
        """By when USCIS should answer a call, and how that stands at a moment.

        Of a call at the edge of all dates, as another log may bring it, nothing can be told.
        """
        from guide.core.follow_up.promises import promise

        if not all(
            _can_be_counted(moment) for moment in (call.started_at, call.answer_by) if moment
        ):
            return None, None
        window, calendar = None, self._reference.calendar(at)
        if call.kind is not None and call.kind != "unknown":
            window = self.window(call.started_at, call.kind)
            calendar = self._reference.calendar(window.called)
        if call.answer_by is not None:
            calendar = self._reference.calendar(in_years(call.answer_by))
        return window, promise(call, window, at, calendar, self.rule)


def _can_be_counted(at: datetime) -> bool:
    try:
        in_years(at)
    except InvalidInput:
        return False
    return True
