"""Faults in the words of flows: ids, labels, braces, and days that have not come yet."""

from collections.abc import Iterator, Mapping
from datetime import date

from guide.core.check.structure import ID
from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.flow import SECTIONS, Flow, Item, Question, Utterance
from guide.core.prepare.placeholders import PLACEHOLDER

Path = tuple[str | int, ...]
# What a label must not begin with, by the option that it names.
_OTHERWISE = {"yes": "no", "no": "yes"}


def check_words(content: Content, today: date | None = None) -> list[Problem]:
    """Every fault in the words of these flows and of the shared questions."""
    problems: list[Problem] = []
    for flow in content.flows.values():
        problems += _ids(flow)
        for path, text in _texts(flow):
            problems += _braces(path, text, flow.id)
        for name, question in flow.questions.items():
            problems += _labels(("questions", name), question, flow.id)
        problems += checked_ahead(flow.checked, today, flow.id)
    for name, question in content.shared.items():
        problems += _labels(("questions", name), question, "shared")
    for key, fact in content.facts.items():
        problems += checked_ahead(fact.checked, today, "sources", ("facts", key))
    return problems


def checked_ahead(
    checked: date, today: date | None, file: str, path: Path = ()
) -> Iterator[Problem]:
    """That nobody can have checked anything on a day that has not come."""
    # A stand-in for a day that could not be read is the last of all.
    if today is not None and today < checked < date.max:
        message = f"{checked} has not come yet."
        hint = "Write the day on which somebody compared this with its source."
        yield Problem(
            code="checked-ahead", message=message, path=(*path, "checked"), hint=hint, file=file,
            severity="warning",
        )  # fmt: skip


def _ids(flow: Flow) -> Iterator[Problem]:
    named: list[tuple[Path, Mapping[str, object]]] = [
        (("questions", name, "options"), question.options)
        for name, question in flow.questions.items()
    ]
    named += [((section,), flow.section(section)) for section in SECTIONS]
    named.append((("say",), flow.say))
    named += [(("say", name, "parts"), utterance.parts) for name, utterance in flow.say.items()]
    for path, entries in named:
        for name in entries:
            if not ID.fullmatch(name):
                message = f"{name[:60]!r} is not a valid id."
                hint = "Use lower-case letters, digits and hyphens."
                yield Problem(
                    code="bad-id", message=message, path=(*path, name), hint=hint, file=flow.id
                )


def _labels(path: Path, question: Question, file: str) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for value in question.options:
        label = question.option(value).label
        place = (*path, "options", value)
        first = label.lower().replace(",", " ").replace(".", " ").split(" ", 1)[0]
        if first == _OTHERWISE.get(value):
            message = f"The option {value!r} is called {label[:60]!r}."
            yield Problem(code="label-otherwise", message=message, path=place, file=file)
        if label in seen:
            message = f"{seen[label]!r} and {value!r} are both called {label[:60]!r}."
            hint = "Nobody can tell them apart."
            yield Problem(code="same-label", message=message, path=place, hint=hint, file=file)
        seen[label] = value


def _texts(flow: Flow) -> Iterator[tuple[Path, str]]:
    for name, question in flow.questions.items():
        yield ("questions", name, "text"), question.text
        yield ("questions", name, "why"), question.why or ""
        for value in question.options:
            yield ("questions", name, "options", value), question.option(value).label
    for end, outcome in flow.outcomes.items():
        for word in ("title", "why", "come_back"):
            yield ("outcomes", end, word), getattr(outcome, word) or ""
    for section, key, entry in flow.accompaniments():
        yield (section, key, "text"), entry.text
        if not isinstance(entry, Item):
            yield from _said(key, entry)


def _said(name: str, entry: Utterance) -> Iterator[tuple[Path, str]]:
    if entry.forms != "same":
        for form, text in entry.forms.items():
            yield ("say", name, "forms", form), text
    for key, part in entry.parts.items():
        yield ("say", name, "parts", key, "text"), part.text


def _braces(path: Path, text: str, file: str) -> Iterator[Problem]:
    left = PLACEHOLDER.sub("", text)
    if "{" in left:
        place = left.index("{")
        message = f"This brace names nothing: {left[place : place + 20]!r}."
        hint = "Write {name} without spaces, or {{ for a brace."
        yield Problem(code="brace", message=message, path=path, hint=hint, file=file)
