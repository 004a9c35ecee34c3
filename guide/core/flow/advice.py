"""What to do while an answer is waited for."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Literal

from guide.core.flow.sources import FileStruct, Sources


class Advice(FileStruct, frozen=True):
    """What to do about a promise, or to know while waiting.

    `then` names what stands below it. `flows`, `by`, `basis` and `text_ahead` narrow it to calls
    for which they hold; `readings_differ` to windows with two readings.
    """

    text: str
    sources: Sources = ()
    address: str | None = None
    then: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    by: Literal["call", "e-mail"] | None = None
    basis: Literal["agent", "rule"] | None = None
    text_ahead: bool | None = None
    readings_differ: bool = False


class FollowUpAdvice(FileStruct, frozen=True):
    """What to do in every state of a promise.

    `call_back` is said of every window; `after_incoming` names the outcomes of the check of an
    incoming call after which a call-back may be noted.
    """

    checked: Day
    review_by: Day
    call_back: Mapping[str, Advice]
    steps: Mapping[str, Advice]
    more: Mapping[str, Advice]
    dates: Mapping[str, Advice]
    after_incoming: tuple[str, ...]
