"""`guide` alone: opens the screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guide.cli import diagnostics, plain_home
from guide.cli.common import open_services, parse_moment_arg
from guide.cli.options import Options
from guide.core.text import clean
from guide.local.settings import chosen_theme

if TYPE_CHECKING:
    from guide.bootstrap import Services
    from guide.tui.background.saves import Save


def unsaved(left: "tuple[Save, ...]", services: "Services") -> Iterator[str]:
    """The lines about what could not be kept, with all that would be lost."""
    say = services.texts.say
    for save in left:
        text = "" if save.text is None else save.text()
        words = say("left.unsaved", "guide: This could not be kept:")
        if text:
            yield words
            yield from clean(text).splitlines()


def run(options: Options) -> int:
    """Open the screen, or ask in plain lines; with `--at`, time stands still there."""
    services = open_services(options)
    if options.at is not None:
        at = parse_moment_arg(options.at, services, now=services.now())
        services.clock = lambda: at
    if plain_home.is_needed():
        return plain_home.run(services)
    # What every screen needs is looked at first: what is wrong with a file is said in lines.
    _ = services.catalog.home
    if services.settings.flows is not None:
        _ = services.menu
    from guide.tui.app.guide_app import GuideApp

    app = GuideApp(services)
    app.take_theme(chosen_theme(services.data))
    try:
        app.run()
    finally:
        left = app.close()
        if not app.desk.is_over or not app.log_desk.is_over:
            # Something hangs: closing would hang as well, and the end of the program closes all.
            options.opened = None
        for line in unsaved(left, services):
            diagnostics.notice(line)
    if app.crash_message:
        diagnostics.notice(app.crash_message)
        return app.return_code or diagnostics.OUR_FAULT
    # A signal that ended the screen is told as a shell tells it.
    return app.return_code or diagnostics.DONE
