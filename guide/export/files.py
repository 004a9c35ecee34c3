"""Writes a file for one person: readable by nobody else, whole or not at all."""

import os
from pathlib import Path

from guide.core.errors import InvalidInput, StorageError
from guide.core.text import is_file_name


def write_file(path: Path, raw: bytes, *, force: bool = False) -> None:
    """Write the file, mode 0600, in one step.

    Raises:
        InvalidInput: it is there already, and `force` is not given; or no file can be called so.
        StorageError: the folder or the disk does not take it.
    """
    if not is_file_name(str(path)):
        raise InvalidInput(f"{str(path)!r} is no name for a file.", "Name another one.")
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if not force and (path.exists() or path.is_symlink()):
            raise InvalidInput(f"{path} is there already.", "Add --force to replace it.")
        _write(scratch, raw)
        scratch.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(
            f"{path} cannot be written: {reason}.", "Name a file in a folder that you may write to."
        ) from error
    finally:
        _drop(scratch)


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
