"""The log as a file that comes back unchanged: JSON Lines and CSV.

A value is text in every format; what was masked says so in the first field, and is not taken back.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from guide.core.call.entry import FIELDS, LONGEST_TEXT, NEWER, Call
from guide.core.call.faults import Unreadable, unstorable
from guide.core.errors import InvalidInput
from guide.core.message import Message

# What a file is: the first column of a CSV, the key `log` of a line of JSON.
WHOLE, MASKED = "guide-log-1", "guide-log-1-masked"
# In place of a call: what stands there in the log, which cannot be read.
UNREADABLE = "guide-log-1-unreadable"
LISTS = ("attempts", "heard")
_OLDER = (
    "id", *(name for name in FIELDS if name not in NEWER), *LISTS, "shared_at", "corrects",
)  # fmt: skip
# In JSON only where there is something to say.
SELDOM = ("also_corrects", "taken_back", "ended", *NEWER)
COLUMNS = (*_OLDER, "entered_at", "entered_by", *SELDOM)
# What a spreadsheet would run, also behind spaces; and the sign that keeps it from doing so.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
_KEEPS = "'"
BYTE_ORDER_MARK = "\ufeff"


def as_record(call: Call) -> dict[str, Any]:
    """A call with plain values, in the order of the columns."""
    record: dict[str, Any] = msgspec.to_builtins(call)
    for name, kind in FIELDS.items():
        value = getattr(call, name)
        if kind in ("moment", "date") and value is not None:
            record[name] = value.isoformat()
    for name in (*LISTS, "taken_back"):
        for plain, stamped in zip(record[name], getattr(call, name), strict=True):
            plain["at"] = stamped.at.isoformat()
    if call.ended is not None:
        record["ended"]["at"] = call.ended.at.isoformat()
    for name in ("shared_at", "entered_at"):
        moment = getattr(call, name)
        record[name] = None if moment is None else moment.isoformat()
    return {name: record[name] for name in COLUMNS if name not in SELDOM or record[name]}


def json_lines(calls: Iterable[Call | Unreadable], *, revealed: bool) -> Iterator[str]:
    """A line of JSON for each entry, with its newline; one that cannot be read says why."""
    for call in calls:
        record: dict[str, Any] = {"log": WHOLE if revealed else MASKED}
        if isinstance(call, Call):
            record |= as_record(call)
        else:
            record = {"log": UNREADABLE, "id": call.id, "error": str(call.why)}
            record |= {"raw": call.raw} if revealed else {}
        yield json.dumps(record, ensure_ascii=True) + "\n"


def spreadsheet(calls: Iterable[Call | Unreadable], *, revealed: bool) -> Iterator[str]:
    """CSV, one call a row. Lists are JSON in a cell. A mark in front says UTF-8."""
    for number, row in enumerate(_rows(calls, WHOLE if revealed else MASKED)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(
            row if number == 0 else [escaped_cell(cell) for cell in row]
        )
        yield text.getvalue() if number else BYTE_ORDER_MARK + text.getvalue()


def _rows(calls: Iterable[Call | Unreadable], mark: str) -> Iterator[list[str]]:
    yield ["log", *COLUMNS]
    for call in calls:
        if isinstance(call, Unreadable):
            cells = {"id": call.id, "note": str(call.why)}
            yield [UNREADABLE, *(cells.get(name, "") for name in COLUMNS)]
            continue
        record = as_record(call)
        yield [mark, *(_cell(record.get(name)) for name in COLUMNS)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=True)


def escaped_cell(cell: str) -> str:
    """A cell that no spreadsheet runs; `unescaped_cell` takes it back."""
    if cell.startswith(_KEEPS) or cell.lstrip(" \u00a0\u3000").startswith(_RUNS):
        return _KEEPS + cell
    return cell


def unescaped_cell(cell: str) -> str:
    """The cell as it was before `escaped_cell`."""
    return cell.removeprefix(_KEEPS)


# Reading


def read_json_lines(lines: Iterable[str]) -> Iterator[Call | Unreadable]:
    """The calls of a file of JSON Lines, one after another.

    Raises:
        InvalidInput: a line is no call, or was masked.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                message = Message(
                    "error.log.json", "Line {number} is not an object of JSON.", number=number
                )
                raise InvalidInput(message, _EXPORTED)
            place = Message("place.line", "Line {number}", number=number)
            yield _call(record, record.pop("log", None), place)


EXPORT_WHOLE = Message("hint.log.reveal", "Export it with --reveal.")
_EXPORTED = Message("hint.log.exported", "Use a file from `guide log export --reveal`.")


def _call(record: dict[str, Any], mark: object, place: Message) -> Call | Unreadable:
    if mark == UNREADABLE:
        return Unreadable(id=str(record.get("id")), why=place, raw="")
    if mark == MASKED:
        message = Message("error.log.masked", "{place}: the numbers are masked.", place=place)
        raise InvalidInput(message, EXPORT_WHOLE)
    if mark != WHOLE:
        message = Message("error.log.no-call", "{place} is not a call of a log.", place=place)
        raise InvalidInput(message, _EXPORTED)
    try:
        call = msgspec.convert(
            {name: value for name, value in record.items() if value is not None}, Call
        )
    except msgspec.ValidationError as error:
        message = Message("error.log.value", "{place}: {reason}.", place=place, reason=error)
        raise InvalidInput(message, _EXPORTED) from None
    fault = next(faults_of(call, record), None)
    if fault is not None:
        message = Message("error.log.fault", "{place}: {fault}.", place=place, fault=fault)
        raise InvalidInput(message, _EXPORTED)
    return call


def faults_of(call: Call, record: object) -> Iterator[Message]:
    """What no log of ours holds, though its shape is right."""
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        yield Message("fault.broken", "the text holds a broken character")
    fault = unstorable(call)
    if fault is not None:
        yield fault
    if any(len(heard.text) > LONGEST_TEXT for heard in call.heard):
        yield Message("fault.long", "a text has more than {most} characters", most=LONGEST_TEXT)
