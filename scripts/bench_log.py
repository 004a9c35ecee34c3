"""Logs to measure with: calls as people note them, and the bare SQL for the same rows."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from guide.core.call.entry import Call, CallBackAttempt
from guide.store.calls import Calls
from guide.store.data_folder import DataFolder
from guide.store.database import PRAGMAS
from guide.store.places import FILE

_decode = msgspec.json.Decoder(Call).decode
FIRST = datetime(2016, 1, 4, 14, tzinfo=UTC)
_NAMES = ("Ana", "Boris", "Chen", "Dilip", "Elena", "Farid", "Grace", "Hana", "Ivan", "Joy")


def call(number: int) -> Call:
    """The call of a number: no two alike."""
    started = FIRST + timedelta(minutes=47 * number)
    return Call(
        id=str(UUID(int=number + 1)),
        started_at=started,
        ended_at=started + timedelta(minutes=31),
        held_seconds=1000 + number % 2000,
        zone="America/Chicago",
        agent_name=f"{_NAMES[number % 10]} {_NAMES[number // 10 % 10]}",
        agent_id=f"A{number:07d}",
        service_item=f"SR{number:010d}",
        kind="urgent" if number % 7 == 0 else "regular",
        receipt=f"IOE{number:010d}",
        note=f"The officer looks at the case, matter {number % 97}, and writes by e-mail.",
        attempts=(CallBackAttempt(at=started + timedelta(days=9), answered=True),)
        if number % 10
        else (),
    )


def log_of(folder: Path, count: int) -> Calls:
    """A log of some calls in a folder."""
    calls = DataFolder(folder).calls
    calls.merge(call(number) for number in range(count))
    return calls


class Bare:
    """The same answers from the SQL itself: no peewee, nothing of ours but the values.

    It opens the same file with the same settings, reads the same columns and makes the same calls.
    It does not look after the rights of the file, nor its version, nor faults of the disk.
    """

    def __init__(self, folder: Path) -> None:
        self.database = sqlite3.connect(folder / FILE)
        for name, value in PRAGMAS.items():
            self.database.execute(f"pragma {name} = {value}")

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def page(self, before: tuple[str, str] | None = None) -> list[Call]:
        """Fifty calls, newest first, from a key on."""
        where = "" if before is None else "where (w.started_at, w.id) < (?, ?)"
        return self._calls(where, before or ())

    def search(self, words: str) -> list[Call]:
        """The newest fifty calls in which all words stand."""
        wanted = words.split()
        return self._calls("where " + " and ".join("instr(w.words, ?) > 0" for _ in wanted), wanted)

    def since(self, day: str) -> list[Call]:
        """The newest fifty calls since a day."""
        return self._calls("where w.started_at >= ?", [day])

    def _calls(self, where: str, values: Sequence[str]) -> list[Call]:
        newest = "order by w.started_at desc, w.id desc limit 50"
        rows = self.database.execute(
            "select c.id, c.root, c.entry, c.shared_at, c.started_at"
            f" from call_words w join call c using (id) {where} {newest}",
            values,
        ).fetchall()
        tries: dict[str, list[CallBackAttempt]] = {root: [] for _, root, *_ in rows}
        for root, at, answered in self.database.execute(
            f"select root, at, answered from attempt where root in ({','.join('?' * len(tries))})",
            list(tries),
        ):
            tries[root].append(
                CallBackAttempt(at=datetime.fromisoformat(at), answered=bool(answered))
            )
        return [
            msgspec.structs.replace(
                _decode(entry),
                attempts=tuple(tries[root]),
                shared_at=shared and datetime.fromisoformat(shared),
            )
            for _, root, entry, shared, _ in rows
        ]


def pages(calls: Calls) -> Iterator[int]:
    """How many calls each page of the log holds, to its end."""
    after = None
    while True:
        page = calls.page(after=after)
        yield len(page.calls)
        after = page.following
        if after is None:
            return


def peak() -> int:
    """The most memory that this process had resident, in KB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":  # a process of its own, for its memory
    opened = DataFolder(Path(sys.argv[1])).calls
    print(sum(pages(opened)), sum(1 for _ in opened.entries()), peak())
