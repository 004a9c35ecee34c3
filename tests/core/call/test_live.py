"""A call that is going on: stamps, words, and the entry that comes of it."""

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from guide.core.call.correction import corrected
from guide.core.call.entry import FIELDS, Heard
from guide.core.call.fields import LIVE_FIELDS
from guide.core.call.live import (
    STAGES,
    LiveCall,
    as_call,
    missing,
    stamped,
    taken_back,
    to_ask,
    typed,
)
from guide.core.prepare.call_plan import Sentence, Text

AT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
LIVE = LiveCall(id="a", begun_at=AT, zone="America/Chicago", line="1-800-375-5283", step="answers")
DAY = datetime(2026, 12, 4, 23, 30, tzinfo=UTC)


def read(text: str) -> datetime | None:
    return DAY if text == "2026-12-04" else None


def line(*fields: str) -> Sentence:
    return Sentence(id=fields[0] if fields else "none", text=Text("t", "t"), log=fields)


def test_one_key_stamps_the_moments_in_their_order() -> None:
    live, seen = LIVE, []
    for minute in range(len(STAGES)):
        following = live.next_stage
        assert following is not None
        seen.append(following)
        live = stamped(live, following, AT + timedelta(minutes=minute))
    assert tuple(seen) == STAGES
    assert live.next_stage is None
    assert live.stage == "hung-up"


def test_a_stamp_taken_back_can_be_given_again() -> None:
    live = stamped(stamped(LIVE, "dialled", AT), "on-hold", AT)
    live = taken_back(msgspec.structs.replace(live, held=9.0))
    assert (live.stage, live.next_stage, live.held) == ("dialled", "on-hold", 0.0)


def test_an_earlier_stamp_takes_back_the_later_ones() -> None:
    live = stamped(stamped(LIVE, "agent", AT), "on-hold", AT)
    assert live.stage == "on-hold"


def test_the_entry_holds_what_was_typed_and_stamped() -> None:
    live = stamped(LIVE, "dialled", AT)
    live = stamped(live, "on-hold", AT + timedelta(minutes=1))
    live = msgspec.structs.replace(live, held=61.6, heard=(Heard(at=AT, step="topic", text="x"),))
    for field, text in {
        "agent_name": " Mary ", "kind": "urgent", "by": "e-mail", "text_ahead": "no",
        "answer_by": "2026-12-04", "note": "n",
    }.items():  # fmt: skip
        live = typed(live, field, text)
    call = as_call(live, AT + timedelta(minutes=9), read)
    assert (call.started_at, call.ended_at) == (AT, AT + timedelta(minutes=9))
    assert (call.held_seconds, call.agent_name, call.kind) == (62, "Mary", "urgent")
    assert (call.by, call.text_ahead, call.answer_by, call.note) == ("e-mail", False, DAY, "n")
    assert call.heard == live.heard
    assert call.service_item is None


def test_a_hold_that_never_was_is_not_zero_seconds() -> None:
    assert as_call(stamped(LIVE, "dialled", AT), AT, read).held_seconds is None


@given(st.sampled_from([f for f in LIVE_FIELDS if f.name != "note"]), st.text(min_size=1))
def test_nothing_typed_is_lost(field: object, text: str) -> None:
    assert isinstance(field, type(LIVE_FIELDS[0]))
    call = as_call(typed(typed(LIVE, field.name, text), "note", "mine"), AT, read)
    words = text.strip()
    noted = getattr(call, field.name)
    assert call.note is not None
    assert call.note.startswith("mine")
    if words and noted is None:
        assert words in call.note
    elif isinstance(noted, str):
        assert noted == words


def test_missing_follows_the_list_and_shrinks() -> None:
    lines = (line("agent_name", "agent_id"), line("answer_by"), line("started_at", "ended_at"))
    assert missing(LIVE, lines) == ("agent_name", "agent_id", "answer_by")
    live = typed(typed(LIVE, "agent_id", "x"), "answer_by", "soon, they said")
    assert missing(live, lines) == ("agent_name",)


def test_an_emptied_field_is_not_noted() -> None:
    assert typed(typed(LIVE, "agent_id", "x"), "agent_id", "").typed == {}


def test_every_field_of_the_screen_is_a_field_of_the_log() -> None:
    assert {field.name for field in LIVE_FIELDS} <= set(FIELDS)


def test_a_draft_survives_as_json() -> None:
    live = msgspec.structs.replace(
        stamped(typed(LIVE, "note", "a\u202e\x1b[31m 👩‍👩‍👧"), "dialled", AT),
        heard=(Heard(at=AT, step="topic", text="[/b]"),),
    )
    assert msgspec.json.decode(msgspec.json.encode(live), type=LiveCall) == live


def test_a_correction_keeps_a_promise_that_its_words_do_not_move() -> None:
    call = as_call(typed(typed(LIVE, "answer_by", "2026-12-04"), "note", "n"), AT, read)
    before = {"answer_by": "2026-12-04", "note": "n"}
    same = corrected(call, before, {**before, "answer_by": " 2026-12-04"}, read, "b")
    assert same is None
    other = corrected(call, {**before, "answer_by": "that day"}, before, read, "b")
    assert other is None
    unread = corrected(call, before, {**before, "answer_by": "soon"}, read, "b")
    assert unread is not None
    assert (unread.answer_by, unread.note) == (DAY, "n\nanswer_by: soon")
    gone = corrected(call, before, {"note": "n"}, read, "b")
    assert gone is not None
    assert gone.answer_by is None


def test_nothing_is_left_to_ask_where_nobody_was_there() -> None:
    lines = [line("agent_name", "service_item")]
    both = ("agent_name", "service_item")
    in_menu = stamped(stamped(LIVE, "dialled", AT), "on-hold", AT)
    assert to_ask(in_menu, lines) == ()
    assert to_ask(LIVE, lines, by_machine=True) == ()
    # Whoever stamps nothing may well have somebody on the line.
    assert to_ask(LIVE, lines) == both
    assert to_ask(stamped(in_menu, "agent", AT), lines, by_machine=True) == both
    assert to_ask(typed(in_menu, "agent_name", "Mary"), lines) == ("service_item",)
