"""Walks that were left in the middle: one a flow, kept at once, and nothing else harmed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from guide.core.errors import StorageError
from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.walks import Walks
from tests.store.calls import call

AT = datetime(2026, 11, 23, 15, 0, 0, 123, tzinfo=UTC)
HOSTILE = ["'; drop table walk; --", "\x00", "\x1b[31m", "\u202e", "👩‍👩‍👧", "x" * 2000, "\r\n", ""]


def walk(flow: str = "expedite", at: datetime = AT, **answers: str) -> StoredWalk:
    return StoredWalk(
        flow=FlowId(flow),
        answers=answers,
        content_version="abc",
        seen_at=at,
        led_to="question role",
    )


@pytest.fixture
def walks(tmp_path: Path) -> Iterator[Walks]:
    walks_here = DataFolder(tmp_path).walks
    yield walks_here
    walks_here.close()


def test_a_walk_comes_back_as_it_was(walks: Walks) -> None:
    changed = msgspec.structs.replace(
        walk(role="self"), answers={"b": "2", "a": "1", "ready.paper": "yes"}
    )
    walks.keep(changed)
    stored = walks.find("expedite")
    assert stored == changed
    # The order is that in which the answers were given.
    assert list(stored.answers) == ["b", "a", "ready.paper"]
    assert walks.find("other") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back(walks: Walks, text: str) -> None:
    stored = StoredWalk(
        flow=FlowId(f"flow {text}"),
        answers={text: text},
        content_version=text,
        seen_at=AT,
        led_to=text,
    )
    walks.keep(stored)
    assert walks.find(stored.flow) == stored
    assert walks.all() == (stored,)


def test_a_flow_has_one_walk_the_last(walks: Walks) -> None:
    walks.keep(walk(role="self"))
    walks.keep(walk("other"))
    walks.keep(walk(at=AT + timedelta(minutes=1), role="attorney"))
    assert [(stored.flow, dict(stored.answers)) for stored in walks.all()] == [
        ("expedite", {"role": "attorney"}),
        ("other", {}),
    ]


def test_the_latest_comes_first_whatever_the_zone(walks: Walks) -> None:
    # As text, an evening in New York sorts before the early morning in London that it follows.
    london = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    york = datetime(2026, 11, 23, 23, 0, tzinfo=timezone(timedelta(hours=-5)))
    manila = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=8)))
    for name, at in (("london", london), ("york", york), ("manila", manila)):
        walks.keep(walk(name, at))
    assert [stored.flow for stored in walks.all()] == ["york", "london", "manila"]


def test_it_is_on_disk_when_keep_returns(walks: Walks, tmp_path: Path) -> None:
    walks.keep(walk(role="self"))
    again = DataFolder(tmp_path).walks
    assert again.find("expedite") == walk(role="self")
    again.close()


def test_forgetting_takes_one_and_none_is_no_fault(walks: Walks) -> None:
    walks.keep(walk())
    walks.keep(walk("other"))
    walks.forget("expedite")
    walks.forget("expedite")
    assert [stored.flow for stored in walks.all()] == ["other"]


def test_a_notice_is_shown_once_also_by_the_next_run(walks: Walks, tmp_path: Path) -> None:
    assert [walks.first_time(name) for name in ("welcome", "welcome", "other")] == [
        True, False, True,
    ]  # fmt: skip
    again = DataFolder(tmp_path).walks
    assert not again.first_time("welcome")
    again.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("answers", "not json"),
        ("answers", "[]"),
        ("answers", '{"role": 3}'),
        ("answers", '{"role": null}'),
        ("seen_at", "yesterday"),
        ("seen_at", "2026-11-23T15:00"),  # without an offset it is no moment
        ("seen_at", ""),
    ],
)
def test_a_row_that_cannot_be_understood_is_passed_over(
    walks: Walks, tmp_path: Path, column: str, value: str
) -> None:
    walks.keep(walk())
    walks.keep(walk("other"))
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute(f'update walk set "{column}" = ? where flow = ?', (value, "expedite"))
    assert walks.find("expedite") is None
    assert [stored.flow for stored in walks.all()] == ["other"]
    walks.keep(walk(role="self"))
    assert walks.find("expedite") == walk(role="self")


def test_walks_and_calls_lie_in_one_file_and_leave_each_other_alone(
    walks: Walks, tmp_path: Path
) -> None:
    calls = DataFolder(tmp_path).calls
    walks.keep(walk())
    calls.add(call(1))
    calls.remove_all()
    assert walks.find("expedite") == walk()
    walks.forget("expedite")
    calls.add(call(1))
    assert calls.count() == 1
    calls.close()


def test_a_sound_file_passes_the_check_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    sound = DataFolder(tmp_path / "sound").walks
    sound.check()
    sound.close()
    (tmp_path / FILE).write_bytes(b"not a database" * 1000)
    with pytest.raises(StorageError, match="damaged"):
        DataFolder(tmp_path).walks.check()


def test_faults_of_the_disk_are_one_sentence(walks: Walks, tmp_path: Path) -> None:
    walks.keep(walk())
    walks._database.execute_sql("pragma query_only = 1")  # type: ignore[no-untyped-call]
    for fails in (
        lambda: walks.keep(walk("other")),
        lambda: walks.forget("expedite"),
        lambda: walks.first_time("welcome"),
    ):
        with pytest.raises(StorageError, match="cannot be written") as raised:
            fails()
        assert "\n" not in str(raised.value)
    assert walks.find("expedite") == walk()
