"""`guide` alone: opens the screen."""

from guide.cli.common import services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.core.moments import parse_moment


def run(words: Words) -> int:
    """Open the screen; with `--at`, time stands still there."""
    from guide.tui.app import GuideApp

    found = services(words)
    if words.at is not None:
        at, _ = parse_moment(words.at, found.zone)
        found.clock = lambda: at
    app = GuideApp(found)
    app.run()
    return app.return_code or DONE
