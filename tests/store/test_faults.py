"""What goes wrong with disks and databases ends in one sentence, and loses nothing that was saved."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from guide.core.errors import StorageError
from guide.store.calls import server_calls
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.sql import run_sql
from tests.architecture.commands import ROOT
from tests.store.calls import call

ADDS = 200
# Adds calls of its own to the log that is named, one transaction each.
_ADDER = """
import sys
from tests.store.calls import call
from guide.store.calls import server_calls
from guide.store.data_folder import DataFolder
place, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
from pathlib import Path
log = server_calls(place) if "://" in place else DataFolder(Path(place)).calls
for number in range(first, first + count):
    log.add(call(number))
log.close()
"""


def test_folder_and_files_are_their_owners_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    log = DataFolder(folder).calls
    log.add(call(1))
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    log.close()
    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}
    assert {FILE, f"{FILE}-wal"} <= modes.keys()


def test_a_file_that_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    DataFolder(folder).calls.close()
    (folder / FILE).chmod(0o644)
    DataFolder(folder).calls.close()
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


def test_a_full_disk_keeps_what_was_saved_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    log = DataFolder(tmp_path / "data").calls
    log.add(call(0))
    pages = run_sql(log._log.database, "pragma page_count").fetchone()[0]
    run_sql(log._log.database, f"pragma max_page_count = {pages + 4}")
    saved = 1
    with pytest.raises(StorageError) as caught:  # noqa: PT012  # which one is SQLite's business
        while True:
            log.add(call(saved, note="x" * 1500))
            saved += 1
    assert "disk is full" in str(caught.value)
    assert "Free some space" in str(caught.value)
    assert log.count() == saved
    run_sql(log._log.database, "pragma max_page_count = 100000")
    log.add(call(saved, note="x" * 1500))
    assert log.count() == saved + 1
    log.close()


def test_a_log_that_cannot_be_written_says_so_and_can_be_read(tmp_path: Path) -> None:
    # Rights do not bind root: SQLite itself refuses, with the words that it has for both.
    log = DataFolder(tmp_path / "data").calls
    log.add(call(1))
    run_sql(log._log.database, "pragma query_only = 1")
    with pytest.raises(StorageError, match="cannot be written"):
        log.add(call(2))
    assert log.count() == 1
    log.close()


def test_a_file_in_place_of_the_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(StorageError, match="Name a folder with --data"):
        _ = DataFolder(tmp_path / "data").calls


def test_a_log_that_another_program_holds_says_so(tmp_path: Path) -> None:
    log = DataFolder(tmp_path / "data").calls
    run_sql(log._log.database, "pragma busy_timeout = 10")
    with closing(sqlite3.connect(log.place, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StorageError, match="locked by another program"):
            log.add(call(1))
        assert log.page().calls == ()
        other.execute("rollback")
    log.add(call(1))
    assert log.count() == 1
    log.close()


def test_a_damaged_file_says_so_and_is_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    raw = b"not a database" * 1000
    (folder / FILE).write_bytes(raw)
    with pytest.raises(StorageError, match=r"damaged.*log recover.*move the file away"):
        _ = DataFolder(folder).calls
    assert (folder / FILE).read_bytes() == raw


def test_a_file_damaged_in_the_middle_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    log = DataFolder(folder).calls
    log.merge(call(number, note="x" * 500) for number in range(500))
    log.close()
    raw = bytearray((folder / FILE).read_bytes())
    raw[8192:-4096] = b"\xa5" * (len(raw) - 8192 - 4096)
    (folder / FILE).write_bytes(raw)
    with pytest.raises(StorageError, match="damaged"):
        list(DataFolder(folder).calls.entries())


def test_a_newer_log_is_left_alone(tmp_path: Path) -> None:
    DataFolder(tmp_path).calls.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("pragma user_version = 99")
    with pytest.raises(StorageError, match=r"newer version of guide.*Update guide"):
        _ = DataFolder(tmp_path).calls


def adding(place: str, first: int) -> subprocess.Popen[bytes]:
    argv = [sys.executable, "-c", _ADDER, place, str(first), str(ADDS)]
    return subprocess.Popen(argv, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    place = tmp_path / "data"
    both = [adding(str(place), first) for first in (0, ADDS)]
    assert [process.wait(120) for process in both] == [0, 0]
    log = DataFolder(place).calls
    assert list(log.entries()) == [call(number) for number in range(2 * ADDS)]
    log.close()


def test_two_programs_at_once_on_a_server_lose_nothing(url: str) -> None:
    both = [adding(url, first) for first in (0, ADDS)]
    assert [process.wait(120) for process in both] == [0, 0]
    log = server_calls(url)
    assert list(log.entries()) == [call(number) for number in range(2 * ADDS)]
    log.close()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql://ana:geheim5283@/x?host=/nowhere-at-all", "does not answer"),
        ("mysql://ana:geheim5283@db/x", "not a database that guide knows"),
        ("postgresql://ana:geheim5283@[/x", ""),
        ("postgresql://ana:geheim5283@/x?nonsense=1", ""),
    ],
)
def test_an_error_of_a_server_is_one_sentence_without_the_password(url: str, why: str) -> None:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with pytest.raises(StorageError) as caught:
        server_calls(url)
    assert "geheim5283" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hints
    assert why in str(caught.value)


def test_without_the_library_a_server_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peewee.psycopg", None)
    monkeypatch.setattr("peewee.psycopg2", None)
    with pytest.raises(StorageError, match=r"pip install 'uscis-call-guide\[postgres\]'"):
        server_calls("postgresql:///x")


def test_a_server_that_went_away_and_came_back_is_asked_again(url: str) -> None:
    log, other = server_calls(url), server_calls(url)
    log.add(call(1))
    ended = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
    run_sql(other._log.database, ended)
    with pytest.raises(StorageError, match="does not answer"):
        log.count()
    log.add(call(2))
    assert log.count() == 2
    log.close()
    other.close()
