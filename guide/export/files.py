"""Writes a file for one person: readable by nobody else, whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

from guide.core.errors import InvalidInput, StorageError


def write_file(path: Path, raw: bytes, *, force: bool = False) -> None:
    """Write the file, mode 0600, in one step.

    Raises:
        InvalidInput: it is there already, and `force` is not given.
        StorageError: the folder or the disk does not take it.
    """
    write_pieces(path, [raw], force=force)


def write_pieces(path: Path, pieces: Iterable[bytes], *, force: bool = False) -> None:
    """The same, piece by piece, for what would be large as a whole.

    Raises:
        InvalidInput: it is there already, and `force` is not given.
        StorageError: the folder or the disk does not take it.
    """
    if not force and (path.exists() or path.is_symlink()):
        raise InvalidInput(f"{path} is there already.", "Add --force to replace it.")
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(scratch, pieces)
        scratch.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError(
            f"{path} cannot be written: {reason}.", "Name a file in a folder that you may write to."
        ) from error
    finally:
        _drop(scratch)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123  # by descriptor, for the mode
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
