"""The words of every command. Imported only where there are words to read."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from guide import __version__
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence, as_it_is, suggestion

if TYPE_CHECKING:
    from guide.texts import Texts

Add = Callable[[argparse.ArgumentParser], None]
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


class _Parser(argparse.ArgumentParser):
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
        hints = [Sentence("hint.help", "See `{program} --help`.", program=self.prog)]
        choice = _CHOICE.fullmatch(message)
        if choice is None:
            raise InvalidInput(*self._plain_error(message), *hints)
        wrong = Sentence(
            "error.choice", "{name}: {given!r} is not taken.",
            name=choice["name"], given=choice["given"][:60],
        )  # fmt: skip
        near = suggestion(choice["given"], choice["known"].replace("'", "").split(", "))
        raise InvalidInput(wrong, *([near] if near is not None else []), *hints)

    def _plain_error(self, message: str) -> Iterator[Sentence]:
        """What argparse says, with what was probably meant."""
        below = _commands_of(self)
        if below and message.startswith("the following arguments are required"):
            names = ", ".join(below)
            yield Sentence("error.action", "{program}: what is to be done?", program=self.prog)
            yield Sentence("hint.action", "Add one of: {names}.", names=names)
            return
        yield as_it_is(f"{message.rstrip('.')}.")
        _, unknown, words = message.partition("unrecognized arguments: ")
        first = words.partition(" ")[0].partition("=")[0]
        near = suggestion(first, _options_of(self)) if unknown and first.startswith("--") else None
        if near is not None and near.id == "hint.near":
            yield near


def _commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:  # noqa: SLF001  # argparse shows them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # as above
            return dict(action.choices)
    return {}


def _options_of(parser: argparse.ArgumentParser) -> list[str]:
    """Every option of a command and of those below it."""
    below = [name for each in _commands_of(parser).values() for name in _options_of(each)]
    return [*parser._option_string_actions, *below]  # noqa: SLF001  # as above


def _phone(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", nargs="+", help="the number as you would give it, or `-`")


def _prepare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("flow", help="see `guide flows list`")
    _answers(parser)


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=VALUE", help="may be repeated"
    )


def _ivr(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", help="the name of a flow")


def _practice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", help="the name of a flow")
    _answers(parser)


def _spell(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", help="a number or a name; `-` reads one a line")
    parser.add_argument("--kind", choices=["receipt", "a-number", "name"], help="what it is")


def _call_back(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--called", metavar="WHEN", help="when the call was; `-` reads moments, one a line"
    )
    parser.add_argument("--kind", choices=["urgent", "regular"], help="how the agent marked it")
    parser.add_argument(
        "--ics",
        metavar="FILE",
        help="write a calendar file; some calendars (Google) drop its alarms",
    )
    parser.add_argument(
        "--vcf", metavar="FILE", help="write a contact card of the call-back number"
    )
    parser.add_argument(
        "--neutral", action="store_true", help="nothing in the files says what the call is about"
    )
    _force(parser)


def _follow_ups(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", choices=["close", "reopen"],
        help="wait no more for the answer to a call, or wait again",
    )  # fmt: skip
    parser.add_argument("id", nargs="?", metavar="CALL", help="the beginning of an id is enough")
    parser.add_argument(
        "--why", choices=["answered", "approved", "withdrawn", "asked-again", "given-up"],
        help="why the answer is waited for no more",
    )  # fmt: skip
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--late", action="store_true", help="only what is late")
    when.add_argument("--today", action="store_true", help="what is late or due today")
    when.add_argument("--days", type=_count, metavar="N", help="what is due within N days")
    parser.add_argument("--flow", metavar="FLOW", help="only calls about this")
    parser.add_argument("--staff", metavar="NAME", help="only calls that this person made")
    parser.add_argument("--brief", action="store_true", help="one line each")
    parser.add_argument(
        "--ics",
        metavar="FILE",
        help="write a calendar file of what lies ahead; some calendars (Google) drop its alarms",
    )
    parser.add_argument("--reveal", action="store_true", help="show numbers whole")
    _force(parser)


def _force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def _sheet(parser: argparse.ArgumentParser) -> None:
    _prepare(parser)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=".html, .pdf, .md or .txt"
    )
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument(
        "--width", type=int, choices=(40, 60, 80), default=80, help="columns of a .txt file"
    )
    parser.add_argument("--reveal", action="store_true", help="show numbers whole")
    _force(parser)


def _log(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, parser_class=_Parser)
    common = _common()
    add = actions.add_parser("add", parents=[common], help="write a call down")
    _call_fields(add, required=True)
    listed = actions.add_parser("list", parents=[common], help="the calls, newest first")
    listed.add_argument("--limit", type=_count, metavar="N", help="at most so many")
    show = actions.add_parser("show", parents=[common], help="a call with its corrections")
    show.add_argument("--paste", action="store_true", help="as text to paste, with its minutes")
    edit = actions.add_parser("edit", parents=[common], help="correct a call by a new entry")
    _call_fields(edit, required=False)
    edit.add_argument("--keep", metavar="VERSION", help="which of two versions is to stand")
    remove = actions.add_parser("remove", parents=[common], help="remove calls for good")
    remove.add_argument("ids", nargs="+", metavar="ID", help="the beginning of an id is enough")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    export = actions.add_parser("export", parents=[common], help="write the log into a file")
    export.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=".csv, .jsonl, .html or .md"
    )
    _force(export)
    take_in = actions.add_parser("import", parents=[common], help="take in calls from a file")
    take_in.add_argument("file", metavar="FILE", help=".csv or .jsonl, exported with --reveal")
    take_in.add_argument(
        "--as-corrections", action="store_true", help="take what differs as corrections"
    )
    take_in.add_argument(
        "--again", action="store_true", help="take in what was removed here before, too"
    )
    for each in (listed, export):
        each.add_argument("--search", default="", metavar="TEXT", help="only calls that hold this")
        each.add_argument("--since", metavar="DATE", help="only calls from this day on")
        each.add_argument(
            "--receipt", dest="receipt_wanted", metavar="NUMBER", help="only calls of this receipt"
        )
    recover = actions.add_parser(
        "recover", parents=[common], help="save what can be read of a damaged log"
    )
    recover.add_argument("-o", "--output", required=True, metavar="FILE", help=".jsonl")
    _force(recover)
    for each in (show, edit):
        each.add_argument("id", metavar="ID", help="the beginning of an id is enough")
    for each in (add, listed, show, edit, export):
        each.add_argument("--reveal", action="store_true", help="show numbers whole")


def _count(text: str) -> int:
    digits = len(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < digits < _MOST_DIGITS or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a whole number from 1 on")
    return int(text)


def _call_fields(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--started", required=required, metavar="WHEN", help="when it was dialled")
    for name, what in _CALL_FIELDS.items():
        parser.add_argument(
            f"--{name}", metavar=what.partition(":")[0], help=what.partition(": ")[2]
        )
    parser.add_argument(
        "--attempt", action="append", default=[], metavar="WHEN=answered|missed|none",
        help="USCIS tried to call back, `none` takes that back; may be repeated",
    )  # fmt: skip


# Option → what it takes, what it is.
_CALL_FIELDS = {
    "ended": "WHEN: when it ended",
    "line": "NUMBER: the number that was dialled",
    "phone": "NUMBER: the phone that was used",
    "callback": "NUMBER: the number to call back",
    "email": "ADDRESS: the e-mail on file",
    "text-ahead": "yes|no: a text before the call-back",
    "agent-name": "TEXT: who spoke for USCIS",
    "agent-id": "TEXT: their ID",
    "item": "TEXT: the service item number",
    "earlier-item": "TEXT: the service item number of an earlier inquiry",
    "kind": "urgent|regular|unknown: how it was marked",
    "flow": "FLOW: what the call was for",
    "receipt": "TEXT: the receipt number",
    "form": "TEXT: the form",
    "request": "TEXT: what was asked, in one line",
    "send": "TEXT: what is to be sent, and where",
    "answer-by": "WHEN: the day that the agent named",
    "by": "call|e-mail: how they answer",
    "interpreter": "yes|no: with an interpreter",
    "supervisor": "yes|no: a supervisor was asked for",
    "staff": "TEXT: who called for the firm",
    "note": "TEXT: anything else",
    "appointment": "WHEN: the appointment that is at stake",
    "missed-examination": "DATE: the day of a missed examination",
    "protected": "yes|no: keep calendar entries neutral",
    "needed-by": "DATE: the day by which it is needed",
}


def _flows(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, parser_class=_Parser)
    common = _common()
    actions.add_parser("list", parents=[common], help="the flows")
    check = actions.add_parser("check", parents=[common], help="faults of the flow files")
    check.add_argument("--strict", action="store_true", help="warnings count as problems")
    paths = actions.add_parser("paths", parents=[common], help="every path through a flow")
    paths.add_argument("flow", nargs="?")
    paths.add_argument("--part", choices=["who", "line"], help="a shared part's own paths")
    paths.add_argument("--count", action="store_true", help="count all combinations")
    paths.add_argument("--limit", type=_count, default=100_000, help="the most paths to list")
    test = actions.add_parser("test", parents=[common], help="run the example cases")
    test.add_argument("flow", nargs="?")
    test.add_argument(
        "--renew", action="store_true", help="record what the cases show now, for later runs"
    )


def _erase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--server",
        metavar="N",
        nargs="?",
        const="",
        help="also the calls on the server that --data names; for scripts, give their number",
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    """A command without words of its own."""


COMMANDS: dict[str, tuple[str, str, Add]] = {
    "hours": ("is live help open?", "guide.cli.hours", _nothing),
    "phone": ("can an officer call this number back?", "guide.cli.phone", _phone),
    "prepare": ("from a need to a call plan", "guide.cli.prepare", _prepare),
    "ivr": ("the way through the phone menu", "guide.cli.ivr", _ivr),
    "practice": ("rehearse the call", "guide.cli.practice", _practice),
    "spell": ("a number or a name as one says it", "guide.cli.spell", _spell),
    "sheet": ("the call plan on paper", "guide.cli.sheet", _sheet),
    "call-back": ("by when USCIS should answer", "guide.cli.call_back", _call_back),
    "follow-ups": ("what is due, what is late", "guide.cli.follow_ups", _follow_ups),
    "log": ("the calls that were made", "guide.cli.log", _log),
    "flows": ("the flows and the tools to write them", "guide.cli.flows", _flows),
    "doctor": ("what a bug report needs", "guide.cli.upkeep", _nothing),
    "erase": ("remove all that was ever kept", "guide.cli.erase", _erase),
}


def _common() -> _Parser:
    common = _Parser(add_help=False)
    keep = argparse.SUPPRESS
    common.add_argument(
        "--at",
        metavar="WHEN",
        default=keep,
        help="answer as of that moment; `hours --at -` reads moments, one a line",
    )
    common.add_argument("--zone", metavar="ZONE", default=keep, help="your time zone (IANA name)")
    common.add_argument("--lang", metavar="en|es", default=keep, help="the language")
    common.add_argument("--flows", metavar="DIR", default=keep, help="a folder of flows in front")
    common.add_argument("--data", metavar="DIR", default=keep, help="where calls are kept")
    common.add_argument("--json", action="store_true", default=keep, help="JSON Lines")
    return common


def parser(chosen: str | None = None, texts: "Texts | None" = None) -> argparse.ArgumentParser:
    """The parser; only the chosen command gets its own words, all of them if none is chosen."""
    whole = _parser(chosen)
    if texts is not None and texts.translate is not None:
        from guide.cli.parser_texts import texts_of

        # What several commands share comes once for each.
        found = {
            (id(holder), field): (text_id, holder) for text_id, holder, field in texts_of(whole)
        }
        for (_, field), (text_id, holder) in found.items():
            setattr(holder, field, texts.words(text_id, getattr(holder, field)))
    return whole


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    common = _common()
    whole = _Parser(
        prog="guide",
        parents=[common],
        description="A checklist before you call USCIS, and a guide through its phone menu.",
        epilog="Without a command the screen opens. Not from USCIS; no legal advice.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"guide {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, (what, _, add) in COMMANDS.items():
        alone = commands.add_parser(
            name, parents=[common], help=what, description=what, allow_abbrev=False
        )
        if chosen in (None, name):
            add(alone)
    return whole
