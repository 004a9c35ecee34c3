"""A file of every earlier version comes up, with a copy of it beside; a step that fails changes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from guide.core.errors import StorageError
from guide.store import migrations
from guide.store.data_folder import DataFolder
from guide.store.database import open_database
from guide.store.migrations import VERSION
from guide.store.places import FILE
from guide.store.server import open_server
from guide.store.sql import run_sql
from tests.store.calls import call
from tests.store.folders import as_of

OLDER = range(1, VERSION)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return [*database.iterdump(), str(database.execute("pragma user_version").fetchone())]


def tables(path: Path) -> dict[str, set[tuple[str, bool]]]:
    """Columns of each table with whether they must be filled."""
    with closing(sqlite3.connect(path)) as database:
        names = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {
            table: {
                (row[1], bool(row[3])) for row in database.execute(f"pragma table_info({table})")
            }
            for (table,) in names
        }


@pytest.mark.parametrize("version", OLDER)
def test_an_older_file_comes_up_with_all_it_held(tmp_path: Path, version: int) -> None:
    folder = as_of(version, tmp_path / "data")
    walks = DataFolder(folder).walks
    (walk,) = walks.all()
    assert walk.answers == {"role": "applicant", "purpose": "Grüße 'x' 你好"}
    assert not walks.first_time("welcome")
    log = DataFolder(folder).calls
    held = list(log.entries())
    assert len(held) == (version >= 2)
    log.add(call(1))
    assert list(log.entries()) == [call(1), *held]
    drafts = DataFolder(folder).drafts
    assert drafts.all() == ()
    for store in (walks, log, drafts):
        store.close()


@pytest.mark.parametrize("version", OLDER)
def test_an_older_file_ends_as_an_empty_one_does(tmp_path: Path, version: int) -> None:
    folder = as_of(version, tmp_path / "data")
    open_database(folder).close()
    open_database(tmp_path / "empty").close()
    assert tables(folder / FILE) == tables(tmp_path / "empty" / FILE)


def test_calls_of_an_older_file_are_found_however_one_types(tmp_path: Path) -> None:
    log = DataFolder(as_of(2, tmp_path / "data")).calls
    for search in ("sr1234567", "SR 1234-567", "José", "Jose\u0301"):
        assert len(log.page(search=search).calls) == 1, search
    assert log.page(search="sr7654321").calls == ()
    log.close()


@pytest.mark.parametrize("version", OLDER)
def test_a_copy_is_made_first(tmp_path: Path, version: int) -> None:
    folder = as_of(version, tmp_path / "data")
    before = dump(folder / FILE)
    open_database(folder).close()
    copy = folder / f"guide.sqlite3-version-{version}"
    assert dump(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_an_empty_folder_and_a_file_of_today_need_no_copy(tmp_path: Path) -> None:
    for _ in range(2):
        open_database(tmp_path / "data").close()
        assert list((tmp_path / "data").glob("*version*")) == []


@pytest.mark.parametrize("version", OLDER)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    folder = as_of(version, tmp_path / "data")
    before = dump(folder / FILE)
    last = (*migrations.STEPS[VERSION], "create table nonsense (")
    monkeypatch.setitem(migrations.STEPS, VERSION, last)
    with pytest.raises(StorageError):
        open_database(folder)
    assert dump(folder / FILE) == before
    monkeypatch.undo()
    open_database(folder).close()
    assert tables(folder / FILE).keys() >= {"call", "walk"}


def test_versions_are_noted_on_a_server_as_well(url: str) -> None:
    for _ in range(2):
        database = open_server(url)
        rows = run_sql(database, "select version from guide_version order by version").fetchall()
        assert [number for (number,) in rows] == list(range(1, VERSION + 1))
        database.close()


def test_a_server_with_a_newer_log_is_left_alone(url: str) -> None:
    database = open_server(url)
    run_sql(database, "insert into guide_version values (99)")
    database.close()
    with pytest.raises(StorageError, match="newer version"):
        open_server(url)
