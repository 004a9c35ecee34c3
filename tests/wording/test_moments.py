"""Times, zones and days in words, at their borders."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Why
from guide.core.clock.hours import LiveHelp
from guide.core.follow_up.board import LegalDate
from guide.core.prepare.call_plan import TypedValue
from guide.local.settings import Settings
from guide.wording.dates import in_field
from guide.wording.phones import phone_doubts
from guide.wording.reasons import why_of
from guide.wording.texts import Texts

TEXTS = Texts()
EASTERN = ZoneInfo("America/New_York")
OPEN = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/Chicago"))


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "12:05 a.m."), (11, "11:05 a.m."), (12, "12:05 p.m."), (23, "11:05 p.m.")],
)
def test_noon_is_after_the_morning_and_midnight_before_it(hour: int, words: str) -> None:
    assert TEXTS.clock(datetime(2026, 11, 23, hour, 5, tzinfo=UTC)) == words


def test_private_words_are_hidden_until_asked_for() -> None:
    text = TypedValue("text", "call 202-555-0123 please")
    assert "202-555-0123" in TEXTS.value(text)
    assert "202-555" not in TEXTS.value(text, reveal=False)
    assert TEXTS.value(text, reveal=False).startswith("call •")
    assert TEXTS.value(TypedValue("number", "1234567"), reveal=False) == "1234567"


def test_a_moment_that_the_clock_has_twice_says_its_offset_even_at_home() -> None:
    twice = datetime(2026, 11, 1, 1, 30, tzinfo=EASTERN)
    assert "-04:00" in in_field(twice, TEXTS, "America/New_York")
    once = datetime(2026, 11, 1, 9, 30, tzinfo=EASTERN)
    assert "(" not in in_field(once, TEXTS, "America/New_York")
    assert "(" in in_field(once, TEXTS, "America/Chicago")


def test_every_reason_has_words_of_its_own() -> None:
    reasons: tuple[Why, ...] = get_args(Why)
    words = {why: why_of(why, TEXTS) for why in reasons}
    assert len(set(words.values())) == len(reasons)
    assert words["given-up"] == "given up"


def test_a_tip_speaks_against_a_number_as_a_warning_does(services: Services) -> None:
    center = services.catalog.center
    own = services.reference.verdict(center.call_back.caller_id)
    assert (bool(own.warnings), bool(own.hints)) == (False, True)
    assert phone_doubts(own, center)
    assert phone_doubts(services.reference.verdict("202-555-0123"), center) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "passed"), (0, "today"), (1, "tomorrow"), (2, "2 days are left")],
)
def test_a_date_in_the_law_is_today_until_it_is_over(
    services: Services, days: int, words: str
) -> None:
    assert words in services.promise_texts.left(legal(days))


def legal(days: int) -> LegalDate:
    """Only its days count."""
    day = date(2026, 11, 23) + timedelta(days=days)
    return LegalDate(what="appointment", date=day, days_left=days, line=None)  # type: ignore[arg-type]


def told(help_: LiveHelp, zone: str) -> str:
    return " ".join(TEXTS.live_help_lines(help_, zone))


def test_a_clock_is_told_twice_only_where_it_differs(services: Services) -> None:
    chicago = services.reference.live_help(OPEN)
    assert "for you" in told(chicago, "America/Chicago")
    assert "for you" not in told(chicago, "America/New_York")
    # Another zone with the same clock, on the same day.
    assert "for you" not in told(chicago, "America/Toronto")
