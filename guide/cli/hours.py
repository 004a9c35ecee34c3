"""`guide hours`: is live help open?"""

from typing import TYPE_CHECKING, Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, open_services, parse_moment_arg
from guide.cli.diagnostics import DONE
from guide.cli.options import Options
from guide.core.clock.hours import LiveHelp
from guide.core.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import datetime


def run(options: Options) -> int:
    """Answer for one moment, or for each line of standard input."""
    services = open_services(options)
    if options.at == "-":
        return _record_lines(services)
    at = moment(options, services)
    help_ = services.reference.live_help(at)
    if options.json:
        output.record(as_json(help_, services))
    else:
        output.line(services.texts.live_help(help_, services.zone))
        waits = services.catalog.center.hints.get("waits")
        if waits is not None:
            output.line(waits.text)
    return DONE


def _record_lines(services: Services) -> int:
    for number, text in output.input_lines():
        try:
            at: datetime = parse_moment_arg(text, services)
        except InvalidInput as error:
            output.record({"error": services.texts.error(error), "line": number})
            continue
        output.record(as_json(services.reference.live_help(at), services))
    return DONE


def as_json(help_: LiveHelp, services: Services) -> dict[str, Any]:
    """The shape of the contract."""
    return {
        "at": help_.at.isoformat(),
        "open": help_.open,
        "reason": help_.reason,
        "holiday": help_.holiday,
        "opens_at": help_.opens_at and help_.opens_at.isoformat(),
        "closes_at": help_.closes_at and help_.closes_at.isoformat(),
        "may_close": help_.may_close,
        "advice": services.texts.live_help(help_, services.zone),
    }
