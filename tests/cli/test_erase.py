"""`guide erase` takes all that is the program's, and says what it leaves."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from guide.core.call.entry import Call
from guide.local import own_files
from guide.local.settings import cache_folder, keep_zone
from guide.store import calls as stores
from guide.store.calls import Calls
from guide.store.data_folder import DataFolder
from tests.hostile.faults import POSIX
from tests.hostile.ran import run

SERVER = "postgresql://user:secret@db.example/firm"
OWN = [
    "guide.sqlite3", "guide.sqlite3-wal", "guide.sqlite3-shm", "guide.sqlite3-version-1",
    "zone", "theme", ".guide-0011223344",
]  # fmt: skip
CACHED = [
    "federal-3-0.80-2026-2028.json", "read-flows-home.json", "words-0123456789ab.mo",
    "words-0123456789ab.json",    "read-flows-home.4711", ".guide-0011223344", "crashes/crash-20261125T100000.txt",
]  # fmt: skip
FOREIGN = ["letter.txt", "closures.yaml", ".guide-notes", "federal.txt", "guide.txt"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


def put(folder: Path, names: list[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_all_that_is_ours_goes_and_nothing_else(data: Path) -> None:
    cache = cache_folder()
    put(data, OWN + FOREIGN)
    put(cache, CACHED + FOREIGN)
    (data / "guide.sqlite3-folder").mkdir()
    ran = run(["erase", "--yes", "--json", "--data", str(data)])
    assert ran.status == 0, ran.err
    report = json.loads(ran.out)
    gone = [str(data / name) for name in OWN] + [str(cache / name) for name in CACHED]
    assert sorted(report["removed"]) == sorted(gone)
    assert report["stays"] == [str(data / "closures.yaml")]
    left = {path.name for path in data.iterdir()}
    assert left == {*FOREIGN, "guide.sqlite3-folder"}
    assert {path.name for path in cache.iterdir()} == set(FOREIGN)


def test_what_was_saved_elsewhere_is_named(data: Path) -> None:
    keep_zone(data, "Asia/Manila")
    words = run(["erase", "--yes", "--data", str(data)]).out
    assert "Files that you saved elsewhere stay: sheets, exports, calendar files." in words


@POSIX
def test_a_link_goes_and_what_it_leads_to_is_named_and_stays(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.sqlite3"
    target.write_text("calls")
    (data / "guide.sqlite3").symlink_to(target)
    ran = run(["erase", "--yes", "--data", str(data)])
    assert ran.status == 0
    assert f"What it leads to stays: {target}" in ran.out
    assert target.read_text() == "calls"
    assert not data.exists()


@POSIX
def test_a_link_to_nothing_goes_too(data: Path, tmp_path: Path) -> None:
    (data / "guide.sqlite3").symlink_to(tmp_path / "gone")
    ran = run(["erase", "--yes", "--json", "--data", str(data)])
    report = json.loads(ran.out)
    assert report["removed"] == [str(data / "guide.sqlite3")]
    assert report["stays"] == [str(tmp_path / "gone")]


@POSIX
def test_a_folder_that_is_a_link_is_said(data: Path, tmp_path: Path) -> None:
    put(data, ["zone"])
    link = tmp_path / "link"
    link.symlink_to(data)
    words = run(["erase", "--yes", "--data", str(link)]).out
    assert f"is a link to {data}; that folder stays" in words
    assert not (data / "zone").exists()


@POSIX
def test_one_file_that_cannot_be_removed_keeps_no_other(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(data, OWN)
    unlink = Path.unlink

    def refuse(self: Path, *, missing_ok: bool = False) -> None:
        if self.name == "guide.sqlite3":
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    ran = run(["erase", "--yes", "--data", str(data)])
    assert (ran.status, ran.faults) == (74, [])
    assert f"{data / 'guide.sqlite3'} cannot be removed" in ran.err
    assert "All of it is gone" not in ran.out
    assert [path.name for path in data.iterdir()] == ["guide.sqlite3"]


@pytest.mark.parametrize(
    ("place", "names", "expected"),
    [
        ("/h/.shiv/guide_ab12/site-packages/guide/local/x.py", {}, "/h/.shiv/guide_ab12"),
        ("/r/guide_ab12/site-packages/guide/local/x.py", {"SHIV_ROOT": "/r"}, "/r/guide_ab12"),
        ("/h/.cache/pex/installed_wheels/1/x/guide/local/x.py", {"PEX": "g.pex"}, "/h/.cache/pex"),
        ("/h/.cache/pex/venvs/1/x/lib/guide/local/x.py", {}, None),
        ("/h/venvs/one/lib/python3.11/site-packages/guide/local/x.py", {}, None),
    ],
)
@POSIX
def test_a_program_in_one_file_knows_where_it_unpacked_itself(
    place: str, names: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_files, "__file__", place)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert own_files.unpacked_at() == (None if expected is None else Path(expected))


def test_where_it_unpacked_itself_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guide.cli.erase.unpacked_at", lambda: Path("/h/.shiv/guide_ab12"))
    words = run(["erase", "--yes", "--data", str(data)]).out
    assert str(Path("/h/.shiv/guide_ab12")) in words


# A server


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Calls]:
    """Calls of three people of a firm, where a server would have them; opened anew each time."""
    monkeypatch.delenv("GUIDE_DATA")

    def opened(_: object = None) -> Calls:
        return DataFolder(tmp_path / "server").calls

    for number, staff in enumerate(("Ana", "Ana", "Ben", None)):
        at = datetime(2026, 11, 23, 10, number, tzinfo=UTC)
        opened().add(Call(id=f"{number:032x}", started_at=at, zone="UTC", staff=staff))
    monkeypatch.setattr(stores, "server_calls", opened)
    return opened


def erase(*argv: str) -> Any:
    return run(["erase", "--data", SERVER, *argv])


def test_a_server_stays_unless_it_is_named(server: Callable[[], Calls], own_home: Path) -> None:
    ran = erase("--yes")
    assert (ran.status, server().count()) == (0, 4)
    assert "stay; --server removes them as well" in ran.out
    assert "secret" not in ran.out + ran.err


def test_whose_calls_they_are_is_shown(server: Callable[[], Calls]) -> None:
    ran = erase("--yes", "--server")
    assert (ran.status, server().count()) == (2, 4)
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert [line for line in lines if line[:1].isdigit()] == [
        "2 Ana",
        "1 Ben",
        "1 (nobody is named)",
    ]
    assert "the number of calls is missing" in ran.err


@pytest.mark.parametrize("number", ["3", "5", "0", "-4", "four", "٤", "9" * 40])
def test_another_number_removes_nothing_at_all(number: str, server: Callable[[], Calls]) -> None:
    keep_zone(Path(json.loads(run(["doctor", "--json"]).out)["folders"]["data"]), "Asia/Manila")
    ran = erase("--yes", f"--server={number}")
    assert (ran.status, server().count(), ran.faults) == (2, 4, [])
    folder = Path(json.loads(run(["doctor", "--json"]).out)["folders"]["data"])
    assert (folder / "zone").is_file()


def test_the_number_of_its_calls_empties_it(server: Callable[[], Calls]) -> None:
    ran = erase("--yes", "--server", "4", "--json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["calls_removed"] == 4
    assert server().count() == 0


def test_without_a_server_there_is_none_to_empty(data: Path) -> None:
    ran = run(["erase", "--yes", "--server", "4", "--data", str(data)])
    assert (ran.status, "no server was named" in ran.err) == (2, True)


class Terminal(io.TextIOWrapper):
    """A stream with a person behind it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "left"), [("yes\n4\n", 0), ("yes\n3\n", 4), ("yes\n", 4), ("no\n", 4), ("", 4)]
)
def test_whoever_is_asked_types_the_number(
    typed: str, left: int, server: Callable[[], Calls], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.hostile.ran.io.TextIOWrapper", Terminal)
    ran = run(["erase", "--data", SERVER, "--server"], typed.encode())
    assert (ran.status, server().count()) == (0, left)
    assert ("Nothing was removed" in ran.out) == (left == 4)
