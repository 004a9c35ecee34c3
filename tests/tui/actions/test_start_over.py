"""Starting over, in an app that is only a stand-in."""

import pytest

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.actions.start_over import ask_to_start_over
from tests.tui.stand_ins import host

SERVICES = Services(Settings(zone="America/Chicago"))


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [("yes", ["forgotten"]), ("aside", ["set aside"]), ("no", []), (None, [])],
)
def test_nothing_is_forgotten_before_somebody_said_so(
    answer: str | None, becomes: list[str]
) -> None:
    app, done = host(SERVICES), list[str]()
    ask_to_start_over(app, lambda: done.append("forgotten"), lambda: done.append("set aside"))
    assert done == []
    ((dialog, leave),) = app.pushed
    assert list(dialog.answers) == ["no", "aside", "yes"]
    leave(answer)
    assert done == becomes


def test_what_is_never_kept_is_not_offered_to_be_kept() -> None:
    app = host(SERVICES)
    ask_to_start_over(app, lambda: None, None)
    ((dialog, _),) = app.pushed
    assert list(dialog.answers) == ["no", "yes"]
