"""One phone call as a value: what was said, by whom, and what was promised.

Moments are aware. Text is kept as it was typed; None is "not noted", which is not "no".
A correction is a new call that points at the old one; both stay readable. Where two people
corrected one call, two versions stand side by side until somebody chooses: that correction points
at both.
"""

from collections.abc import Mapping
from datetime import date as Day
from datetime import datetime
from typing import Literal

import msgspec

from guide.core.ids import FlowId

Kind = Literal["urgent", "regular", "unknown"]
Way = Literal["call", "e-mail"]


Why = Literal["answered", "approved", "withdrawn", "asked-again", "given-up"]


class CallBackAttempt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """USCIS tried to call back, or wrote.

    `turn` counts how often it was noted and taken back again, so that two logs agree on which of
    them came last; an odd one is taken back.
    """

    at: datetime
    answered: bool
    turn: int = 0


class Ending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody closed the promise of a call, or took that back: then `why` is None.

    `turn` counts as it does for attempts; 0 is no act of anybody, but follows from a later call
    that names this one.
    """

    at: datetime
    why: Why | None = None
    by: str | None = None
    turn: int = 0


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What the machine said where the map says otherwise: evidence, in the caller's words."""

    at: datetime
    step: str
    text: str


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call to the Contact Center. `id` is a UUID, `zone` an IANA name of the caller's."""

    id: str
    started_at: datetime
    ended_at: datetime | None = None
    zone: str | None = None
    held_seconds: int | None = None
    line: str | None = None
    phone: str | None = None
    callback: str | None = None
    email: str | None = None
    text_ahead: bool | None = None
    agent_name: str | None = None
    agent_id: str | None = None
    service_item: str | None = None
    earlier_item: str | None = None
    kind: Kind | None = None
    flow: FlowId | None = None
    receipt: str | None = None
    form: str | None = None
    request: str | None = None
    send: str | None = None
    answer_by: datetime | None = None
    by: Way | None = None
    interpreter: bool | None = None
    supervisor: bool | None = None
    staff: str | None = None
    note: str | None = None
    appointment: datetime | None = None
    missed_examination: Day | None = None
    protected: bool | None = None
    # The day by which what was asked for is needed, on the caller's calendar.
    needed_by: Day | None = None
    attempts: tuple[CallBackAttempt, ...] = ()
    heard: tuple[Heard, ...] = ()
    shared_at: datetime | None = None
    corrects: str | None = None
    also_corrects: tuple[str, ...] = ()
    taken_back: tuple[CallBackAttempt, ...] = ()
    ended: Ending | None = None
    entered_at: datetime | None = None
    entered_by: str | None = None

    @property
    def olders(self) -> tuple[str, ...]:
        """The entries that this one takes the place of."""
        return (*(() if self.corrects is None else (self.corrects,)), *self.also_corrects)

    @property
    def is_ended(self) -> bool:
        """Whether nobody waits for an answer any more, though none may have come."""
        return self.ended is not None and self.ended.why is not None


# How a field is typed. The order is that of the log and of every export.
FieldKind = Literal["text", "yes-no", "moment", "date", "kind", "way", "seconds"]
FIELDS: Mapping[str, FieldKind] = {
    "started_at": "moment",
    "ended_at": "moment",
    "zone": "text",
    "held_seconds": "seconds",
    "line": "text",
    "phone": "text",
    "callback": "text",
    "email": "text",
    "text_ahead": "yes-no",
    "agent_name": "text",
    "agent_id": "text",
    "service_item": "text",
    "earlier_item": "text",
    "kind": "kind",
    "flow": "text",
    "receipt": "text",
    "form": "text",
    "request": "text",
    "send": "text",
    "answer_by": "moment",
    "by": "way",
    "interpreter": "yes-no",
    "supervisor": "yes-no",
    "staff": "text",
    "note": "text",
    "appointment": "moment",
    "missed_examination": "date",
    "protected": "yes-no",
    "needed_by": "date",
}
# Fields that came later than the rest: an entry that does not have them reads as it always did.
NEWER = ("needed_by",)
# What a correction may change: not who entered it, nor what belongs to the whole chain.
CONTENT = (*FIELDS, "heard")
# Shown masked until asked for: the whole field, or the numbers inside free text.
NUMBERS = frozenset(
    {"phone", "callback", "email", "agent_id", "service_item", "earlier_item", "receipt"}
)
FREE_TEXT = frozenset(
    {"agent_name", "form", "request", "send", "staff", "note", "flow", "zone", "entered_by"}
)
# What a firm, CLINIC and DHS want in every log; a history flags what is missing of it.
WANTED = (
    "started_at", "ended_at", "zone", "line", "phone", "agent_name", "agent_id", "service_item",
    "kind", "request",
)  # fmt: skip
LONGEST_TEXT = 2000
