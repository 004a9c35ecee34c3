"""What is asked of what is stored, by a clock of the test's own: no thread, no disk."""

import pytest

from guide.core.errors import StorageError
from guide.core.message import verbatim
from guide.tui.background.queries import PATIENCE, Queries, Query
from guide.tui.background.saves import NEVER, TRY_AGAIN

NOW = 1000.0
FULL = StorageError(verbatim("The disk is full."))


def query(group: str = "") -> Query:
    return Query(lambda: None, lambda _: None, group)


def test_each_is_asked_once_in_its_turn() -> None:
    queries, first, second = Queries(), query(), query()
    assert queries.next_due == NEVER
    queries.put(first, NOW)
    queries.put(second, NOW)
    assert queries.next_due == NOW
    assert [queries.take(NOW) for _ in range(3)] == [first, second, None]


def test_a_newer_one_of_a_group_takes_the_place_of_an_older_one() -> None:
    queries, older, newer, other = Queries(), query("page"), query("page"), query("board")
    queries.put(older, NOW)
    queries.put(other, NOW)
    queries.put(newer, NOW)
    assert [queries.take(NOW) for _ in range(3)] == [other, newer, None]
    assert [queries.is_current(query) for query in (older, newer, other)] == [False, True, True]
    assert queries.is_current(query())


def test_what_another_program_holds_is_asked_again_for_a_while() -> None:
    queries, held = Queries(), query()
    queries.put(held, NOW)
    assert queries.take(NOW) is held
    assert queries.try_again(held, NOW + 1.0)
    assert queries.take(NOW + 1.0) is None
    assert queries.next_due == NOW + 1.0 + TRY_AGAIN
    assert queries.take(queries.next_due) is held
    assert not queries.try_again(held, NOW + PATIENCE)
    assert queries.next_due == NEVER


@pytest.mark.parametrize("answer", ["an answer", FULL, None])
def test_answer_or_fault_reaches_the_one_who_asked(answer: object) -> None:
    answers: list[object] = []
    asked = Query(lambda: None, answers.append)
    asked.answered(answer)
    assert asked.is_answered
    assert answers == []
    asked.hand_over()
    assert answers == [answer]


def test_a_fault_of_the_program_comes_up_where_it_is_handed_over() -> None:
    asked = query()
    asked.answered(RuntimeError("broken"))
    with pytest.raises(RuntimeError, match="broken"):
        asked.hand_over()
