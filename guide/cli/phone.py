"""`guide phone`: can an officer call this number back?"""

import re
from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import open_services
from guide.cli.diagnostics import DONE, PROBLEMS
from guide.cli.options import Options
from guide.core.errors import InvalidInput
from guide.core.flow.phone_verdict import PhoneVerdict
from guide.core.message import Message
from guide.wording.phones import phone_lines, phone_tips

_CELL = re.compile(r'"((?:[^"]|"")*)"|([^,;\t"]*)(?=[,;\t]|$)')
_FILE = re.compile(r".*\.(?:csv|tsv|txt|xlsx?|jsonl?)", re.IGNORECASE)
_FEWEST_CELLS = 3


class _Phone(Options):
    number: list[str]


def run(options: _Phone) -> int:
    """Answer for one number, or for each line of standard input."""
    services = open_services(options)
    given = " ".join(options.number)
    if given == "-":
        return _record_lines(services)
    if _FILE.fullmatch(given):
        raise InvalidInput(
            Message("error.phone.file", "{name!r} is a file, not a number.", name=given[:60]),
            Message("hint.phone.file", "Give its lines: guide phone - < {name}", name=given[:60]),
        )
    verdict = services.reference.verdict(given)
    if options.json:
        output.record(as_json(verdict, services))
        return DONE
    for text in phone_lines(verdict, services.catalog.center):
        output.line(text)
    for tip in phone_tips(verdict, services.catalog.center):
        output.line(f"  - {tip}")
    return DONE


def _record_lines(services: Services) -> int:
    status = DONE
    say = services.texts.say
    for number, text in output.input_lines():
        verdicts = [services.reference.verdict(typed) for typed in _numbers(text, services)]
        if len(verdicts) == 1:
            output.record(as_json(verdicts[0], services))
            continue
        status = PROBLEMS
        wrong = say("phone.none", "There is no number on this line.")
        if verdicts:
            wrong = say("phone.several", "There are several numbers on this line: keep one.")
        output.record({"error": wrong, "line": number})
    return status


def _numbers(line: str, services: Services) -> list[str]:
    """The number of a line: the line itself, or its one cell with a number in a row of a table."""
    if not line.strip():
        return []
    cells = [(quoted or bare).strip() for quoted, bare in _CELL.findall(line)]
    cells = [cell for cell in cells if cell]
    is_row = len(cells) >= _FEWEST_CELLS or line.lstrip().startswith('"') or "\t" in line
    if not is_row or not services.reference.verdict(line).warnings:
        return [line]
    return [cell for cell in cells if services.reference.verdict(cell).e164 is not None]


def as_json(verdict: PhoneVerdict, services: Services) -> dict[str, Any]:
    """The shape of the contract."""
    advice = services.catalog.center.phone
    return {
        "input": verdict.input,
        "e164": verdict.e164,
        "region": verdict.region,
        "extension": verdict.extension,
        "can_be_called_back": verdict.can_be_called_back,
        "warnings": [
            {"code": code, "message": f"{advice[code].why} {advice[code].do}"}
            for code in verdict.warnings
        ],
        "hints": [
            {"code": code, "message": f"{advice_for.why} {advice_for.do}"}
            for code, advice_for in services.catalog.center.phone_advice(verdict)
            if code in verdict.hints
        ],
    }
