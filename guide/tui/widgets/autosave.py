"""What a screen keeps while one types, and the line that says when nothing can be kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import Static

from guide.tui.background.desk import Desk
from guide.tui.background.saves import Save
from guide.tui.content import plain

if TYPE_CHECKING:
    from guide.wording.texts import Texts


class Autosave:
    """Hands what is being typed to the desk at each change: nothing waits here to be lost."""

    def __init__(self, desk: Desk, made: Callable[[], Save | None]) -> None:
        self._desk = desk
        self._made = made

    def schedule(self) -> None:
        """Something has changed."""
        save = self._made()
        if save is not None:
            self._desk.save(save)

    def flush(self) -> None:
        """Something has changed that is to be on the disk before it is drawn."""
        save = self._made()
        if save is not None:
            self._desk.save(save, wait=True)


class Unkept(Static):
    """Says that what is typed is not kept, for as long as that is so."""


def show_unkept(screen: Screen[Any], words: str) -> None:
    """Put the line on a screen, or take it away."""
    line = next(iter(screen.query(Unkept)), None)
    if line is None and words:
        screen.mount(Unkept(plain(words)))
    elif line is not None:
        line.update(plain(words))
        line.display = bool(words)


def why_unkept(desk: Desk, texts: "Texts") -> str:
    """What the line says; nothing where all is kept."""
    if desk.fault is not None:
        return texts.say(
            "keep.not", "Your answers can't be saved. {why} You can still go on.",
            why=texts.error(desk.fault),
        )  # fmt: skip
    if desk.is_slow:
        return texts.say(
            "keep.slow", "What you typed last is not kept yet: the disk is slow. You can go on."
        )
    return ""


def other_window_notice(texts: "Texts", state: object) -> str:
    """What is said where another window has the same open."""
    if state == "beside":
        return texts.say(
            "keep.beside",
            "This is also open in another window. What you type here is kept on its own;"
            " the first screen shows both.",
        )
    return texts.say("keep.elsewhere", "This is also open, or was ended, in another window.")
