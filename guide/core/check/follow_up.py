"""Faults of `follow_up.yaml`: steps without words, names that nothing answers to, lost entries."""

from collections.abc import Iterable, Iterator

from guide.core.check.report import near
from guide.core.errors import Problem
from guide.core.flow.advice import Advice, FollowUpAdvice
from guide.core.flow.content import Content
from guide.core.flow.sources import fact_ids
from guide.core.follow_up.board import (
    AGENTS_DATE,
    DAYS,
    LAWYER,
    LEGAL_DATES,
    MOMENTS,
    NEEDED,
    OMBUDSMAN,
    OMBUDSMAN_SAYS,
    STEPS,
)
from guide.core.ids import FlowId
from guide.core.prepare.placeholders import placeholders

FILE = "follow_up"
INCOMING = FlowId("incoming-call")
Path = tuple[str | int, ...]


def check_follow_up(advice: FollowUpAdvice, content: Content) -> list[Problem]:
    """Everything wrong with the advice on follow-ups."""
    problems: list[Problem] = []
    for section, wanted in (("steps", STEPS), ("dates", LEGAL_DATES)):
        known = getattr(advice, section)
        problems += _missing((section,), wanted, known)
        problems += _unused((section,), [name for name in known if name not in wanted])
    used = {name for step in advice.steps.values() for name in step.then} | {
        LAWYER,
        AGENTS_DATE,
        NEEDED,
    }
    if OMBUDSMAN in used:
        used |= set(OMBUDSMAN_SAYS)
    problems += _missing(("more",), sorted(used - {OMBUDSMAN}), advice.more)
    problems += _unused(("more",), [name for name in advice.more if name not in used])
    for section in ("call_back", "steps", "more", "dates"):
        for name, entry in getattr(advice, section).items():
            problems += _entry((section, name), entry, content)
    problems += _outcomes(advice, content)
    return problems


def _missing(path: Path, wanted: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    names = list(known)
    for name in wanted:
        if name not in names:
            yield _problem("missing", f"There is no entry {name!r}.", path, near(name, names))


def _unused(path: Path, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        yield _problem("unused", f"Nothing leads to {name!r}.", (*path, name))


def _entry(path: Path, advice: Advice, content: Content) -> Iterator[Problem]:
    if advice.sources == ():
        hint = "Add `sources: [fact-id]`, or `sources: none` if it states nothing about USCIS."
        yield _problem("no-source", "This names no source.", path, hint)
    for fact in fact_ids(advice.sources):
        if fact not in content.facts:
            where = (*path, "sources")
            yield _unknown("unknown-source", "fact", fact, where, content.facts)
    for flow in advice.flows:
        if flow not in content.flows:
            yield _unknown("unknown-target", "flow", flow, (*path, "flows"), content.flows)
    known = {*content.center.limits, *(() if path[0] == "call_back" else MOMENTS | DAYS)}
    for name in placeholders(advice.text):
        if name not in known:
            where = (*path, "text")
            yield _unknown("unknown-placeholder", "placeholder", name, where, known)


def _outcomes(advice: FollowUpAdvice, content: Content) -> Iterator[Problem]:
    flow = content.flows.get(INCOMING)
    known: Iterable[str] = flow.outcomes if flow is not None else ()
    for number, name in enumerate(advice.after_incoming):
        if name not in known:
            where = ("after_incoming", number)
            yield _unknown("unknown-target", "outcome", name, where, known)


def _unknown(code: str, what: str, name: str, path: Path, known: Iterable[str]) -> Problem:
    return _problem(code, f"There is no {what} {name!r}.", path, near(name, known))


def _problem(code: str, message: str, path: Path, hint: str | None = None) -> Problem:
    return Problem(code=code, message=message, path=path, file=FILE, hint=hint)
