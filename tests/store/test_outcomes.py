"""What became of calls, in its two tables: joined with what is known, and moved with its chain."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guide.core.call.entry import CallBackAttempt, Ending
from guide.core.ids import ChainId
from guide.store.call_rows import attempts_of, endings_of
from guide.store.database import open_database
from guide.store.outcomes import Outcomes
from guide.store.sql import Run, runner

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
MISSED, CAME = (CallBackAttempt(at=AT + timedelta(hours=n), answered=n == 2) for n in (1, 2))
ONE, TWO, THREE = ChainId("a"), ChainId("b"), ChainId("c")
CLOSED = Ending(at=AT, why="answered", turn=1)
OPENED = Ending(at=AT + timedelta(days=1), why=None, turn=2)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    database = open_database(tmp_path)
    yield runner(database)
    database.close()


def test_what_comes_is_joined_with_what_is_there(run: Run) -> None:
    outcomes = Outcomes(run)
    outcomes.add(ONE, [CAME], OPENED)
    outcomes.add(ONE, [MISSED], CLOSED)
    outcomes.add(TWO, [], None)
    assert attempts_of(run, [ONE, TWO]) == {ONE: [MISSED, CAME], TWO: []}
    assert endings_of(run, [ONE, TWO]) == {ONE: OPENED}
    assert (outcomes.acts(ONE), outcomes.acts(TWO)) == (2, 0)


def test_chains_that_are_one_share_what_became_of_them(run: Run) -> None:
    outcomes = Outcomes(run)
    outcomes.add_first({ONE: [MISSED], TWO: [CAME], THREE: [CAME]})
    outcomes.add(TWO, [], CLOSED)
    outcomes.join([ONE, TWO], ONE)
    assert attempts_of(run, [ONE, TWO, THREE]) == {ONE: [MISSED, CAME], TWO: [], THREE: [CAME]}
    assert endings_of(run, [ONE, TWO]) == {ONE: CLOSED}


def test_another_name_takes_all_along_and_what_is_removed_is_gone(run: Run) -> None:
    outcomes = Outcomes(run)
    outcomes.add(ONE, [MISSED], CLOSED)
    outcomes.add(TWO, [CAME], CLOSED)
    outcomes.rename(ONE, THREE)
    outcomes.remove([TWO])
    assert attempts_of(run, [ONE, TWO, THREE]) == {ONE: [], TWO: [], THREE: [MISSED]}
    assert endings_of(run, [ONE, TWO, THREE]) == {THREE: CLOSED}
