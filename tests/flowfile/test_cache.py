import os
import sys
from pathlib import Path

import platformdirs
import pytest

from guide.core.errors import FlowFaults
from guide.core.flow.home import Home
from guide.flowfile.catalog import Catalog
from guide.flowfile.content_files import ContentFiles
from guide.flowfile.folders import built_in
from guide.local.settings import Settings, cache_folder, data_folder
from tests.architecture.commands import WHEN, watched

HOME = 'question: "What?"\nentries:\n  one: {text: "One", opens: self-help}\n'


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "home.yaml").write_text(HOME)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def home(path: Path, cache: Path | None) -> Home:
    return Catalog([path, built_in()], cache).home


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("It was read again.")

    monkeypatch.setattr(ContentFiles, "_read", refuse)


def test_kept_values_are_those_of_the_files(tmp_path: Path) -> None:
    plain = Catalog([built_in()])
    first, second = (Catalog([built_in()], tmp_path / "cache") for _ in range(2))
    assert plain.center == first.center == second.center
    assert plain.home == first.home == second.home


def test_file_that_is_kept_is_not_read_again(
    firm: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = home(firm, cache)
    forbid_reading(monkeypatch)
    assert home(firm, cache) == first


def test_changed_file_is_read_again(firm: Path, cache: Path) -> None:
    home(firm, cache)
    path = firm / "home.yaml"
    before = path.stat()
    path.write_text(HOME.replace("What?", "Then?"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert home(firm, cache).question == "Then?"


def test_file_of_another_folder_is_not_taken_for_it(firm: Path, cache: Path) -> None:
    home(firm, cache)
    assert Catalog([built_in()], cache).home == Catalog([built_in()]).home


def test_faulty_file_is_not_kept(firm: Path, cache: Path) -> None:
    (firm / "home.yaml").write_text("question: 1\n")
    for _ in range(2):
        with pytest.raises(FlowFaults):
            home(firm, cache)
    assert not cache.exists()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff", b"[]", b"null", b'["", null]', b'{"mark": 1}']
)
def test_damaged_cache_is_written_again(damage: bytes, firm: Path, cache: Path) -> None:
    first = home(firm, cache)
    (path,) = cache.iterdir()
    good = path.read_bytes()
    path.write_bytes(damage)
    assert home(firm, cache) == first
    assert path.read_bytes() == good


def test_value_of_another_shape_is_written_again(firm: Path, cache: Path) -> None:
    first = home(firm, cache)
    (path,) = cache.iterdir()
    path.write_bytes(path.read_bytes().replace(b'"question"', b'"wanted"'))
    assert home(firm, cache) == first


def test_cache_folder_that_is_a_file_is_no_fault(firm: Path, cache: Path) -> None:
    cache.write_text("not a folder")
    assert home(firm, cache) == home(firm, None)
    assert home(firm, cache / "below") == home(firm, None)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_cache_is_for_its_owner_alone(firm: Path, cache: Path) -> None:
    home(firm, cache)
    (path,) = cache.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_hours_with_a_warm_cache_load_neither_yaml_nor_platformdirs(tmp_path: Path) -> None:
    argv = ["hours", "--at", WHEN, "--json"]
    first, second = watched(argv, tmp_path), watched(argv, tmp_path)
    assert "yaml" in first.modules
    assert not second.modules & {"yaml", "platformdirs", "holidays"}


# Folders


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs decides alone")
@pytest.mark.parametrize("cache_home", [None, "", "/var/tmp/caches"])
@pytest.mark.parametrize("data_home", [None, "", "share", "/var/tmp/data"])
@pytest.mark.parametrize("at_home", ["/home/someone", "/"])
def test_folders_are_those_of_platformdirs(
    cache_home: str | None,
    data_home: str | None,
    at_home: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GUIDE_DATA", raising=False)
    monkeypatch.setenv("HOME", at_home)
    for name, value in (("XDG_CACHE_HOME", cache_home), ("XDG_DATA_HOME", data_home)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert cache_folder() == platformdirs.user_cache_path("guide", appauthor=False)
    assert data_folder(Settings()) == platformdirs.user_data_path("guide", appauthor=False)
