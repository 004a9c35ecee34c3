"""Every text of the command line's help, with the id by which translators know it.

What argparse says of its own (`usage:`, what is wrong with an option) stays as Python has it.
"""

import argparse
from collections.abc import Iterator

# Options that every command has.
_COMMON = ("at", "zone", "lang", "flows", "data", "json", "help", "version")


def texts_of(
    parser: argparse.ArgumentParser, path: str = "cli"
) -> Iterator[tuple[str, object, str]]:
    """(id, what holds the text, as what) of a parser and of all its commands."""
    for field in ("description", "epilog"):
        if getattr(parser, field):
            yield f"{path}.{field}", parser, field
    for group in parser._action_groups:  # noqa: SLF001  # argparse shows them nowhere else
        if group.title:
            yield f"cli.group.{group.title.replace(' ', '-')}", group, "title"
    for action in parser._actions:  # noqa: SLF001  # as above
        yield from _of_action(action, path)


def _of_action(action: argparse.Action, path: str) -> Iterator[tuple[str, object, str]]:
    if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
        for command in action._choices_actions:  # noqa: SLF001  # as above
            yield f"{path}.{command.dest}.help", command, "help"
        for name, inner in action.choices.items():
            yield from texts_of(inner, f"{path}.{name}")
    elif action.help and action.help != argparse.SUPPRESS:
        place = "cli" if action.dest in _COMMON else path
        yield f"{place}.option.{action.dest}", action, "help"
    if isinstance(action.metavar, str) and action.metavar.isupper():
        yield f"cli.value.{action.metavar}", action, "metavar"
