"""What the log knows of an earlier request, offered where it is asked for."""

from typing import TYPE_CHECKING

from guide.core.errors import GuideError
from guide.core.from_log import ASKED, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from guide.bootstrap import Services
    from guide.core.condition import Value
    from guide.core.flow import Question


def from_log(
    services: "Services", flow: str, name: str, answers: "Mapping[str, Value]", at: "datetime"
) -> "tuple[Value, str] | None":
    """The answer to a question, and the words that say where it comes from; None without one."""
    if name not in QUESTIONS or name in answers:
        return None
    receipt = answers.get("receipt")
    try:
        found = services.from_log(flow, None if receipt is None else str(receipt), at)
    except GuideError:
        return None  # a log that cannot be read says so on its own screen
    if found is None:
        return None
    call, known = found
    if answers.get(ASKED, known[ASKED]) != known[ASKED]:
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
