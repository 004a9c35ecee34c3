"""A caller in another zone or language shares what is open, and is told things from there."""

from datetime import UTC, datetime
from pathlib import Path

from guide.bootstrap import Services
from guide.local.settings import Settings

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


def services_with(folder: Path, language: str | None = None) -> Services:
    settings = Settings(zone="America/New_York", data=str(folder), language=language)
    return Services(settings, clock=lambda: NOON)


def test_another_zone_tells_other_hours_of_the_same_log(tmp_path: Path) -> None:
    one = services_with(tmp_path)
    _ = one.catalog, one.planning
    other = one.with_zone("America/Los_Angeles")
    assert (one.now().hour, other.now().hour) == (12, 9)
    assert other.caller_zone.origin == "chosen"
    assert other.calls is one.calls
    assert other.catalog is one.catalog
    assert other.planning is not one.planning


def test_the_zone_that_one_has_already_makes_no_other_services(tmp_path: Path) -> None:
    one = services_with(tmp_path)
    assert one.with_zone(None) is one
    assert one.with_zone("America/New_York") is one


def test_content_in_english_is_of_the_same_log(tmp_path: Path) -> None:
    one = services_with(tmp_path)
    one.texts.translate = lambda _, words: words.upper()
    first, plain = one.catalog.home.question, one.in_english()
    assert (first.upper(), plain.catalog.home.question.upper()) == (first, first)
    assert plain.catalog.home.question != first
    assert plain.calls is one.calls


def test_what_was_closed_is_opened_again(tmp_path: Path) -> None:
    one = services_with(tmp_path)
    assert one.calls.count() == 0
    one.close()
    assert one.calls.count() == 0
