"""How the command line is read: argparse, with errors of one line and what was probably meant."""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from guide.core.errors import InvalidInput
from guide.core.message import Message, did_you_mean, verbatim

_MOST_DIGITS = 10

# What argparse says of a word that is none of those it knows.
_CHOICE = re.compile(
    r"argument (?P<name>.+?): invalid choice: '(?P<given>.*)' \(choose from (?P<known>.*)\)",
    re.DOTALL,
)


class _Formatter(argparse.HelpFormatter):
    """Looks for the width itself: argparse would import shutil for it, even without any help."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < _MOST_DIGITS and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (AttributeError, OSError, ValueError):
        return 80


class OneLineParser(argparse.ArgumentParser):
    """Raises instead of printing usage: every error is one line."""

    def __init__(self, **words: Any) -> None:  # noqa: ANN401  # argparse's own
        super().__init__(**{"formatter_class": _Formatter} | words)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401  # as above
        # Some versions of Python lose a `--` that was joined to its option: `--note=--`.
        if action.option_strings and arg_strings == ["--"]:
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """What argparse found wrong, as InvalidInput with hints."""
        hints = [Message("hint.help", "See `{program} --help`.", program=self.prog)]
        choice = _CHOICE.fullmatch(message)
        if choice is None:
            raise InvalidInput(*self._plain_error(message), *hints)
        wrong = Message(
            "error.choice", "{name}: invalid value {given!r}.",
            name=choice["name"], given=choice["given"][:60],
        )  # fmt: skip
        near = did_you_mean(choice["given"], choice["known"].replace("'", "").split(", "))
        raise InvalidInput(wrong, *([near] if near is not None else []), *hints)

    def _plain_error(self, message: str) -> Iterator[Message]:
        """What argparse says, with what was probably meant."""
        below = _commands_of(self)
        if below and message.startswith("the following arguments are required"):
            names = ", ".join(below)
            yield Message("error.action", "{program}: what is to be done?", program=self.prog)
            yield Message("hint.action", "Add one of: {names}.", names=names)
            return
        yield verbatim(f"{message.rstrip('.')}.")
        _, unknown, words = message.partition("unrecognized arguments: ")
        first = words.partition(" ")[0].partition("=")[0]
        near = (
            did_you_mean(first, _options_of(self)) if unknown and first.startswith("--") else None
        )
        if near is not None and near.id == "hint.near":
            yield near


def _commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:  # noqa: SLF001  # argparse shows them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
            return dict(action.choices)
    return {}


def _options_of(parser: argparse.ArgumentParser) -> list[str]:
    """Every option of a command and of those below it."""
    below = [name for command in _commands_of(parser).values() for name in _options_of(command)]
    return [*parser._option_string_actions, *below]  # noqa: SLF001  # as above
