"""Files are for one person, never replaced unasked, and whole or not there."""

import os
import stat
import sys
from pathlib import Path

import pytest

from guide.core.errors import InvalidInput, StorageError
from guide.export.files import write_file
from tests.hostile.faults import disk_that_fills_up


def test_a_file_is_for_its_owner_alone_and_never_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    write_file(path, b"one")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(InvalidInput, match="--force"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    write_file(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert there(tmp_path) == ["a.ics"]


def test_a_folder_that_is_not_there_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        write_file(tmp_path / "no" / "a.ics", b"")


def test_a_write_that_fails_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ics"
    write_file(path, b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space"):
        write_file(path, b"two", force=True)
    assert path.read_bytes() == b"one"
    assert there(tmp_path) == ["a.ics"]


def there(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "home")


@pytest.mark.parametrize("byte", [0, 1, 4000])
def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(
    byte: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk_that_fills_up(monkeypatch, byte)
    with pytest.raises(StorageError, match="Free some space"):
        write_file(tmp_path / "a.html", b"x" * 8000)
    assert there(tmp_path) == []


def test_the_file_is_not_seen_before_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, seen = tmp_path / "a.html", []
    monkeypatch.setattr("os.fsync", lambda _: seen.append((path.exists(), there(tmp_path))))
    write_file(path, b"x")
    ((shown, names),) = seen
    assert not shown
    if sys.platform != "win32":
        assert [len(name) < 20 for name in names] == [True]
    assert there(tmp_path) == ["a.html"]


def test_a_name_as_long_as_can_be_is_taken_and_a_longer_one_refused(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".html")
    if sys.platform != "win32":
        write_file(path, b"x")
        assert path.read_bytes() == b"x"
    with pytest.raises(StorageError):
        write_file(tmp_path / ("x" * 300), b"x")


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_not_a_file(force: bool, tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(StorageError, match="is a folder"):
        write_file(tmp_path / "a.html", b"x", force=force)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_device_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open
    monkeypatch.setattr("os.open", lambda *_, **__: opened("/dev/full", os.O_WRONLY))
    with pytest.raises(StorageError, match="Free some space") as error:
        write_file(tmp_path / "a.html", b"x")
    assert "\n" not in str(error.value)
    assert there(tmp_path) == []


def test_a_link_is_not_followed_and_not_replaced_unasked(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "a.html"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system makes no links for everybody")
    with pytest.raises(InvalidInput, match="--force"):
        write_file(link, b"x")
    write_file(link, b"x", force=True)
    assert not target.exists()
    assert link.read_bytes() == b"x"
