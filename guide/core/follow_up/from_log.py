"""What the log knows of an earlier request, as answers to the questions that ask about it."""

from collections.abc import Iterable, Mapping
from datetime import date

from guide.core.call.entry import Call
from guide.core.flow.conditions import Value
from guide.core.follow_up.next_steps import FollowUp

ASKED, KIND, PROMISED = "asked", "asked-kind", "promised-day"
# The questions that the log may answer, in every flow that has them.
QUESTIONS = frozenset({ASKED, KIND, PROMISED})


def about(found: Iterable[FollowUp], flow: str, receipt: str | None) -> Call | None:
    """The latest call with a promise for that receipt; without one, of that flow."""
    calls = [each.call for each in found]
    mine = [call for call in calls if receipt is not None and call.receipt == receipt]
    if not mine:
        others = (call for call in calls if receipt is None or call.receipt is None)
        mine = [call for call in others if call.flow == flow]
    return max(mine, key=lambda call: (call.started_at, call.id), default=None)


def remembered(call: Call, asked: date, promised: date | None) -> Mapping[str, Value]:
    """The answers. `asked` is the day of the call where it was made, `promised` the agent's."""
    return {
        ASKED: asked,
        KIND: call.kind or "unknown",
        PROMISED: "none" if promised is None else promised,
    }
