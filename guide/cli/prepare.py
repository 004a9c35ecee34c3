"""`guide prepare`: from a need to a call plan, as JSON, piped, or one line at a time."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.asking import ask_each, from_log_words, meant
from guide.cli.common import moment, note_reading, services, warn_of_clock
from guide.cli.diagnostics import DONE, warn
from guide.cli.hours import as_json as hours_json
from guide.cli.main import Words
from guide.cli.phone import as_json as phone_json
from guide.cli.plain import Plain, question_lines
from guide.cli.wrapping import fitted
from guide.core.errors import GuideError, InvalidAnswer, InvalidInput, StorageError
from guide.core.flow.flow import READY, SECOND_WAY, Question
from guide.core.flow.sources import Fact
from guide.core.prepare.answers import format_answer, not_an_answer, parse_answer
from guide.core.prepare.asked_before import offered
from guide.core.prepare.call_plan import Ask, CallPlan, Line, Need, Result
from guide.core.prepare.placeholders import plan_names
from guide.core.sentence import Sentence, suggestion, takes

if TYPE_CHECKING:
    from guide.core.call.entry import Call
    from guide.core.flow.content import Content
    from guide.core.flow.words import Value


class _Prepare(Words):
    flow: str
    answer: list[str]


def run(words: _Prepare) -> int:
    """One plan; or the questions, one line at a time."""
    found = services(words)
    at = moment(words, found)
    talk = Talk(found, words.flow, at)
    talk.give_all(words.answer)
    if words.json:
        output.record(as_json(talk.plan(), found, talk.remembered()))
        return DONE
    # With answers on the command line, nothing more is waited for.
    if not words.answer and not sys.stdin.isatty():
        _read_answers(talk)
    elif not words.answer and sys.stdout.isatty():
        return ask_each(talk)
    _show(talk)
    return DONE


class Known(NamedTuple):
    """A call of the log, and what it answers; without one, nothing."""

    call: "Call | None"
    answers: "Mapping[str, Value]"


NOTHING = Known(None, {})


class Talk:
    """The answers of one run, and the plan that they give."""

    def __init__(self, found: Services, flow: str, at: datetime) -> None:
        self.services = found
        self.flow = flow
        self.at = at
        self.answers: dict[str, Value] = {}
        self.content: Content = found.reference.graph(flow).content
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
        found = self._looked_up[key]
        if found is None:
            return None
        return Known(found.call, offered(found.answers, self.content, self.answers))

    def _look_up(self, receipt: str | None) -> Known | None:
        if not self.services.has_log:
            return NOTHING
        try:
            found = self.services.following_up.from_log(self.flow, receipt, self.at)
        except StorageError as error:
            # A plan can be made without the log.
            warn(self.services.texts.error(error))
            return None
        return NOTHING if found is None else Known(*found)

    def give(self, given: str) -> None:
        """Take an answer written as QUESTION=VALUE.

        Raises:
            InvalidInput: it is not written like that.
            InvalidAnswer: there is no such question, or it does not take the value.
        """
        name, equals, value = given.partition("=")
        if not equals:
            message = Sentence(
                "error.no-equals", "--answer {given!r} has no `=`.", given=given[:60]
            )
            raise InvalidInput(message, Sentence("hint.no-equals", "Write QUESTION=VALUE."))
        self.answer(name.strip(), value)

    def give_all(self, given: Sequence[str]) -> None:
        """Take answers written as QUESTION=VALUE; all that are faulty are told at once.

        Raises:
            InvalidAnswer: some are.
        """
        faults: list[GuideError] = []
        for each in given:
            try:
                self.give(each)
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
        for flow in self.content.flows.values():
            if name in flow.questions:
                return self.content.question(flow.id, name)
        if name in self.content.shared and name in plan_names(self.content):
            return self.content.shared[name]
        known = {n for flow in self.content.flows.values() for n in flow.questions}
        message = Sentence("error.question", "There is no question {name!r}.", name=name[:60])
        near = suggestion(name, known)
        raise InvalidAnswer(message, *([near] if near else []))

    def _yes_or_no(self, name: str, text: str) -> None:
        if name.startswith(READY):
            flows = self.content.flows.values()
            needs = {n for f in flows for need in f.needs for n in (need, f"{f.id}.{need}")}
            if name.removeprefix(READY) not in needs:
                need = name.removeprefix(READY)[:60]
                raise InvalidAnswer(Sentence("error.need", "There is no need {name!r}.", name=need))
        if text not in ("yes", "no"):
            raise InvalidAnswer(not_an_answer(name, text), takes("yes", "no"))
        self.answers[name] = text


def _read_answers(talk: Talk) -> None:
    """Answers from standard input, one a line, in the order in which they are asked."""
    for number, text in output.input_lines():
        ask = talk.plan().question
        if ask is None:
            if text.strip():
                raise InvalidInput(
                    Sentence(
                        "error.left", "Line {number}: there is no question left.", number=number
                    )
                )
            continue
        if text.strip():
            talk.answer(ask.id, meant(talk, ask, text.strip()))


def _show(talk: Talk) -> None:
    plan, say = talk.plan(), talk.services.texts.say
    lines = list(Plain(plan, talk.services).lines())
    ask = plan.question
    if ask is not None:
        lines += ["", say("plain.next", "Next question:"), *question_lines(ask, talk.services)]
        takes = [each.value for each in ask.options]
        if ask.input is not None:
            takes.append(ask.input.upper())
        given = f"--answer {ask.id}={'|'.join(takes)}"
        lines.append(say("plain.give", "  To answer: {option}", option=given))
        told = from_log_words(talk, ask)
        lines += [told.words] if told.words else []
        if told.value is not None:
            lines.append(f"  --answer {ask.id}={format_answer(told.value)}")
    for text in fitted(lines):
        output.line(text)


# JSON


def as_json(plan: CallPlan, found: Services, known: Known | None = NOTHING) -> dict[str, Any]:
    """The shape of the contract. What the log knows is offered, and answers nothing."""
    writer = _Writer(found)
    return {
        "at": plan.at.isoformat(),
        "flow": plan.flow,
        "via": list(plan.via),
        "content_version": plan.content_version,
        "answers": {name: format_answer(value) for name, value in plan.answers.items()},
        "ignored": list(plan.ignored),
        "question": None if plan.question is None else writer.question(plan.question),
        "outcome": None if plan.outcome is None else writer.outcome(plan.outcome),
        "live_help": hours_json(plan.live_help, found),
        "phone": None if plan.phone is None else phone_json(plan.phone, found),
        "do_first": [writer.line(each) for each in plan.do_first],
        "needs": [writer.need(each) for each in plan.needs],
        "say": [writer.line(each, spoken=True) for each in plan.say],
        "warnings": [writer.line(each) | {"code": each.id} for each in plan.all_warnings],
        "write_down": [writer.line(each) for each in plan.write_down],
        "afterwards": [writer.line(each) for each in plan.all_afterwards],
        "ivr": plan.ivr,
        "dial": writer.dial(plan),
        "details": [each.id for each in plan.details],
        "holds_until": None if plan.holds_until is None else _eastern(plan.holds_until, found),
        "act_by": None if plan.act_by is None else _eastern(plan.act_by, found),
        "followed_by": plan.followed_by,
        "from_log": _from_log(known),
        "sources": [fact_json(name, fact) for name, fact in _facts(plan, found)],
    }


def _from_log(known: Known | None) -> dict[str, Any] | None:
    """Question → the answer as it would be given, and the entry; null: it cannot be read."""
    if known is None:
        return None
    call = None if known.call is None else known.call.id
    return {
        name: {"answer": format_answer(value), "call": call}
        for name, value in known.answers.items()
    }


def _eastern(moment: datetime, found: Services) -> str:
    return moment.astimezone(ZoneInfo(found.promises.rule.zone)).isoformat()


def _facts(plan: CallPlan, found: Services) -> Iterator[tuple[str, Fact]]:
    """The facts that the plan rests on, then those that disagree with one of them."""
    known = found.catalog.facts
    named = dict.fromkeys(plan.facts)
    named |= dict.fromkeys(other for name in plan.facts for other in known[name].disagrees)
    yield from ((name, known[name]) for name in named if name in known)


class _Writer:
    """Values of a plan as JSON values."""

    def __init__(self, found: Services) -> None:
        self.services = found
        self.texts = found.texts

    def line(self, line: Line, *, spoken: bool = False) -> dict[str, Any]:
        text = self.texts.sentence(line, spoken=spoken)
        where = {} if line.address is None else {"address": line.address}
        return {
            "id": line.id,
            "text": text,
            "sources": list(line.sources),
            "grade": line.grade,
            **where,
        }

    def need(self, need: Need) -> dict[str, Any]:
        value = None if need.value is None else self.texts.value(need.value)
        return self.line(need) | {"value": value, "ready": need.ready}

    def question(self, ask: Ask) -> dict[str, Any]:
        found: dict[str, Any] = {
            "id": ask.id,
            "text": self.texts.sentence(ask.text),
            "why": None if ask.why is None else self.texts.sentence(ask.why),
        }
        if ask.options:
            found["options"] = [
                {"value": each.value, "label": self.texts.of(each.label)} for each in ask.options
            ]
        if ask.input is not None:
            found["input"] = ask.input
            found["wanted"] = None if ask.wanted is None else self.texts.of(ask.wanted)
        return found | {"sources": list(ask.text.sources)}

    def outcome(self, result: Result) -> dict[str, Any]:
        return {
            "id": result.id,
            "kind": result.kind,
            "reason": result.reason,
            "when": result.when,
            "title": self.texts.sentence(result.title),
            "why": self.texts.sentence(result.why),
            "address": result.address,
            "come_back": None
            if result.come_back is None
            else self.texts.sentence(result.come_back),
            "then": None if result.then is None else self.outcome(result.then),
            "sources": list(result.title.sources),
        }

    def dial(self, plan: CallPlan) -> dict[str, Any]:
        line = self.services.catalog.center.lines[plan.line]
        return {
            "line": plan.line,
            "number": line.number,
            "label": line.label,
            "note": line.note,
            "live_help": hours_json(plan.line_help, self.services),
        }


def fact_json(name: str, fact: Fact) -> dict[str, Any]:
    """One fact, in the shape of the contract."""
    return {
        "id": name,
        "statement": fact.statement,
        "source": fact.source,
        "address": fact.address,
        "date": fact.date,
        "checked": fact.checked.isoformat(),
        "grade": fact.grade,
        "disagrees": list(fact.disagrees),
    }
