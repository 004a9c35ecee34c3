"""What is asked at the end of a correction, in an app that is only a stand-in."""

import pytest

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.actions.end_correction import ask_about_unread, ask_to_leave
from tests.tui.stand_ins import host

SERVICES = Services(Settings(zone="America/Chicago"))


@pytest.mark.parametrize(("answer", "done"), [("save", "save"), ("back", "back"), (None, "back")])
def test_words_that_are_no_day_are_shown_and_saved_only_if_one_wants(
    answer: str | None, done: str
) -> None:
    app, seen = host(SERVICES), list[str]()
    ask_about_unread(
        app, " some day ", save=lambda: seen.append("save"), back=lambda: seen.append("back")
    )
    ((box, leave),) = app.pushed
    assert "“some day” is not read as a day" in box.sentences[0]
    assert seen == []
    leave(answer)
    assert seen == [done]


@pytest.mark.parametrize(
    ("answer", "done"), [("save", ["save"]), ("drop", ["drop"]), ("on", []), (None, [])]
)
def test_changes_are_thrown_away_only_where_one_said_so(
    answer: str | None, done: list[str]
) -> None:
    app, seen = host(SERVICES), list[str]()
    ask_to_leave(app, save=lambda: seen.append("save"), drop=lambda: seen.append("drop"))
    ((_, leave),) = app.pushed
    leave(answer)
    assert seen == done
