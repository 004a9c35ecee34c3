"""The plain mode on a terminal: one question, one answer, nothing redrawn."""

import shlex
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from guide.cli import output
from guide.cli.diagnostics import DONE
from guide.cli.plain import Plain, question_lines
from guide.cli.wrapping import fitted
from guide.core.errors import GuideError, InvalidAnswer
from guide.core.prepare.answers import option_meant
from guide.core.prepare.asked_before import OPENED, QUESTIONS, with_hour
from guide.core.prepare.call_plan import QuestionView
from guide.wording.dates import in_full
from guide.wording.phones import phone_doubts

if TYPE_CHECKING:
    from guide.cli.talk import Talk
    from guide.core.flow.words import Value

_QUIT, _BACK, _SOURCES, _HELP = (
    {"q", "quit", "exit"},
    {"b", "back"},
    {"s", "sources"},
    {"?", "help"},
)


class LogAnswer(NamedTuple):
    """What the log says to a question, and the answer that follows, if one does."""

    words: str
    value: "Value | None"


def ask_each(talk: "Talk") -> int:
    """Ask until there is a plan, or nobody answers any more; then the plan and what to do next."""
    say = talk.services.texts.say
    _print(talk.services.texts.live_help(talk.plan().live_help, talk.services.zone))
    _print(
        say(
            "plain.help",
            "Type a number or an answer. ? explains, s shows the sources, b goes back, q stops.",
        )
    )
    asked: QuestionView | None = None
    while (ask := talk.plan().question) is not None:
        known = from_log_words(talk, ask)
        if ask != asked:
            _print("", *question_lines(ask, talk.services), *_from_log_lines(known, talk))
        asked = ask
        output.flush()
        try:
            typed = input("> ").strip()
        except EOFError:
            break
        if typed.lower() in _QUIT:
            break
        if typed.lower() in _BACK:
            _back(talk)
            asked = None
        elif typed.lower() in _SOURCES:
            _print(*_sources(ask, talk))
        elif typed.lower() in _HELP:
            asked = None
            _print(say("plain.keys", "b, back: the question before. s: who says so. q: stop here."))
            _print(*_terms(ask, talk))
            _print(*_sources(ask, talk))
        elif typed:
            _answer(talk, ask, typed, known)
        elif known.value is not None:
            talk.answers[ask.id] = known.value
    _print("", *Plain(talk.plan(), talk.services).lines(), *_next_steps(talk))
    return DONE


def from_log_words(talk: "Talk", ask: QuestionView) -> LogAnswer:
    """What the log knows of what is asked; no words where it says nothing."""
    known = talk.remembered() if ask.id in QUESTIONS else None
    say = talk.services.texts.say
    if known is None:
        return LogAnswer("", None)
    if ask.id not in known.answers or known.call is None:
        none = say("from-log.none", "From your log: no call-back is open there.")
        return LogAnswer(none if ask.id == OPENED else "", None)
    value = known.answers[ask.id]
    here = known.call.started_at.astimezone(ZoneInfo(talk.services.zone))
    words = say(
        "from-log.answer", "From your log: {answer} (your call on {day}).",
        answer=_in_words(value, ask, talk), day=talk.services.texts.day(here.date(), spoken=True),
    )  # fmt: skip
    return LogAnswer(words, value)


def _from_log_lines(known: LogAnswer, talk: "Talk") -> Iterator[str]:
    if known.words:
        yield known.words
    if known.value is not None:
        yield talk.services.texts.say(
            "plain.from-log", "Press Enter to take it, or give another answer."
        )


def _in_words(value: "Value", ask: QuestionView, talk: "Talk") -> str:
    """An answer as the terminal has it: the label of an option, or a day in full."""
    texts = talk.services.texts
    labels = {option.value: texts.of(option.label) for option in ask.options}
    if isinstance(value, date):
        return in_full(value, texts)
    return labels.get(str(value), str(value))


def meant(talk: "Talk", ask: QuestionView, text: str) -> str:
    """The value of an option where one is meant; any other text as it is."""
    labels = [talk.services.texts.of(option.label) for option in ask.options]
    values = [option.value for option in ask.options]
    return option_meant(values, labels, ask.input, text)


def _answer(talk: "Talk", ask: QuestionView, typed: str, known: LogAnswer) -> None:
    texts = talk.services.texts
    text = meant(talk, ask, typed)
    try:
        talk.answer(ask.id, text)
        if known.value is not None:
            talk.answers[ask.id] = with_hour(ask.id, talk.answers[ask.id], {ask.id: known.value})
    except InvalidAnswer as error:
        reasons = [texts.tell(error.reason)] if ask.input is not None else []
        _print(f"✗ {' '.join([*reasons, _takes(ask, talk)])}")
        return
    except GuideError as error:
        _print(texts.error(error))
        return
    taken = next((option for option in ask.options if option.value == text), None)
    if taken is not None:
        _print(f"  = {texts.of(taken.label)}")
    elif ask.input == "phone":
        doubts = phone_doubts(talk.services.reference.verdict(text), talk.services.catalog.center)
        if doubts:
            _print(f"! {doubts}", texts.say("plain.taken", "We'll use it anyway. b goes back."))


def _takes(ask: QuestionView, talk: "Talk") -> str:
    """What would do, in the words that stand on the terminal."""
    texts = talk.services.texts
    parts = [texts.of(ask.wanted)] if ask.wanted is not None else []
    if ask.options:
        labels = "; ".join(texts.of(option.label) for option in ask.options)
        parts.append(
            texts.say(
                "plain.options", "Type the number in front, or the words: {labels}.", labels=labels
            )
        )  # fmt: skip
    return " ".join(parts)


def _back(talk: "Talk") -> None:
    trail = talk.plan().trail
    if trail:
        talk.answers.pop(trail[-1].id)
    else:
        _print(talk.services.texts.say("plain.first", "This is the first question."))


def _sources(ask: QuestionView, talk: "Talk") -> Iterator[str]:
    known, texts = talk.services.catalog.facts, talk.services.texts
    names = [*ask.text.sources, *(name for option in ask.options for name in option.sources)]
    facts = [known[name] for name in dict.fromkeys(names) if name in known]
    if not facts:
        yield texts.say("plain.no-source", "This says nothing about USCIS, so it needs no source.")
    for fact in facts:
        where = f" {fact.address}" if fact.address else ""
        yield f"  - {fact.statement} ({fact.source}, {fact.date}; {texts.grade(fact.grade)}){where}"


def _terms(ask: QuestionView, talk: "Talk") -> Iterator[str]:
    from guide.wording.terms import term_lines, words_of_question

    catalog, texts = talk.services.catalog, talk.services.texts
    lines = list(term_lines(words_of_question(ask, texts), catalog.glossary, catalog.center))
    if lines:
        yield texts.say("plain.terms", "What the words mean:")
        yield from lines


def _next_steps(talk: "Talk") -> Iterator[str]:
    """How to go on from the plan: the same answers for paper, the rehearsal, the log."""
    plan, say = talk.plan(), talk.services.texts.say
    if plan.outcome is None:
        return
    given = [f"--answer {shlex.quote(f'{name}={text}')}" for name, text in talk.written().items()]
    yield ""
    yield say("plain.next-steps", "What you can do next:")
    if plan.ivr is not None and plan.say:
        practice = say(
            "plain.practice", "Rehearse the call: {command}", command=f"guide practice {plan.ivr}"
        )
        yield f"  - {practice}"
    command = " ".join(["guide sheet", talk.flow, *given, "-o plan.html"])
    yield f"  - {say('plain.sheet', 'Print the plan: {command}', command=command)}"
    if plan.say:
        log = f"guide log add --started {talk.at:%Y-%m-%dT%H:%M} --flow {plan.flow}"
        yield f"  - {say('plain.log', 'After the call, write it down: {command}', command=log)}"


def _print(*lines: str) -> None:
    for line in fitted(lines):
        output.line(line)
