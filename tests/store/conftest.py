"""A real PostgreSQL server of the tests' own, on a socket that only this computer sees."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator

import pytest

from guide.store.calls import Calls, server_calls
from guide.store.database import run_sql
from guide.store.server import open_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pgserver", reason="no PostgreSQL to install here")
        folder = tempfile.mkdtemp(prefix="guide-pg-")
        running = pgserver.get_server(folder)
    yield running.get_uri()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def url(server: str) -> str:
    """The server with no table of ours in it."""
    database = open_server(server)
    run_sql(database, "drop schema public cascade")
    run_sql(database, "create schema public")
    database.close()
    return server


@pytest.fixture
def server_log(url: str) -> Iterator[Calls]:
    log = server_calls(url)
    yield log
    log.close()
