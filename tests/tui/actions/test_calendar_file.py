"""The answers that lie ahead as a calendar file, from a screen that is only a stand-in."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import icalendar
import pytest

from guide.bootstrap import Services
from guide.core.errors import StorageError
from guide.core.message import verbatim
from guide.local.settings import Settings
from guide.tui.actions.calendar_file import write_calendar
from guide.tui.dialogs.save_as import SaveScreen
from guide.wording.texts import Texts
from tests.calls import call
from tests.tui.stand_ins import NOW, screen

AHEAD = call(1, kind="urgent", service_item="12345678", started_at=NOW - timedelta(hours=1))
LATE = call(2, kind="urgent", started_at=NOW - timedelta(days=60))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    made.calls.merge((AHEAD, LATE))
    yield made
    made.close()


def test_what_lies_ahead_is_written_and_names_no_number(services: Services) -> None:
    on = screen(services)
    write_calendar(on, services.following_up.follow_ups(NOW))
    ((asked, _),) = on.app.pushed
    assert isinstance(asked, SaveScreen)
    assert asked.path == Path.home() / "follow-up.ics"
    content = asked.content(asked.path)
    assert b"12345678" not in content
    assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == 2


def test_what_is_late_alone_lies_not_ahead(services: Services) -> None:
    on = screen(services)
    late = [
        follow_up
        for follow_up in services.following_up.follow_ups(NOW)
        if follow_up.call.id == LATE.id
    ]
    write_calendar(on, late)
    assert on.app.notices == ["Nothing lies ahead: no calendar file was written."]
    assert on.app.pushed == []


def test_a_log_that_cannot_be_read_says_so(services: Services) -> None:
    def fails(*_: object, reveal: bool) -> NoReturn:
        raise StorageError(verbatim("The disk is full."))

    on = screen(SimpleNamespace(texts=Texts(), events=fails))
    write_calendar(on, services.following_up.follow_ups(NOW))
    assert "The disk is full." in on.app.notices[0]
    assert on.app.pushed == []
