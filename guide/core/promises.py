"""What USCIS promised on a call, and how it stands: open, due, overdue, kept or broken."""

from datetime import datetime
from typing import Literal

import msgspec

from guide.core.call import Call
from guide.core.windows import Window

State = Literal["open", "due", "overdue", "kept", "broken"]
# What is late first.
ORDER: tuple[State, ...] = ("broken", "overdue", "due", "open", "kept")


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """By when an answer should come. `basis` says whose date it is."""

    respond_by: datetime
    earliest_reading: datetime
    basis: Literal["agent", "rule"]
    state: State


def promise(call: Call, window: Window | None, now: datetime, tries: int) -> Promise | None:
    """How the promise of a call stands; None where none was made.

    The agent's own date wins over the rule. `tries` is how often USCIS calls before it gives up.
    """
    if call.answer_by is not None:
        respond_by = earliest = call.answer_by
    elif window is not None:
        respond_by, earliest = window.respond_by, window.earliest_reading
    else:
        return None
    return Promise(
        respond_by=respond_by,
        earliest_reading=earliest,
        basis="rule" if call.answer_by is None else "agent",
        state=_state(call, respond_by, earliest, now, tries),
    )


def _state(
    call: Call, respond_by: datetime, earliest: datetime, now: datetime, tries: int
) -> State:
    if any(attempt.answered for attempt in call.attempts):
        return "kept"
    if len(call.attempts) >= tries:
        return "broken"
    if now > respond_by:
        return "overdue"
    last_day = now.astimezone(respond_by.tzinfo).date() == respond_by.date()
    return "due" if last_day or now > earliest else "open"
