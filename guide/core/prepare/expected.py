"""By when an answer should come, counted out as if the call of a plan were made at its moment."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from guide.core.clock.calendar import Calendar
from guide.core.clock.hours import LiveHelp
from guide.core.flow.conditions import day_of
from guide.core.flow.contact_center import ContactCenter, answer_rule
from guide.core.flow.windows import Counted, window
from guide.core.flow.words import Value
from guide.core.message import Message

# The days by which what is asked for is needed, as flows call them.
NEEDED = ("departure", "needed-by")
KINDS: tuple[Counted, ...] = ("urgent", "regular")
SAYS = {
    "urgent": Message("expected.urgent", "If they mark it urgent, expect an answer by {moment}."),
    "regular": Message(
        "expected.regular", "If they mark it regular, expect an answer by {moment}."
    ),
    "urgent-late": Message(
        "expected.urgent-late",
        "Even an urgent answer may not come until {moment}, after the day you need it. Tell the"
        " agent what day that is.",
    ),
    "regular-late": Message(
        "expected.regular-late",
        "A regular answer may not come until {moment}, after the day you need it. Ask them to mark"
        " it urgent.",
    ),
}


def expected(
    center: ContactCenter, calendar: Calendar, line: LiveHelp
) -> Iterator[tuple[Counted, datetime]]:
    """Until when to expect an answer of each kind (rule-A13): of a call now, else once it opens.

    Moments are aware, in Eastern time. Nothing where no opening or no limit is known.
    """
    called = line.at if line.open else line.opens_at
    if called is None or any(f"{kind}-answer" not in center.limits for kind in KINDS):
        return
    rule = answer_rule(center)
    for kind in KINDS:
        answer = window(called.astimezone(ZoneInfo(rule.zone)), kind, calendar, rule)
        yield kind, answer.respond_by


def needed(answers: Mapping[str, Value], at: datetime | None = None) -> date | None:
    """The first day on which what is asked for is needed; None where none was named.

    With a moment, the first that lies ahead of it.
    """
    days = [day_of(value) for name in NEEDED if isinstance(value := answers.get(name), date)]
    return min((day for day in days if at is None or day >= at.date()), default=None)
