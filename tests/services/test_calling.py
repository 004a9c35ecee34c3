"""Call, as a use case: a draft begins, its days are read where it was made, it is entered."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Ending
from guide.core.errors import InvalidInput
from guide.local.settings import Settings
from guide.services.calling import Calling
from tests.calls import call
from tests.tui.helpers import ADIT

ZONE = "America/Chicago"
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    settings = Settings(zone=ZONE, data=str(tmp_path_factory.mktemp("data")))
    return Services(settings, clock=lambda: NOW)


def calling(services: Services, now: datetime = NOW, staff: str | None = None) -> Calling:
    return Calling(
        services.catalog,
        services.promises,
        now=lambda: now.astimezone(ZoneInfo(ZONE)),
        seen_from=lambda zone: now.astimezone(ZoneInfo(zone)),
        staff=staff,
        replayed=services.planning.replayed,
    )


def test_a_call_from_nothing_stands_at_the_start_of_the_main_line(services: Services) -> None:
    live = calling(services).begin()
    main = next(iter(services.catalog.center.lines.values()))
    assert (live.line, live.step, live.zone) == (main.number, services.menu.start, ZONE)
    assert (live.flow, live.typed, live.begun_at) == (None, {}, NOW)
    assert live.id != calling(services).begin().id


def test_a_call_from_a_plan_takes_along_what_the_plan_knows(services: Services) -> None:
    plan = services.planning.plan("infopass-adit", ADIT, NOW)
    live = calling(services, staff="Ana").begin(plan, earlier="SR1")
    assert live.flow == "infopass-adit"
    assert live.typed == {"phone": ADIT["number"], "staff": "Ana", "earlier_item": "SR1"}
    assert list(calling(services).to_say(live)) == list(plan.say)


def test_an_older_draft_says_the_words_that_it_kept(services: Services) -> None:
    live = msgspec.structs.replace(calling(services).begin(), say=("Hello.",))
    assert calling(services).to_say(live) == ("Hello.",)
    wordless = calling(services).begin(
        services.planning.plan("infopass-adit", ADIT | {"resident": "no"}, NOW)
    )
    kept = msgspec.structs.replace(wordless, say=("Hello.",))
    assert calling(services).to_say(kept) == ("Hello.",)
    gone = msgspec.structs.replace(live, flow="no-longer-there", answers={"role": "applicant"})
    assert calling(services).to_say(gone) == ("Hello.",)


def test_a_past_call_knows_nothing_yet(services: Services) -> None:
    live = calling(services).begin_past()
    assert live.is_past
    assert (live.line, live.flow, live.stamps) == ("", None, {})


def test_an_entry_says_when_it_was_made_and_by_whom(services: Services) -> None:
    entry = calling(services, staff="Ana").entered(call(1, started_at=NOW - timedelta(days=3)))
    assert (entry.entered_at, entry.entered_by, entry.ended) == (NOW, "Ana", None)
    assert entry.entered_at is not None
    assert entry.entered_at.tzinfo is UTC
    assert calling(services).entered(call(1)).entered_by is None
    # What ends a promise belongs to the whole chain, not to an entry of it.
    ended = call(1, ended=Ending(at=NOW, why="approved"))
    assert calling(services).entered(ended).ended is None


def test_a_day_of_answer_lasts_until_its_last_call_back(services: Services) -> None:
    read = calling(services).answer_by("Dec 4, 2026", ZONE, NOW)
    assert read == services.promises.last_call_back(date(2026, 12, 4))
    hour = calling(services).answer_by("Dec 4, 2026 9 am", ZONE, NOW)
    assert hour == datetime(2026, 12, 4, 9, tzinfo=ZoneInfo(ZONE))


def test_a_day_counted_from_the_call_and_from_today_is_asked_about(services: Services) -> None:
    tomorrow = calling(services).answer_by("tomorrow", ZONE, NOW)
    assert tomorrow == services.promises.last_call_back(date(2026, 11, 24))
    later = calling(services, NOW + timedelta(days=1))
    with pytest.raises(InvalidInput) as refused:
        later.answer_by("tomorrow", ZONE, NOW)
    assert "November 24, 2026 or" in str(refused.value.reason)
    assert later.answer_day("tomorrow", ZONE, NOW) is None
    assert later.answer_day("Dec 4, 2026", ZONE, NOW) is not None


def test_a_past_call_is_read_where_and_when_it_was_begun_to_be_written(
    services: Services,
) -> None:
    live = calling(services).begin_past()
    began = calling(services).began("yesterday 2:10 pm", live)
    assert began == datetime(2026, 11, 22, 14, 10, tzinfo=ZoneInfo(ZONE))
    with pytest.raises(InvalidInput):
        calling(services, NOW + timedelta(days=1)).began("yesterday 2:10 pm", live)
    live = msgspec.structs.replace(live, stamps={"dialled": began})
    ended = calling(services).ended("25 minutes", live)
    assert ended == began + timedelta(minutes=25)
    live = msgspec.structs.replace(live, stamps={"dialled": began, "hung-up": ended})
    assert calling(services).held("20 minutes", live) == timedelta(minutes=20)
    with pytest.raises(InvalidInput):
        calling(services).held("26 minutes", live)


def test_no_folder_is_made_by_calling(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    fresh = Services(Settings(zone=ZONE, data=str(folder)), clock=lambda: NOW)
    calling(fresh).begin()
    assert not (folder / "guide.sqlite3").exists()
