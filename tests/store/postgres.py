"""A PostgreSQL server of the tests' own: of the system where there is one, else of a package.

A server refuses to run as root, so it then runs as another user of this computer.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Where Debian and its kin put the newest servers, off the path.
_DEBIAN = Path("/usr/lib/postgresql")
_SERVICE_USERS = ("postgres", "nobody")


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that lives as long as this."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="guide-pg-"))
    try:
        with _of_the_system(programs, folder) if programs else _of_the_package(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`."""
    if sys.platform == "win32" or (os.geteuid() == 0 and _user() is None):
        return None
    program = shutil.which("initdb")
    if program is not None and shutil.which("pg_ctl"):
        return Path(program).resolve().parent
    folders = [path for path in _DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def _user() -> str | None:
    """Who runs it, where we are root."""
    import pwd

    known = {account.pw_name for account in pwd.getpwall()}
    return next((name for name in _SERVICE_USERS if name in known), None)


@contextmanager
def _of_the_system(programs: Path, folder: Path) -> Iterator[str]:
    user = _user() if sys.platform != "win32" and os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"

    def run(program: str, *words: str | Path) -> None:
        done = subprocess.run(
            [programs / program, "-D", data, *words],
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=user,
            extra_groups=None if user is None else [],
            stdin=subprocess.DEVNULL,
            # A server keeps the streams that it was started with.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        assert done.returncode == 0, f"{program}: {done.returncode}\n{said}"

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    run("pg_ctl", "-w", "-l", log, "-o", f"-F -h '' -k {folder}", "start")
    try:
        yield f"postgresql://postgres:@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def _of_the_package(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        # It looks for a runtime folder, and says so where there is none.
        warnings.simplefilter("ignore")
        why = "no PostgreSQL server on this computer, and none on PyPI for this Python"
        pgserver = pytest.importorskip("pgserver", reason=why)
        server = pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
