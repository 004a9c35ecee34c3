"""Rows from the leaf pages of an SQLite file, whatever leads to them.

https://sqlite.org/fileformat2.html sections 1.3, 1.6 and 2.1. What does not fit is passed over.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_LEAF = 0x0D
_USUAL = 4096
_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
Record = tuple[object, ...]


def rows_of_pages(path: Path) -> Iterator[Record]:
    """Every row that stands whole on a page of a table; pages that were freed are left out."""
    raw = path.read_bytes()
    given = int.from_bytes(raw[16:18], "big") if raw[:6] == b"SQLite" else _USUAL
    size = given if given >= 512 and given & (given - 1) == 0 else _USUAL  # noqa: PLR2004  # its least
    free = set(_freed(raw, size))
    for number in range(1, len(raw) // size + 1):
        begin = 100 if number == 1 else 0
        page = raw[(number - 1) * size : number * size]
        if page[begin] == _LEAF and number not in free:
            yield from _rows(raw, page, begin, size)


def _freed(raw: bytes, size: int) -> Iterator[int]:
    """Pages that hold what was removed: their numbers stand in a chain of their own."""
    trunk, seen = int.from_bytes(raw[32:36], "big"), set[int]()
    while trunk and trunk not in seen and trunk * size <= len(raw):
        seen.add(trunk)
        yield trunk
        page = raw[(trunk - 1) * size : trunk * size]
        count = min(int.from_bytes(page[4:8], "big"), size // 4 - 2)
        yield from (int.from_bytes(page[8 + 4 * n : 12 + 4 * n], "big") for n in range(count))
        trunk = int.from_bytes(page[:4], "big")


def _rows(raw: bytes, page: bytes, begin: int, size: int) -> Iterator[Record]:
    count = int.from_bytes(page[begin + 3 : begin + 5], "big")
    for n in range(min(count, size // 4)):
        at = begin + 8 + 2 * n
        cell = int.from_bytes(page[at : at + 2], "big")
        with suppress(IndexError, ValueError):
            yield _record(_payload(raw, page, cell, size))


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = raw[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004  # the last one has no high bit
            return value, at + n + 1
    return value << 8 | raw[at + 8], at + 9


def _payload(raw: bytes, page: bytes, at: int, size: int) -> bytes:
    """The whole of a row, with what did not find room on its page."""
    length, at = _varint(page, at)
    _, at = _varint(page, at)
    if not 0 < length <= len(raw):
        raise ValueError
    most = size - 35
    here = length
    if length > most:
        least = (size - 12) * 32 // 255 - 23
        here = least + (length - least) % (size - 4)
        here = here if here <= most else least
    payload, following = page[at : at + here], 0
    if here < length:
        following = int.from_bytes(page[at + here : at + here + 4], "big")
    while len(payload) < length:
        if not 0 < following * size <= len(raw):
            raise ValueError
        more = raw[(following - 1) * size : following * size]
        payload += more[4 : 4 + length - len(payload)]
        following = int.from_bytes(more[:4], "big")
    return payload


def _record(payload: bytes) -> Record:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        width = (kind - 12) // 2 if kind >= 12 else _FIXED.get(kind, 0)  # noqa: PLR2004  # texts from here
        part = payload[at : at + width]
        if len(part) != width:
            raise ValueError
        values.append(_value(kind, part))
        at += width
    return tuple(values)


def _value(kind: int, part: bytes) -> object:
    if kind >= 12:  # noqa: PLR2004  # even ones are bytes, odd ones are text
        return part.decode() if kind % 2 else part
    if kind in (8, 9):
        return kind - 8
    return None if kind in (0, 7) else int.from_bytes(part, "big", signed=True)
