"""The one writer of files for one person: readable by nobody else, whole or not at all.

It writes to a scratch file in the same folder and puts that in the place of the old one. The
scratch file has a name that nobody can guess and is made new, so no link is ever followed; after a
failure it is gone. Refuses nothing: what may be replaced is for the caller to say.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

SCRATCH = ".guide-"
# Names that Windows and POSIX do not share: a flag that is not there asks for nothing.
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_FLAGS |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def private_folder(folder: Path) -> None:
    """Make a folder that nobody else can look into, if it is not there.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_private(path: Path, pieces: Iterable[bytes], *, durable: bool = True) -> None:
    """Write a file, mode 0600, in one step; a link in its place is replaced, never followed.

    With `durable` it is on the disk before the old one goes: not needed for what can be made again.

    Raises:
        OSError: the folder or the disk does not take it. What was there is as it was.
    """
    # A short name: beside the longest one that the folder takes there is room for it.
    scratch = path.with_name(f"{SCRATCH}{os.urandom(5).hex()}")
    descriptor = os.open(scratch, _FLAGS, 0o600)
    try:
        _write(descriptor, pieces, durable=durable)
        scratch.replace(path)
    except BaseException:  # an interrupt leaves nothing behind either
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise


def _write(descriptor: int, pieces: Iterable[bytes], *, durable: bool) -> None:
    with open(descriptor, "wb") as file:  # by descriptor, for the mode
        file.writelines(pieces)
        file.flush()
        if durable:
            os.fsync(descriptor)
