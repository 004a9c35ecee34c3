"""Writes a file for one person: readable by nobody else, whole or not at all."""

import errno
import os
import secrets
from pathlib import Path

from guide.core.errors import InvalidInput, StorageError

_ADVICE = {
    errno.ENOSPC: "Free some space, or name a file on another disk.",
    errno.EDQUOT: "Free some space, or name a file on another disk.",
    errno.ENAMETOOLONG: "Give it a shorter name.",
    errno.ENOENT: "Make its folder first, or name another one.",
}
_ELSE = "Name a file in a folder that you may write to."


def write_file(path: Path, raw: bytes, *, force: bool = False) -> None:
    """Write the file, mode 0600, in one step.

    Raises:
        InvalidInput: it is there already, and `force` is not given.
        StorageError: the folder or the disk does not take it, or it is a folder itself.
    """
    # A short name: beside the longest one that the folder takes there is room for it.
    scratch = path.with_name(f".guide-{secrets.token_hex(4)}")
    try:
        _refuse(path, force=force)
        _write(scratch, raw)
        scratch.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        advice = _ADVICE.get(error.errno or 0, _ELSE)
        raise StorageError(f"{path} cannot be written: {reason}.", advice) from error
    finally:
        _drop(scratch)


def _refuse(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise StorageError(f"{path} is a folder.", "Name a file in it.")
    if not force and (path.exists() or path.is_symlink()):
        raise InvalidInput(f"{path} is there already.", "Add --force to replace it.")


def _write(path: Path, raw: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123  # by descriptor, for the mode
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
