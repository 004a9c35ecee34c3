"""Writes a file that a person asked for: never over another one unasked."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from guide.core.errors import InvalidInput, StorageError
from guide.core.message import Message
from guide.core.text import is_file_name
from guide.local.private_files import write_private

_SPACE = Message("hint.file.space", "Free some space, or name a file on another disk.")
_ADVICE = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.ENAMETOOLONG: Message("hint.file.name", "Give it a shorter name."),
    errno.ENOENT: Message("hint.file.folder", "Make its folder first, or name another one."),
}
_OPEN = Message(
    "hint.file.open", "Is it open in another program, like Excel? Close it there, then try again."
)
_ELSE = Message("hint.file.write", "Name a file in a folder that you may write to.")


def write_file(path: Path, raw: bytes, *, force: bool = False) -> None:
    """Write the file, mode 0600, in one step.

    Raises:
        InvalidInput: it is there already, and `force` is not given; or no file can be called so.
        StorageError: the folder or the disk does not take it, or it is a folder itself.
    """
    write_pieces(path, [raw], force=force)


def write_pieces(path: Path, pieces: Iterable[bytes], *, force: bool = False) -> None:
    """The same, piece by piece, for what would be large as a whole.

    Raises:
        InvalidInput: it is there already, and `force` is not given; or no file can be called so.
        StorageError: the folder or the disk does not take it, or it is a folder itself.
    """
    if not path.name or not is_file_name(str(path)):
        raise InvalidInput(*no_file_name(str(path)))
    try:
        _refuse(path, force=force)
        write_private(path, pieces)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = Message(
            "error.file.write", "{path} cannot be written: {reason}.", path=path, reason=reason
        )
        raise StorageError(message, _advice(error, path)) from error


def _advice(error: OSError, path: Path) -> Message:
    # Windows refuses to replace a file that a program has open, a spreadsheet above all.
    if isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK):
        return _OPEN
    return _ADVICE.get(error.errno or 0, _ELSE)


def no_file_name(name: str) -> tuple[Message, Message]:
    """The fault that a name is not one for a file, and the hint to name another."""
    message = Message("error.file.no-name", "{name!r} is not a valid file name.", name=name)
    return message, Message("hint.file.another", "Name another one.")


def unknown_ending(name: str) -> Message:
    """The fault that nothing here writes a file with such an ending."""
    return Message("error.file.ending", "{name!r}: unknown file type.", name=name)


def _refuse(path: Path, *, force: bool) -> None:
    if path.is_dir():
        message = Message("error.file.is-folder", "{path} is a folder.", path=path)
        raise StorageError(message, Message("hint.file.in", "Name a file in it."))
    if not force and (path.exists() or path.is_symlink()):
        message = Message("error.file.there", "{path} is there already.", path=path)
        raise InvalidInput(message, Message("hint.force", "Add --force to replace it."))
