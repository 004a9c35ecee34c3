"""What the log knows of an earlier request, offered where it is asked for."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.call.entry import Call
from guide.core.flow.words import Value
from guide.core.prepare.asked_before import ASKED, OPENED, offered

if TYPE_CHECKING:
    from guide.bootstrap import Services
    from guide.core.flow.content import Content

# A call of the log, and what it answers.
Known = tuple[Call, Mapping[str, Value]]


def known_of(
    services: "Services", found: Known, name: str, answers: Mapping[str, Value], content: "Content"
) -> tuple[Value, str] | None:
    """The answer to a question, and the words that say where it comes from; None without one."""
    call, known = found
    some = offered(known, content, answers)
    if name not in some:
        return None
    texts, asked = services.texts, known.get(ASKED)
    here = call.started_at.astimezone(ZoneInfo(services.zone))
    day = texts.day(asked if isinstance(asked, date) else here, spoken=True)
    if name == OPENED:
        words = texts.say(
            "from-log.waiting",
            "From your log: you're waiting for an answer to your call on {day}. Enter says yes.",
            day=day,
        )
        return some[name], words
    words = texts.say(
        "walk.from-log",
        "This is from your log: your call on {day}. Is it about that call? Then press Enter. If"
        " not, give another answer.",
        day=day,
    )
    return some[name], words
