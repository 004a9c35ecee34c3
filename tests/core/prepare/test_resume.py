"""A walk taken up again: what still counts, what is dropped, what is asked once more."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.core.flow.content import Content
from guide.core.flow.words import Value
from guide.core.ids import FlowId
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.core.prepare.resume import StoredWalk, as_text, changed_by, led_to, resume
from guide.flowfile.catalog import Catalog
from tests.flowfile.small import CARD, FILES, around, write

ZONE = "America/New_York"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    write(tmp_path, FILES)
    return Catalog([tmp_path]).content("card")


def led(content: Content, **answers: Value) -> str:
    return led_to(plan(Graph(content, FlowId("card")), answers, around(content)))


def test_answers_are_read_with_the_questions_of_today(content: Content) -> None:
    resumed = resume(content, {"role": "self", "what": "stolen", "needed": "2026-12-04"}, ZONE)
    assert resumed.answers == {"role": "self", "what": "stolen", "needed": date(2026, 12, 4)}
    assert (resumed.dropped, resumed.ask_again) == ((), ())


def test_a_detail_that_only_the_plan_asks_for_is_kept(content: Content) -> None:
    assert resume(content, {"number": "IOE0912345678"}, ZONE).answers == {"number": "IOE0912345678"}


def test_a_question_that_is_gone_is_dropped_and_one_that_changed_is_asked_again(
    content: Content,
) -> None:
    stored = {"what": "burnt", "who": "me", "needed": "soon", "role": "self", "number": "12"}
    resumed = resume(content, stored, ZONE)
    assert resumed.answers == {"role": "self"}
    assert resumed.dropped == ("who",)
    assert resumed.ask_again == ("what", "needed", "number")


def test_ticks_and_the_second_way_are_no_questions(content: Content) -> None:
    stored = {"ready.paper": "yes", "second-way": "yes", "ready.gone": "no"}
    assert resume(content, stored, ZONE).answers == stored


def test_nothing_kept_is_nothing_resumed(content: Content) -> None:
    resumed = resume(content, {}, ZONE)
    assert (resumed.answers, resumed.dropped, resumed.ask_again) == ({}, (), ())


def test_what_is_kept_comes_back_the_same_in_another_zone(content: Content, tmp_path: Path) -> None:
    at = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo(ZONE))
    moment = CARD.replace("{kind: date,", "{kind: moment,")
    write(tmp_path / "other", {**FILES, "card/flow.yaml": moment})
    there = Catalog([tmp_path / "other"]).content("card")
    answers: dict[str, Value] = {"role": "self", "what": "stolen", "needed": at}
    stored = as_text(answers)
    assert all(isinstance(text, str) for text in stored.values())
    resumed = resume(there, stored, "Asia/Manila").answers
    assert resumed == answers
    again = resumed["needed"]
    assert isinstance(again, datetime)
    assert (again.isoformat(), again.fold) == ("2026-11-01T01:30:00-05:00", 1)


def test_what_a_plan_led_to_is_one_word_that_changes_with_it(content: Content) -> None:
    assert led(content) == "question role"
    assert led(content, role="self") == "question what"
    assert led(content, role="self", what="lost") == "outcome done"
    assert led(content, role="self", what="stolen") == "question needed"
    soon, late = date(2026, 12, 2), date(2027, 3, 1)
    assert led(content, role="self", what="stolen", needed=soon) == "outcome call any"
    assert led(content, role="self", what="stolen", needed=late) == "outcome done"


def test_what_leads_elsewhere_is_the_clock_or_newer_content(content: Content) -> None:
    now = plan(Graph(content, FlowId("card")), {"role": "self"}, around(content))
    walk = StoredWalk(
        flow=FlowId("card"),
        answers={},
        content_version=now.content_version,
        seen_at=datetime(2026, 11, 23, tzinfo=ZoneInfo(ZONE)),
        led_to=led_to(now),
    )
    assert changed_by(walk, now) is None
    elsewhere = msgspec.structs.replace(walk, led_to="outcome another")
    assert changed_by(elsewhere, now) == "clock"
    older = msgspec.structs.replace(elsewhere, content_version="older")
    assert changed_by(older, now) == "content"
    # Newer content that leads to the same end changes nothing.
    assert changed_by(msgspec.structs.replace(walk, content_version="older"), now) is None
