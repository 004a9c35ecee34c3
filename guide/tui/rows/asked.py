"""A question as it is shown: its options with their signs, and what stands in its field."""

from collections.abc import Mapping
from datetime import date

from guide.bootstrap import Services
from guide.core.flow.content import Content
from guide.core.flow.words import Value
from guide.core.prepare.answers import format_answer, option_signs
from guide.core.prepare.call_plan import CallPlan, QuestionView
from guide.core.prepare.graph import Graph
from guide.tui.content import plain
from guide.tui.widgets.question import Asked, Offer
from guide.tui.widgets.reading import DAYS, reading_of_answer
from guide.wording.dates import in_field


def asked(
    ask: QuestionView,
    answers: Mapping[str, Value],
    half: str,
    known: tuple[Value, str] | None,
    content: Content,
    services: Services,
) -> Asked:
    """The question with what was given, was half typed, or is known from the log."""
    texts = services.texts
    values = [option.value for option in ask.options]
    given, words = known if known is not None else (answers.get(ask.id), None)
    wanted = words or (texts.of(ask.wanted) if ask.wanted is not None else None)
    field = half or answer_in_field(given, ask, services)
    # What the log answers is where Enter takes it.
    takes_option = ask.input is None or (known is not None and given in values)
    reading = plain("")
    if ask.input in DAYS:
        question = content.question(ask.flow, ask.id)
        reading = reading_of_answer(ask.id, question, field, services)
    return Asked(
        text=texts.sentence(ask.text),
        why=texts.sentence(ask.why) if ask.why is not None else None,
        offers=tuple(_offers(ask, services)),
        given=str(given) if given in values else None,
        field=None if ask.input is None else field,
        is_half_typed=bool(half),
        wanted=wanted,
        reading=reading,
        focus="options" if takes_option else "field",
    )


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


def where_in(plan: CallPlan, graph: Graph, services: Services) -> tuple[str, str]:
    """The flow, and how far one is in it."""
    say, flow = services.texts.say, services.catalog.flow(plan.flow)
    title, question = flow.short or flow.title, plan.question
    if question is None:
        return title, say("where.plan", "your plan")
    number = len(plan.trail) + 1
    about = round(number + graph.left[question.flow, question.id])
    return title, say(
        "where.question", "question {number} of about {all}", number=number, all=about
    )


def so_far(key: str, services: Services) -> str:
    """What stands above the last answers; `key` leads to all of them."""
    return services.texts.say("walk.trail", "Your answers so far ({key} changes one)", key=key)
