"""A real PostgreSQL server of the tests' own, on a socket that only this computer sees."""

from collections.abc import Iterator

import pytest

from guide.store.calls import Calls, server_calls
from tests.store import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with postgres.running() as address:
        yield address


@pytest.fixture
def url(server: str) -> str:
    """The server with no table of ours in it."""
    import psycopg

    # Past the program, which leaves a server alone that a test made newer than itself.
    with psycopg.connect(server) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return server


@pytest.fixture
def server_log(url: str) -> Iterator[Calls]:
    log = server_calls(url)
    yield log
    log.close()
