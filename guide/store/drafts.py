"""Calls that are going on: the whole draft in one row, on disk when `keep` returns."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from peewee import SqliteDatabase

from guide.core.live import LiveCall
from guide.store.database import faults_in_words
from guide.store.schema import DraftRow


class _Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a correction that was not saved yet. No call that goes on looks like this."""

    corrects: str
    typed: Mapping[str, str]


class Drafts:
    """The drafts of one data folder: calls that go on, and corrections."""

    def __init__(self, database: SqliteDatabase, path: Path) -> None:
        self.path = path
        self._database = database
        self._database.bind([DraftRow])

    def keep(self, live: LiveCall) -> None:
        """Keep a draft in place of what was kept of it before."""
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            DraftRow.replace(  # type: ignore[no-untyped-call]  # peewee's stubs
                id=live.id, call=msgspec.json.encode(live).decode()
            ).execute()

    def all(self) -> tuple[LiveCall, ...]:
        """The drafts, the latest first; one that cannot be understood is left alone."""
        with faults_in_words(str(self.path)):
            rows = [str(row.call) for row in DraftRow.select()]
        found = [live for row in rows if (live := _value(row)) is not None]
        return tuple(sorted(found, key=lambda live: live.begun_at, reverse=True))

    def keep_correction(self, call_id: str, typed: Mapping[str, str]) -> None:
        """Keep the words in the fields of a correction."""
        words = msgspec.json.encode(_Correction(call_id, typed)).decode()
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            DraftRow.replace(  # type: ignore[no-untyped-call]  # peewee's stubs
                id=_correction_id(call_id), call=words
            ).execute()

    def correction(self, call_id: str) -> Mapping[str, str] | None:
        """The words of a correction that was not saved; None where there are none."""
        with faults_in_words(str(self.path)):
            row = DraftRow.get_or_none(DraftRow.id == _correction_id(call_id))
        try:
            return None if row is None else msgspec.json.decode(row.call, type=_Correction).typed
        except (ValueError, msgspec.MsgspecError):
            return None

    def forget_correction(self, call_id: str) -> None:
        """It was saved, or thrown away."""
        self.forget(_correction_id(call_id))

    def forget(self, call_id: str) -> None:
        """Remove one draft."""
        with faults_in_words(str(self.path)), self._database.atomic("immediate"):
            DraftRow.delete().where(DraftRow.id == call_id).execute()

    def close(self) -> None:
        """Close the database; what is used again opens it again."""
        self._database.close()


def _correction_id(call_id: str) -> str:
    return f"correction-{call_id}"


def _value(text: str) -> LiveCall | None:
    try:
        return msgspec.json.decode(text, type=LiveCall)
    except (ValueError, msgspec.MsgspecError):
        return None
