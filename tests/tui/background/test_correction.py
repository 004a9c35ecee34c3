"""A correction while it is typed: read, told apart and kept, without a screen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.core.errors import InvalidInput
from guide.local.settings import Settings
from guide.tui.background.correction import Correction
from tests.calls import AT, call

ONE = call(1, agent_name="Mary", kind="regular", answer_by=datetime(2026, 12, 4, 22, tzinfo=UTC))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = Services(Settings(zone="America/Chicago", data=str(tmp_path)), clock=lambda: AT)
    yield made
    made.close()


def test_only_other_words_are_a_change(services: Services) -> None:
    typed = Correction(ONE, services)
    spaced = typed.before | {"agent_name": " Mary ", "agent_id": " "}
    assert not typed.is_changed(spaced)
    assert typed.entry(spaced) is None
    new = typed.entry(typed.before | {"agent_name": "Mary Jones"})
    assert new is not None
    assert (new.agent_name, new.kind, new.corrects) == ("Mary Jones", "regular", ONE.id)
    assert (new.answer_by, new.entered_at) == (ONE.answer_by, AT)


@pytest.mark.parametrize("zone", ["Asia/Manila", "America/New_York"])
def test_a_day_is_read_in_the_zone_of_the_call_whatever_is_chosen(
    services: Services, zone: str
) -> None:
    here, there = Correction(ONE, services), Correction(ONE, services.with_zone(zone))
    assert here.read("2026-12-04 16:00") == there.read("2026-12-04 16:00") == ONE.answer_by
    assert there.read(there.before["answer_by"]) == ONE.answer_by
    unmarked = Correction(call(1, zone=""), services.with_zone(zone))
    assert unmarked.read("2026-12-04 17:00") == ONE.answer_by


def test_what_is_no_day_is_named_and_leaves_the_day_that_was_noted(services: Services) -> None:
    typed = Correction(ONE, services)
    words = typed.before | {"answer_by": "some day"}
    with pytest.raises(InvalidInput):
        typed.read("some day")
    assert typed.unread(words) == ["answer_by"]
    new = typed.entry(words)
    assert new is not None
    assert new.answer_by == ONE.answer_by
    assert "some day" in (new.note or "")


def test_words_are_kept_until_they_are_forgotten_or_change_nothing(services: Services) -> None:
    typed = Correction(ONE, services)
    words = typed.before | {"agent_name": "Ann"}
    assert typed.stored() is None
    save = typed.keeps(words)
    save.work()
    assert typed.stored() == words
    assert save.text is not None
    assert "Ann" in save.text().splitlines()
    typed.keeps(typed.before).work()
    assert typed.stored() is None
    typed.keeps(words).work()
    typed.forgets().work()
    assert typed.stored() is None
    assert typed.keeps(words).name == typed.forgets().name


def test_words_about_an_entry_before_are_found_the_latest_first(services: Services) -> None:
    two, three = call(2, corrects=ONE.id), call(3, corrects=call(2).id)
    services.calls.merge((ONE, two, three))
    typed = Correction(three, services)
    chain = typed.chain()
    assert [entry.id for entry in chain] == [ONE.id, two.id, three.id]
    for entry in (ONE, two, three):
        Correction(entry, services).keeps({"note": entry.id}).work()
    before = typed.stored_before(chain)
    assert before is not None
    assert (before[0].call, before[1]) == (two, {"note": two.id})
    Correction(two, services).forgets().work()
    before = typed.stored_before(chain)
    assert before is not None
    assert before[0].call == ONE
    assert typed.stored_before((three,)) is None
