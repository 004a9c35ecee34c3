"""The one reader of files that others may have put there: it never waits, and knows when to stop.

A pipe in the place of a file would be waited for, and a device never ends. Only a regular file is
read, and no more of it than was asked for.
"""

import errno
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def read_regular(path: Path, most: int, *, follow: bool = False) -> bytes:
    """The bytes of a regular file; with `follow` also through a link.

    Raises:
        OSError: it cannot be read, is something else, or is larger than `most`.
    """
    raw = read_head(path, most + 1, follow=follow)
    if len(raw) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return raw


def read_head(path: Path, most: int, *, follow: bool = False) -> bytes:
    """The first bytes of a regular file, and no more than `most`.

    Raises:
        OSError: it cannot be read, or is something else.
    """
    descriptor = os.open(path, _FLAGS if follow else _FLAGS | _NO_LINK)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "Not a regular file", str(path))
        with open(descriptor, "rb", closefd=False) as file:  # for the flags
            return file.read(most)
    finally:
        os.close(descriptor)
