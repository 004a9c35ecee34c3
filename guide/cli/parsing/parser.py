"""The parser of the command line. Imported only where there is something to parse."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from guide import __version__
from guide.cli.parsing.arguments import (
    add_call_back,
    add_erase,
    add_flows,
    add_follow_ups,
    add_ivr,
    add_log,
    add_nothing,
    add_phone,
    add_practice,
    add_prepare,
    add_sheet,
    add_spell,
    common_options,
)
from guide.cli.parsing.one_line_parser import OneLineParser

if TYPE_CHECKING:
    from guide.wording.texts import Texts

Add = Callable[[argparse.ArgumentParser], None]

COMMANDS: dict[str, tuple[str, str, Add]] = {
    "hours": ("is live help open?", "guide.cli.hours", add_nothing),
    "phone": ("can an officer call this number back?", "guide.cli.phone", add_phone),
    "prepare": ("from a need to a call plan", "guide.cli.prepare", add_prepare),
    "ivr": ("the way through the phone menu", "guide.cli.ivr", add_ivr),
    "practice": ("rehearse the call", "guide.cli.practice", add_practice),
    "spell": ("a number or a name as one says it", "guide.cli.spell", add_spell),
    "sheet": ("the call plan on paper", "guide.cli.sheet", add_sheet),
    "call-back": ("by when USCIS should answer", "guide.cli.call_back", add_call_back),
    "follow-ups": ("what is due, what is late", "guide.cli.follow_ups", add_follow_ups),
    "log": ("the calls that were made", "guide.cli.log.command", add_log),
    "flows": ("the flows and the tools to write them", "guide.cli.flows.command", add_flows),
    "doctor": ("what a bug report needs", "guide.cli.doctor", add_nothing),
    "erase": ("remove all that was ever kept", "guide.cli.erase", add_erase),
}


def parser(chosen: str | None = None, texts: "Texts | None" = None) -> argparse.ArgumentParser:
    """The parser; only the chosen command gets its own words, all of them if none is chosen."""
    whole = _parser(chosen)
    if texts is not None and texts.translate is not None:
        from guide.cli.parsing.help_texts import texts_of

        # What several commands share comes once for each.
        places = {
            (id(holder), field): (text_id, holder) for text_id, holder, field in texts_of(whole)
        }
        for (_, field), (text_id, holder) in places.items():
            setattr(holder, field, texts.words(text_id, getattr(holder, field)))
    return whole


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    common = common_options()
    whole = OneLineParser(
        prog="guide",
        parents=[common],
        description="A checklist before you call USCIS, and a guide through its phone menu.",
        epilog="Without a command the screen opens. Not from USCIS; no legal advice.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"guide {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", parser_class=OneLineParser)
    for name, (what, _, add) in COMMANDS.items():
        alone = commands.add_parser(
            name, parents=[common], help=what, description=what, allow_abbrev=False
        )
        if chosen in (None, name):
            add(alone)
    return whole
