"""What every test stands on: no network, no folder of a real person, one language, one time zone."""

import gc
import io
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import peewee
import pytest

from guide.cli.main import main
from guide.tui.background.desk import Desk
from tests.quick import quick

# Textual reads these when it is imported, so a fixture would come too late.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TZ"] = "UTC"
if sys.platform != "win32":
    time.tzset()

# On CI the same examples in every run; elsewhere new ones.
hypothesis.settings.register_profile(
    "default", deadline=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis.settings.register_profile(
    "nightly", deadline=None, max_examples=5000, derandomize=False, print_blob=True
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_DATA_HOME": "home/data",
    "XDG_RUNTIME_DIR": "home/run",
    "XDG_STATE_HOME": "home/state",
    "GUIDE_DATA": "home/data/guide",
}
UNSET = ("GUIDE_DEBUG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PYTHONWARNINGS")
PLAIN = {"COLUMNS": "80", "LANG": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC"}


class NetworkUsed(AssertionError):
    """A test tried to reach another computer."""


@pytest.fixture(autouse=True, scope="session")
def quickly() -> Iterator[None]:
    with quick():
        yield


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way out raises. Sockets within this computer that no address names stay: asyncio's."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        # Windows has no socket pairs and builds them over the loopback.
        loopback = sys.platform == "win32" and address[0] in ("127.0.0.1", "::1")
        if not loopback and self.family != getattr(socket, "AF_UNIX", None):
            refuse(address)
        connect(self, address)

    def refuse(*words: Any, **named: Any) -> NoReturn:
        raise NetworkUsed(f"No test may use the network: {words or named}")

    monkeypatch.setattr(socket.socket, "connect", local_only)
    for name in ("connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty home of the test's own, for the program and for those it starts."""
    home = tmp_path / "home"
    home.mkdir()
    for name, folder in FOLDERS.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    for name, value in PLAIN.items():
        monkeypatch.setenv(name, value)
    return home


@pytest.fixture(autouse=True)
def nothing_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test opened in this process is closed with it."""
    used: list[peewee.Database] = []
    connect = peewee.Database.connect

    def noting(self: peewee.Database, *words: Any, **named: Any) -> Any:
        used.append(self)
        return connect(self, *words, **named)

    begun: set[Desk] = set()
    begin = Desk._start

    def beginning(self: Desk) -> None:
        begun.add(self)
        begin(self)

    monkeypatch.setattr(peewee.Database, "connect", noting)
    monkeypatch.setattr(Desk, "_start", beginning)
    yield
    for desk in begun:
        desk.close()
    for database in used:
        database.close()


class Ran:
    """One command's status and its two streams."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in this process, with a terminal's own streams."""

    def runs(*argv: str, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        status = main(list(argv))
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return runs


# What one module of tests may leave open: caches of libraries, a server for the whole session.
MAY_STAY = 10


def held() -> dict[str, int]:
    """What this process holds of the computer."""
    before = {"threads": threading.active_count()}
    for folder in (Path("/proc/self/fd"), Path("/dev/fd")):
        if folder.is_dir():
            return before | {"descriptors": len(list(folder.iterdir()))}
    return before


@pytest.fixture(autouse=True, scope="module")
def nothing_leaks() -> Iterator[None]:
    """Hundreds of tests share a process: a few descriptors each, and it has none left."""
    before = held()
    yield
    gc.collect()
    after = held()
    assert all(after[name] <= before[name] + MAY_STAY for name in before), (before, after)
