"""The board of promises as rows, without a screen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from guide.bootstrap import Services
from guide.core.follow_up.board import FollowUp
from guide.local.settings import Settings
from guide.tui.rows.promises import PromiseRows
from tests.calls import call
from tests.tui.stand_ins import NOW

DAYS = (0, 1, 60)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    made.calls.merge(
        call(n, kind="urgent", started_at=NOW - timedelta(days=days)) for n, days in enumerate(DAYS)
    )
    yield made
    made.close()


@pytest.fixture
def listed(services: Services) -> list[FollowUp]:
    return services.following_up.follow_ups(NOW)


@pytest.fixture
def rows(services: Services) -> PromiseRows:
    return PromiseRows(services, NOW, reveal=False)


@pytest.mark.parametrize("width", [60, 120])
def test_every_promise_has_a_row_in_its_order(
    rows: PromiseRows, listed: list[FollowUp], width: int
) -> None:
    assert [row.target for row in rows.table(listed, width)] == [
        follow_up.call.id for follow_up in listed
    ]
    assert rows.title(listed) == "Answers you're waiting for: 3, late: 1"


@pytest.mark.parametrize("width", [75, 80, 100, 120])
def test_a_row_of_the_table_never_breaks(
    rows: PromiseRows, listed: list[FollowUp], width: int
) -> None:
    head = rows.head(width)
    lines = [head, *(row.text for row in rows.table(listed, width))]
    # Two edges, and the scroll bar.
    assert max(map(cell_len, lines)) <= width - 4
    assert "55 days over" in lines[1]
    assert lines[1].index("55 days over") == head.index("left")


def test_where_a_table_would_break_there_is_none(rows: PromiseRows, listed: list[FollowUp]) -> None:
    assert rows.head(74) == ""
    assert all("\n" in row.text for row in rows.table(listed, 74))


def test_more_than_anybody_reads_are_counted(rows: PromiseRows, listed: list[FollowUp]) -> None:
    *shown, more = rows.table(listed * 40, 120)
    assert len(shown) == 100
    assert more.text == "And 20 more: `guide follow-ups`."


def test_that_nothing_waits_is_said_only_where_it_is_known(rows: PromiseRows) -> None:
    (empty,) = rows.table([], 120)
    (unknown,) = rows.table([], 120, fault="The disk is full.")
    assert unknown.text == "The disk is full."
    assert empty.text not in ("", unknown.text)
    assert rows.title([]) == "Follow up"
    assert "can't be read" in rows.title([], fault="The disk is full.")
