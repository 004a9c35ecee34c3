"""`guide` alone: opens the screen."""

from guide.cli import diagnostics, plain_home
from guide.cli.common import services, told
from guide.cli.main import Words
from guide.settings import kept_theme, kept_zone


def run(words: Words) -> int:
    """Open the screen, or ask in plain lines; with `--at`, time stands still there."""
    found = services(words)
    if words.zone is None:
        found = found.elsewhere(kept_zone(found.data))
    if words.at is not None:
        at = told(words.at, found)
        found.clock = lambda: at
    if plain_home.is_needed():
        return plain_home.run(found)
    from guide.tui.app import GuideApp

    app = GuideApp(found)
    app.take_theme(kept_theme(found.data))
    app.run()
    if app.crash_message:
        diagnostics.notice(app.crash_message)
        return diagnostics.OUR_FAULT
    # A signal that ended the screen is told as a shell tells it.
    return app.return_code or diagnostics.DONE
