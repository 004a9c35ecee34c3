"""Explanations of terms as they are shown: first those that stand where one is, then the rest."""

from collections.abc import Iterator

from guide.bootstrap import Services
from guide.core.flow.glossary import limits_in
from guide.core.prepare.plan import Ask, CallPlan

_SECTIONS = ("do_first", "warnings", "needs", "say", "write_down", "afterwards")


def words_of_question(ask: Ask, services: Services) -> str:
    """All that is read at a question."""
    texts = services.texts
    parts = [texts.sentence(ask.text)]
    parts += [texts.sentence(ask.why)] if ask.why is not None else []
    parts += [texts.of(ask.wanted)] if ask.wanted is not None else []
    for option in ask.options:
        parts.append(texts.of(option.label))
        parts += [texts.of(option.hint)] if option.hint is not None else []
    return "\n".join(parts)


def words_of_plan(plan: CallPlan, services: Services) -> str:
    """All that is read on a plan, from the verdict down."""
    texts, outcome = services.texts, plan.outcome
    parts = [] if outcome is None else [texts.headline(plan)[1], texts.sentence(outcome.why)]
    for section in _SECTIONS:
        parts += [texts.sentence(line) for line in getattr(plan, section)]
    return "\n".join(parts)


def words_of(plan: CallPlan, ask: Ask | None, services: Services) -> str:
    """What stands on the screen: the question that is asked, else the plan."""
    if ask is not None:
        return words_of_question(ask, services)
    return words_of_plan(plan, services)


def meaning(name: str, services: Services) -> str:
    """One explanation, with the limits in it as they are today."""
    text = services.catalog.glossary.terms[name].text
    limits = services.catalog.center.limits
    values = {limit: limits[limit].label for limit in limits_in(text) if limit in limits}
    return text.format_map(values) if values else text


def term_lines(text: str, services: Services) -> Iterator[str]:
    """The terms of a text, a line each."""
    glossary = services.catalog.glossary
    for name in glossary.found_in(text):
        yield f"  {glossary.terms[name].term}: {meaning(name, services)}"
