"""The answers that a run of `guide` was given so far, and the plan they give."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.cli.common import note_reading, warn_of_clock
from guide.cli.diagnostics import warn
from guide.core.errors import GuideError, InvalidAnswer, InvalidInput, StorageError
from guide.core.flow.flow import READY, SECOND_WAY, Question
from guide.core.ids import QuestionId
from guide.core.message import Message, accepted_values, did_you_mean
from guide.core.prepare.answers import format_answer, not_an_answer, parse_answer
from guide.core.prepare.asked_before import offered
from guide.core.prepare.call_plan import CallPlan
from guide.core.prepare.placeholders import plan_names

if TYPE_CHECKING:
    from guide.core.call.entry import Call
    from guide.core.flow.content import Content
    from guide.core.flow.words import Value


class Known(NamedTuple):
    """A call of the log, and what it answers; without one, nothing."""

    call: "Call | None"
    answers: "Mapping[str, Value]"


NOTHING = Known(None, {})


class Talk:
    """The answers of one run, and the plan that they give."""

    def __init__(self, services: Services, flow: str, at: datetime) -> None:
        self.services = services
        self.flow = flow
        self.at = at
        self.answers: dict[str, Value] = {}
        self.content: Content = services.reference.graph(flow).content
        # What the log knows, by the receipt for which it was asked; None where it cannot be read.
        self._looked_up: dict[str | None, Known | None] = {}

    def plan(self) -> CallPlan:
        """The plan so far."""
        return self.services.planning.plan(self.flow, self.answers, self.at)

    def remembered(self) -> Known | None:
        """What the log answers of the questions that are open; None where it cannot be read."""
        receipt = self.answers.get("receipt")
        key = None if receipt is None else str(receipt)
        if key not in self._looked_up:
            self._looked_up[key] = self._look_up(key)
        known = self._looked_up[key]
        if known is None:
            return None
        return Known(known.call, offered(known.answers, self.content, self.answers))

    def _look_up(self, receipt: str | None) -> Known | None:
        if not self.services.stores.has_log:
            return NOTHING
        try:
            request = self.services.following_up.from_log(self.flow, receipt, self.at)
        except StorageError as error:
            # A plan can be made without the log.
            warn(self.services.texts.error(error))
            return None
        return NOTHING if request is None else Known(*request)

    def give(self, given: str) -> None:
        """Take an answer written as QUESTION=VALUE.

        Raises:
            InvalidInput: it is not written like that.
            InvalidAnswer: there is no such question, or it does not take the value.
        """
        name, equals, value = given.partition("=")
        if not equals:
            message = Message("error.no-equals", "--answer {given!r} has no `=`.", given=given[:60])
            raise InvalidInput(message, Message("hint.no-equals", "Write QUESTION=VALUE."))
        self.answer(name.strip(), value)

    def give_all(self, given: Sequence[str]) -> None:
        """Take answers written as QUESTION=VALUE; all that are faulty are told at once.

        Raises:
            InvalidAnswer: some are.
        """
        faults: list[GuideError] = []
        for pair in given:
            try:
                self.give(pair)
            except GuideError as error:
                faults.append(error)
        if len(faults) == 1:
            raise faults[0]
        if faults:
            first, *rest = faults
            more = [said for error in rest for said in (error.message, *error.hints)]
            raise InvalidAnswer(first.message, *first.hints, *more)

    def written(self) -> dict[str, str]:
        """The answers as `give` takes them."""
        return {name: format_answer(value) for name, value in self.answers.items()}

    def answer(self, name: str, text: str) -> None:
        """Take the answer to a question."""
        if name == SECOND_WAY or name.startswith(READY):
            self._yes_or_no(name, text)
            return
        question = self.question(name)
        now = self.at.astimezone(ZoneInfo(self.services.zone))
        value, change = parse_answer(name, question, text, self.services.zone, now)
        warn_of_clock(f"{name}: {text}", change, self.services.texts)
        note_reading(text, value, self.services.texts)
        self.answers[name] = value

    def question(self, name: str) -> Question:
        """A question that this flow, or what it is joined to, may ask."""
        asked = QuestionId(name)
        for flow in self.content.flows.values():
            if name in flow.questions:
                return self.content.question(flow.id, asked)
        if name in self.content.shared and name in plan_names(self.content):
            return self.content.shared[asked]
        known = {n for flow in self.content.flows.values() for n in flow.questions}
        message = Message("error.question", "There is no question {name!r}.", name=name[:60])
        near = did_you_mean(name, known)
        raise InvalidAnswer(message, *([near] if near else []))

    def _yes_or_no(self, name: str, text: str) -> None:
        if name.startswith(READY):
            flows = self.content.flows.values()
            needs = {n for f in flows for need in f.needs for n in (need, f"{f.id}.{need}")}
            if name.removeprefix(READY) not in needs:
                need = name.removeprefix(READY)[:60]
                raise InvalidAnswer(Message("error.need", "There is no need {name!r}.", name=need))
        if text not in ("yes", "no"):
            raise InvalidAnswer(not_an_answer(name, text), accepted_values("yes", "no"))
        self.answers[name] = text
