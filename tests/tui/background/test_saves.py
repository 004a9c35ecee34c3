"""What waits to be kept, by a clock of the test's own: no thread, no disk."""

import pytest

from guide.tui.background.saves import (
    BEHIND,
    LAST_TRY,
    NEVER,
    SAVE_AFTER,
    SLOW,
    TRY_AGAIN,
    Save,
    Saves,
)

NOW = 1000.0


def save(name: str = "a") -> Save:
    return Save(name, lambda: None)


def taken(saves: Saves, at: float) -> Save:
    save = saves.take(at)
    assert save is not None
    return save


def test_the_first_is_due_at_once_and_the_next_of_its_name_a_little_later() -> None:
    saves, first, second = Saves(), save(), save()
    assert saves.put(first, NOW)
    saves.saved(taken(saves, NOW), NOW)
    assert saves.is_through_with(first)
    assert not saves.put(second, NOW)
    assert saves.take(NOW) is None
    assert saves.next_due == NOW + SAVE_AFTER
    assert taken(saves, NOW + SAVE_AFTER) is second


def test_the_latest_of_a_name_takes_the_place_of_what_waits() -> None:
    saves, first, second = Saves(), save(), save()
    saves.put(first, NOW)
    saves.put(second, NOW)
    assert saves.is_through_with(first)
    assert not saves.is_through_with(second)
    assert taken(saves, NOW) is second
    assert saves.take(NOW) is None


def test_what_is_wanted_at_once_waits_for_no_turn() -> None:
    saves = Saves()
    saves.put(save(), NOW)
    saves.saved(taken(saves, NOW), NOW)
    at_once = save()
    assert saves.put(at_once, NOW, at_once=True)
    assert taken(saves, NOW) is at_once


def test_what_failed_is_tried_again_and_no_key_asks_for_it_sooner() -> None:
    saves, first, second = Saves(), save(), save()
    saves.put(first, NOW)
    saves.failed(taken(saves, NOW), NOW)
    assert saves.has_failures
    assert saves.is_through_with(first)
    assert not saves.put(second, NOW + 0.1)
    assert saves.next_due == NOW + TRY_AGAIN
    assert saves.take(NOW + 0.1) is None
    saves.saved(taken(saves, NOW + TRY_AGAIN), NOW + TRY_AGAIN)
    assert not saves.has_failures
    assert saves.is_kept("a")
    assert saves.left == ()


def test_what_came_while_one_was_written_in_vain_is_tried_in_its_place() -> None:
    saves, first, second = Saves(), save(), save()
    saves.put(first, NOW)
    busy = taken(saves, NOW)
    saves.put(second, NOW + 0.1)
    assert [*saves.left] == [first, second]
    saves.failed(busy, NOW + 0.2)
    assert [*saves.left] == [second]
    assert second.has_failed
    # It waits for as long as the one before it.
    assert saves.is_slow(NOW + SLOW + 0.01)


@pytest.mark.parametrize(
    ("age", "waits"), [(BEHIND / 2, False), (BEHIND + 0.01, True), (SLOW + 0.01, False)]
)
def test_keys_that_come_too_fast_wait_a_moment_but_not_for_what_hangs(
    age: float, waits: bool
) -> None:
    saves = Saves()
    saves.put(save(), NOW)
    taken(saves, NOW)
    assert saves.put(save("b"), NOW + age) is waits


def test_nobody_waits_where_something_fails() -> None:
    saves = Saves()
    saves.put(save(), NOW)
    saves.failed(taken(saves, NOW), NOW)
    assert not saves.put(save("b"), NOW + BEHIND + 0.01)


def test_it_is_slow_from_then_on_until_it_is_kept() -> None:
    saves = Saves()
    saves.put(save(), NOW)
    busy = taken(saves, NOW)
    assert not saves.is_slow(NOW + SLOW)
    assert saves.is_slow(NOW + SLOW + 0.01)
    assert not saves.is_kept("a")
    saves.saved(busy, NOW + SLOW + 0.02)
    assert not saves.is_slow(NOW + 10 * SLOW)


def test_at_the_end_all_is_due_and_what_fails_is_tried_until_then() -> None:
    saves, one = Saves(), save()
    saves.put(save(), NOW)
    saves.saved(taken(saves, NOW), NOW)
    saves.put(one, NOW)
    saves.end(NOW + 1.0)
    saves.failed(taken(saves, NOW), NOW)
    assert saves.next_due == NOW + LAST_TRY / 2
    saves.failed(taken(saves, NOW + 1.0), NOW + 1.0)
    assert saves.next_due == NEVER
    assert saves.left == (one,)
