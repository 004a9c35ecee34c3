"""The files of `guide log`: what it writes, and what it takes in again."""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, storable
from guide.cli.diagnostics import DONE, PROBLEMS, notice, warn
from guide.cli.main import Words
from guide.core.call import FIELDS, NUMBERS, Call
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden, masked_call
from guide.core.sentence import Sentence, takes
from guide.core.text import is_file_name
from guide.export.log_file import EXPORT_WHOLE

_READ = (".jsonl", ".csv")


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
    shown = _shown(found.calls.each(), written, revealed=words.reveal)
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
        found.calls.mark_shared(written, moment(words, found))
    if words.json:
        output.record({"file": str(path), "calls": len(written), "masked": not words.reveal})
    else:
        done = say(
            "export.done", "{number} calls written to {path}.", number=len(written), path=path
        )
        note = say("export.masked", "Numbers are masked; --reveal shows them.")
        output.line(done if words.reveal else f"{done} {note}")
    return DONE


def _shown(calls: Iterable[Call], written: list[str], *, revealed: bool) -> Iterator[Call]:
    """One call after another, as it may be seen; its id is noted in `written`."""
    for call in calls:
        written.append(call.id)
        yield call if revealed else masked_call(call)


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
        calls = _calls_of(path, found)
        # A file that cannot be read is said before the log is opened.
        first = list(islice(calls, 1))
        taken = found.calls.gather(chain(first, calls))
    except FileFaults as error:
        if len(error.faults) > 1:
            for fault in error.faults:
                notice(found.texts.tell(fault))
        raise
    counts = {"added": 0, "known": 0, "conflict": 0}
    for _, became in taken:
        counts[became] += 1
    differ = _differing(path, {name for name, became in taken if became == "conflict"}, found)
    result = {"added": counts["added"], "known": counts["known"], "conflicts": len(differ)}
    say = found.texts.say
    if words.json:
        output.record(result | {"conflict_ids": list(differ), "conflict_fields": differ})
    else:
        sums = say(
            "import.done", "added: {added}, known: {known}, conflicts: {conflicts}", **result
        )
        output.line(sums)
        for name, fields in differ.items():
            left = say(
                "import.conflict",
                "  {call}: here it says something else in: {fields}. It was left as it is.",
                call=name, fields=", ".join(fields),
            )  # fmt: skip
            output.line(left)
    return PROBLEMS if differ else DONE


def _differing(path: Path, ids: set[str], found: Services) -> dict[str, list[str]]:
    """Each call that says something else here, with the fields in which it does."""
    from guide.export.log_table import differing

    differ: dict[str, list[str]] = {}
    if ids:
        for call in _calls_of(path, found, quietly=True):
            here = found.calls.get(call.id) if call.id in ids else None
            if here is not None and call.id not in differ:
                differ[call.id] = differing(here, call)
    return differ


def _calls_of(path: Path, found: Services, *, quietly: bool = False) -> Iterator[Call]:
    from guide.export.log_file import read_json_lines
    from guide.export.log_table import other_columns, read_spreadsheet

    lines = _lines(path)
    if path.suffix.lower() == ".jsonl":
        return map(_sound, read_json_lines(lines))
    first = next(lines, "")
    more = other_columns(first)
    if more and not quietly:
        left_out = found.texts.say(
            "import.columns", "These columns are none of the log and were left out: {names}.",
            names=", ".join(more),
        )  # fmt: skip
        warn(left_out)
    return read_spreadsheet(chain([first], lines), found.zone, _sound)


def _lines(path: Path) -> Iterator[str]:
    table = path.suffix.lower() == ".csv"
    newline = "" if table else "\n"
    try:
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
