"""The log as a file that comes back unchanged: JSON Lines and CSV.

A value is text in every format; what was masked says so in the first field, and is not taken back.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from guide.core.call import FIELDS, Call
from guide.core.errors import InvalidInput

# What a file is: the first column of a CSV, the key `log` of a line of JSON.
WHOLE, MASKED = "guide-log-1", "guide-log-1-masked"
_LISTS = ("attempts", "heard")
COLUMNS = ("id", *FIELDS, *_LISTS, "shared_at", "corrects")
# What a spreadsheet would run, also behind spaces; and the sign that keeps it from doing so.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
_KEEPS = "'"
_MOST_DIGITS = 19


def as_record(call: Call) -> dict[str, Any]:
    """A call with plain values, in the order of the columns."""
    found: dict[str, Any] = msgspec.to_builtins(call)
    for name, kind in FIELDS.items():
        value = getattr(call, name)
        if kind in ("moment", "date") and value is not None:
            found[name] = value.isoformat()
    for name in _LISTS:
        for kept, each in zip(found[name], getattr(call, name), strict=True):
            kept["at"] = each.at.isoformat()
    found["shared_at"] = None if call.shared_at is None else call.shared_at.isoformat()
    return {name: found[name] for name in COLUMNS}


def json_lines(calls: Iterable[Call], *, revealed: bool) -> Iterator[str]:
    """One object a line."""
    for call in calls:
        record = {"log": WHOLE if revealed else MASKED} | as_record(call)
        yield json.dumps(record, ensure_ascii=True) + "\n"


def spreadsheet(calls: Iterable[Call], *, revealed: bool) -> Iterator[str]:
    """CSV, one call a row. Lists are JSON in a cell."""
    for number, row in enumerate(_rows(calls, WHOLE if revealed else MASKED)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(
            row if number == 0 else [kept_from_running(cell) for cell in row]
        )
        yield text.getvalue()


def _rows(calls: Iterable[Call], mark: str) -> Iterator[list[str]]:
    yield ["log", *COLUMNS]
    for call in calls:
        record = as_record(call)
        yield [mark, *(_cell(record[name]) for name in COLUMNS)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=True)


def kept_from_running(cell: str) -> str:
    """A cell that no spreadsheet runs; `as_it_was` takes it back."""
    if cell.startswith(_KEEPS) or cell.lstrip(" \u00a0\u3000").startswith(_RUNS):
        return _KEEPS + cell
    return cell


def as_it_was(cell: str) -> str:
    """The cell before it was kept from running."""
    return cell.removeprefix(_KEEPS)


# Reading


def read_json_lines(text: str) -> Iterator[Call]:
    """The calls of a file of JSON Lines.

    Raises:
        InvalidInput: a line is no call, or was masked.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if not isinstance(record, dict):
                raise InvalidInput(f"Line {number} is not an object of JSON.", _EXPORTED)
            yield _call(record, record.pop("log", None), f"Line {number}")


def read_spreadsheet(text: str) -> Iterator[Call]:
    """The calls of a CSV file.

    Raises:
        InvalidInput: the header or a row is not that of a log, or was masked.
    """
    csv.field_size_limit(10_000_000)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        header = next(rows, [])
        if header != ["log", *COLUMNS]:
            raise InvalidInput("The first line is not the header of a log.", _EXPORTED)
        for number, row in enumerate(rows, start=2):
            if len(row) != len(header):
                raise InvalidInput(f"Row {number} has {len(row)} cells.", _EXPORTED)
            cells = dict(zip(header, map(as_it_was, row), strict=True))
            mark = cells.pop("log")
            yield _call(_typed(cells, number), mark, f"Row {number}")
    except csv.Error as error:
        raise InvalidInput(f"This is not a CSV file: {error}.", _EXPORTED) from None


_EXPORTED = "Use a file from `guide log export --reveal`."


def _typed(cells: Mapping[str, str], number: int) -> dict[str, Any]:
    found: dict[str, Any] = {name: cell or None for name, cell in cells.items()}
    for name, kind in FIELDS.items():
        cell = found[name]
        if kind == "yes-no" and cell is not None:
            found[name] = {"yes": True, "no": False}.get(cell, cell)
        elif kind == "seconds" and cell is not None:
            found[name] = int(cell) if _is_number(cell) else cell
    for name in _LISTS:
        try:
            found[name] = json.loads(found[name] or "[]")
        except (ValueError, RecursionError):
            raise InvalidInput(f"Row {number}: {name} is not JSON.", _EXPORTED) from None
    return found


def _is_number(cell: str) -> bool:
    digits = cell.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < _MOST_DIGITS


def _call(record: dict[str, Any], mark: object, place: str) -> Call:
    if mark == MASKED:
        raise InvalidInput(f"{place}: the numbers are masked.", "Export it with --reveal.")
    if mark != WHOLE:
        raise InvalidInput(f"{place} is not a call of a log.", _EXPORTED)
    try:
        call = msgspec.convert(
            {name: value for name, value in record.items() if value is not None}, Call
        )
    except msgspec.ValidationError as error:
        raise InvalidInput(f"{place}: {error}.", _EXPORTED) from None
    moments = [call.started_at, call.ended_at, call.answer_by, call.appointment, call.shared_at]
    moments += [attempt.at for attempt in call.attempts] + [heard.at for heard in call.heard]
    if any(moment is not None and moment.tzinfo is None for moment in moments):
        raise InvalidInput(f"{place}: a moment has no offset.", _EXPORTED)
    return call
