"""A real PostgreSQL server of the tests' own, on a socket that only this computer sees."""

from collections.abc import Iterator

import pytest

from guide.store.calls import Calls, server_calls
from guide.store.server import open_server
from guide.store.sql import run_sql
from tests.store import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with postgres.running() as address:
        yield address


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
