"""The log as a file: given away, or taken in, by the rules of the command line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from guide.core.call.entry import Call
from guide.core.errors import GuideError
from guide.tui.background.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.open_file import OpenFileScreen
from guide.tui.dialogs.save_as import SaveScreen
from guide.wording.log_files import first_of, import_details, import_sum, other_columns_line

if TYPE_CHECKING:
    from guide.core.call.faults import Unreadable
    from guide.store.merging import Merged


def save_log(screen: BaseScreen) -> None:
    """Ask whether private numbers go along, then where to; the file is the log of this moment."""
    say = screen.services.texts.say
    sentences = [
        say("log.save.ask", "Save your calls in a file"),
        say(
            "log.save.why",
            "A file with whole numbers can be brought into another log. Give it only to people"
            " whom you trust, like your lawyer.",
        ),
    ]
    answers = {
        "hidden": say("log.save.hidden", "Hide private numbers"),
        "whole": say("log.save.whole", "Whole numbers, too"),
    }

    def answered(answer: str | None) -> None:
        if answer is not None:
            _read_log(screen, revealed=answer == "whole")

    screen.app.push_screen(ChoiceDialog(sentences, answers), answered)


def _read_log(screen: BaseScreen, *, revealed: bool) -> None:
    services = screen.services

    def read() -> "list[Call | Unreadable]":
        return [*services.calls.entries(), *services.calls.unreadable()]

    ask_desk(screen, screen.guide.log_desk, read, partial(_ask_where, screen, revealed=revealed))


def _ask_where(
    screen: BaseScreen, entries: "list[Call | Unreadable] | GuideError", *, revealed: bool
) -> None:
    from guide.export.log_writing import ShownEntries, log_pieces

    services, texts = screen.services, screen.services.texts
    if isinstance(entries, GuideError):
        screen.guide.say_error(entries)
        return
    written = [entry.id for entry in entries if isinstance(entry, Call)]

    def content(path: Path) -> bytes:
        shown = ShownEntries(entries, revealed=revealed)
        history = services.call_texts().history
        return b"".join(log_pieces(str(path), shown, history, revealed=revealed))

    def saved(path: str | None) -> None:
        if path is None or not revealed:
            return
        mark = partial(services.calls.mark_shared, written, screen.guide.now())
        screen.guide.log_desk.ask(mark, partial(_say_fault, screen))

    title = texts.say(
        "log.save", "Where to? .csv for a spreadsheet, .html or .md to read, .jsonl for another log"
    )
    screen.app.push_screen(SaveScreen(title, Path.home() / "uscis-calls.csv", content), saved)


def _say_fault(screen: BaseScreen, answer: object) -> None:
    if isinstance(answer, GuideError):
        words = screen.services.texts.error(answer)
        screen.app.notify(words, severity="warning", timeout=15, markup=False)


class _TakenIn(NamedTuple):
    name: str
    merged: "Merged"
    lost: list[str]
    other_columns: list[str]


def open_log(screen: BaseScreen, done: Callable[[], None]) -> None:
    """Ask for a file and take it in; `done` is called whenever the log has changed."""
    title = screen.services.texts.say(
        "log.open-file", "Bring in a log: a .csv or .jsonl file with whole numbers"
    )
    read = partial(_take_in, screen)
    tell = partial(_tell, screen, done)
    screen.app.push_screen(OpenFileScreen(title, screen.guide.log_desk, read, tell))


def _take_in(
    screen: BaseScreen, name: str, *, as_corrections: bool = False, again: bool = False
) -> _TakenIn:
    from guide.export.log_reading import LogFile

    file = LogFile(name, screen.services.zone)
    calls = file.calls()
    merged = screen.services.calls.merge(calls, as_corrections=as_corrections, again=again)
    return _TakenIn(name, merged, file.lost, file.other_columns)


def _tell(screen: BaseScreen, done: Callable[[], None], answer: object) -> None:
    """What became of the file, and what may still be done with it."""
    texts = screen.services.texts
    if isinstance(answer, GuideError):
        screen.guide.say_error(answer)
    if not isinstance(answer, _TakenIn):
        return
    done()
    say, merged = texts.say, answer.merged
    lines = [import_sum(merged, texts), *import_details(merged, answer.lost, texts)]
    if answer.other_columns:
        lines.append(other_columns_line(answer.other_columns, texts))
    answers = {"ok": say("import.ok", "Good")}
    if merged.named("conflict"):
        answers["corrections"] = say(
            "import.as-corrections", "Take what differs as corrections of my calls"
        )
    if removed := merged.named("removed"):
        answers["again"] = say(
            "import.again", "Bring back {number} that I removed", number=len(removed)
        )

    def answered(choice: str | None) -> None:
        if choice in ("corrections", "again"):
            take_in = partial(
                _take_in, screen, answer.name,
                as_corrections=choice == "corrections", again=choice == "again",
            )  # fmt: skip
            ask_desk(screen, screen.guide.log_desk, take_in, partial(_tell, screen, done))

    screen.app.push_screen(ChoiceDialog(first_of(lines, texts), answers, from_top=True), answered)
