"""The names between braces in texts, and what a plan of a flow may have to fill in."""

import re
from collections.abc import Iterator

from guide.core.flow.content import Content
from guide.core.flow.flow import Flow, Item, Utterance

PLACEHOLDER = re.compile(r"\{\{|\{([a-z0-9][a-z0-9.-]*)\}")


def placeholders(words: str) -> tuple[str, ...]:
    """The names between braces, in order."""
    return tuple(match[1] for match in PLACEHOLDER.finditer(words) if match[1])


def texts_of(utterance: Utterance) -> Iterator[str]:
    """Every text of a sentence: the forms and the parts."""
    yield utterance.text
    if utterance.forms != "same":
        yield from utterance.forms.values()
    for part in utterance.parts.values():
        yield part.text


def detail_names(flow: Flow) -> frozenset[str]:
    """Names that a flow's needs and texts mention, shared questions among them."""
    names = {item.detail for item in flow.needs.values() if item.detail}
    for utterance in flow.say.values():
        names |= {name for text in texts_of(utterance) for name in placeholders(text)}
    for _, _, entry in flow.accompaniments():
        if isinstance(entry, Item):
            names |= set(placeholders(entry.text))
    for outcome in flow.outcomes.values():
        for text in (outcome.title, outcome.why, outcome.come_back or ""):
            names |= set(placeholders(text))
    return frozenset(names)


def plan_names(content: Content) -> frozenset[str]:
    """Shared questions that some plan of these flows may fill in."""
    return frozenset().union(*(detail_names(flow) for flow in content.flows.values()))
