"""`guide hours`: is live help open?"""

from typing import TYPE_CHECKING, Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, services, told
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.core.clock.hours import LiveHelp
from guide.core.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import datetime


def run(words: Words) -> int:
    """Answer for one moment, or for each line of standard input."""
    found = services(words)
    if words.at == "-":
        return _each_line(found)
    at = moment(words, found)
    help_ = found.reference.live_help(at)
    if words.json:
        output.record(as_json(help_, found))
    else:
        output.line(found.texts.live_help(help_, found.zone))
        waits = found.catalog.center.hints.get("waits")
        if waits is not None:
            output.line(waits.text)
    return DONE


def _each_line(found: Services) -> int:
    for number, text in output.input_lines():
        try:
            at: datetime = told(text, found)
        except InvalidInput as error:
            output.record({"error": found.texts.error(error), "line": number})
            continue
        output.record(as_json(found.reference.live_help(at), found))
    return DONE


def as_json(help_: LiveHelp, found: Services) -> dict[str, Any]:
    """The shape of the contract."""
    return {
        "at": help_.at.isoformat(),
        "open": help_.open,
        "reason": help_.reason,
        "holiday": help_.holiday,
        "opens_at": help_.opens_at and help_.opens_at.isoformat(),
        "closes_at": help_.closes_at and help_.closes_at.isoformat(),
        "may_close": help_.may_close,
        "advice": found.texts.live_help(help_, found.zone),
    }
