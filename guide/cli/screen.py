"""`guide` alone: opens the screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guide.cli import diagnostics
from guide.cli.common import services, told
from guide.cli.main import Words
from guide.core.text import clean

if TYPE_CHECKING:
    from guide.bootstrap import Services
    from guide.tui.desk import Save


def unsaved(left: "tuple[Save, ...]", found: "Services") -> Iterator[str]:
    """The lines about what could not be kept, with all that would be lost."""
    say = found.texts.say
    for save in left:
        text = "" if save.text is None else save.text()
        words = say("left.unsaved", "guide: This could not be kept:")
        if text:
            yield words
            yield from clean(text).splitlines()


def run(words: Words) -> int:
    """Open the screen; with `--at`, time stands still there."""
    from guide.tui.app import GuideApp

    found = services(words)
    if words.at is not None:
        at = told(words.at, found, now=found.now())
        found.clock = lambda: at
    app = GuideApp(found)
    try:
        app.run()
    finally:
        left = app.close()
        if not app.desk.is_over or not app.log_desk.is_over:
            # Something hangs: closing would hang as well, and the end of the program closes all.
            words.opened = None
        for line in unsaved(left, found):
            diagnostics.notice(line)
    if app.crash_message:
        diagnostics.notice(app.crash_message)
        return diagnostics.OUR_FAULT
    return diagnostics.DONE
