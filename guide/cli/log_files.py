"""The files of `guide log`: what it writes, and what it takes in again."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from guide.bootstrap import Services
from guide.call_texts import unreadable_line
from guide.cli import output
from guide.cli.common import moment, storable
from guide.cli.diagnostics import DONE, PROBLEMS, warn
from guide.cli.main import Words
from guide.core.call import FIELDS, NUMBERS, Call
from guide.core.call_faults import Unreadable
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden, masked_call
from guide.core.sentence import Sentence, takes
from guide.core.text import is_file_name, one_line
from guide.export.log_file import EXPORT_WHOLE
from guide.settings import server_address


class FileWords(Words):
    """The words of `export` and `import`."""

    reveal: bool
    force: bool
    output: str
    file: str


def export(words: FileWords, found: Services) -> int:
    """Write the log into a file; its ending says which."""
    from guide.call_texts import CallTexts
    from guide.export import history, log_file
    from guide.export.files import unknown_ending, write_pieces

    path, say = Path(words.output), found.texts.say
    written: list[str] = []
    lost: list[Unreadable] = []
    entries = _entries(found)
    shown = _shown(entries, written, lost, revealed=words.reveal)
    match path.suffix.lower():
        case ".jsonl":
            text = log_file.json_lines(shown, revealed=words.reveal)
        case ".csv":
            text = log_file.spreadsheet(shown, revealed=words.reveal)
        case ".html":
            text = history.page(CallTexts(found).history(shown))
        case ".md":
            text = history.markdown(CallTexts(found).history(shown))
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


def _entries(found: Services) -> Iterator[Call | Unreadable]:
    yield from found.calls.each()
    yield from found.calls.unreadable()


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
    from guide.export.log_file import read_json_lines, read_spreadsheet

    path = Path(words.file)
    if not is_file_name(words.file):
        raise InvalidInput(*no_file_name(words.file))
    readers = {".jsonl": read_json_lines, ".csv": read_spreadsheet}
    if path.suffix.lower() not in readers:
        message = Sentence("error.import", "{file!r} is no log.", file=words.file)
        raise InvalidInput(message, takes(*readers))
    lines = _lines(path)
    # A file that cannot be read is said before the log is opened.
    first = list(islice(lines, 1))
    lost: list[str] = []
    calls = map(_sound, _readable(readers[path.suffix.lower()](chain(first, lines)), lost))
    taken = found.calls.gather(calls)
    counts = {"added": 0, "known": 0, "conflict": 0}
    for _, became in taken:
        counts[became] += 1
    conflicts = [name for name, became in taken if became == "conflict"]
    result = {"added": counts["added"], "known": counts["known"], "conflicts": len(conflicts)}
    say = found.texts.say
    if words.json:
        more: dict[str, object] = {"unreadable": lost} if lost else {}
        output.record(result | {"conflict_ids": conflicts} | more)
    else:
        sums = say(
            "import.done", "added: {added}, known: {known}, conflicts: {conflicts}", **result
        )
        output.line(sums)
        for name in conflicts:
            left = say(
                "import.conflict", "  {call}: here it says something else. It was left as it is.",
                call=name,
            )  # fmt: skip
            output.line(left)
        for name in lost:
            output.line(say("import.lost", "  {call}: it cannot be read.", call=one_line(name)))
    return PROBLEMS if conflicts or lost else DONE


def _readable(entries: Iterable[Call | Unreadable], lost: list[str]) -> Iterator[Call]:
    for entry in entries:
        if isinstance(entry, Unreadable):
            lost.append(entry.id)
        else:
            yield entry


def _lines(path: Path) -> Iterator[str]:
    table = path.suffix.lower() == ".csv"
    encoding, newline = ("utf-8-sig", "") if table else ("utf-8", "\n")
    try:
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


def _sound(call: Call) -> Call:
    """A call from a file, if it can be kept and shown.

    Raises:
        InvalidInput: it cannot.
    """
    for name in (call.id, call.corrects):
        if name is not None and not _is_id(name):
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
