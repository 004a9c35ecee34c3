"""Calls that are going on: the whole draft in one row, on disk when `keep` returns."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from guide.core.call_faults import is_in_years
from guide.core.live import LiveCall
from guide.store.database import LiteDatabase, at_work, run_sql


class _Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a correction that was not saved yet. No call that goes on looks like this."""

    corrects: str
    typed: Mapping[str, str]


class Drafts:
    """The drafts of one data folder: calls that go on, and corrections."""

    def __init__(self, database: LiteDatabase, path: Path) -> None:
        self.path = path
        self._database = database

    def keep(self, live: LiveCall) -> None:
        """Keep a draft in place of what was kept of it before."""
        self._replace(live.id, msgspec.json.encode(live).decode())

    def all(self) -> tuple[LiveCall, ...]:
        """The drafts, the latest first; one that cannot be understood is left alone."""
        rows = self._read('select "call" from "draft"')
        found = [live for row in rows if (live := _value(row)) is not None]
        return tuple(sorted(found, key=lambda live: live.begun_at, reverse=True))

    def keep_correction(self, call_id: str, typed: Mapping[str, str]) -> None:
        """Keep the words in the fields of a correction."""
        words = msgspec.json.encode(_Correction(call_id, typed)).decode()
        self._replace(_correction_id(call_id), words)

    def correction(self, call_id: str) -> Mapping[str, str] | None:
        """The words of a correction that was not saved; None where there are none."""
        rows = self._read('select "call" from "draft" where "id" = ?', (_correction_id(call_id),))
        try:
            return msgspec.json.decode(rows[0], type=_Correction).typed if rows else None
        except (ValueError, TypeError, RecursionError, msgspec.MsgspecError):
            return None

    def forget_correction(self, call_id: str) -> None:
        """It was saved, or thrown away."""
        self.forget(_correction_id(call_id))

    def forget(self, call_id: str) -> None:
        """Remove one draft."""
        with at_work(self._database, str(self.path), write=True):
            run_sql(self._database, 'delete from "draft" where "id" = ?', (call_id,))

    def _replace(self, draft_id: str, call: str) -> None:
        with at_work(self._database, str(self.path), write=True):
            sql = 'replace into "draft" ("id", "call") values (?, ?)'
            run_sql(self._database, sql, (draft_id, call))

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[str]:
        with at_work(self._database, str(self.path)):
            return [row[0] for row in run_sql(self._database, sql, tuple(values)).fetchall()]

    def close(self) -> None:
        """Close the database; what is used again opens it again."""
        self._database.close()


def _correction_id(call_id: str) -> str:
    return f"correction-{call_id}"


def _value(text: str) -> LiveCall | None:
    try:
        live = msgspec.json.decode(text, type=LiveCall)
    except (ValueError, TypeError, RecursionError, msgspec.MsgspecError):
        return None
    return live if is_in_years(live.begun_at) else None
