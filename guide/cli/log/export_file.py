"""`guide log export` and `recover`: the files that are written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment
from guide.cli.diagnostics import DONE, PROBLEMS, warn
from guide.cli.log.options import FileOptions
from guide.cli.log.pages import pages
from guide.core.call.entry import Call
from guide.core.call.faults import Unreadable
from guide.core.errors import InvalidInput, StorageError
from guide.core.message import Message, accepted_values
from guide.local.settings import server_address
from guide.wording.calls import unreadable_line


def export(options: FileOptions, services: Services) -> int:
    """Write the log into a file; its ending says which."""
    from guide.export.files import write_pieces
    from guide.export.log_writing import Shown, log_pieces

    path, say = Path(options.output), services.texts.say
    shown = Shown(_chosen(options, services), revealed=options.reveal)
    history = services.call_texts().history
    pieces = log_pieces(options.output, shown, history, revealed=options.reveal)
    write_pieces(path, pieces, force=options.force)
    written, lost = shown.written, shown.lost
    if options.reveal:
        _mark_shared(written, options, services)
    if options.json:
        record = {"file": str(path), "calls": len(written), "masked": not options.reveal}
        output.record(
            record | ({"unreadable": [unreadable.id for unreadable in lost]} if lost else {})
        )
    else:
        done = say(
            "export.done", "{number} calls written to {path}.", number=len(written), path=path
        )
        note = say("export.masked", "Numbers are masked; --reveal shows them.")
        output.line(done if options.reveal else f"{done} {note}")
        for entry in lost:
            output.line(unreadable_line(entry, services.texts))
    return DONE


def _chosen(options: FileOptions, services: Services) -> Iterator[Call | Unreadable]:
    """The calls that were asked for, with all corrections; all of them without a filter."""
    if not options.search and options.since is None and options.receipt_wanted is None:
        yield from services.calls.entries()
        yield from services.calls.unreadable()
        return
    roots = frozenset[str]()
    for page in pages(options, services):
        roots |= services.calls.chains_of([call.id for call in page.calls])
    yield from services.calls.entries(roots)


def _mark_shared(written: list[str], options: FileOptions, services: Services) -> None:
    """Note in the log that it was given away, if the log can be written."""
    try:
        services.calls.mark_shared(written, moment(options, services))
    except StorageError as error:
        warn(services.texts.error(error))


def recover(options: FileOptions, services: Services) -> int:
    """Save what can be read of a damaged log; the log itself is left alone."""
    from guide.export.files import unknown_ending, write_pieces
    from guide.export.log_file import json_lines
    from guide.store.recover import recovered

    path, say = Path(options.output), services.texts.say
    if server_address(services.settings) is not None:
        raise InvalidInput(
            Message("error.recover.server", "recover: a server has its own means."),
            Message("hint.recover.server", "See docs/server.md."),
        )
    if path.suffix.lower() != ".jsonl":
        raise InvalidInput(unknown_ending(options.output), accepted_values(".jsonl"))
    saved: list[Call] = []
    entries, lost = recovered(services.data)
    text = json_lines(_noted(entries, saved), revealed=True)
    write_pieces(path, (piece.encode("utf-8", "replace") for piece in text), force=options.force)
    if options.json:
        output.record({"file": str(path), "calls": len(saved), "unreadable": lost})
    else:
        output.line(
            say("recover.done", "{number} calls saved to {path}.", number=len(saved), path=path)
        )
        if lost:
            output.line(say("recover.lost", "Entries that cannot be read: {number}.", number=lost))
        output.line(
            say("recover.next", "`guide log import` brings the calls back once the log is sound.")
        )
    return PROBLEMS if lost else DONE


def _noted(calls: Iterable[Call], saved: list[Call]) -> Iterator[Call]:
    for call in calls:
        saved.append(call)
        yield call
