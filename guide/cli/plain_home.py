"""`guide` alone where no screen can be drawn: numbered lines, and no escape codes at all."""

import os
import sys

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.diagnostics import DONE
from guide.core.flow.home import HomeEntry
from guide.core.message import Message


def is_needed() -> bool:
    """Whether the terminal says that it can do nothing but lines."""
    return sys.platform != "win32" and os.environ.get("TERM", "") in ("", "dumb", "unknown")


def run(services: Services) -> int:
    """Live help first, then what one may need; the choice leads to its questions."""
    say = services.texts.say
    output.line(
        services.texts.live_help(services.reference.live_help(services.now()), services.zone)
    )
    entries = _entries(services)
    while True:
        output.line()
        output.line(services.catalog.home.question)
        for number, entry in enumerate(entries, start=1):
            hint = f" — {entry.hint}" if entry.hint else ""
            output.line(f"  {number}. {entry.text}{hint}")
        output.line(say("home.plain", "Type a number. q stops. `guide --help` lists what else."))
        output.flush()
        try:
            typed = input("> ").strip()
        except EOFError:
            return DONE
        if typed.lower() in ("q", "quit"):
            return DONE
        if typed.isdecimal() and 1 <= int(typed) <= len(entries):
            return _walk(services, entries[int(typed) - 1].flow or "")
        takes = Message(
            "error.plain", "{typed!r} is not in the list. Type a number from 1 to {most}.",
            typed=typed[:60], most=len(entries),
        )  # fmt: skip
        output.line(services.texts.tell(takes))


def _entries(services: Services) -> list[HomeEntry]:
    """What leads to questions, choices within choices in one row."""
    return [entry for _, entry in services.catalog.home.leaves() if entry.flow is not None]


def _walk(services: Services, flow: str) -> int:
    from guide.cli.asking import ask_each
    from guide.cli.talk import Talk

    output.line()
    return ask_each(Talk(services, flow, services.now()))
