"""What the log knows of an earlier request, offered where it is asked for."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from textual.screen import Screen

from guide.core.call.entry import Call
from guide.core.errors import GuideError
from guide.core.flow.words import Value
from guide.core.prepare.asked_before import ASKED, OPENED, QUESTIONS, is_about, offered
from guide.tui.background.asking import ask_desk

if TYPE_CHECKING:
    from guide.bootstrap import Services
    from guide.core.flow.content import Content
    from guide.core.prepare.call_plan import CallPlan
    from guide.tui.background.desk import Desk

# A call of the log, and what it answers.
Known = tuple[Call, Mapping[str, Value]]


class FromLog:
    """The earlier request that the log knows, looked up once for each receipt."""

    def __init__(self, screen: Screen[Any], desk: "Desk", done: Callable[[], None]) -> None:
        self._screen = screen
        self._desk = desk
        self._done = done
        self._looked_up: dict[str | None, Known | None] = {}
        self._is_asking = False

    def forget(self) -> None:
        """The log may say something else by now."""
        self._looked_up.clear()

    def request(
        self, plan: "CallPlan", answers: Mapping[str, Value], services: "Services"
    ) -> Known | None:
        """The request that a plan may be about; None while that is not known, or there is none."""
        receipt = answers.get("receipt")
        key = None if receipt is None else str(receipt)
        if key not in self._looked_up:
            self._looked_up[key] = None
            look = partial(services.following_up.from_log, plan.flow, key, plan.at)
            self._is_asking = True
            ask_desk(self._screen, self._desk, look, partial(self._take, key))
            self._is_asking = False
        return self._looked_up[key]

    def _take(self, key: str | None, known: Known | GuideError | None) -> None:
        """What the log knows; one that cannot be read says so on its own screen."""
        if known is None or isinstance(known, GuideError):
            return
        self._looked_up[key] = known
        if not self._is_asking:
            self._done()

    def answer(
        self, name: str, plan: "CallPlan", answers: Mapping[str, Value], services: "Services"
    ) -> tuple[Value, str] | None:
        """What the log answers to a question, and the words that say so; None where it does not."""
        if name not in QUESTIONS or name in answers:
            return None
        request = self.request(plan, answers, services)
        if request is None:
            return None
        content = services.reference.graph(plan.flow).content
        return known_of(services, request, name, answers, content)

    def earlier_item(
        self, plan: "CallPlan", answers: Mapping[str, Value], services: "Services"
    ) -> str | None:
        """The number of the request that a plan asks about once more."""
        request = self.request(plan, answers, services) if ASKED in plan.answers else None
        return request[0].service_item if request and is_about(request[1], plan.answers) else None


def known_of(
    services: "Services",
    request: Known,
    name: str,
    answers: Mapping[str, Value],
    content: "Content",
) -> tuple[Value, str] | None:
    """The answer to a question, and the words that say where it comes from; None without one."""
    call, known = request
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
