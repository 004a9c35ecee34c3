"""A power cut, a kill, a hundred thousand hostile rows: what was confirmed is there afterwards."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.core.call.entry import Call
from guide.store.call_rows import sortable
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.sqlite_faults import is_sound
from tests.architecture.commands import ROOT
from tests.store.calls import HOSTILE, call, name

# GUIDE_CUTS=200 cuts the power as often; GUIDE_ROWS=100000 writes as many hostile rows.
CUTS = int(os.environ.get("GUIDE_CUTS", "20"))
ROWS = int(os.environ.get("GUIDE_ROWS", "2000"))
_IMPORT = """
import os, signal, sys
from pathlib import Path
from guide.store import chains, sql
from guide.store.data_folder import DataFolder
from tests.store.calls import call
insert, turn, sql.PAGE = sql.insert, 0, 50
def cut(run, table, rows):
    global turn
    turn += 1
    insert(run, table, rows)
    if turn == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
chains.insert = cut
DataFolder(Path(sys.argv[1])).calls.merge(call(n, note="x" * 500) for n in range(10, 3000))
"""


@pytest.mark.parametrize("seed", range(CUTS))
def test_a_power_cut_in_a_write_loses_nothing_that_was_confirmed(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    live = tmp_path / "live"
    data = DataFolder(live)
    log = live / f"{FILE}-wal"
    sizes: list[int] = []
    # What stands on the disk is copied from another process's view: this one holds the file.
    for number in range(12):
        data.calls.add(call(number, note="x" * chance.randint(1, 5000)))
        sizes.append(log.stat().st_size)
    cut = chance.randint(0, sizes[-1])
    confirmed = sum(size <= cut for size in sizes)
    script = (
        "import sys; from pathlib import Path; from tests.store.folders import copied;"
        " copied(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(live), str(tmp_path / "after"), str(cut)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True,
    )  # fmt: skip
    data.close()
    after = DataFolder(tmp_path / "after")
    assert [entry.id for entry in after.calls.entries()] == [name(n) for n in range(confirmed)]
    after.calls.add(call(500))
    after.close()
    assert is_sound(tmp_path / "after" / FILE)


@pytest.mark.parametrize("turn", [1, 2, 9, 30])
def test_an_import_that_is_killed_leaves_the_log_as_it_was(turn: int, tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.calls.add(call(1))
    ran = subprocess.run(
        [sys.executable, "-c", _IMPORT, str(tmp_path), str(turn)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert ran.returncode == -signal.SIGKILL
    assert [entry.id for entry in data.calls.entries()] == [call(1).id]
    data.calls.add(call(2))
    data.close()
    assert is_sound(tmp_path / FILE)


def test_an_import_reads_its_file_before_it_takes_the_turn_of_others(tmp_path: Path) -> None:
    data, other = DataFolder(tmp_path), DataFolder(tmp_path)
    other.calls.add(call(1))

    def calls() -> Iterator[Call]:
        # Another program writes while the file is still being read.
        for number in range(10, 20):
            other.calls.add(call(number))
            yield call(number + 100)

    assert len(data.calls.merge(calls()).entries) == 10
    assert data.calls.count() == 21
    data.close()
    other.close()


def test_very_many_hostile_rows_leave_the_sound_ones_readable(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.calls.merge(call(number, kind="urgent") for number in range(20))
    data.close()
    texts = [*HOSTILE, "[" * 3000, '{"id":1}', "9999-12-31", '{"id": "\ud7ff"}']
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        rows = (
            (
                f"{texts[n % len(texts)][:40]}{n}", texts[(n * 7) % len(texts)], None,
                sortable(call(n % 500).started_at) if n % 3 else texts[n % len(texts)],
                texts[(n * 5) % len(texts)], n % 2, n % 3 == 0, None,
            )
            for n in range(ROWS)
        )  # fmt: skip
        database.executemany(
            'insert into "call" (id, root, corrects, started_at, entry, "current", promised,'
            " shared_at) values (?, ?, ?, ?, ?, ?, ?, ?)", rows,
        )  # fmt: skip
        database.execute(
            'insert into call_words select started_at, id, entry from "call" where rowid > 20'
        )
    data = DataFolder(tmp_path)
    assert [entry.id for entry in data.calls.entries()] == [name(n) for n in range(20)]
    assert [entry.id for entry in data.calls.promised()] == [name(n) for n in range(20)]
    assert sum(1 for _ in data.calls.unreadable()) == ROWS
    shown, lost, after, turns = 0, 0, None, 0
    while turns <= ROWS:
        page = data.calls.page(limit=100, after=after)
        shown, lost, after = shown + len(page.calls), lost + len(page.unreadable), page.following
        turns += 1
        if after is None:
            break
    assert (shown, lost) == (20, ROWS)
    data.close()
