"""A file that a log wrote, or that somebody opened in a spreadsheet since: what can be taken in."""

import errno
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from guide.core.call.entry import FIELDS, NUMBERS, Call
from guide.core.call.faults import Unreadable
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden
from guide.core.message import Message, accepted_values
from guide.core.text import is_file_name
from guide.export.files import no_file_name
from guide.export.log_file import EXPORT_WHOLE, read_json_lines
from guide.export.log_table import other_columns, read_spreadsheet
from guide.local.typed_text import checked_text

READ = (".jsonl", ".csv")


class LogFile:
    """One file, read once. Times without an offset are those of `zone`.

    `other_columns` are those of a table that no log has. `lost` are the entries that the log which
    wrote the file could not read itself; it is whole when all calls are taken.

    Raises:
        InvalidInput: it is no file of a log.
        StorageError: it cannot be read.
    """

    def __init__(self, name: str, zone: str) -> None:
        path = Path(name)
        if not is_file_name(name):
            raise InvalidInput(*no_file_name(name))
        if path.suffix.lower() not in READ:
            message = Message("error.import", "{file!r} is not a log file.", file=name)
            raise InvalidInput(message, accepted_values(*READ))
        self._zone = zone
        self._lines = _lines(path)
        self._is_table = path.suffix.lower() == ".csv"
        self.lost: list[str] = []
        self.other_columns: list[str] = []
        if self._is_table:
            header = next(self._lines, "")
            self.other_columns = other_columns(header)
            self._lines = chain([header], self._lines)

    def calls(self) -> Iterator[Call]:
        """The calls, one after another; a file that cannot be read fails before any is taken.

        Raises:
            InvalidInput: something in it cannot be taken in.
        """
        calls = map(_sound, self._readable(self._entries()))
        first = list(islice(calls, 1))
        return chain(first, calls)

    def _entries(self) -> Iterator[Call | Unreadable]:
        if self._is_table:
            return read_spreadsheet(self._lines, self._zone, _sound)
        return read_json_lines(self._lines)

    def _readable(self, entries: Iterable[Call | Unreadable]) -> Iterator[Call]:
        for entry in entries:
            if isinstance(entry, Unreadable):
                self.lost.append(entry.id)
            else:
                yield entry


def _lines(path: Path) -> Iterator[str]:
    table = path.suffix.lower() == ".csv"
    newline = "" if table else "\n"
    try:
        _refuse_pipe(path)
        encoding = _encoding(path) if table else "utf-8"
        with path.open(encoding=encoding, newline=newline) as file:
            yield from file
    except UnicodeDecodeError:
        message = Message("error.import.text", "{file!r} is not UTF-8 text.", file=str(path))
        hint = Message("hint.import.text", "Export it once more.")
        raise InvalidInput(message, hint) from None
    except OSError as error:
        message = Message(
            "error.import.read", "{file!r} cannot be read: {reason}.",
            file=str(path), reason=error.strerror,
        )  # fmt: skip
        raise StorageError(message, Message("hint.import.read", "Check the name.")) from None


def _refuse_pipe(path: Path) -> None:
    """A pipe that nobody writes into would be waited for, and a device never ends."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "Not a regular file")


def _encoding(path: Path) -> str:
    """How a table is written: UTF-8, or what older spreadsheets on Windows save."""
    with path.open("rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        file.seek(0)
        decoder = getincrementaldecoder("utf-8")()
        try:
            while piece := file.read(1 << 20):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _sound(call: Call) -> Call:
    """A call from a file, if it can be kept and shown.

    Raises:
        InvalidInput: it cannot.
    """
    for name in (call.id, *call.olders):
        if not _is_id(name):
            message = Message("error.call.id", "{name!r} is not the id of a call.", name=name[:40])
            raise InvalidInput(message, EXPORT_WHOLE)
    for heard in call.heard:
        checked_text("heard", heard.text)
        checked_text("heard", heard.step)
    for name, kind in FIELDS.items():
        value = getattr(call, name)
        if kind == "text" and value is not None:
            checked_text(name, value)
            if name in NUMBERS and is_hidden(value):
                message = Message(
                    "error.call.masked", "The call {call}: {field} is masked.",
                    call=call.id[:8], field=name,
                )  # fmt: skip
                raise InvalidInput(message, EXPORT_WHOLE)
    return call


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
