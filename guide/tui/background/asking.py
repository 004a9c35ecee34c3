"""Asks a desk for a screen. The answer may come at once, later, or find the screen gone."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from guide.tui.background.desk import Desk

# Seconds until it is said that something is being read.
QUIET = 0.15


def ask_desk(  # a question has that many sides
    screen: Screen[Any],
    desk: Desk,
    work: Callable[[], object],
    done: Callable[[Any], None],
    *,
    group: str = "",
    waiting: Callable[[], None] | None = None,
) -> bool:
    """Ask for something; whether it was answered at once.

    `done` gets the answer or the GuideError, `waiting` is called where it takes long. A newer
    question of a group of this screen takes the place of an older one.
    """
    is_open = True

    def answered(answer: object) -> None:
        nonlocal is_open
        is_open = False
        if screen.is_running:
            done(answer)

    def still_waiting() -> None:
        if is_open and waiting is not None:
            waiting()

    if desk.ask(work, answered, group=f"{id(screen)} {group}" if group else ""):
        return True
    if waiting is not None:
        screen.set_timer(QUIET, still_waiting)
    return False
