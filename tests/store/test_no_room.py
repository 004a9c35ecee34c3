"""A disk that is full or takes nothing: what was saved is there and can be read, and it is said why.

The small disk and the read-only one are mounted, which takes root; elsewhere these tests are skipped.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.cli.main import main
from guide.core.errors import StorageError
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.sql import run_sql
from guide.store.sqlite_faults import is_sound
from tests.architecture.commands import ROOT
from tests.store.calls import call

# GUIDE_FULL=1 lets the disk be full at every size; a test run takes every seventh.
EVERY = 1 if os.environ.get("GUIDE_FULL") else 7
AT = ["--at", "2026-11-23T10:00-05:00"]
# Adds calls until the disk takes no more, and says which it was told are in the log.
_UNTIL_FULL = """
import resource, signal, sys
from pathlib import Path
from guide.core.errors import StorageError
from guide.store.data_folder import DataFolder
from tests.store.calls import call
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
most = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
data = DataFolder(Path(sys.argv[1]))
try:
    for number in range(1, 200):
        data.calls.add(call(number, note="x" * 900))
        print(number, flush=True)
        data.drafts.keep_correction("a", {"note": str(number)})
        print(-number, flush=True)
except StorageError as error:
    print(error, file=sys.stderr)
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("to mount a disk takes root on Linux")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=500k", "none", place], check=False)
    if done.returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([*argv, *AT])
    ran = capsys.readouterr()
    return status, ran.out, ran.err


def some_log(folder: Path) -> None:
    data = DataFolder(folder)
    data.calls.add(call(1, kind="urgent", note="first"))
    data.calls.add(call(2, note="second"))
    data.close()


def reading_works(capsys: pytest.CaptureFixture[str], folder: Path, elsewhere: Path) -> None:
    data = ["--data", str(folder)]
    status, listed, _ = run(capsys, "log", "list", "--json", *data)
    assert status == 0
    assert [json.loads(line)["id"] for line in listed.splitlines()] == [call(2).id, call(1).id]
    assert run(capsys, "log", "show", call(1).id[:8], *data)[0] == 0
    status, ran, _ = run(capsys, "follow-ups", "--json", *data)
    assert (status, len(ran.splitlines())) == (0, 1)
    for ending in (".csv", ".jsonl", ".md", ".html"):
        target = elsewhere / f"out{ending}"
        assert run(capsys, "log", "export", "--reveal", "-o", str(target), *data)[0] == 0
        assert "second" in target.read_text()
        target.unlink()


def test_a_log_on_a_medium_that_takes_nothing_is_read_and_says_why_it_is_not_written(
    disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = disk / "data"
    some_log(folder)
    remount(disk, "ro")
    before = sorted(path.name for path in folder.iterdir())
    reading_works(capsys, folder, tmp_path)
    for argv in (["log", "add", "--started", "2026-11-20T10:00"], ["log", "remove", "0", "--yes"]):
        status, _, _ = run(capsys, *argv, "--data", str(folder))
        assert status in (2, 74)
    assert "cannot be written" in run(
        capsys, "log", "add", "--started", "2026-11-20T10:00", "--data", str(folder)
    )[2]  # fmt: skip
    assert "only read" in run(capsys, "doctor", "--data", str(folder))[1]
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_log_that_is_in_use_on_a_medium_that_takes_nothing_is_read_whole(
    disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The write-ahead log still holds the calls: the program was killed.
    folder = tmp_path / "data"
    data = DataFolder(folder)
    data.calls.add(call(1, kind="urgent", note="first"))
    data.calls.add(call(2, note="second"))
    (disk / "data").mkdir()
    for end in ("", "-wal"):
        shutil.copyfile(folder / f"{FILE}{end}", disk / "data" / f"{FILE}{end}")
    data.close()
    assert (disk / "data" / f"{FILE}-wal").stat().st_size > 0
    remount(disk, "ro")
    reading_works(capsys, disk / "data", tmp_path)


def test_a_log_on_a_full_disk_is_read_and_goes_on_once_there_is_room(
    disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = disk / "data"
    some_log(folder)
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"x" * 512)
            except OSError:
                break
    reading_works(capsys, folder, tmp_path)
    add = ["log", "add", "--started", "2026-11-20T10:00", "--data", str(folder)]
    status, _, why = run(capsys, *add)
    assert status == 74
    assert "disk is full" in why
    assert "Free some space" in why
    open_before = DataFolder(folder)
    with pytest.raises(StorageError, match="disk is full"):
        open_before.calls.add(call(3))
    filler.unlink()
    open_before.calls.add(call(3))
    open_before.close()
    assert run(capsys, *add)[0] == 0
    assert is_sound(folder / FILE)


@pytest.mark.parametrize("size", range(60 * 1024, 260 * 1024, 4096 * EVERY))
def test_whatever_is_written_when_the_disk_is_full_all_that_was_saved_is_there(
    size: int, tmp_path: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _UNTIL_FULL, str(tmp_path / "data"), str(size)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.count("\n") == 1
    confirmed = [int(line) for line in ran.stdout.split()]
    data = DataFolder(tmp_path / "data")
    ids = [entry.id for entry in data.calls.entries()]
    saved = [call(number).id for number in confirmed if number > 0]
    # One more may have got in though it was not said; none less.
    assert ids[: len(saved)] == saved
    assert len(ids) <= len(saved) + 1
    if confirmed:
        typed = data.drafts.correction("a")
        last = max([0, *(-number for number in confirmed)])
        assert last == 0 or (typed is not None and int(typed["note"]) >= last)
    data.calls.add(call(500))
    data.close()
    assert is_sound(tmp_path / "data" / FILE)


@pytest.mark.parametrize("more", range(0, 60, 3 * EVERY))
def test_an_import_that_fills_the_disk_takes_nothing(more: int, tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.calls.add(call(1))
    pages = run_sql(data._database, "pragma page_count").fetchone()[0]
    run_sql(data._database, f"pragma max_page_count = {pages + more}")
    with pytest.raises(StorageError, match="disk is full"):
        data.calls.merge(call(number, note="x" * 1500) for number in range(2, 200))
    assert [entry.id for entry in data.calls.entries()] == [call(1).id]
    data.close()
