"""Which fields of the files are words for people, and under which id translators know each.

The id of a text is its path: `expedite.questions.what.text`, `ivr.steps.topic.do`. In a list, the
id of the entry or where it leads stands for its place.

What one says to the machine is no text for translators: it listens for English words.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from guide.core.flow import advice, contact_center, flow, glossary, home, sources
from guide.core.flow import phone_menu as ivr
from guide.core.flow.words import Limit

Translate = Callable[[str, str], str]

WORDS: dict[type, tuple[str, ...]] = {
    Limit: ("label",),
    advice.Advice: ("text",),
    contact_center.ContactCenter: (),
    sources.Fact: ("statement", "source", "date"),
    sources.Facts: (),
    flow.Flow: ("title", "short", "summary"),
    advice.FollowUpAdvice: (),
    home.Home: ("question", "groups"),
    home.HomeEntry: ("text", "hint", "words"),
    flow.Input: ("wanted",),
    flow.Item: ("text",),
    contact_center.ListedClosure: ("name",),
    contact_center.Note: ("text",),
    flow.Option: ("label", "spoken", "hint"),
    flow.Outcome: ("title", "why", "come_back", "badge"),
    flow.Part: ("text",),
    contact_center.PhoneAdvice: ("why", "do"),
    contact_center.PhoneLine: ("label", "note"),
    flow.Question: ("text", "why", "name"),
    home.SelfHelp: ("title", "what", "who"),
    home.SelfHelpList: (),
    flow.SharedQuestions: (),
    flow.Utterance: ("text", "forms"),
    glossary.Glossary: (),
    glossary.Term: ("term", "spellings", "text"),
    ivr.AgentAsks: ("text",),
    ivr.Exit: ("text", "do"),
    ivr.IfLost: ("text",),
    ivr.MenuEdge: ("when",),
    ivr.MenuStep: ("title", "hear", "say", "do"),
    ivr.PhoneMenu: (),
    ivr.Route: ("title",),
    ivr.RouteUtterance: ("say", "note"),
    ivr.Fallback: ("say", "note"),
}


def words_in(value: object, path: str) -> Iterator[tuple[str, str]]:
    """(id, words) of every text inside a value of the files."""
    texts: list[tuple[str, str]] = []

    def note(text_id: str, words: str) -> str:
        texts.append((text_id, words))
        return words

    reworded(value, path, note)
    yield from texts


def reworded(value: Any, path: str, translate: Translate) -> Any:  # noqa: ANN401  # any part of a file
    """The same value with every text put through `translate`."""
    if isinstance(value, Mapping):
        return {key: reworded(entry, f"{path}.{key}", translate) for key, entry in value.items()}
    if isinstance(value, tuple):
        return tuple(
            reworded(entry, f"{path}.{_name(entry, number)}", translate)
            for number, entry in enumerate(value)
        )
    if type(value) not in WORDS:
        return value
    if isinstance(value, ivr.PhoneMenu):
        translate = _but_for_the_machine(value, translate)
    changed = {}
    for name in value.__struct_fields__:
        inner, place = getattr(value, name), f"{path}.{name}"
        if name in WORDS[type(value)]:
            changed[name] = _translated(inner, place, translate)
        elif name == "options":
            changed[name] = {
                key: _option(entry, f"{place}.{key}", translate) for key, entry in inner.items()
            }
        else:
            changed[name] = reworded(inner, place, translate)
    return msgspec.structs.replace(value, **changed)


def _but_for_the_machine(menu: ivr.PhoneMenu, translate: Translate) -> Translate:
    """The same, but what one says where the machine listens for English words stays."""
    listens = {name for name, step in menu.steps.items() if step.expects in ivr.ENGLISH}

    def translated(text_id: str, words: str) -> str:
        *place, field = text_id.split(".")
        return (
            words if field == "say" and listens.intersection(place) else translate(text_id, words)
        )

    return translated


def _name(entry: object, number: int) -> str:
    """What an entry of a list is known by."""
    for field in ("id", "to", "date"):
        if hasattr(entry, field):
            return str(getattr(entry, field))
    return str(number)


def _translated(words: Any, path: str, translate: Translate) -> Any:  # noqa: ANN401  # text, forms, a list or None
    if isinstance(words, Mapping):
        return {key: translate(f"{path}.{key}", text) for key, text in words.items()}
    if isinstance(words, tuple):
        return tuple(translate(f"{path}.{word}", word) for word in words)
    return translate(path, words) if words and words != "same" else words


def _option(option: Any, path: str, translate: Translate) -> Any:  # noqa: ANN401  # a label, or an option
    if isinstance(option, str):
        return translate(f"{path}.label", option)
    return reworded(option, path, translate)
