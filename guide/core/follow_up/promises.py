"""What USCIS promised on a call, and how it stands: open, due, overdue, kept, broken or closed."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from guide.core.call.entry import Call
from guide.core.clock.calendar import Calendar
from guide.core.flow.windows import AnswerRule, Window, last_call_back

State = Literal["open", "due", "overdue", "kept", "broken", "closed"]
# What is late first.
ORDER: tuple[State, ...] = ("broken", "overdue", "due", "open", "kept", "closed")


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """By when an answer should come (rule-A13). `basis` says whose date it is.

    `last_call` ends the last call-back hours that an answer in time can come in.
    """

    respond_by: datetime
    earliest_reading: datetime
    last_call: datetime
    basis: Literal["agent", "rule"]
    state: State


def promise(
    call: Call, window: Window | None, now: datetime, calendar: Calendar, rule: AnswerRule
) -> Promise | None:
    """How the promise of a call stands; None where none was made.

    The agent's own date wins over the rule (own-agents-day). After as many missed calls as USCIS
    tries it is broken (rule-A15, rule-G06). Moments are aware, in Eastern time.
    """
    if call.answer_by is not None:
        respond_by = earliest = call.answer_by.astimezone(ZoneInfo(rule.zone))
    elif window is not None:
        respond_by, earliest = window.respond_by, window.earliest_reading
    else:
        return None
    last_call = last_call_back(respond_by, calendar, rule)
    return Promise(
        respond_by=respond_by,
        earliest_reading=earliest,
        last_call=last_call,
        basis="rule" if call.answer_by is None else "agent",
        state=_state(call, respond_by, min(earliest, _begin(last_call)), now, rule.tries),
    )


def _begin(last_call: datetime) -> datetime:
    """The first moment of the day of the last call-back."""
    return last_call.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def _state(
    call: Call, respond_by: datetime, due_from: datetime, now: datetime, tries: int
) -> State:
    if any(attempt.answered for attempt in call.attempts):
        return "kept"
    if call.ended is not None and call.ended.why is not None:
        return "kept" if call.ended.why == "answered" else "closed"
    if len(call.attempts) >= tries:
        return "broken"
    if now > respond_by:
        return "overdue"
    return "due" if now >= due_from else "open"
