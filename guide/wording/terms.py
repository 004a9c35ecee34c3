"""Explanations of terms as they are shown: first those that stand where one is, then the rest."""

from collections.abc import Iterator

from guide.core.flow.contact_center import ContactCenter
from guide.core.flow.glossary import Glossary, limits_in
from guide.core.prepare.call_plan import CallPlan, QuestionView
from guide.wording.texts import Texts

_SECTIONS = ("do_first", "warnings", "needs", "say", "write_down", "afterwards")


def words_of_question(ask: QuestionView, texts: Texts) -> str:
    """All words that are read at a question, in which terms are looked for."""
    parts = [texts.sentence(ask.text)]
    parts += [texts.sentence(ask.why)] if ask.why is not None else []
    parts += [texts.of(ask.wanted)] if ask.wanted is not None else []
    for option in ask.options:
        parts.append(texts.of(option.label))
        parts += [texts.of(option.hint)] if option.hint is not None else []
    return "\n".join(parts)


def words_of_plan(plan: CallPlan, texts: Texts) -> str:
    """All words that are read on a plan, in which terms are looked for."""
    outcome = plan.outcome
    parts = [] if outcome is None else [texts.headline(plan)[1], texts.sentence(outcome.why)]
    for section in _SECTIONS:
        parts += [texts.sentence(line) for line in getattr(plan, section)]
    return "\n".join(parts)


def words_of(plan: CallPlan, ask: QuestionView | None, texts: Texts) -> str:
    """What stands on the screen: the question that is asked, else the plan."""
    if ask is not None:
        return words_of_question(ask, texts)
    return words_of_plan(plan, texts)


def meaning(name: str, glossary: Glossary, center: ContactCenter) -> str:
    """One explanation, with the limits in it as they are today."""
    text = glossary.terms[name].text
    limits = center.limits
    values = {limit: limits[limit].label for limit in limits_in(text) if limit in limits}
    return text.format_map(values) if values else text


def term_lines(text: str, glossary: Glossary, center: ContactCenter) -> Iterator[str]:
    """The terms of a text, a line each."""
    for name in glossary.terms_in(text):
        yield f"  {glossary.terms[name].term}: {meaning(name, glossary, center)}"
