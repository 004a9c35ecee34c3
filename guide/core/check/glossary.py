"""Faults of `glossary.yaml`."""

from collections.abc import Iterator

from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.glossary import Glossary, Term, limits_in
from guide.core.flow.sources import fact_ids

FILE = "glossary"
# Longer than this, an explanation is not read with a phone in the other hand.
MOST_LETTERS = 240


def check_glossary(glossary: Glossary, content: Content) -> list[Problem]:
    """Spellings that two terms share, explanations too long, unknown limits, missing sources."""
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for name, term in glossary.terms.items():
        problems += _spellings(name, term, owners)
        problems += _text(name, term, content)
        problems += _sources(name, term, content)
    return problems


def _spellings(name: str, term: Term, owners: dict[str, str]) -> Iterator[Problem]:
    for spelling in term.written:
        if not spelling.strip():
            yield _problem("missing", "A spelling is empty.", name)
        elif owners.setdefault(spelling, name) != name:
            message = f"{spelling!r} is explained twice, as {owners[spelling]!r} too."
            yield _problem("duplicate", message, name)


def _text(name: str, term: Term, content: Content) -> Iterator[Problem]:
    if len(term.text) > MOST_LETTERS:
        message = f"This has more than {MOST_LETTERS} letters."
        yield _problem("too-long", message, name, "text")
    for limit in limits_in(term.text):
        if limit not in content.center.limits:
            message = f"There is no limit {limit!r}."
            yield _problem("unknown-placeholder", message, name, "text")


def _sources(name: str, term: Term, content: Content) -> Iterator[Problem]:
    if term.sources == ():
        hint = "Add `sources: [fact-id]`, or `sources: none` if it states nothing about USCIS."
        yield _problem("no-source", "This names no source.", name, hint=hint)
    for fact in fact_ids(term.sources):
        if fact not in content.facts:
            message = f"There is no fact {fact!r}."
            yield _problem("unknown-source", message, name, "sources")


def _problem(code: str, message: str, *path: str, hint: str | None = None) -> Problem:
    return Problem(code=code, message=message, path=("terms", *path), file=FILE, hint=hint)
