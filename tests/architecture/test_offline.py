import asyncio
import socket

import pytest

from tests.conftest import NetworkUsed


def test_a_test_cannot_connect_to_another_computer() -> None:
    with socket.socket() as way, pytest.raises(NetworkUsed):
        way.connect(("192.0.2.1", 443))


def test_a_test_cannot_look_a_name_up() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("example.org", 443)


def test_an_event_loop_still_runs() -> None:
    async def one() -> int:
        await asyncio.sleep(0)
        return 1

    assert asyncio.run(one()) == 1
