"""Starting over, in an app that is only a stand-in."""

import pytest

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.actions.start_over import ask_to_start_over
from tests.tui.stand_ins import host

SERVICES = Services(Settings(zone="America/Chicago"))


@pytest.mark.parametrize(("answer", "forgotten"), [("yes", 1), ("no", 0), (None, 0)])
def test_nothing_is_forgotten_before_somebody_said_so(answer: str | None, forgotten: int) -> None:
    app, done = host(SERVICES), list[str]()
    ask_to_start_over(app, lambda: done.append("forgotten"))
    assert done == []
    ((_, leave),) = app.pushed
    leave(answer)
    assert len(done) == forgotten
