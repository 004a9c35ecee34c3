"""The options and arguments of every command."""

import argparse

from guide.cli.parsing.one_line_parser import OneLineParser

_MOST_DIGITS = 10


def common_options() -> OneLineParser:
    """Options that every command has."""
    common = OneLineParser(add_help=False)
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


def add_phone(parser: argparse.ArgumentParser) -> None:
    """A number, or lines of them."""
    parser.add_argument("number", nargs="+", help="the number as you would give it, or `-`")


def add_prepare(parser: argparse.ArgumentParser) -> None:
    """A flow and answers."""
    parser.add_argument("flow", help="see `guide flows list`")
    _answers(parser)


def _answers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=VALUE", help="may be repeated"
    )


def add_ivr(parser: argparse.ArgumentParser) -> None:
    """A target of the phone menu."""
    parser.add_argument("target", help="the name of a flow")


def add_practice(parser: argparse.ArgumentParser) -> None:
    """A target and answers."""
    parser.add_argument("target", help="the name of a flow")
    _answers(parser)


def add_spell(parser: argparse.ArgumentParser) -> None:
    """A text and its kind."""
    parser.add_argument("text", help="a number or a name; `-` reads one a line")
    parser.add_argument("--kind", choices=["receipt", "a-number", "name"], help="what it is")


def add_call_back(parser: argparse.ArgumentParser) -> None:
    """A call, and the files of its deadline."""
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


def add_follow_ups(parser: argparse.ArgumentParser) -> None:
    """Which deadlines, and what becomes of one."""
    parser.add_argument(
        "action", nargs="?", choices=["close", "reopen"],
        help="stop waiting for the answer to a call, or wait again",
    )  # fmt: skip
    parser.add_argument("id", nargs="?", metavar="CALL", help="the beginning of an id is enough")
    parser.add_argument(
        "--why", choices=["answered", "approved", "withdrawn", "asked-again", "given-up"],
        help="why you no longer wait for the answer",
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


def add_sheet(parser: argparse.ArgumentParser) -> None:
    """A plan, and the file for it."""
    add_prepare(parser)
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help=".html, .pdf, .md or .txt"
    )
    parser.add_argument("--large", action="store_true", help="large print")
    parser.add_argument(
        "--qr", action="store_true", help="with QR codes for a phone (.html or .pdf)"
    )
    parser.add_argument(
        "--width", type=int, choices=(40, 60, 80), default=80, help="columns of a .txt file"
    )
    parser.add_argument("--reveal", action="store_true", help="show numbers whole")
    _force(parser)


def add_log(parser: argparse.ArgumentParser) -> None:
    """Every action on the log."""
    actions = parser.add_subparsers(dest="action", required=True, parser_class=OneLineParser)
    common = common_options()
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
    import_file = actions.add_parser("import", parents=[common], help="import calls from a file")
    import_file.add_argument("file", metavar="FILE", help=".csv or .jsonl, exported with --reveal")
    import_file.add_argument(
        "--as-corrections", action="store_true", help="import what differs as corrections"
    )
    import_file.add_argument(
        "--again", action="store_true", help="also import what was removed here before"
    )
    for command in (listed, export):
        command.add_argument(
            "--search", default="", metavar="TEXT", help="only calls that hold this"
        )
        command.add_argument("--since", metavar="DATE", help="only calls from this day on")
        command.add_argument(
            "--receipt", dest="receipt_wanted", metavar="NUMBER", help="only calls of this receipt"
        )
    recover = actions.add_parser(
        "recover", parents=[common], help="save what can be read of a damaged log"
    )
    recover.add_argument("-o", "--output", required=True, metavar="FILE", help=".jsonl")
    _force(recover)
    for command in (show, edit):
        command.add_argument("id", metavar="ID", help="the beginning of an id is enough")
    for command in (add, listed, show, edit, export):
        command.add_argument("--reveal", action="store_true", help="show numbers whole")


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


def add_flows(parser: argparse.ArgumentParser) -> None:
    """The tools to write flows."""
    actions = parser.add_subparsers(dest="action", required=True, parser_class=OneLineParser)
    common = common_options()
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


def add_erase(parser: argparse.ArgumentParser) -> None:
    """What goes, and who agreed."""
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument(
        "--server",
        metavar="N",
        nargs="?",
        const="",
        help="also the calls on the server that --data names; for scripts, give their number",
    )


def add_nothing(parser: argparse.ArgumentParser) -> None:
    """A command without options of its own."""
