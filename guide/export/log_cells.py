"""The cells of a table of calls as values, however a spreadsheet wrote them."""

import json
import re
from collections.abc import Sequence
from typing import get_args

from guide.core.call.entry import FIELDS, Kind, Way
from guide.core.clock.moments import parse_day, parse_moment
from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.export.log_file import LISTS, SELDOM

_COUNT = re.compile("[0-9]{1,9}", re.ASCII)
_OURS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY_CLOCK = re.compile(r"(?P<day>[\d./-]{6,10}),? (?P<hour>\d{1,2}):(?P<minute>\d\d)", re.ASCII)
_NO_SECONDS = re.compile(r"(\d:\d\d):00(?=\D|$)", re.ASCII)
_YES = frozenset({"yes", "y", "true", "1", "x", "wahr", "vrai", "sí", "si"})
_NO = frozenset({"no", "n", "false", "0", "falsch", "faux"})
_WAYS = {"email": "e-mail", "mail": "e-mail", "phone": "call"}
MOMENTS = frozenset(
    {"shared_at", "entered_at", *(name for name, kind in FIELDS.items() if kind == "moment")}
)


class CellFault(Exception):
    """A cell does not hold what its column holds; says what would do."""

    def __init__(self, wanted: Message) -> None:
        super().__init__()
        self.wanted = wanted


def value_of(name: str, cell: str, zone: str) -> object:
    """What a cell of a column says, as a record holds it; times without an offset are of `zone`.

    Raises:
        CellFault: it does not say such a thing.
    """
    kind = FIELDS.get(name)
    if kind is None and (name in LISTS or name in SELDOM):
        return _as_exported(cell, dict if name == "ended" else list)
    if name in MOMENTS:
        return _moment(cell.strip(), zone)
    match kind:
        case "yes-no":
            return _yes_or_no(cell.strip().casefold())
        case "seconds":
            if not _COUNT.fullmatch(cell.strip()):
                raise CellFault(_SECONDS)
            return int(cell)
        case "date":
            return _day(cell.strip())
        case "kind":
            return _one_of(cell.strip().casefold(), get_args(Kind))
        case "way":
            given = cell.strip().casefold()
            return _one_of(_WAYS.get(given, given), get_args(Way))
        case _:
            return cell


def _moment(cell: str, zone: str) -> str:
    if _OURS.fullmatch(cell):
        return cell
    try:
        return parse_moment(_on_a_day_clock(_NO_SECONDS.sub(r"\1", cell)), zone)[0].isoformat()
    except InvalidInput as error:
        # A word that nobody knows wants an example; any other reason says more than one.
        reason = None if error.reason is None or error.reason.id == "why.word" else error.reason
        raise CellFault(reason or MOMENT) from None


def _on_a_day_clock(cell: str) -> str:
    """A spreadsheet writes 10:00 for the morning and 22:00 for the evening, unless it says am."""
    match = _DAY_CLOCK.fullmatch(cell)
    if match is None:
        return cell
    return f"{parse_day(match['day']).isoformat()}T{int(match['hour']):02}:{match['minute']}"


def _day(cell: str) -> str:
    try:
        return parse_day(re.sub(r"[T ]0?0:00(?::00)?$", "", cell)).isoformat()
    except InvalidInput as error:
        raise CellFault(error.hints[0]) from None


def _yes_or_no(cell: str) -> bool:
    if cell in _YES or cell in _NO:
        return cell in _YES
    raise CellFault(Message("fault.yes-no", "Write yes or no."))


def _one_of(cell: str, known: Sequence[str]) -> str:
    if cell in known:
        return cell
    raise CellFault(Message("fault.one-of", "Write one of: {known}.", known=", ".join(known)))


def _as_exported(cell: str, shape: type) -> object:
    """What only this program writes: a list or an object of JSON."""
    try:
        value = json.loads(cell)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, shape):
        raise CellFault(Message("fault.list", "Leave it as it was exported, or empty."))
    return value


MOMENT = Message("fault.moment", "Write date and time like 2026-11-20 10:00.")
_SECONDS = Message("fault.seconds", "Write a whole number of seconds.")
