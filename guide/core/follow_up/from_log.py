"""What the log knows of an earlier request, as answers to the questions that ask about it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from guide.core.case_numbers import ReceiptNumber
from guide.core.flow.words import Value
from guide.core.follow_up.board import FollowUp
from guide.core.ids import FlowId
from guide.core.prepare.asked_before import ASKED, BEFORE, KIND, PROMISED


def about(
    follow_ups: Iterable[FollowUp], flow: FlowId, receipt: ReceiptNumber | None
) -> FollowUp | None:
    """The latest call with a promise for that receipt; without one, of that flow."""
    listed = list(follow_ups)
    mine = []
    if receipt is not None:
        mine = [one for one in listed if ReceiptNumber.noted(one.call.receipt) == receipt]
    if not mine:
        others = (one for one in listed if receipt is None or one.call.receipt is None)
        mine = [one for one in others if one.call.flow == flow]
    return latest(mine)


def owed(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Those for which a call-back may still come, the latest call first."""
    open_ones = (one for one in follow_ups if one.promise.state in ("open", "due", "overdue"))
    return tuple(sorted(open_ones, key=_made, reverse=True))


def latest(follow_ups: Iterable[FollowUp]) -> FollowUp | None:
    """The follow-up of the call that began last; None without any."""
    return max(follow_ups, key=_made, default=None)


def _made(follow_up: FollowUp) -> tuple[datetime, str]:
    return follow_up.call.started_at, follow_up.call.id


def remembered(follow_up: FollowUp, asked: datetime, promised: date | None) -> Mapping[str, Value]:
    """The answers. `asked` is the call as the clock stood where it was made.

    `promised` is the agent's own day; with its hour where that is not the end of the day's
    call-backs.
    """
    return {
        BEFORE: "missed" if follow_up.promise.state == "broken" else "no-answer",
        ASKED: asked,
        KIND: follow_up.call.kind or "unknown",
        PROMISED: "none" if promised is None else promised,
    }
