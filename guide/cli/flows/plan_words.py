"""The words of a plan, part by part, as example cases look at them."""

from guide.bootstrap import Services
from guide.core.check.differences import lines_of
from guide.core.flow.cases import LISTS
from guide.core.flow.phone_menu import route_steps
from guide.core.prepare.call_plan import CallPlan, OutcomeView, QuestionView, Text

Words = dict[str, list[str]]


def everything(plan: CallPlan, services: Services) -> list[str]:
    """Every sentence of a plan; the answers given are left out."""
    return [
        services.texts.sentence(line, spoken=".say." in line.text.id) for line in lines_of(plan)
    ]


def words_of(plan: CallPlan, services: Services) -> Words:
    """The words of each part of a plan, under the names by which a case may ask for them."""
    words: Words = {}
    for section in LISTS:
        for line in getattr(plan, section):
            text = services.texts.sentence(line, spoken=section == "say")
            text = f"{text} {line.address}" if line.address else text
            words.setdefault(line.id, []).append(text)
            words.setdefault(f"{section}.{line.id}", []).append(text)
    for given in plan.trail:
        words[f"answer.{given.id}"] = [services.texts.value(given.value)]
    words |= _outcome(plan.outcome, services)
    words |= _question(plan.question, services)
    line = services.catalog.center.lines[plan.line]
    words["dial"] = [f"{line.dial} {line.number} {line.label} {line.note}"]
    if plan.ivr is not None:
        for stop in route_steps(services.menu, plan.ivr):
            said = filter(
                None, (stop.step.title, stop.step.hear, stop.say, stop.step.do, stop.note)
            )
            words[f"menu.{stop.id}"] = [" ".join(said)]
    return words


def _outcome(result: OutcomeView | None, services: Services, front: str = "") -> Words:
    if result is None:
        return {}
    words = {
        f"{front}title": [services.texts.sentence(result.title)],
        f"{front}why": [services.texts.sentence(result.why)],
    }
    if result.come_back is not None:
        words[f"{front}come_back"] = [services.texts.sentence(result.come_back)]
    if result.badge is not None:
        words[f"{front}badge"] = [services.texts.of(result.badge)]
    if result.address is not None:
        words[f"{front}address"] = [result.address]
    return words | _outcome(result.then, services, f"{front}then.")


def _question(ask: QuestionView | None, services: Services) -> Words:
    if ask is None:
        return {}
    words = {"question": [services.texts.sentence(ask.text)]}
    if ask.why is not None:
        words["question.why"] = [services.texts.sentence(ask.why)]
    if ask.wanted is not None:
        words["question.wanted"] = [services.texts.of(ask.wanted)]
    for option in ask.options:
        shown: list[Text] = [option.label, *([option.hint] if option.hint else [])]
        words[f"option.{option.value}"] = [" ".join(map(services.texts.of, shown))]
    return words
