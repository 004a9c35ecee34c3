"""Half-finished walks: the answers of one walk a flow, kept at once with every answer."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from guide.core.call.faults import is_in_years
from guide.core.errors import StorageError
from guide.core.prepare.resume import StoredWalk
from guide.store.database import LiteDatabase, SaveResult, at_work
from guide.store.sql import run_sql
from guide.store.sqlite_faults import damaged

_REPLACE = """
replace into "walk" ("flow", "answers", "content_version", "seen_at", "led_to")
values (?, ?, ?, ?, ?)"""
_SELECT = 'select "flow", "answers", "content_version", "seen_at", "led_to" from "walk"'
_ONE = _SELECT + ' where "flow" = ?'


class Walks:
    """The walks of one data folder."""

    def __init__(self, database: LiteDatabase, path: Path) -> None:
        self.path = path
        self._database = database

    def check(self) -> None:
        """Whether the file can be read.

        Raises:
            StorageError: it cannot.
        """
        with at_work(self._database, str(self.path)):
            row = run_sql(self._database, "pragma quick_check(1)").fetchone()
        if row != ("ok",):
            raise StorageError(*damaged(str(self.path)))

    def keep(self, walk: StoredWalk) -> None:
        """Keep a walk in place of the one before it; on disk when this returns."""
        values = (
            walk.key,
            json.dumps(dict(walk.answers)),
            walk.content_version,
            walk.seen_at.isoformat(),
            walk.led_to,
        )
        self._write(_REPLACE, values)

    def keep_over(self, walk: StoredWalk, seen: StoredWalk | None) -> tuple[SaveResult, StoredWalk]:
        """Keep a walk over what was seen of it; over what another window wrote, beside it.

        What became of it, and the walk that stands there now.
        """
        with at_work(self._database, str(self.path), write=True):
            rows = self._read(_ONE, (walk.key,))
            stored = _value(rows[0]) if rows else None
            if not rows or (stored and seen and stored.answers == seen.answers):
                self.keep(walk)
                return "kept", walk
            if stored is not None and stored.answers == walk.answers:
                return "kept", stored
            if seen is not None and walk.answers == seen.answers:
                return "elsewhere", seen
            beside = msgspec.structs.replace(walk, copy=uuid4().hex[:8])
            self.keep(beside)
            return "beside", beside

    def find(self, key: str) -> StoredWalk | None:
        """The walk of a flow, if one was left in the middle."""
        rows = self._read(_ONE, (key,))
        return _value(rows[0]) if rows else None

    def all(self) -> tuple[StoredWalk, ...]:
        """All walks that can be read, the latest first."""
        rows = self._read(_SELECT)
        stored_walks = [walk for row in rows if (walk := _value(row)) is not None]
        # By the moment, not by its text: each has the offset of the zone in which it was seen.
        return tuple(sorted(stored_walks, key=lambda walk: walk.seen_at, reverse=True))

    def forget(self, key: str) -> None:
        """Remove the walk of a key; nothing where there is none."""
        self._write('delete from "walk" where "flow" = ?', (key,))

    def first_time(self, notice: str) -> bool:
        """Whether a notice is to be shown; true once."""
        with at_work(self._database, str(self.path), write=True):
            sql = 'insert or ignore into "seen" ("notice") values (?)'
            return bool(run_sql(self._database, sql, (notice,)).rowcount)

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with at_work(self._database, str(self.path)):
            rows: list[tuple[Any, ...]] = run_sql(self._database, sql, tuple(values)).fetchall()
            return rows

    def _write(self, sql: str, values: Sequence[object]) -> None:
        with at_work(self._database, str(self.path), write=True):
            run_sql(self._database, sql, tuple(values))

    def close(self) -> None:
        """Close the database; what is used again opens it again."""
        self._database.close()


def _value(row: Sequence[Any]) -> StoredWalk | None:
    """A row as a value; None for one that cannot be understood."""
    if not all(isinstance(cell, str) for cell in row):
        return None
    key, answers, content_version, seen, led_to = row
    flow, _, copy = key.partition("+")
    try:
        seen_at = datetime.fromisoformat(seen)
        walk = StoredWalk(
            flow=flow,
            copy=copy,
            answers=msgspec.json.decode(answers, type=dict[str, str]),
            content_version=content_version,
            seen_at=seen_at,
            led_to=led_to,
        )
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None
    return walk if is_in_years(seen_at) else None
