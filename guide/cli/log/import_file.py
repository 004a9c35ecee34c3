"""`guide log import`: a file that another log wrote is merged into this one."""

import errno
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import checked_text
from guide.cli.diagnostics import DONE, PROBLEMS, notice, warn
from guide.cli.log.options import FileOptions
from guide.core.call.entry import FIELDS, NUMBERS, Call
from guide.core.call.faults import Unreadable
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden
from guide.core.message import Message, accepted_values
from guide.core.text import is_file_name, one_line
from guide.export.log_file import EXPORT_WHOLE

_READ = (".jsonl", ".csv")

if TYPE_CHECKING:
    from guide.store.merging import Merged


def import_file(options: FileOptions, services: Services) -> int:
    """Merge what another log wrote, whole."""
    from guide.export.files import no_file_name
    from guide.export.log_table import FileFaults

    path = Path(options.file)
    if not is_file_name(options.file):
        raise InvalidInput(*no_file_name(options.file))
    if path.suffix.lower() not in _READ:
        message = Message("error.import", "{file!r} is not a log file.", file=options.file)
        raise InvalidInput(message, accepted_values(*_READ))
    try:
        lost: list[str] = []
        calls = map(_sound, _readable(_calls_of(path, services), lost))
        # A file that cannot be read is said before the log is opened.
        first = list(islice(calls, 1))
        merged = services.calls.merge(
            chain(first, calls), as_corrections=options.as_corrections, again=options.again
        )
    except FileFaults as error:
        if len(error.faults) > 1:
            for fault in error.faults:
                notice(services.texts.tell(fault))
        raise
    _report(merged, lost, options, services)
    return PROBLEMS if merged.named("conflict") or lost else DONE


def _calls_of(path: Path, services: Services) -> Iterator[Call | Unreadable]:
    from guide.export.log_file import read_json_lines
    from guide.export.log_table import other_columns, read_spreadsheet

    lines = _lines(path)
    if path.suffix.lower() == ".jsonl":
        return read_json_lines(lines)
    first = next(lines, "")
    more = other_columns(first)
    if more:
        left_out = services.texts.say(
            "import.columns", "These columns do not belong to a log and were left out: {names}.",
            names=", ".join(more),
        )  # fmt: skip
        warn(left_out)
    return read_spreadsheet(chain([first], lines), services.zone, _sound)


def _report(merged: "Merged", lost: list[str], options: FileOptions, services: Services) -> None:
    conflicts, corrected = merged.named("conflict"), merged.named("corrected")
    removed = merged.named("removed")
    result: dict[str, Any] = {
        "added": len(merged.named("added")),
        "known": len(merged.named("known")),
        "conflicts": len(conflicts),
    }
    if options.json:
        more: dict[str, Any] = {
            "conflict_ids": conflicts,
            "conflict_fields": {name: list(fields) for name, fields in merged.fields.items()},
            "corrections": len(corrected),
            "removed_before": removed,
            "may_be_same": [[one, other] for one, other in merged.alike.items()],
        }
        output.record(result | more | ({"unreadable": lost} if lost else {}))
        return
    say = services.texts.say
    output.line(
        say("import.done", "added: {added}, known: {known}, conflicts: {conflicts}", **result)
    )
    for line in _details(merged, lost, services):
        output.line(f"  {line}")
    if conflicts and not options.as_corrections:
        output.line(say("import.how", "--as-corrections imports what differs as corrections."))
    if removed:
        output.line(
            say(
                "import.removed", "Removed here before, and not imported: {number}. --again imports"
                " them.", number=len(removed),
            )
        )  # fmt: skip


def _details(merged: "Merged", lost: list[str], services: Services) -> Iterator[str]:
    from guide.wording.calls import label_of

    say = services.texts.say
    for name, fields in merged.fields.items():
        labels = "; ".join(label_of(field, services.texts) for field in fields)
        if name in merged.named("corrected"):
            yield say("import.corrected", "{call}: imported as a correction of {fields}.",
                call=name, fields=labels)  # fmt: skip
        else:
            yield say(
                "import.conflict",
                "{call}: here it says something else in {fields}. It was left as it is.",
                call=name, fields=labels,
            )  # fmt: skip
    for one, other in merged.alike.items():
        yield say("import.alike", "{call}: may be the same call as {other}.",
            call=one, other=other)  # fmt: skip
    for name in lost:
        yield say("import.lost", "{call}: it cannot be read.", call=one_line(name))


def _readable(entries: Iterable[Call | Unreadable], lost: list[str]) -> Iterator[Call]:
    for entry in entries:
        if isinstance(entry, Unreadable):
            lost.append(entry.id)
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
