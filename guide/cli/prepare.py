"""`guide prepare`: from a need to a call plan, as JSON, piped, or one line at a time."""

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.asking import ask_each, from_log_words, meant
from guide.cli.common import moment, open_services
from guide.cli.diagnostics import DONE
from guide.cli.hours import as_json as hours_json
from guide.cli.options import Options
from guide.cli.phone import as_json as phone_json
from guide.cli.plain import Plain, question_lines
from guide.cli.talk import NOTHING, Known, Talk
from guide.cli.wrapping import fitted
from guide.core.errors import InvalidInput
from guide.core.flow.sources import Fact
from guide.core.message import Message
from guide.core.prepare.answers import format_answer
from guide.core.prepare.call_plan import CallPlan, Need, OutcomeView, QuestionView, Sentence


class _Prepare(Options):
    flow: str
    answer: list[str]


def run(options: _Prepare) -> int:
    """One plan; or the questions, one line at a time."""
    services = open_services(options)
    at = moment(options, services)
    talk = Talk(services, options.flow, at)
    talk.give_all(options.answer)
    if options.json:
        output.record(as_json(talk.plan(), services, talk.remembered()))
        return DONE
    # With answers on the command line, nothing more is waited for.
    if not options.answer and not sys.stdin.isatty():
        _read_answers(talk)
    elif not options.answer and sys.stdout.isatty():
        return ask_each(talk)
    _show(talk)
    return DONE


def _read_answers(talk: Talk) -> None:
    """Answers from standard input, one a line, in the order in which they are asked."""
    for number, text in output.input_lines():
        ask = talk.plan().question
        if ask is None:
            if text.strip():
                raise InvalidInput(
                    Message(
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
        takes = [option.value for option in ask.options]
        if ask.input is not None:
            takes.append(ask.input.upper())
        given = f"--answer {ask.id}={'|'.join(takes)}"
        lines.append(say("plain.give", "  To answer: {option}", option=given))
        from_log = from_log_words(talk, ask)
        lines += [from_log.words] if from_log.words else []
        if from_log.value is not None:
            lines.append(f"  --answer {ask.id}={format_answer(from_log.value)}")
    for text in fitted(lines):
        output.line(text)


# JSON


def as_json(plan: CallPlan, services: Services, known: Known | None = NOTHING) -> dict[str, Any]:
    """The shape of the contract. What the log knows is offered, and answers nothing."""
    writer = _Writer(services)
    return {
        "at": plan.at.isoformat(),
        "flow": plan.flow,
        "via": list(plan.via),
        "content_version": plan.content_version,
        "answers": {name: format_answer(value) for name, value in plan.answers.items()},
        "ignored": list(plan.ignored),
        "question": None if plan.question is None else writer.question(plan.question),
        "outcome": None if plan.outcome is None else writer.outcome(plan.outcome),
        "live_help": hours_json(plan.live_help, services),
        "phone": None if plan.phone is None else phone_json(plan.phone, services),
        "do_first": [writer.line(sentence) for sentence in plan.do_first],
        "needs": [writer.need(need) for need in plan.needs],
        "say": [writer.line(sentence, spoken=True) for sentence in plan.say],
        "warnings": [
            writer.line(sentence) | {"code": sentence.id} for sentence in plan.all_warnings
        ],
        "write_down": [writer.line(sentence) for sentence in plan.write_down],
        "afterwards": [writer.line(sentence) for sentence in plan.all_afterwards],
        "ivr": plan.ivr,
        "dial": writer.dial(plan),
        "details": [detail.id for detail in plan.details],
        "holds_until": None if plan.holds_until is None else _eastern(plan.holds_until, services),
        "act_by": None if plan.act_by is None else _eastern(plan.act_by, services),
        "followed_by": plan.followed_by,
        "from_log": _from_log(known),
        "sources": [fact_json(name, fact) for name, fact in _facts(plan, services)],
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


def _eastern(moment: datetime, services: Services) -> str:
    return moment.astimezone(ZoneInfo(services.promises.rule.zone)).isoformat()


def _facts(plan: CallPlan, services: Services) -> Iterator[tuple[str, Fact]]:
    """The facts that the plan rests on, then those that disagree with one of them."""
    known = services.catalog.facts
    named = dict.fromkeys(plan.facts)
    named |= dict.fromkeys(other for name in plan.facts for other in known[name].disagrees)
    yield from ((name, known[name]) for name in named if name in known)


class _Writer:
    """Values of a plan as JSON values."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.texts = services.texts

    def line(self, line: Sentence, *, spoken: bool = False) -> dict[str, Any]:
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

    def question(self, ask: QuestionView) -> dict[str, Any]:
        question: dict[str, Any] = {
            "id": ask.id,
            "text": self.texts.sentence(ask.text),
            "why": None if ask.why is None else self.texts.sentence(ask.why),
        }
        if ask.options:
            question["options"] = [
                {"value": option.value, "label": self.texts.of(option.label)}
                for option in ask.options
            ]
        if ask.input is not None:
            question["input"] = ask.input
            question["wanted"] = None if ask.wanted is None else self.texts.of(ask.wanted)
        return question | {"sources": list(ask.text.sources)}

    def outcome(self, result: OutcomeView) -> dict[str, Any]:
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
