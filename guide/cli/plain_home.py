"""`guide` alone where no screen can be drawn: numbered lines, and no escape codes at all."""

import os
import sys
from collections.abc import Mapping

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.diagnostics import DONE
from guide.cli.wrapping import fitted
from guide.core.flow.home import HomeEntry
from guide.core.message import Message


def is_needed() -> bool:
    """Whether the terminal says that it can do nothing but lines."""
    return sys.platform != "win32" and os.environ.get("TERM", "") in ("", "dumb", "unknown")


def run(services: Services) -> int:
    """Live help first, then what one may need; the choice leads to its questions."""
    home = services.catalog.home
    _print(services.texts.live_help(services.reference.live_help(services.now()), services.zone))
    question, entries = home.question, home.entries
    while True:
        entry = _chosen(question, _numbered(entries), services)
        if entry is None:
            return DONE
        if entry.flow is not None:
            return _walk(services, entry.flow)
        question, entries = entry.text, entry.choices


def _chosen(question: str, offers: Mapping[int, HomeEntry], services: Services) -> HomeEntry | None:
    """What a typed number means; None where one stops. The numbers are those of the screen."""
    say = services.texts.say
    while True:
        output.line()
        _print(question)
        for number, entry in offers.items():
            hint = f" — {entry.hint}" if entry.hint else ""
            _print(f"  {number}. {entry.text}{hint}")
        _print(say("home.plain", "Type a number. q stops. `guide --help` lists what else."))
        output.flush()
        try:
            typed = input("> ").strip()
        except EOFError:
            return None
        if typed.lower() in ("q", "quit"):
            return None
        if typed.isdecimal() and int(typed) in offers:
            return offers[int(typed)]
        takes = Message(
            "error.plain", "{typed!r} is not in the list. Type a number from 1 to {most}.",
            typed=typed[:60], most=max(offers),
        )  # fmt: skip
        _print(services.texts.tell(takes))


def _numbered(entries: Mapping[str, HomeEntry]) -> dict[int, HomeEntry]:
    """What leads to questions, by the digit that it has on the screen."""
    return {
        number: entry
        for number, entry in enumerate(entries.values(), start=1)
        if entry.flow is not None or entry.choices
    }


def _print(words: str) -> None:
    for line in fitted([words]):
        output.line(line)


def _walk(services: Services, flow: str) -> int:
    from guide.cli.asking import ask_each
    from guide.cli.talk import Talk

    output.line()
    return ask_each(Talk(services, flow, services.now()))
