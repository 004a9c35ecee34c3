"""The log as a file to give away: a table, lines of JSON, or a page to read."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from guide.core.call.entry import Call
from guide.core.call.faults import Unreadable
from guide.core.call.masked_call import masked_call
from guide.core.errors import InvalidInput
from guide.core.message import accepted_values
from guide.export.files import unknown_ending

if TYPE_CHECKING:
    from guide.export.history import History

WRITTEN = (".csv", ".jsonl", ".html", ".md")


class ShownEntries:
    """Entries as they may be seen; `written` and `lost` are filled while they pass."""

    def __init__(self, entries: Iterable[Call | Unreadable], *, revealed: bool) -> None:
        self._entries = entries
        self._revealed = revealed
        self.written: list[str] = []
        self.lost: list[Unreadable] = []

    def __iter__(self) -> Iterator[Call | Unreadable]:
        for entry in self._entries:
            if isinstance(entry, Unreadable):
                self.lost.append(entry)
                yield entry
            else:
                self.written.append(entry.id)
                yield entry if self._revealed else masked_call(entry)


def log_pieces(
    name: str,
    shown: Iterable[Call | Unreadable],
    history: "Callable[[Iterable[Call | Unreadable]], History]",
    *,
    revealed: bool,
) -> Iterator[bytes]:
    """The file piece by piece; the ending of its name says which kind.

    Raises:
        InvalidInput: nothing is known that would write such a file.
    """
    from guide.export import history as pages
    from guide.export import log_file

    ending = Path(name).suffix.lower()
    if ending not in WRITTEN:
        raise InvalidInput(unknown_ending(name), accepted_values(*WRITTEN))
    pieces: Iterable[str]
    if ending == ".jsonl":
        pieces = log_file.json_lines(shown, revealed=revealed)
    elif ending == ".csv":
        pieces = log_file.spreadsheet(shown, revealed=revealed)
    elif ending == ".html":
        pieces = pages.page(history(shown))
    else:
        pieces = pages.markdown(history(shown))
    return (piece.encode("utf-8", "replace") for piece in pieces)
