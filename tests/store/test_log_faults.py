"""The log on SQLite and on a real PostgreSQL server: the same tests."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from guide.core.call.entry import Call, CallBackAttempt
from guide.core.errors import InvalidInput, StorageError
from guide.store.calls import Calls, server_calls
from guide.store.data_folder import DataFolder
from guide.store.migrations import VERSION
from guide.store.places import FILE
from tests.calls import AT, NAUGHTY, call, calls

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")


@pytest.fixture(params=["sqlite", "postgresql"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Calls]:
    if request.param == "sqlite":
        log = DataFolder(tmp_path).calls
    else:
        log = server_calls(request.getfixturevalue("server"))
        log.remove_all()
    yield log
    log.close()


def test_a_call_comes_back_as_it_was(log: Calls) -> None:
    for number, text in enumerate(NAUGHTY, start=1):
        one = call(number, note=text, agent_name=text)
        log.add(one)
        assert log.get(one.id) == one
    assert log.count() == len(NAUGHTY)
    assert list(log.entries()) == [call(n, note=t, agent_name=t) for n, t in enumerate(NAUGHTY, 1)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(calls())
def test_every_field_is_kept(log: Calls, one: Call) -> None:
    log.remove_all()
    log.add(one)
    entry = log.get(one.id)
    assert entry == one


def test_pages_go_by_key_newest_first(log: Calls) -> None:
    for number in range(1, 8):
        log.add(call(number))
    seen, after = [], None
    while True:
        page = log.page(limit=3, after=after)
        seen += [entry.id for entry in page.calls]
        after = page.following
        if after is None:
            break
    assert seen == [call(number).id for number in range(7, 0, -1)]


def test_search_looks_into_every_text_without_case(log: Calls) -> None:
    log.add(call(1, agent_name="Zoë Straße", note="100% sure_thing"))
    log.add(call(2, service_item="ABC123"))
    assert [entry.id for entry in log.page(search="STRASSE zoë").calls] == [call(1).id]
    assert [entry.id for entry in log.page(search="abc12").calls] == [call(2).id]
    assert [entry.id for entry in log.page(search="100% sure_").calls] == [call(1).id]
    assert log.page(search="nobody").calls == ()
    assert log.page(search="'; drop table call; --").calls == ()


def test_since_is_a_moment(log: Calls) -> None:
    log.add(call(1))
    log.add(call(2))
    assert len(log.page(since=AT + timedelta(minutes=2)).calls) == 1


def test_a_correction_takes_the_place_and_the_old_one_stays_readable(log: Calls) -> None:
    old, new = call(1, agent_id="A1"), call(2, agent_id="A2", corrects=call(1).id)
    log.add(old)
    log.add(new)
    assert [entry.id for entry in log.page().calls] == [new.id]
    assert log.chain(new.id) == log.chain(old.id) == (old, new)


def test_a_correction_may_come_before_what_it_corrects(log: Calls) -> None:
    old, new = call(1, kind="urgent"), call(2, kind="urgent", corrects=call(1).id)
    assert [became for _, became in log.merge([new, old]).entries] == ["added", "added"]
    assert [entry.id for entry in log.page().calls] == [new.id]
    assert log.chain(old.id) == (old, new)
    assert [entry.id for entry in log.promised()] == [new.id]


def test_call_backs_belong_to_the_whole_chain(log: Calls) -> None:
    log.add(call(1, kind="urgent"))
    log.add(call(2, kind="urgent", corrects=call(1).id))
    log.note_attempt(call(1).id, CallBackAttempt(at=AT, answered=False))
    assert [entry.attempts for entry in log.promised()] == [
        (CallBackAttempt(at=AT, answered=False),)
    ]
    log.note_attempt(call(2).id, CallBackAttempt(at=AT + timedelta(days=1), answered=True))
    assert list(log.promised()) == []


def test_merging_twice_adds_nothing_and_a_conflict_changes_nothing(log: Calls) -> None:
    one = call(1, note="here", attempts=(CallBackAttempt(at=AT, answered=False),))
    assert log.merge([one]).entries == [(one.id, "added")]
    more = msgspec.structs.replace(
        one, attempts=(CallBackAttempt(at=AT + timedelta(days=1), answered=False),), shared_at=AT
    )
    assert log.merge([more]).entries == [(one.id, "known")]
    entry = log.get(one.id)
    assert entry is not None
    assert len(entry.attempts) == 2
    assert log.merge([msgspec.structs.replace(one, note="there")]).entries == [(one.id, "conflict")]
    again = log.get(one.id)
    assert again is not None
    assert again.note == "here"


def test_removal_takes_the_chain_and_nothing_else(log: Calls) -> None:
    log.add(call(1))
    log.add(call(2, corrects=call(1).id))
    log.add(call(3))
    assert log.remove([call(2).id]) == 2
    assert [entry.id for entry in log.entries()] == [call(3).id]
    assert len(log.page(search="").calls) == 1


def test_a_beginning_finds_one_call_or_says_why_not(log: Calls) -> None:
    log.add(call(1))
    log.add(call(2))
    assert log.find(call(2).id) == call(2)
    with pytest.raises(InvalidInput, match="Several"):
        log.find("0000")
    with pytest.raises(InvalidInput, match="no call"):
        log.find("")


# The file


def version_one(path: Path) -> None:
    """A file as the first version made it."""
    with sqlite3.connect(path) as made:
        made.executescript(
            """create table "walk" ("flow" text not null primary key, "answers" text not null,
            "content_version" text not null, "seen_at" text not null, "led_to" text not null);
            create table "seen" ("notice" text not null primary key);
            insert into "seen" values ('welcome');
            pragma user_version = 1;"""
        )
    made.close()


def test_an_older_file_is_copied_and_brought_up(tmp_path: Path) -> None:
    version_one(tmp_path / FILE)
    log = DataFolder(tmp_path).calls
    log.add(call(1))
    log.close()
    walks = DataFolder(tmp_path).walks
    assert not walks.first_time("welcome")
    walks.close()
    copy = tmp_path / f"{FILE}-version-1"
    with sqlite3.connect(copy) as database:
        assert database.execute("pragma user_version").fetchone() == (1,)
        assert database.execute("select * from seen").fetchall() == [("welcome",)]
    database.close()
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version_one(tmp_path / FILE)
    monkeypatch.setattr("guide.store.migrations.STEPS", {2: ('create table "a" ("b" text)', "no")})
    with pytest.raises(StorageError):
        _ = DataFolder(tmp_path).calls
    with sqlite3.connect(tmp_path / FILE) as database:
        assert database.execute("pragma user_version").fetchone() == (1,)
        names = [row[0] for row in database.execute("select name from sqlite_master")]
    database.close()
    assert "a" not in names


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as made:
        made.execute(f"pragma user_version = {VERSION + 1}")
    made.close()
    with pytest.raises(StorageError, match="newer version"):
        _ = DataFolder(tmp_path).calls


def test_a_damaged_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"SQLite format 3\0" + b"rubbish" * 500)
    with pytest.raises(StorageError, match="damaged"):
        _ = DataFolder(tmp_path).calls


def test_a_full_disk_is_said_and_what_was_saved_stays(tmp_path: Path) -> None:
    log = DataFolder(tmp_path).calls
    log.add(call(1))
    log._log.database.execute_sql("pragma max_page_count = 1")
    with pytest.raises(StorageError, match="disk is full"):
        log.merge(call(number, note="x" * 2000) for number in range(2, 200))
    log.close()
    again = DataFolder(tmp_path).calls
    assert again.get(call(1).id) == call(1)
    again.close()


def test_a_locked_file_is_said(tmp_path: Path) -> None:
    log = DataFolder(tmp_path).calls
    log._log.database.execute_sql("pragma busy_timeout = 1")
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("begin immediate")
    with pytest.raises(StorageError, match="locked"):
        log.add(call(1))
    other.rollback()
    other.close()
    log.add(call(1))
    log.close()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(StorageError, match="cannot be used"):
        _ = DataFolder(tmp_path / "data").calls


@posix
def test_the_folder_and_the_file_are_the_owners_only(tmp_path: Path) -> None:
    log = DataFolder(tmp_path / "data").calls
    log.add(call(1))
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "data").iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    log.close()


WRITER = """
import sys
from pathlib import Path
from tests.calls import call
from guide.store.data_folder import DataFolder
log = DataFolder(Path(sys.argv[1])).calls
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 60):
    log.add(call(number))
"""


def test_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", WRITER, str(tmp_path)]
    both = [subprocess.Popen([*argv, start]) for start in ("1", "1000")]
    assert [process.wait(60) for process in both] == [0, 0]
    log = DataFolder(tmp_path).calls
    assert log.count() == 120
    log.close()


def test_a_server_is_never_named_with_its_password() -> None:
    with pytest.raises(StorageError) as raised:
        server_calls("postgresql://me:secret77@127.0.0.1:1/x?connect_timeout=1")
    assert "secret77" not in str(raised.value)
    with pytest.raises(StorageError, match="mysql"):
        server_calls("mysql://me:secret77@host/x")
