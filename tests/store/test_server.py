"""PostgreSQL as a firm uses it: roles, poolers, wrong addresses, servers that stop or fall silent."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guide.core.errors import StorageError
from guide.store import server as server_module
from guide.store.calls import Calls, server_calls
from guide.store.server import open_server
from guide.store.sql import run_sql
from tests.architecture.commands import ROOT
from tests.store.calls import call

psycopg = pytest.importorskip("psycopg", reason="the extra postgres is not installed")
ALL = os.environ.get("GUIDE_ALL_TESTS") == "1"
# What docs/server.md says to run.
PAGE = ROOT / "docs" / "server.md"


def lacking(what: str) -> None:
    if ALL:
        pytest.fail(what)
    pytest.skip(what)


def program(name: str) -> str:
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/sbin")]
    tool = shutil.which(name, path=os.pathsep.join([*map(str, places), os.environ["PATH"]]))
    if tool is None or (name != "pgbouncer" and tool.startswith("/usr/local")):
        lacking(f"{name} is not installed")
    return str(tool)


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def as_nobody() -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    return {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}


class Server:
    """A server on a port of its own, with passwords."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, port()
        folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
        (folder / "pw").write_text("owner-secret")
        (folder / "pw").chmod(0o644)
        data = str(folder / "data")
        self._run(
            program("initdb"), "-D", data, "-U", "owner", "-A", "scram-sha-256",
            f"--pwfile={folder / 'pw'}", "-N", "--locale=C", "-E", "UTF8",
        )  # fmt: skip
        self.start()

    def _run(self, *argv: str) -> None:
        subprocess.run(argv, check=True, capture_output=True, cwd="/", **as_nobody())  # type: ignore[call-overload]

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(
            program("pg_ctl"), "-D", str(self.folder / "data"), "-w", "-o", options,
            "-l", str(self.folder / "log"), "start",
        )  # fmt: skip

    def stop(self, how: str = "immediate") -> None:
        self._run(program("pg_ctl"), "-D", str(self.folder / "data"), "-m", how, "-w", "stop")

    @property
    def pid(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def url(
        self, user: str = "owner", password: str = "owner-secret", name: str = "postgres"
    ) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{name}"

    def sql(self, text: str, name: str = "postgres") -> None:
        with psycopg.connect(self.url(name=name), autocommit=True) as connection:
            connection.execute(text)

    def all_processes(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [self.pid, *map(int, listed.stdout.split())]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        pids = self.all_processes()
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    import tempfile

    if sys.platform != "linux":
        lacking("the server of these tests is started on Linux only")
    program("initdb")
    folder = Path(tempfile.mkdtemp(prefix="guide-server-"))
    folder.chmod(0o755)
    server = Server(folder / "server")
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def firm(running: Server) -> Iterator[Server]:
    """A server with an empty database `firm`."""
    running.sql("drop database if exists firm with (force)")
    running.sql("create database firm")
    yield running
    running.sql("drop database if exists firm with (force)")


def url_of(server: Server, **words: str) -> str:
    return server.url(**({"name": "firm"} | words))


def sql_of_page(title: str) -> str:
    """The SQL that stands below a heading of the page."""
    text = PAGE.read_text(encoding="utf-8")
    section = text[text.index(f"## {title}") :]
    match = re.search(r"```sql\n(.*?)```", section, re.DOTALL)
    assert match is not None
    return match[1]


def test_the_roles_of_the_page_can_do_what_it_says_and_no_more(firm: Server) -> None:
    with psycopg.connect(url_of(firm), autocommit=True) as connection:
        for statement in sql_of_page("Three roles").split(";\n"):
            if statement.strip():
                connection.execute(statement)
    owner = server_calls(url_of(firm, user="guide_owner", password="change-me-1"))
    owner.add(call(1))
    owner.close()
    staff = server_calls(url_of(firm, user="guide_staff", password="change-me-2"))
    staff.add(call(2))
    staff.remove([call(2).id])
    staff.add(call(3))
    reader = server_calls(url_of(firm, user="guide_reader", password="change-me-3"))
    assert [entry.id for entry in reader.page().calls] == [call(3).id, call(1).id]
    assert len(list(reader.entries())) == 2
    assert list(reader.unreadable()) == []
    with pytest.raises(StorageError, match=r"does not let this user do that.*docs/server\.md"):
        reader.add(call(4))
    assert reader.count() == 2
    with pytest.raises(StorageError, match="does not let this user"):
        run_twice(staff)
    for log in (staff, reader):
        log.close()


def run_twice(log: Calls) -> None:
    from guide.store.database import at_work

    with at_work(log._log.database, log.place, write=True):
        run_sql(log._log.database, "drop table attempt")


def test_each_way_to_fail_is_a_sentence_of_its_own(firm: Server) -> None:
    firm.sql("create role nobody_may login password 'x'", "firm")
    where = f"127.0.0.1:{firm.port}"
    wrong = {
        url_of(firm, password="wrong"): "refused the user or the password",
        url_of(firm, user="stranger"): "refused the user or the password",
        url_of(firm, name="no-such"): "has no database of that name",
        url_of(firm) + "?sslmode=require": "offers no encrypted connection",
        f"postgresql://a@127.0.0.1:{port()}/x": "no server is there",
        f"mysql://a@{where}/x": "not a database that guide knows",
        f"postgresql://a@{where}/x?nonsense=1": "is not an address of a server",
        url_of(firm, user="nobody_may", password="x"): "does not let this user do that",
    }
    said = set()
    for url, words in wrong.items():
        with pytest.raises(StorageError, match=words) as caught:
            server_calls(url)
        assert caught.value.hints
        assert "secret" not in str(caught.value)
        said.add(str(caught.value).replace("no-such", ""))
    assert len(said) >= len(wrong) - 1
    server_calls(url_of(firm).replace("postgresql://", "postgres://")).close()


def test_a_host_that_there_is_not_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*words: object, **named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nobody)
    with pytest.raises(StorageError, match="there is no such host"):
        server_calls("postgresql://a@no-such-host.invalid/x")


def test_a_server_that_is_killed_in_an_import_has_taken_nothing(firm: Server) -> None:
    log = server_calls(url_of(firm))
    log.add(call(1))
    script = """
import sys
from guide.core.errors import StorageError
from guide.store import chains, sql
from guide.store.calls import server_calls
from tests.store.calls import call
log = server_calls(sys.argv[1])
insert, turn, sql.PAGE = sql.insert, 0, 50
def slow(run, table, rows):
    global turn
    turn += 1
    insert(run, table, rows)
    if turn == 5:
        print("half", flush=True)
        sys.stdin.readline()
chains.insert = slow
try:
    log.merge(call(number, note="x" * 500) for number in range(10, 3000))
except StorageError as error:
    print(error, flush=True)
"""
    ran = subprocess.Popen(
        [sys.executable, "-c", script, url_of(firm)], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.stdout is not None
    assert ran.stdout.readline() == "half\n"
    firm.stop("immediate")
    printed, _ = ran.communicate("\n", timeout=60)
    assert "does not answer" in printed or "is busy" in printed
    with pytest.raises(StorageError, match="does not answer"):
        log.count()
    firm.start()
    assert [entry.id for entry in log.entries()] == [call(1).id]
    log.close()


def test_a_program_that_is_killed_in_an_import_leaves_nothing_half_taken(firm: Server) -> None:
    script = """
import os, signal, sys
from guide.store import chains, sql
from guide.store.calls import server_calls
from tests.store.calls import call
log = server_calls(sys.argv[1])
insert, turn, sql.PAGE = sql.insert, 0, 50
def slow(run, table, rows):
    global turn
    turn += 1
    insert(run, table, rows)
    if turn == 5:
        os.kill(os.getpid(), signal.SIGKILL)
chains.insert = slow
log.merge(call(number) for number in range(10, 3000))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script, url_of(firm)], cwd=ROOT, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == -signal.SIGKILL
    log = server_calls(url_of(firm))
    assert log.count() == 0
    log.close()


def test_a_server_that_falls_silent_is_said_in_time_and_nothing_is_half_done(
    firm: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "SILENCE_SECONDS", 1)
    log = server_calls(url_of(firm))
    log.add(call(1))
    begun = time.monotonic()
    with firm.frozen():
        for use in (log.count, lambda: log.add(call(2)), lambda: server_calls(url_of(firm))):
            with pytest.raises(StorageError, match="does not answer"):
                use()
    assert time.monotonic() - begun < 30
    log.add(call(3))
    ids = [entry.id for entry in log.entries()]
    assert ids in ([call(1).id, call(3).id], [call(n).id for n in (1, 2, 3)])
    log.close()


def test_a_statement_that_takes_too_long_is_given_up(
    firm: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "STATEMENT_SECONDS", 0.2)
    log = server_calls(url_of(firm))
    other = open_server(url_of(firm))
    with other.atomic():
        run_sql(other, 'lock table "call" in access exclusive mode')
        with pytest.raises(StorageError, match=r"took too long.*Nothing was changed"):
            log.add(call(1))
    log.add(call(1))
    assert log.count() == 1
    log.close()
    other.close()


@pytest.fixture
def pooled(firm: Server) -> Iterator[str]:
    """The address of a pooler that hands out a connection for each transaction."""
    listen = port()
    folder = firm.folder.parent / f"pooler-{listen}"
    folder.mkdir()
    (folder / "users").write_text('"owner" "owner-secret"\n')
    (folder / "ini").write_text(
        f"[databases]\nfirm = host=127.0.0.1 port={firm.port} dbname=firm\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {listen}\nunix_socket_dir =\n"
        f"auth_type = plain\nauth_file = {folder / 'users'}\npool_mode = transaction\n"
        "default_pool_size = 2\n"
    )
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, "nobody", "nogroup")
    argv = [program("pgbouncer"), "-q", str(folder / "ini")]
    ran = subprocess.Popen(argv, cwd="/", **as_nobody())  # type: ignore[call-overload]
    address = f"postgresql://owner:owner-secret@127.0.0.1:{listen}/firm"
    deadline = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(address, connect_timeout=2).close()
            break
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
    yield address
    ran.terminate()
    ran.wait(20)


def test_the_log_works_through_a_pooler_of_transactions(pooled: str) -> None:
    logs = [server_calls(pooled) for _ in range(5)]
    for turn in range(8):
        for number, log in enumerate(logs):
            log.add(call(100 * number + turn, kind="urgent"))
            assert log.page(search="x").calls == ()
    logs[0].merge(call(number) for number in range(1000, 1500))
    for log in logs:
        assert log.count() == 5 * 8 + 500
        assert len(list(log.entries())) == 540
        log.close()


def test_the_commands_work_through_a_pooler(pooled: str, tmp_path: Path) -> None:
    env = os.environ | {"GUIDE_DATA": pooled, "XDG_DATA_HOME": str(tmp_path)}
    for argv, lines in (
        (["log", "add", "--started", "2026-11-20T10:00", "--kind", "urgent", "--json"], 1),
        (["log", "list", "--json"], 1),
        (["follow-ups", "--json"], 1),
        (["doctor", "--json"], 1),
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "guide", *argv], cwd=ROOT, env=env, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        assert len(ran.stdout.splitlines()) == lines


def test_a_password_among_the_words_of_a_command_is_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from guide.cli.main import main

    for address, times in (
        ("postgresql://ana:geheim@/x?host=/nowhere", 1),
        ("postgresql:///x?host=/nowhere&password=geheim", 1),
        ("postgresql://ana@/x?host=/nowhere", 0),
        (str(tmp_path), 0),
    ):
        main(["log", "list", "--data", address])
        err = capsys.readouterr().err
        assert err.count("~/.pgpass") == times
        assert "geheim" not in err
