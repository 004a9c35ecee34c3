"""A question as it is shown: its options with their signs, and what stands in its field."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from textual.content import Content as TextContent

from guide.bootstrap import Services
from guide.core.flow.content import Content
from guide.core.flow.words import Value
from guide.core.ids import QuestionId
from guide.core.prepare.answers import by_number, format_answer, option_signs
from guide.core.prepare.call_plan import CallPlan, QuestionView
from guide.core.prepare.graph import Graph
from guide.tui.content import plain
from guide.tui.widgets.question import Asked, Offer
from guide.tui.widgets.reading import reading_of_answer
from guide.wording.dates import in_field


class Given(NamedTuple):
    """What stands at a question already: the answer, half-typed words, what the log knows.

    `change` says that the clock brought the question.
    """

    answers: Mapping[str, Value]
    half: str = ""
    known: tuple[Value, str] | None = None
    change: str | None = None


def asked(ask: QuestionView, already: Given, content: Content, services: Services) -> Asked:
    """The question with what was given, was half typed, or is known from the log."""
    texts = services.texts
    values = [option.value for option in ask.options]
    known = already.known
    given = known[0] if known is not None else already.answers.get(ask.id)
    field = already.half or answer_in_field(given, ask, services)
    # What the log answers is where Enter takes it.
    takes_option = ask.input is None or (known is not None and given in values)
    return Asked(
        text=texts.sentence(ask.text),
        why=texts.sentence(ask.why) if ask.why is not None else None,
        offers=tuple(_offers(ask, services)),
        given=str(given) if given in values else None,
        field=None if ask.input is None else field,
        is_half_typed=bool(already.half),
        wanted=wanted_words(ask, known, field, services),
        reading=read_as(ask, field, content, services),
        change=already.change,
        focus="options" if takes_option else "field",
    )


def wanted_words(
    ask: QuestionView, known: tuple[Value, str] | None, typed: str, services: Services
) -> str | None:
    """What the field wants; what the log knows is said only while that is what stands there."""
    if known is not None and typed == answer_in_field(known[0], ask, services):
        return known[1]
    return services.texts.of(ask.wanted) if ask.wanted is not None else None


def read_as(ask: QuestionView, typed: str, content: Content, services: Services) -> TextContent:
    """What Enter would take: the option of that number, a day in full; else nothing."""
    if ask.input is None or not typed.strip():
        return plain("")
    meant = by_number([option.value for option in ask.options], ask.input, typed.strip())
    label = next((option.label for option in ask.options if option.value == meant), None)
    if label is not None:
        words = services.texts.say(
            "walk.by-number", "Enter takes: {option}", option=services.texts.of(label)
        )
        return plain(words)
    question = content.question(ask.flow, ask.id)
    return reading_of_answer(ask.id, question, typed, services)


def _offers(ask: QuestionView, services: Services) -> list[Offer]:
    texts, signs = services.texts, option_signs(len(ask.options), ask.input)
    return [
        Offer(
            option.value,
            sign,
            texts.of(option.label),
            texts.of(option.hint) if option.hint is not None else None,
        )
        for sign, option in zip(signs, ask.options, strict=True)
    ]


def answer_in_field(value: Value | None, ask: QuestionView, services: Services) -> str:
    """An answer as it stands in the field of its question; nothing where it is an option."""
    if value is None or value in [option.value for option in ask.options]:
        return ""
    return in_field_words(value, services)


def in_field_words(value: Value, services: Services) -> str:
    """An answer as it is typed, and read again from there."""
    if not isinstance(value, date):
        return format_answer(value)
    return in_field(value, services.texts, services.zone)


def where_in(
    plan: CallPlan, asked_again: str | None, graph: Graph, services: Services
) -> tuple[str, str]:
    """The flow, and how far one is in it; at a question that is asked again, there."""
    say, flow = services.texts.say, services.catalog.flow(plan.flow)
    title, passed = flow.short or flow.title, [given.id for given in plan.trail]
    number = passed.index(QuestionId(asked_again)) if asked_again in passed else len(passed)
    question = plan.trail[number] if asked_again in passed else plan.question
    if question is None:
        return title, say("where.plan", "your plan")
    number += 1
    about = round(number + graph.left[question.flow, question.id])
    return title, say(
        "where.question", "question {number} of about {all}", number=number, all=about
    )


def so_far(key: str, services: Services) -> str:
    """What stands above the last answers; `key` leads to all of them."""
    return services.texts.say("walk.trail", "Your answers so far ({key} changes one)", key=key)
