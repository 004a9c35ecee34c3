"""The call log: takes and returns calls as values; on disk when a method returns."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from guide.core.call.entry import Call, CallBackAttempt, Ending, Why
from guide.core.call.faults import Unreadable
from guide.core.call.versions import Clash, branch, differing, rebased, same, tips
from guide.core.errors import InvalidInput
from guide.core.ids import ChainId
from guide.core.masking import server_name
from guide.core.message import Message
from guide.store.call_reader import SEE_LIST, CallReader
from guide.store.call_rows import ROW, checked, checked_attempt, is_key, read_all
from guide.store.log_connection import LogConnection
from guide.store.merging import Merged, Merger
from guide.store.schema import LOG
from guide.store.sql import PAGE, marks

_decode = msgspec.json.Decoder(Call).decode
_GONE = Message("error.call.gone", "That call is no longer in the log.")
# Chains that no list shows.
_UNLISTED = """
select distinct c.root from "call" c where not exists (select 1 from call_words w
join "call" o on o.id = w.id and o.started_at = w.started_at where o.root = c.root)"""
_STRAY = """
delete from call_words where not exists (select 1 from "call" c where c.current
and c.id = call_words.id and c.started_at = call_words.started_at)"""


class Calls(CallReader):
    """The log of one data folder, or of a server."""

    def add(self, call: Call) -> None:
        """Put an entry into the log; with `corrects` it takes the place of an older one.

        Raises:
            InvalidInput: another call with that id is there.
        """
        checked(call)
        with self._log.writing():
            there = self._chains.values([call.id]).get(call.id)
            if there is None:
                self._log.sql("delete from removed where id = ?", [call.id])
                self._chains.add(call)
            elif not same(there, call):
                message = Message(
                    "error.call.there", "The call {call} is in the log already.", call=call.id[:8]
                )
                hint = Message("hint.call.there", "Correct it there: `guide log edit`.")
                raise InvalidInput(message, hint)
            else:
                self._chains.outcomes.add(self._root(call.id), call.attempts, call.ended)
                self._chains.stand_again(call.id)

    def correct(self, new: Call) -> Call | Clash:
        """Put a correction into the log, as one of what stands there now.

        What was changed meanwhile in other fields is joined with it. Where both changed a field,
        nothing is written: somebody must choose.

        Raises:
            InvalidInput: the call is no longer there.
        """
        checked(new)
        with self._log.writing():
            entries = {call.id: call for call in self._chains.entries(self._root(new.olders[0]))}
            versions = tips(entries.values())
            names = {version.id for version in versions}
            correction: Call | Clash = new
            if not names.issuperset(new.olders):
                base = entries.get(new.olders[0], versions[-1])
                theirs = versions[-1]
                if len(versions) > 1 or new.also_corrects:
                    fields = differing(new, theirs)
                    correction = Clash(base=base, mine=new, theirs=theirs, fields=fields)
                else:
                    correction = rebased(base, new, theirs)
            if isinstance(correction, Call):
                self._chains.add(correction)
                return self._chains.values([correction.id])[correction.id]
        return correction

    def merge(
        self, calls: Iterable[Call], *, as_corrections: bool = False, again: bool = False
    ) -> Merged:
        """Take the calls of another log in, all or none; what became of each, and what to look at.

        Entries that differ are taken as corrections only with `as_corrections`, and those that
        were removed here only `again`.
        """
        # All of it is read and checked before the turn to write is taken from others.
        packed = [msgspec.json.encode(checked(call)) for call in calls]
        with self._log.writing():
            merger = Merger(self._log.sql, as_corrections=as_corrections, again=again)
            return merger.merge(map(_decode, packed))

    def _root(self, call_id: str) -> ChainId:
        root = self._chains.root(call_id)
        if root is None:
            raise InvalidInput(_GONE, SEE_LIST)
        return root

    def note_attempt(self, call_id: str, attempt: CallBackAttempt) -> None:
        """USCIS called back, or wrote: noted on the call and all that corrects it.

        Raises:
            InvalidInput: the call is no longer there.
        """
        checked_attempt(attempt)
        with self._log.writing():
            root = self._root(call_id)
            turn = self._turn(call_id, attempt.at)
            noted = msgspec.structs.replace(attempt, turn=turn + turn % 2)
            self._chains.outcomes.add(root, [noted], None)
            self._chains.stand_again(call_id)

    def take_back_attempt(self, call_id: str, at: datetime) -> bool:
        """Take back an attempt noted by mistake; False where none was noted at that moment."""
        with self._log.writing():
            root = self._root(call_id)
            there = [attempt.at for attempt in self._chains.values([call_id])[call_id].attempts]
            if at not in there:
                return False
            back = CallBackAttempt(at=at, answered=False, turn=self._turn(call_id, at) + 1)
            self._chains.outcomes.add(root, [back], None)
            self._chains.stand_again(call_id)
            return True

    def _turn(self, call_id: str, at: datetime) -> int:
        call = self._chains.values([call_id])[call_id]
        noted = (*call.attempts, *call.taken_back)
        return next((attempt.turn for attempt in noted if attempt.at == at), 0)

    def end(self, call_id: str, at: datetime, why: Why | None, by: str | None = None) -> None:
        """Nobody waits for an answer any more; with no reason, somebody waits again.

        Raises:
            InvalidInput: the call is no longer there.
        """
        with self._log.writing():
            root = self._root(call_id)
            turn = self._chains.outcomes.acts(root) + 1
            # Odd turns close, even ones open again.
            turn += (turn % 2 == 1) != (why is not None)
            self._chains.outcomes.add(root, (), Ending(at=at, why=why, by=by, turn=turn))
            self._chains.stand_again(call_id)

    def goes_with(self, call_id: str) -> tuple[str, ...]:
        """The entries that removing this one removes: its own version, or all of the call."""
        return branch(self.chain(call_id), call_id)

    def remove(self, call_ids: Sequence[str]) -> int:
        """Remove calls with all that corrects them; how many entries went.

        Where there are two versions, a version goes alone.
        """
        gone = 0
        with self._log.writing():
            for call_id in call_ids:
                root = self._chains.root(call_id)
                if root is not None:
                    names = branch(self._chains.entries(root), call_id)
                    self._chains.remove(root, names)
                    gone += len(names)
        return gone

    def remove_unreadable(self, entry: Unreadable) -> int:
        """Remove one entry that cannot be read; what it corrected is current again."""
        by_number = entry.id.startswith(ROW)
        with self._log.writing():
            root = None if by_number else self._chains.root(entry.id)
            if root is not None and is_key(root):
                self._chains.remove(root, [entry.id])
                return 1
            key, value = (
                ("rowid", int(entry.id.removeprefix(ROW))) if by_number else ("id", entry.id)
            )
            row = self._log.sql(f'select root from "call" where {key} = ?', [value]).fetchone()  # noqa: S608  # ours
            if row is None:
                return 0
            self._log.sql(f'delete from "call" where {key} = ?', [value])  # noqa: S608  # names of ours
            self._log.sql('delete from call_words where id not in (select id from "call")', [])
            self._log.sql('delete from attempt where root not in (select root from "call")', [])
            if is_key(row[0]) and self._chains.entries(row[0]):
                self._chains.settle(row[0])
        return 1

    def relist(self) -> int:
        """List calls again that are sound and were left out of the list; how many."""
        put_back = 0
        with self._log.writing():
            self._log.sql(_STRAY, [])
            for (root,) in self._log.sql(_UNLISTED, []).fetchall():
                if not is_key(root):
                    continue
                entries = read_all(self._log.sql, self._log.rows("where c.root = ?", [root]))
                if all(isinstance(call, Call) for call in entries):
                    self._chains.settle(root)
                    put_back += 1
        return put_back

    def remove_all(self) -> None:
        """Empty every table of the log, in one transaction."""
        with self._log.writing():
            for table in LOG:
                table.delete().execute()

    def mark_shared(self, call_ids: Sequence[str], at: datetime) -> None:
        """Note on these entries when they were last given to somebody; unknown ids are ignored."""
        with self._log.writing():
            for start in range(0, len(call_ids), PAGE):
                some = call_ids[start : start + PAGE]
                sql = f'update "call" set shared_at = ? where id in {marks(some)}'  # noqa: S608  # marks only
                self._log.sql(sql, [at.isoformat(), *some])


def server_calls(url: str) -> Calls:
    """The log on a server.

    Raises:
        StorageError: it is no PostgreSQL address, or the server is not usable.
    """
    from guide.store.server import open_server

    return Calls(LogConnection(open_server(url), server_name(url)))
