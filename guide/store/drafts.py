"""Calls that are going on: the whole draft in one row, on disk when `keep` returns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

import msgspec

from guide.core.call.faults import is_in_years
from guide.core.call.live import LiveCall, says_the_same
from guide.store.database import LiteDatabase, SaveResult, at_work
from guide.store.sql import run_sql

_SWAP = "update draft set call = ? where id = ? and call = ?"


class _Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a correction that was not saved yet. No call that goes on looks like this."""

    corrects: str
    typed: Mapping[str, str]


class _HalfTyped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the fields of a walk."""

    walk: str
    typed: Mapping[str, str]


class Drafts:
    """The drafts of one data folder: calls that go on, corrections, half-typed answers."""

    def __init__(self, database: LiteDatabase, path: Path) -> None:
        self.path = path
        self._database = database

    def keep(self, live: LiveCall) -> None:
        """Keep a draft in place of what was kept of it before."""
        self._replace(live.key, live)

    def keep_over(self, live: LiveCall, seen: LiveCall | None) -> tuple[SaveResult, LiveCall]:
        """Keep a draft over what was seen of it; over what another window wrote, beside it.

        What became of it, and the draft that stands there now.
        """
        if seen is not None and seen.key == live.key and self._swap(live, seen):
            return "kept", live
        with at_work(self._database, str(self.path), write=True):
            row = self._one(live.key)
            stored = None if row is None else _value(row)
            unchanged = seen is not None and says_the_same(live, seen)
            if row is None and seen is not None and unchanged:
                return "elsewhere", seen
            if row is None or (stored and seen and says_the_same(stored, seen)):
                self._replace(live.key, live)
                return "kept", live
            if stored is not None and says_the_same(stored, live):
                return "kept", stored
            if seen is not None and unchanged:
                return "elsewhere", seen
            beside = msgspec.structs.replace(live, copy=uuid4().hex[:8])
            self._replace(beside.key, beside)
            return "beside", beside

    def _swap(self, live: LiveCall, seen: LiveCall) -> bool:
        """In one statement, as nearly always: at every key, beside a screen that draws."""
        with at_work(self._database, str(self.path)):
            cursor = run_sql(self._database, _SWAP, (_text(live), live.key, _text(seen)))
            return int(cursor.rowcount) == 1

    def find(self, key: str) -> LiveCall | None:
        """The draft of a key; None where there is none, or it cannot be understood."""
        row = self._one(key)
        return None if row is None else _value(row)

    def all(self) -> tuple[LiveCall, ...]:
        """The drafts, the latest first; one that cannot be understood is left alone."""
        rows = self._read('select "call" from "draft"')
        live_calls = [live for row in rows if (live := _value(row)) is not None]
        return tuple(sorted(live_calls, key=lambda live: live.begun_at, reverse=True))

    def keep_correction(self, call_id: str, typed: Mapping[str, str]) -> None:
        """Keep the words in the fields of a correction."""
        self._replace(_correction_id(call_id), _Correction(call_id, typed))

    def correction(self, call_id: str) -> Mapping[str, str] | None:
        """The words of a correction that was not saved; None where there are none."""
        row = self._one(_correction_id(call_id))
        try:
            return None if row is None else msgspec.json.decode(row, type=_Correction).typed
        except (ValueError, TypeError, RecursionError, msgspec.MsgspecError):
            return None

    def forget_correction(self, call_id: str) -> None:
        """Remove the words of a correction that was saved, or thrown away."""
        self.forget(_correction_id(call_id))

    def keep_half_typed(self, key: str, question: str, text: str) -> None:
        """Keep what stands in a field of a walk and was not given as an answer yet."""
        with at_work(self._database, str(self.path), write=True):
            others = {n: words for n, words in self.half_typed(key).items() if n != question}
            typed = others | ({question: text} if text else {})
            if typed:
                self._replace(_half_typed_id(key), _HalfTyped(key, typed))
            else:
                self.forget(_half_typed_id(key))

    def half_typed(self, key: str) -> Mapping[str, str]:
        """Question → what was typed there and not given as an answer yet."""
        row = self._one(_half_typed_id(key))
        try:
            return {} if row is None else msgspec.json.decode(row, type=_HalfTyped).typed
        except (ValueError, TypeError, RecursionError, msgspec.MsgspecError):
            return {}

    def forget_half_typed(self, key: str) -> None:
        """Remove what was half typed in a walk that begins anew."""
        self.forget(_half_typed_id(key))

    def forget(self, key: str) -> None:
        """Remove the draft of a key; nothing where there is none."""
        with at_work(self._database, str(self.path)):
            run_sql(self._database, 'delete from "draft" where "id" = ?', (key,))

    def _replace(self, key: str, draft: "LiveCall | _Correction | _HalfTyped") -> None:
        """In one statement, a transaction of its own: at every key, as little as can be."""
        with at_work(self._database, str(self.path)):
            sql = 'replace into "draft" ("id", "call") values (?, ?)'
            run_sql(self._database, sql, (key, _text(draft)))

    def _one(self, key: str) -> str | None:
        rows = self._read('select "call" from "draft" where "id" = ?', (key,))
        return rows[0] if rows else None

    def _read(self, sql: str, values: Sequence[object] = ()) -> list[str]:
        with at_work(self._database, str(self.path)):
            return [row[0] for row in run_sql(self._database, sql, tuple(values)).fetchall()]

    def close(self) -> None:
        """Close the database; what is used again opens it again."""
        self._database.close()


def _text(draft: "LiveCall | _Correction | _HalfTyped") -> str:
    return msgspec.json.encode(draft).decode()


def _half_typed_id(key: str) -> str:
    return f"half-typed-{key}"


def _correction_id(call_id: str) -> str:
    return f"correction-{call_id}"


def _value(text: str) -> LiveCall | None:
    try:
        live = msgspec.json.decode(text, type=LiveCall)
    except (ValueError, TypeError, RecursionError, msgspec.MsgspecError):
        return None
    return live if is_in_years(live.begun_at) else None
