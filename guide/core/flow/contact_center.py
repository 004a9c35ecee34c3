"""What can change about the Contact Center: lines, hours, limits, hints."""

from collections.abc import Mapping
from datetime import date as Day
from datetime import time
from typing import Literal

from guide.core.clock.hours import Schedule
from guide.core.flow.phone_verdict import HintCode, PhoneVerdict, WarningCode
from guide.core.flow.sources import FileStruct, Sources
from guide.core.flow.windows import AnswerRule
from guide.core.flow.words import Limit

_BUSINESS_WEEK = (0, 1, 2, 3, 4)


class PhoneLine(FileStruct, frozen=True):
    """A number of the Contact Center that a caller may dial (rule-A01).

    `number` is as one reads it, `dial` in E.164; `hours` names an entry of `hours`.
    """

    number: str
    dial: str
    label: str
    note: str
    hours: str | None = None
    sources: Sources = ()


class StaffedHours(FileStruct, frozen=True):
    """Hours as they are written: names of days, clock times as text (08:00) in an IANA zone."""

    zone: str
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: str
    closes: str
    sources: Sources = ()


class ListedClosure(FileStruct, frozen=True):
    """A weekday without live help that no table of holidays knows: by order, say (rule-A37)."""

    date: Day
    name: str
    sources: Sources = ()


class Note(FileStruct, frozen=True):
    """A sentence with its sources."""

    text: str
    sources: Sources = ()


class PhoneAdvice(FileStruct, frozen=True):
    """One line that says why, one that says what to do."""

    why: str
    do: str
    sources: Sources = ()


class CallBack(FileStruct, frozen=True):
    """How USCIS calls back: when and how often (rule-A15), from where (rule-A18, rule-A40).

    `opens` and `closes` are clock times as text, in the IANA `zone`.
    """

    opens: str
    closes: str
    zone: str
    tries: int
    caller_id: str
    email: str
    sources: Sources = ()


class Territories(FileStruct, frozen=True):
    """Regions, by ISO 3166 codes, whose numbers count as US numbers (rule-A21, own-territories)."""

    regions: tuple[str, ...]
    sources: Sources = ()


class ContactCenter(FileStruct, frozen=True):
    """Numbers, hours, limits and hints: everything about the line that can change.

    `may_close` is keyed by month and day: 12-24.
    """

    checked: Day
    review_by: Day
    lines: Mapping[str, PhoneLine]
    hours: Mapping[str, StaffedHours]
    limits: Mapping[str, Limit]
    closures: tuple[ListedClosure, ...]
    may_close: Mapping[str, Note]
    call_back: CallBack
    territories: Territories
    phone: Mapping[WarningCode | HintCode | Literal["fine"], PhoneAdvice]
    phone_tips: Mapping[str, Note]
    hints: Mapping[str, Note]

    def phone_advice(
        self, verdict: PhoneVerdict
    ) -> "tuple[tuple[WarningCode | HintCode | Literal['fine'], PhoneAdvice], ...]":
        """What to say of a number, in order; a file of one's own may know fewer codes."""
        codes = [code for code in verdict.to_say if code in self.phone]
        return tuple((code, self.phone[code]) for code in codes or verdict.warnings or ("fine",))


def answer_rule(center: ContactCenter) -> AnswerRule:
    """The rule on answers (rule-A13, rule-A15), from the limits and the call-back hours.

    Raises:
        KeyError: a limit is not there; `check_center` says so before.
        ValueError: a clock time is none; likewise.
    """
    return AnswerRule(
        urgent_hours=center.limits["urgent-answer"].value,
        regular_days=center.limits["regular-answer"].value,
        opens=time.fromisoformat(center.call_back.opens),
        closes=time.fromisoformat(center.call_back.closes),
        zone=center.call_back.zone,
        tries=center.call_back.tries,
    )


def call_back_hours(center: ContactCenter) -> Schedule:
    """The hours in which officers call back (rule-A15).

    That they call on business days only is our reading (own-call-back-days).

    Raises:
        ValueError: a clock time is none; `check_center` says so before.
    """
    return Schedule(
        zone=center.call_back.zone,
        weekdays=_BUSINESS_WEEK,
        opens=time.fromisoformat(center.call_back.opens),
        closes=time.fromisoformat(center.call_back.closes),
    )
