"""Faults of a disk, to be put in the way of a test: files that are none, and writes that fail."""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from guide.local import private_files

DEEP = b"[" * 200_000 + b"]" * 200_000
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and modes")


def fifo(path: Path) -> None:
    """A pipe that nobody writes to: whoever opens it to read waits for ever."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def device(path: Path) -> None:
    """A file that never ends."""
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


def link(path: Path) -> None:
    """A link to a file of somebody else."""
    path.unlink(missing_ok=True)
    other = path.with_name("other")
    other.write_bytes(b"somebody else's")
    path.symlink_to(other)


def holding(raw: bytes) -> Callable[[Path], None]:
    """A file that holds these bytes."""

    def damage(path: Path) -> None:
        path.unlink(missing_ok=True)
        path.write_bytes(raw)

    return damage


def changed(old: bytes, new: bytes) -> Callable[[Path], None]:
    """The same file, with another word in it: still well-formed."""

    def damage(path: Path) -> None:
        before = path.read_bytes()
        assert old in before
        path.write_bytes(before.replace(old, new))

    return damage


def cut(path: Path) -> None:
    """The last byte is gone."""
    path.write_bytes(path.read_bytes()[:-1])


NOT_FILES = [fifo, folder, device, link]
BAD_CONTENT = [holding(b""), holding(b"{"), holding(b"\xff\x00"), holding(DEEP), cut]


def disk_that_fills_up(patch: pytest.MonkeyPatch, at: int) -> None:
    """Every private file from now on gets no further than that many bytes."""

    def full(descriptor: int, pieces: Iterable[bytes], *, durable: bool) -> None:
        with open(descriptor, "wb") as file:
            file.write(b"".join(pieces)[:at])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(private_files, "_write", full)
