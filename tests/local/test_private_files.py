"""Private files are for one person, whole or not there, and no link is followed to write them."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from guide.local.private_files import write_private
from guide.local.regular_files import read_head, read_regular
from tests.hostile.faults import NOT_FILES, POSIX, device, disk_that_fills_up, fifo, folder

GUIDE = Path(__file__).resolve().parents[2] / "guide"


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    for raw in (b"one", b"two"):
        write_private(tmp_path / "a", [raw[:1], raw[1:]])
        assert (tmp_path / "a").read_bytes() == raw
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_file_is_for_its_owner_alone_whatever_the_old_one_was(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"open")
    path.chmod(0o644)
    write_private(path, [b"private"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@POSIX
def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    (tmp_path / "a").symlink_to(target)
    write_private(tmp_path / "a", [b"new"])
    assert target.read_bytes() == b"mine"
    assert not (tmp_path / "a").is_symlink()


@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_place_of_the_scratch_file_is_not_followed(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.urandom", lambda size: b"\0" * size)
    target, scratch = tmp_path / "target", tmp_path / f".guide-{'00' * 5}"
    if there:
        target.write_bytes(b"mine")
    scratch.symlink_to(target)
    with pytest.raises(FileExistsError):
        write_private(tmp_path / "a", [b"new"])
    assert target.exists() == there
    assert not there or target.read_bytes() == b"mine"
    assert scratch.is_symlink()  # it is not ours to remove


@pytest.mark.parametrize("at", [0, 1, 4000])
def test_a_full_disk_leaves_the_old_file_and_no_scratch(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(tmp_path / "a", [b"old"])
    disk_that_fills_up(monkeypatch, at)
    with pytest.raises(OSError, match="No space"):
        write_private(tmp_path / "a", [b"x" * 8000])
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_an_interrupt_in_the_middle_leaves_no_scratch(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_private(tmp_path / "a", pieces())
    assert names(tmp_path) == []


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "home")


def test_nothing_else_in_the_program_writes_files() -> None:
    """Else the next private file is world-readable or half written again."""
    writes = re.compile(
        r"\.(write_text|write_bytes|touch)\(|O_WRONLY|O_TRUNC|open\([^)]*[\"'][wax]b?[\"']"
    )
    # To standard output, where nobody reads it any more.
    allowed = {"local/private_files.py", "cli/main.py"}
    writers = {
        path.relative_to(GUIDE).as_posix()
        for path in GUIDE.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert writers == allowed


# Reading


def test_no_more_is_read_than_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == b"12345"
    assert read_head(path, 2) == b"12"
    with pytest.raises(OSError, match="too large"):
        read_regular(path, 4)


@POSIX
@pytest.mark.parametrize("become", NOT_FILES)
def test_what_is_no_file_is_refused_at_once(become: Callable[[Path], None], tmp_path: Path) -> None:
    become(tmp_path / "a")
    with pytest.raises(OSError):
        read_regular(tmp_path / "a", 1000)


@POSIX
@pytest.mark.parametrize("become", [fifo, folder, device])
def test_behind_a_link_too(become: Callable[[Path], None], tmp_path: Path) -> None:
    become(tmp_path / "a")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError):
        read_regular(tmp_path / "b", 1000, follow=True)


@POSIX
def test_a_link_to_a_file_is_followed_only_where_that_was_asked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read_regular(tmp_path / "b", 10, follow=True) == b"1"
    with pytest.raises(OSError):
        read_regular(tmp_path / "b", 10)


@POSIX
def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    fifo(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"1")
    before = os.dup(0)
    os.close(before)
    for name in ("a", "b", "c"):
        try:
            read_regular(tmp_path / name, 10)
        except OSError:
            continue
    after = os.dup(0)
    os.close(after)
    assert before == after
