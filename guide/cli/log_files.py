"""The files of `guide log`: what it writes, and what it takes in again."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from uuid import UUID

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, storable
from guide.cli.diagnostics import DONE, PROBLEMS
from guide.cli.main import Words
from guide.core.call import FIELDS, NUMBERS, Call
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden, masked_call
from guide.core.sentence import Sentence, takes
from guide.core.text import is_file_name
from guide.export.log_file import EXPORT_WHOLE


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
    calls = map(_sound, readers[path.suffix.lower()](chain(first, lines)))
    taken = found.calls.gather(calls)
    counts = {"added": 0, "known": 0, "conflict": 0}
    for _, became in taken:
        counts[became] += 1
    conflicts = [name for name, became in taken if became == "conflict"]
    result = {"added": counts["added"], "known": counts["known"], "conflicts": len(conflicts)}
    say = found.texts.say
    if words.json:
        output.record(result | {"conflict_ids": conflicts})
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
    return PROBLEMS if conflicts else DONE


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
