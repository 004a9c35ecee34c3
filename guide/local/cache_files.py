"""Files of what can be made again. One that is not just as it was written counts as missing.

Each begins with a digest over the program's version, a key that says what it was made from, and
what it holds. So a file that is cut short, damaged, of another version or from something that has
changed since is made anew; only a regular file is ever opened, so nothing waits for a pipe. This is
against accidents: who may write here may write anything.

Deleting the cache is always safe, and one that cannot be written is no fault.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from guide import __version__
from guide.local.private_files import private_folder, write_private
from guide.local.regular_files import read_regular

if TYPE_CHECKING:
    from hashlib import blake2b
else:
    try:  # hashlib is made of this, and takes 10 ms more to load OpenSSL
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

T = TypeVar("T")
# The largest that the program writes is a hundredth of this.
LARGEST = 20_000_000
_SIZE = 16


def digest(*parts: bytes) -> str:
    """A short name for what these bytes say, part by part."""
    digester = blake2b(digest_size=_SIZE)
    for part in parts:
        digester.update(len(part).to_bytes(8, "big"))
        digester.update(part)
    return digester.hexdigest()


def load(path: Path, key: str, kind: Callable[[bytes], T]) -> T | None:
    """What a file holds, read by `kind`; None where it has to be made anew."""
    try:
        head, _, body = read_regular(path, LARGEST).partition(b"\n")
        return kind(body) if head == _head(key, body) else None
    except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
        return None


def save(path: Path, key: str, body: bytes) -> None:
    """Keep it for the next run, if that can be done."""
    with suppress(OSError, ValueError):
        private_folder(path.parent)
        write_private(path, (_head(key, body), b"\n", body), durable=False)


def _head(key: str, body: bytes) -> bytes:
    return digest(__version__.encode(), key.encode(), body).encode()
