"""What the log knows of an earlier request, offered where it is asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from guide.core.call.entry import Call
from guide.core.flow.conditions import Value
from guide.core.follow_up.from_log import ASKED

if TYPE_CHECKING:
    from guide.bootstrap import Services
    from guide.core.flow.flow import Question

# A call of the log, and what it answers.
Known = tuple[Call, Mapping[str, Value]]


def offered(
    services: "Services", found: Known, name: str, answers: Mapping[str, Value], at: datetime
) -> tuple[Value, str] | None:
    """The answer to a question, and the words that say where it comes from; None without one."""
    call, known = found
    if name not in known or answers.get(ASKED, known[ASKED]) != known[ASKED]:
        return None  # it is about another request
    texts = services.texts
    day = texts.day(call.started_at.astimezone(at.tzinfo).date(), spoken=True)
    words = texts.say(
        "walk.from-log",
        "This is from your log: your call on {day}. Is it about that call? Then press Enter. If"
        " not, give another answer.",
        day=day,
    )
    return known[name], words


def takes(question: "Question", value: "Value") -> bool:
    """Whether a question takes an answer: flows of one's own may have others under these ids."""
    return value in question.options if isinstance(value, str) else question.input is not None
