"""Parts of an entry: what can be computed with, what is hidden, whose number, how it ended."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest

from guide.core.call.entry import Ending, Heard
from guide.core.call.faults import FIRST_YEAR, LAST_YEAR, is_in_years
from guide.core.call.hold import Hold
from guide.core.call.live import LiveCall
from guide.core.call.masked_call import masked_call
from guide.core.call.own_numbers import own_number
from guide.core.call.versions import ending_of
from tests.calls import AT, call

EAST = timezone(timedelta(hours=14))


def test_a_moment_is_in_our_years_by_the_clock_of_utc() -> None:
    first = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    assert is_in_years(first)
    assert not is_in_years(first.replace(tzinfo=EAST))
    assert is_in_years(datetime(LAST_YEAR + 1, 1, 1, 5, tzinfo=EAST))
    assert not is_in_years(datetime(2026, 1, 1))
    assert is_in_years(date(FIRST_YEAR, 1, 1))
    assert not is_in_years(date(LAST_YEAR + 1, 1, 1))


@pytest.mark.parametrize(
    ("act", "asked_again", "why"),
    [
        (None, None, None),
        (None, AT, "asked-again"),
        (Ending(at=AT, why="approved"), AT + timedelta(days=1), "approved"),
        # Opened again, knowing of the call that was made until then.
        (Ending(at=AT), AT, None),
        (Ending(at=AT), AT - timedelta(seconds=1), None),
        (Ending(at=AT), AT + timedelta(seconds=1), "asked-again"),
    ],
)
def test_a_promise_ends_by_word_or_by_a_later_call(
    act: Ending | None, asked_again: datetime | None, why: str | None
) -> None:
    ending = ending_of(act, asked_again)
    assert (ending.why if ending else None) == why


def test_a_hold_that_never_began_has_no_end() -> None:
    now = [100.0]
    hold = Hold(lambda: now[0])
    hold.ends()
    assert hold.since_end is None
    hold.begin()
    now[0] = 130.0
    assert (hold.is_on, hold.seconds) == (True, 30.0)
    hold.ends()
    now[0] = 135.0
    ended = hold.since_end
    assert ended == 5.0  # whole seconds
    assert not hold.is_on


def test_what_was_typed_in_the_call_comes_before_what_the_plan_knew() -> None:
    live = LiveCall(id="a", begun_at=AT, zone="UTC", line="", step="answers")
    planned = msgspec.structs.replace(live, answers={"receipt": "IOE0912345678"})
    assert "".join(own_number(planned, "receipt")) == "IOE0912345678"
    typed = msgspec.structs.replace(planned, typed={"receipt": "WAC2190012345"})
    assert "".join(own_number(typed, "receipt")) == "WAC2190012345"
    (hidden,) = own_number(typed, "receipt", hidden=True)
    assert hidden == "••••••••••345"
    assert own_number(live, "receipt") == ()


def test_a_number_is_hidden_in_what_was_heard_as_well() -> None:
    one = call(
        1,
        service_item="SR11223344",
        heard=(Heard(at=AT, step="topic", text="say SR11223344 again"),),
    )
    shown = masked_call(one)
    assert "SR11223344" not in str(shown)
    assert shown.heard[0].text.startswith("say •")
