"""Half-finished walks: the answers of one walk a flow, kept at once with every answer."""

import json
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import msgspec
from peewee import SqliteDatabase

from guide.core.resume import KeptWalk
from guide.store.database import Own, faults_in_words, run_sql
from guide.store.schema import SeenRow, WalkRow


class Walks:
    """The walks of one data folder."""

    def __init__(self, database: SqliteDatabase, path: Path) -> None:
        self.path = path
        self._database = database
        self._database.bind([WalkRow, SeenRow])

    def check(self) -> None:
        """Whether the file can be read and written.

        Raises:
            StorageError: it cannot.
        """
        with faults_in_words(str(self.path)):
            run_sql(self._database, "pragma quick_check").fetchone()

    def keep(self, walk: KeptWalk) -> None:
        """Keep a walk in place of the one before it; on disk when this returns."""
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            _replace(walk)

    def keep_own(self, walk: KeptWalk, seen: KeptWalk | None) -> tuple[Own, KeptWalk]:
        """Keep a walk over what was seen of it; over what another window wrote, beside it.

        What became of it, and the walk that stands there now.
        """
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            row = WalkRow.get_or_none(WalkRow.flow == walk.key)
            stored = None if row is None else _value(row)
            if row is None or (stored and seen and stored.answers == seen.answers):
                _replace(walk)
                return "kept", walk
            if stored is not None and stored.answers == walk.answers:
                return "kept", stored
            if seen is not None and walk.answers == seen.answers:
                return "elsewhere", seen
            beside = msgspec.structs.replace(walk, copy=uuid4().hex[:8])
            _replace(beside)
            return "beside", beside

    def find(self, key: str) -> KeptWalk | None:
        """The walk of a flow, if one was left in the middle."""
        with faults_in_words(str(self.path)):
            row = WalkRow.get_or_none(WalkRow.flow == key)
        return None if row is None else _value(row)

    def all(self) -> tuple[KeptWalk, ...]:
        """All of them, the latest first."""
        with faults_in_words(str(self.path)):
            rows = list(WalkRow.select())
        found = [walk for row in rows if (walk := _value(row)) is not None]
        # By the moment, not by its text: each has the offset of the zone in which it was seen.
        return tuple(sorted(found, key=lambda walk: walk.seen_at, reverse=True))

    def forget(self, key: str) -> None:
        """Remove the walk of a flow."""
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            WalkRow.delete().where(WalkRow.flow == key).execute()

    def first_time(self, notice: str) -> bool:
        """Whether a notice is to be shown; true once."""
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            if SeenRow.get_or_none(SeenRow.notice == notice) is not None:
                return False
            SeenRow.create(notice=notice)
        return True

    def close(self) -> None:
        """Close the database; what is used again opens it again."""
        self._database.close()


def _replace(walk: KeptWalk) -> None:
    WalkRow.replace(  # type: ignore[no-untyped-call]  # peewee's stubs
        flow=walk.key,
        answers=json.dumps(dict(walk.answers)),
        content_version=walk.content_version,
        seen_at=walk.seen_at.isoformat(),
        led_to=walk.led_to,
    ).execute()


def _value(row: WalkRow) -> KeptWalk | None:
    """A row as a value; None for one that cannot be understood."""
    try:
        answers = msgspec.json.decode(str(row.answers), type=dict[str, str])
        seen_at = datetime.fromisoformat(str(row.seen_at))
    except (ValueError, msgspec.MsgspecError):
        return None
    if seen_at.tzinfo is None:
        return None
    flow, _, copy = str(row.flow).partition("+")
    return KeptWalk(
        flow=flow,
        copy=copy,
        answers=answers,
        content_version=str(row.content_version),
        seen_at=seen_at,
        led_to=str(row.led_to),
    )
