"""What the log answers of the questions about an earlier request, and by when it is needed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.flow.content import Content
from guide.core.flow.words import Value
from guide.core.prepare.asked_before import ASKED, is_about, offered, with_hour
from guide.core.prepare.expected import needed
from guide.local.settings import Settings

ASKED_AT = datetime(2026, 11, 20, 16, 30, tzinfo=ZoneInfo("America/Chicago"))
KNOWN: dict[str, Value] = {
    "before": "no-answer", "asked": ASKED_AT, "asked-kind": "urgent", "promised-day": "none",
}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    return Services(Settings(zone="America/Chicago")).reference.graph("expedite").content


def test_the_log_answers_what_is_still_open_and_nothing_else(content: Content) -> None:
    assert offered(KNOWN, content, {}) == KNOWN
    rest = offered(KNOWN, content, {"before": "no-answer"})
    assert dict(rest) == {name: value for name, value in KNOWN.items() if name != "before"}
    assert dict(offered({**KNOWN, "no-such-question": "yes"}, content, {})) == KNOWN


def test_a_value_that_a_question_does_not_take_is_not_offered(content: Content) -> None:
    wrong = {**KNOWN, "before": "whatever", "asked": "whatever"}
    assert set(offered(wrong, content, {})) == {"asked-kind", "promised-day"}


def test_an_answer_about_another_day_is_about_another_request(content: Content) -> None:
    assert is_about(KNOWN, {ASKED: date(2026, 11, 20)})
    assert not is_about(KNOWN, {ASKED: date(2026, 11, 19)})
    assert offered(KNOWN, content, {ASKED: date(2026, 11, 19)}) == {}
    assert set(offered(KNOWN, content, {ASKED: date(2026, 11, 20)})) == set(KNOWN) - {ASKED}


def test_the_day_of_the_call_gets_its_hour_back() -> None:
    assert with_hour(ASKED, date(2026, 11, 20), KNOWN) == ASKED_AT
    assert with_hour(ASKED, date(2026, 11, 19), KNOWN) == date(2026, 11, 19)
    assert with_hour("needed-by", date(2026, 11, 20), KNOWN) == date(2026, 11, 20)


def test_the_first_day_it_is_needed_counts_and_today_still_lies_ahead() -> None:
    answers = {"departure": date(2026, 12, 1), "needed-by": date(2026, 11, 23)}
    assert needed(answers) == date(2026, 11, 23)
    noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("America/Chicago"))
    assert needed(answers, noon) == date(2026, 11, 23)
    assert needed(answers, noon.replace(day=24)) == date(2026, 12, 1)
    assert needed({"needed-by": "none"}) is None
