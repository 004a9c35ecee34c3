"""The files of `guide log`: what it writes, and what it takes in again."""

import errno
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, storable
from guide.cli.diagnostics import DONE, PROBLEMS, notice, warn
from guide.cli.main import Words
from guide.core.call.entry import FIELDS, NUMBERS, Call
from guide.core.call.faults import Unreadable
from guide.core.call.masked_call import masked_call
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden
from guide.core.sentence import Sentence, takes
from guide.core.text import is_file_name, one_line
from guide.export.log_file import EXPORT_WHOLE
from guide.local.settings import server_address
from guide.wording.calls import unreadable_line

_READ = (".jsonl", ".csv")

if TYPE_CHECKING:
    from guide.store.taking_in import Taken


class FileWords(Words):
    """The words of `export` and `import`."""

    reveal: bool
    force: bool
    output: str
    file: str
    search: str
    since: str | None
    receipt_wanted: str | None
    as_corrections: bool
    again: bool


def export(words: FileWords, found: Services) -> int:
    """Write the log into a file; its ending says which."""
    from guide.export import history, log_file
    from guide.export.files import unknown_ending, write_pieces

    path, say = Path(words.output), found.texts.say
    written: list[str] = []
    lost: list[Unreadable] = []
    shown = _shown(_chosen(words, found), written, lost, revealed=words.reveal)
    match path.suffix.lower():
        case ".jsonl":
            text = log_file.json_lines(shown, revealed=words.reveal)
        case ".csv":
            text = log_file.spreadsheet(shown, revealed=words.reveal)
        case ".html":
            text = history.page(found.call_texts().history(shown))
        case ".md":
            text = history.markdown(found.call_texts().history(shown))
        case _:
            raise InvalidInput(
                unknown_ending(words.output), takes(".csv", ".jsonl", ".html", ".md")
            )
    write_pieces(path, (piece.encode("utf-8", "replace") for piece in text), force=words.force)
    if words.reveal:
        _mark_shared(written, words, found)
    if words.json:
        record = {"file": str(path), "calls": len(written), "masked": not words.reveal}
        output.record(record | ({"unreadable": [each.id for each in lost]} if lost else {}))
    else:
        done = say(
            "export.done", "{number} calls written to {path}.", number=len(written), path=path
        )
        note = say("export.masked", "Numbers are masked; --reveal shows them.")
        output.line(done if words.reveal else f"{done} {note}")
        for entry in lost:
            output.line(unreadable_line(entry, found.texts))
    return DONE


def _chosen(words: FileWords, found: Services) -> Iterator[Call | Unreadable]:
    """The calls that were asked for, with all corrections; all of them without a filter."""
    if not words.search and words.since is None and words.receipt_wanted is None:
        yield from found.calls.each()
        yield from found.calls.unreadable()
        return
    from guide.cli.log_pages import pages

    roots = frozenset[str]()
    for page in pages(words, found):
        roots |= found.calls.chains_of([call.id for call in page.calls])
    yield from found.calls.each(roots)


def _shown(
    entries: Iterable[Call | Unreadable],
    written: list[str],
    lost: list[Unreadable],
    *,
    revealed: bool,
) -> Iterator[Call | Unreadable]:
    """One entry after another, as it may be seen, noted in `written` or among the lost."""
    for entry in entries:
        if isinstance(entry, Unreadable):
            lost.append(entry)
            yield entry
        else:
            written.append(entry.id)
            yield entry if revealed else masked_call(entry)


def _mark_shared(written: list[str], words: FileWords, found: Services) -> None:
    """Note in the log that it was given away, if the log can be written."""
    try:
        found.calls.mark_shared(written, moment(words, found))
    except StorageError as error:
        warn(found.texts.error(error))


def recover(words: FileWords, found: Services) -> int:
    """Save what can be read of a damaged log; the log itself is left alone."""
    from guide.export.files import unknown_ending, write_pieces
    from guide.export.log_file import json_lines
    from guide.store.recover import recovered

    path, say = Path(words.output), found.texts.say
    if server_address(found.settings) is not None:
        raise InvalidInput(
            Sentence("error.recover.server", "recover: a server has its own means."),
            Sentence("hint.recover.server", "See docs/server.md."),
        )
    if path.suffix.lower() != ".jsonl":
        raise InvalidInput(unknown_ending(words.output), takes(".jsonl"))
    saved: list[Call] = []
    entries, lost = recovered(found.data)
    text = json_lines(_noted(entries, saved), revealed=True)
    write_pieces(path, (piece.encode("utf-8", "replace") for piece in text), force=words.force)
    if words.json:
        output.record({"file": str(path), "calls": len(saved), "unreadable": lost})
    else:
        output.line(
            say("recover.done", "{number} calls saved to {path}.", number=len(saved), path=path)
        )
        if lost:
            output.line(say("recover.lost", "Entries that cannot be read: {number}.", number=lost))
        output.line(
            say("recover.next", "`guide log import` takes the file in, once the log is sound.")
        )
    return PROBLEMS if lost else DONE


def _noted(calls: Iterable[Call], saved: list[Call]) -> Iterator[Call]:
    for call in calls:
        saved.append(call)
        yield call


def take_in(words: FileWords, found: Services) -> int:
    """Take in what another log wrote, whole."""
    from guide.export.files import no_file_name
    from guide.export.log_table import FileFaults

    path = Path(words.file)
    if not is_file_name(words.file):
        raise InvalidInput(*no_file_name(words.file))
    if path.suffix.lower() not in _READ:
        message = Sentence("error.import", "{file!r} is no log.", file=words.file)
        raise InvalidInput(message, takes(*_READ))
    try:
        lost: list[str] = []
        calls = map(_sound, _readable(_calls_of(path, found), lost))
        # A file that cannot be read is said before the log is opened.
        first = list(islice(calls, 1))
        taken = found.calls.take_in(
            chain(first, calls), as_corrections=words.as_corrections, again=words.again
        )
    except FileFaults as error:
        if len(error.faults) > 1:
            for fault in error.faults:
                notice(found.texts.tell(fault))
        raise
    _report(taken, lost, words, found)
    return PROBLEMS if taken.named("conflict") or lost else DONE


def _calls_of(path: Path, found: Services) -> Iterator[Call | Unreadable]:
    from guide.export.log_file import read_json_lines
    from guide.export.log_table import other_columns, read_spreadsheet

    lines = _lines(path)
    if path.suffix.lower() == ".jsonl":
        return read_json_lines(lines)
    first = next(lines, "")
    more = other_columns(first)
    if more:
        left_out = found.texts.say(
            "import.columns", "These columns are none of the log and were left out: {names}.",
            names=", ".join(more),
        )  # fmt: skip
        warn(left_out)
    return read_spreadsheet(chain([first], lines), found.zone, _sound)


def _report(taken: "Taken", lost: list[str], words: FileWords, found: Services) -> None:
    conflicts, corrected = taken.named("conflict"), taken.named("corrected")
    removed = taken.named("removed")
    result: dict[str, Any] = {
        "added": len(taken.named("added")),
        "known": len(taken.named("known")),
        "conflicts": len(conflicts),
    }
    if words.json:
        more: dict[str, Any] = {
            "conflict_ids": conflicts,
            "conflict_fields": {name: list(fields) for name, fields in taken.fields.items()},
            "corrections": len(corrected),
            "removed_before": removed,
            "may_be_same": [[one, other] for one, other in taken.alike.items()],
        }
        output.record(result | more | ({"unreadable": lost} if lost else {}))
        return
    say = found.texts.say
    output.line(
        say("import.done", "added: {added}, known: {known}, conflicts: {conflicts}", **result)
    )
    for line in _details(taken, lost, found):
        output.line(f"  {line}")
    if conflicts and not words.as_corrections:
        output.line(say("import.how", "--as-corrections takes what differs as corrections."))
    if removed:
        output.line(
            say(
                "import.removed", "Removed here before, and not taken in: {number}. --again takes"
                " them in.", number=len(removed),
            )
        )  # fmt: skip


def _details(taken: "Taken", lost: list[str], found: Services) -> Iterator[str]:
    from guide.wording.calls import label_of

    say = found.texts.say
    for name, fields in taken.fields.items():
        labels = "; ".join(label_of(field, found.texts) for field in fields)
        if name in taken.named("corrected"):
            yield say("import.corrected", "{call}: taken as a correction of {fields}.",
                call=name, fields=labels)  # fmt: skip
        else:
            yield say(
                "import.conflict",
                "{call}: here it says something else in {fields}. It was left as it is.",
                call=name, fields=labels,
            )  # fmt: skip
    for one, other in taken.alike.items():
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
        message = Sentence("error.import.text", "{file!r} is not UTF-8 text.", file=str(path))
        hint = Sentence("hint.import.text", "Export it once more.")
        raise InvalidInput(message, hint) from None
    except OSError as error:
        message = Sentence(
            "error.import.read", "{file!r} cannot be read: {reason}.",
            file=str(path), reason=error.strerror,
        )  # fmt: skip
        raise StorageError(message, Sentence("hint.import.read", "Check the name.")) from None


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
            message = Sentence("error.call.id", "{name!r} is not the id of a call.", name=name[:40])
            raise InvalidInput(message, EXPORT_WHOLE)
    for heard in call.heard:
        storable("heard", heard.text)
        storable("heard", heard.step)
    for name, kind in FIELDS.items():
        value = getattr(call, name)
        if kind == "text" and value is not None:
            storable(name, value)
            if name in NUMBERS and is_hidden(value):
                message = Sentence(
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
