"""Addresses: callers are sent to pages of the government only, and facts name real pages."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from guide.core.errors import Problem
from guide.core.flow.advice import Advice, FollowUpAdvice
from guide.core.flow.content import Content
from guide.core.flow.flow import SECTIONS, Item, Outcome
from guide.core.flow.home import SelfHelp, SelfHelpList

Path = tuple[str | int, ...]


def check_addresses(
    content: Content, self_help: SelfHelpList | None, follow_up: FollowUpAdvice | None
) -> list[Problem]:
    """Every address that is none, or leads elsewhere than it looks."""
    problems = []
    for path, address, file in _shown(content, self_help, follow_up):
        wrong = _wrong(address) or _not_government(address)
        if wrong is not None:
            hint = "Callers are sent to https:// pages whose host ends in .gov."
            problems.append(_problem(wrong, (*path, "address"), file, hint))
    for name, fact in content.facts.items():
        wrong = None if fact.address is None else _wrong(fact.address)
        if wrong is not None:
            place: Path = ("facts", name, "address")
            problems.append(_problem(wrong, place, "sources", "Copy it anew, or write null."))
    return problems


def _shown(
    content: Content, self_help: SelfHelpList | None, follow_up: FollowUpAdvice | None
) -> Iterator[tuple[Path, str, str]]:
    for path, entry, file in _entries(content, self_help, follow_up):
        if entry.address is not None:
            yield path, entry.address, file


def _entries(
    content: Content, self_help: SelfHelpList | None, follow_up: FollowUpAdvice | None
) -> Iterator[tuple[Path, Outcome | Item | SelfHelp | Advice, str]]:
    for flow in content.flows.values():
        for name, outcome in flow.outcomes.items():
            yield ("outcomes", name), outcome, flow.id
        for section in SECTIONS:
            for key, item in flow.section(section).items():
                yield (section, key), item, flow.id
    for key, tool in self_help.items.items() if self_help else ():
        yield ("items", key), tool, "self_help"
    for section in ("call_back", "steps", "more", "dates") if follow_up else ():
        for key, advice in getattr(follow_up, section).items():
            yield (section, key), advice, "follow_up"


def _wrong(address: str) -> str | None:
    """Why this is no plain address of a page; None if it is one."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return f"{address[:80]!r} is not an address."
    if parts.scheme not in ("https", "http") or not host or "." not in host:
        return f"{address[:80]!r} is not the address of a page."
    if parts.username is not None or port is not None or not host.isascii():
        return f"{address[:80]!r} hides where it leads: {host!r}."
    if any(char.isspace() or char in '<>"\\' for char in address):
        return f"{address[:80]!r} holds characters that no address has."
    return None


def _not_government(address: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme != "https":
        return f"{address[:80]!r} is not protected: it begins with {parts.scheme!r}."
    if not (parts.hostname or "").endswith(".gov"):
        return f"{address[:80]!r} leads to {parts.hostname!r}, which is not the government."
    return None


def _problem(message: str, path: Path, file: str, hint: str) -> Problem:
    return Problem(code="bad-address", message=message, path=path, hint=hint, file=file)
