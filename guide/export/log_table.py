"""The log as a table that somebody may have opened in a spreadsheet meanwhile.

Commas, semicolons or tabs; columns in any order, some missing, others added; blank rows; days and
yes or no as spreadsheets write them. What cannot be read is told with row, column and cell, all
faults of the file at once, and nothing of it is taken.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from guide.core.call.entry import FIELDS, Call
from guide.core.call.faults import Unreadable
from guide.core.errors import InvalidInput
from guide.core.masking import without_numbers
from guide.core.message import Message, verbatim
from guide.export.log_cells import MOMENT, MOMENTS, CellFault, value_of
from guide.export.log_file import (
    COLUMNS,
    EXPORT_WHOLE,
    MASKED,
    UNREADABLE,
    WHOLE,
    as_record,
    faults_of,
    unescaped_cell,
)

_NEEDED = "started_at"
_MOST_FAULTS = 200
_DELIMITERS = ",;\t"
_SHOWN = 40


class FileFaults(InvalidInput):
    """A file cannot be taken in; several faults are its details, in the order of the rows."""

    def __init__(self, faults: Sequence[Message]) -> None:
        message = faults[0]
        if len(faults) > 1:
            message = Message(
                "error.table", "{number} cells or rows cannot be read.", number=len(faults)
            )
        super().__init__(message, Message("hint.table", "Nothing was imported."))
        self.details = tuple(faults) if len(faults) > 1 else ()


def read_spreadsheet(
    lines: Iterable[str], zone: str = "UTC", check: Callable[[Call], object] | None = None
) -> Iterator[Call | Unreadable]:
    """The calls of a table, one after another; times without an offset are those of `zone`.

    Raises:
        InvalidInput: it is no table of calls. FileFaults, after the last row: some are faulty.
    """
    csv.field_size_limit(10_000_000)
    faults: list[Message] = []
    try:
        header, rows = _opened(iter(lines))
        for number, row in enumerate(rows, start=2):
            if not any(cell.strip() for cell in row):
                continue
            call = _read(header, row, number, zone, check, faults)
            if len(faults) >= _MOST_FAULTS:
                break
            if call is not None and not faults:
                yield call
    except csv.Error as error:
        message = Message("error.log.csv", "This is not a CSV file: {reason}.", reason=error)
        raise InvalidInput(message, _COLUMNS) from None
    if faults:
        raise FileFaults(faults)


def other_columns(first: str) -> list[str]:
    """The columns of a header that are none of the log."""
    cells = next(csv.reader([first.removeprefix("\ufeff")], delimiter=_delimiter(first)), [])
    return [cell for cell in cells if cell.strip() and _column(cell) not in ("log", *COLUMNS)]


_COLUMNS = Message(
    "hint.log.columns", "The first row names the columns: {names}. Only {needed} must be there.",
    names=", ".join(COLUMNS), needed=_NEEDED,
)  # fmt: skip


def _delimiter(line: str) -> str:
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


def _column(cell: str) -> str:
    return cell.strip().casefold().replace(" ", "_").replace("-", "_")


def _opened(lines: Iterator[str]) -> tuple[list[str], Iterator[list[str]]]:
    first = next(lines, "").removeprefix("\ufeff")
    if first.lower().startswith("sep="):
        first = next(lines, "")
    rows = csv.reader(chain([first], lines), delimiter=_delimiter(first))
    header = [_column(cell) for cell in next(rows, [])]
    if _NEEDED not in header:
        message = Message("error.log.header", "The first line is not the header of a log.")
        raise InvalidInput(message, _COLUMNS)
    twice = next((name for name in header if name in COLUMNS and header.count(name) > 1), None)
    if twice is not None:
        message = Message("error.log.twice", "The column {name} is there twice.", name=twice)
        raise InvalidInput(message, _COLUMNS)
    return header, rows


def _read(
    header: Sequence[str],
    row: Sequence[str],
    number: int,
    zone: str,
    check: Callable[[Call], object] | None,
    faults: list[Message],
) -> Call | Unreadable | None:
    """The call of a row; None where something was added to the faults."""
    before = len(faults)
    beyond = [cell for cell in row[len(header) :] if cell.strip()]
    faults.extend(_fault(number, None, cell, _BEYOND) for cell in beyond)
    cells = dict(zip(header, row, strict=False))
    mark = cells.pop("log", "") or WHOLE
    if mark == MASKED:
        masked = Message(
            "error.log.masked-row", "Row {number}: the numbers are masked.", number=number
        )
        raise InvalidInput(masked, EXPORT_WHOLE)
    if mark == UNREADABLE:
        where = Message("place.row", "Row {number}", number=number)
        return Unreadable(id=cells.get("id", ""), why=where, raw="")
    if mark != WHOLE:
        faults.append(_fault(number, "log", mark, _MARK))
        return None
    if "log" in header:
        cells = {name: unescaped_cell(cell) for name, cell in cells.items()}
    record = _record(cells, number, zone, faults)
    return _checked(record, number, check, faults) if len(faults) == before else None


def _checked(
    record: dict[str, Any],
    number: int,
    check: Callable[[Call], object] | None,
    faults: list[Message],
) -> Call | None:
    try:
        call = msgspec.convert(record, Call)
        reason = next(faults_of(call, record), None)
        named = call if call.id != _UNNAMED else _named(call)
        if reason is None and check is not None:
            check(named)
    except msgspec.ValidationError as error:
        reason = verbatim(str(error))
    except InvalidInput as error:
        faults.append(
            Message("error.table.row", "Row {number}: {what}", number=number, what=error.message)
        )
        return None
    if reason is None:
        return named
    faults.append(
        Message("error.table.call", "Row {number}: {reason}.", number=number, reason=reason)
    )
    return None


_UNNAMED = "-"


def _named(call: Call) -> Call:
    """A call that came without an id: the same row gets the same one whenever it is read."""
    words = json.dumps(as_record(call), sort_keys=True)
    return msgspec.structs.replace(call, id=str(uuid5(NAMESPACE_URL, f"guide:row:{words}")))


def _record(
    cells: Mapping[str, str], number: int, zone: str, faults: list[Message]
) -> dict[str, Any]:
    record: dict[str, Any] = {"id": cells.get("id") or _UNNAMED}
    place = (cells.get("zone") or "").strip() or zone
    for name in COLUMNS[1:]:
        cell = cells.get(name, "")
        if not cell.strip() and not (cell and FIELDS.get(name) == "text"):
            if name == _NEEDED:
                faults.append(_fault(number, name, cell, MOMENT))
            continue
        try:
            record[name] = value_of(name, cell, place)
        except CellFault as off:
            faults.append(_fault(number, name, cell, off.wanted))
    return record


_BEYOND = Message("fault.beyond", "It is past the last column.")
_MARK = Message("fault.mark", "That is not a call of a log. Leave this cell as it was exported.")


def _fault(number: int, column: str | None, cell: str, wanted: Message) -> Message:
    given = cell.strip()[:_SHOWN]
    shown = repr(given if column in MOMENTS else without_numbers(given)) if given else "''"
    if column is None:
        return Message(
            "error.cell.beyond", "Row {number}: {cell}. {wanted}",
            number=number, cell=shown, wanted=wanted,
        )  # fmt: skip
    return Message(
        "error.cell", "Row {number}, {column}: {cell} cannot be read. {wanted}",
        number=number, column=column, cell=shown, wanted=wanted,
    )  # fmt: skip
