"""The log stays in the file: one connection a process, and nothing else opens what it holds open."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.sqlite_faults import is_sound
from tests.architecture.commands import ROOT
from tests.store.calls import BEGAN, call
from tests.store.folders import as_of

OTHERS, ADDS = 8, 25
# Uses every operation of every store through the services, and tells what Python opened meanwhile.
_EVERYTHING = """
import json, os, sys
from pathlib import Path
place, opened, connected = sys.argv[1], [], []
def hook(event, args):
    if event == "open" and str(args[0]).endswith(("guide.sqlite3", "-wal", "-shm")):
        opened.append([str(args[0]), args[2]])
    if event == "sqlite3.connect" and "guide.sqlite3" in str(args[0]):
        connected.append(str(args[0]))
sys.addaudithook(hook)
from guide.bootstrap import Services
from guide.cli.main import main
from guide.cli.doctor import facts
from guide.core.call.entry import CallBackAttempt
from guide.core.prepare.resume import StoredWalk
from guide.local.settings import Settings
from tests.store.calls import BEGAN, call, name
services = Services(Settings(data=place))
walks, drafts, calls = services.walks, services.drafts, services.calls
walks.check()
walks.keep(StoredWalk(flow="a", answers={}, content_version="", seen_at=BEGAN, led_to=""))
walks.find("a"), walks.all(), walks.first_time("x"), walks.forget("a")
drafts.keep(services.calling.begin()), drafts.all()
drafts.keep_correction("a", {}), drafts.correction("a"), drafts.forget_correction("a")
calls.add(call(1, kind="urgent"))
calls.add(call(2, corrects=name(1)))
calls.merge(call(number) for number in range(1, 9))
calls.note_attempt(name(1), CallBackAttempt(at=BEGAN, answered=False))
calls.get(name(1)), calls.find(name(2)), calls.named(name(2)), calls.page(search="x")
list(calls.entries()), list(calls.promised()), list(calls.unreadable()), calls.chain(name(1))
calls.count(), calls.mark_shared([name(1)], BEGAN), calls.relist(), calls.remove([name(8)])
services.following_up.follow_ups(BEGAN), services.calls.remove_all(), facts(services)
wrong = [path for path, flags in opened if not flags & os.O_EXCL]
print(json.dumps({"wrong": wrong, "connected": connected, "opened": opened}))
services.close()
"""
# Adds calls, each through a store that is opened for it, and empties the write-ahead log each time.
_RESTLESS = """
import sys
from pathlib import Path
from guide.store.data_folder import DataFolder
from guide.store.sql import run_sql
from tests.store.calls import call
for number in range(int(sys.argv[2]), int(sys.argv[2]) + int(sys.argv[3])):
    data = DataFolder(Path(sys.argv[1]))
    data.calls.add(call(number))
    run_sql(data._database, "pragma wal_checkpoint(truncate)").fetchone()
    data.close()
"""


def started(script: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *words],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_no_part_of_the_program_opens_the_file_of_a_log_that_is_open(tmp_path: Path) -> None:
    for folder in (tmp_path / "new", as_of(1, tmp_path / "older")):
        ran = started(_EVERYTHING, str(folder))
        printed, _ = ran.communicate(timeout=120)
        assert ran.returncode == 0
        seen = json.loads(printed)
        assert seen["opened"]  # it was looked for
        assert seen["wrong"] == []
        # One to the file; another one only to its copy before a migration.
        live = [path for path in seen["connected"] if path.endswith(FILE)]
        assert len(live) == 1


def test_stores_that_stay_open_lose_nothing_while_eight_others_write(tmp_path: Path) -> None:
    place = tmp_path / "data"
    one = DataFolder(place)
    walks, drafts, calls = one.walks, one.drafts, one.calls
    others = [
        started(_RESTLESS, str(place), str(1000 * n), str(ADDS)) for n in range(1, OTHERS + 1)
    ]
    mine, turn = [], 0
    while any(other.poll() is None for other in others):
        calls.add(call(turn))
        mine.append(call(turn).id)
        drafts.keep_correction("x", {"note": str(turn)})
        walks.keep(
            StoredWalk(
                flow=FlowId("a"),
                answers={"n": str(turn)},
                content_version="",
                seen_at=BEGAN,
                led_to="",
            )
        )
        turn += 1
    assert [other.wait(1) for other in others] == [0] * OTHERS
    for other in others:
        other.communicate()
    one.close()
    again = DataFolder(place)
    ids = {entry.id for entry in again.calls.entries()}
    theirs = {call(1000 * n + k).id for n in range(1, OTHERS + 1) for k in range(ADDS)}
    assert ids == theirs | set(mine)
    assert again.drafts.correction("x") == {"note": str(turn - 1)}
    walk = again.walks.find("a")
    assert walk is not None
    assert walk.answers == {"n": str(turn - 1)}
    again.close()
    assert is_sound(place / FILE)


def test_two_folders_in_one_process_keep_apart(tmp_path: Path) -> None:
    one, other = DataFolder(tmp_path / "one"), DataFolder(tmp_path / "other")
    stores = [(data.walks, data.drafts, data.calls) for data in (one, other)]
    for number, (walks, drafts, calls) in enumerate(stores):
        walks.first_time(f"notice {number}")
        drafts.keep_correction("x", {"note": str(number)})
        calls.add(call(number))
    for number, (walks, drafts, calls) in enumerate(stores):
        assert walks.first_time(f"notice {1 - number}")
        assert drafts.correction("x") == {"note": str(number)}
        assert [entry.id for entry in calls.entries()] == [call(number).id]
    one.close()
    other.close()


def test_a_file_that_is_replaced_or_removed_is_noticed(tmp_path: Path) -> None:
    older = DataFolder(tmp_path / "older")
    older.calls.add(call(7))
    older.close()
    place = tmp_path / "data"
    data = DataFolder(place)
    data.calls.add(call(1))
    (tmp_path / "older" / FILE).replace(place / FILE)
    for end in ("-wal", "-shm"):
        (place / f"{FILE}{end}").unlink(missing_ok=True)
    data.calls.add(call(2))
    assert [entry.id for entry in data.calls.entries()] == [call(2).id, call(7).id]
    for path in place.iterdir():
        path.unlink()
    data.drafts.keep_correction("x", {"note": "typed"})
    data.calls.add(call(3))
    data.close()
    again = DataFolder(place)
    assert [entry.id for entry in again.calls.entries()] == [call(3).id]
    assert again.drafts.correction("x") == {"note": "typed"}
    again.close()


def test_a_write_ahead_log_that_is_deleted_under_the_program_loses_nothing(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.calls.add(call(1))
    (tmp_path / f"{FILE}-wal").unlink()
    data.calls.add(call(2))
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        assert other.execute("select count(*) from call").fetchone() == (2,)
    data.close()
    assert is_sound(tmp_path / FILE)
