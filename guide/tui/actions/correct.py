"""Into the correction of a call, or to the choice between two."""

from collections.abc import Callable

from guide.core.call.entry import Call
from guide.tui.host import Host
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.versions import VersionsScreen, named, with_versions


def correct_or_choose(app: Host, call: Call, done: Callable[[], None]) -> None:
    """Into the fields of a call; where there are two versions, to the choice between them."""

    def show(versions: tuple[Call, ...]) -> None:
        if len(versions) > 1:
            app.push_screen(VersionsScreen(named(versions), versions, {}, done))
            return
        app.push_screen(CorrectScreen(versions[0] if versions else call, done))

    with_versions(app, call, show)
