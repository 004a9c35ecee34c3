"""An earlier call: when it was, as people write it, and the entry that comes of it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.core.call.live import LiveCall, as_call
from guide.core.call.past import read_began, read_ended, read_held, settled
from guide.core.errors import InvalidInput

ZONE = "America/Chicago"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
BEGAN = datetime(2026, 11, 22, 14, 10, tzinfo=ZoneInfo(ZONE))
PAST = LiveCall(id="a", begun_at=NOW, zone=ZONE, line="", step="answers", is_past=True)


def never(_: str) -> None:
    return None


def why(read: object, *words: object, **more: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        read(*words, **more)  # type: ignore[operator]
    return str(caught.value.reason)


def test_when_it_began_is_read_in_the_zone_of_the_caller() -> None:
    assert read_began("yesterday 2:10 pm", ZONE, NOW, NOW) == BEGAN


def test_a_call_that_is_still_to_come_is_none() -> None:
    assert "still to come" in why(read_began, "today 9:01 am", ZONE, NOW, NOW)
    assert read_began("today 9:00 am", ZONE, NOW, NOW) == NOW


def test_a_day_without_a_time_of_day_is_not_enough() -> None:
    assert "time of day" in why(read_began, "yesterday", ZONE, NOW, NOW)


@pytest.mark.parametrize(
    "words", ["25 minutes", "2:35 pm", "yesterday 2:35 pm", "2026-11-22T14:35"]
)
def test_the_end_is_a_length_a_time_of_day_or_a_moment(words: str) -> None:
    ended = read_ended(words, ZONE, NOW, NOW, began=BEGAN)
    assert ended == BEGAN + timedelta(minutes=25)


def test_the_end_comes_after_the_beginning_and_before_now() -> None:
    assert "before it began" in why(read_ended, "2:05 pm", ZONE, NOW, NOW, began=BEGAN)
    assert "still to come" in why(read_ended, "48 hours", ZONE, NOW, NOW, began=BEGAN)
    assert "when it began" in why(read_ended, "5 min", ZONE, NOW, NOW, began=None)


def test_a_length_passes_over_a_change_of_the_clock() -> None:
    night = datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo(ZONE))
    ended = read_ended("2 hours", ZONE, NOW, NOW, began=night)
    assert ended.astimezone(UTC) - night.astimezone(UTC) == timedelta(hours=2)
    assert ended.hour == 1


def test_the_entry_says_what_was_typed_and_nothing_else() -> None:
    given = {"started_at": "x", "flow": "expedite", "line": "1-800-375-5283", "agent_name": "Mary"}
    live = settled(msgspec.structs.replace(PAST, typed=given), BEGAN)
    call = as_call(live, NOW, never)
    assert (call.started_at, call.ended_at, call.held_seconds) == (BEGAN, None, None)
    assert (call.flow, call.line, call.agent_name) == ("expedite", "1-800-375-5283", "Mary")
    bare = as_call(settled(PAST, BEGAN, BEGAN + timedelta(minutes=5)), NOW, never)
    assert (bare.flow, bare.line, bare.note) == (None, None, None)
    assert bare.ended_at == BEGAN + timedelta(minutes=5)


def test_the_time_on_hold_is_a_length_and_no_longer_than_the_call() -> None:
    ended = BEGAN + timedelta(minutes=30)
    assert read_held("half an hour", BEGAN, ended) == timedelta(minutes=30)
    assert read_held("2 hours", BEGAN, None) == timedelta(hours=2)
    assert "longer than the whole call" in why(read_held, "31 min", BEGAN, ended)
    assert "25 minutes" in why(read_held, "long", BEGAN, ended)


@pytest.mark.parametrize(("typed", "held"), [("20 min", 1200), ("0 min", 0), (" ", None)])
def test_the_time_on_hold_is_noted_where_it_was_typed(typed: str, held: int | None) -> None:
    live = msgspec.structs.replace(PAST, typed={"held_seconds": typed})
    span = timedelta(seconds=held or 0)
    assert as_call(settled(live, BEGAN, held=span), NOW, never).held_seconds == held
