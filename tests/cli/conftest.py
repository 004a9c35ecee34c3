"""The plain mode at a terminal."""

import io
import sys
from collections.abc import Callable, Iterator

import pytest

from guide.cli.main import main

AT = ["--at", "2026-11-23T10:00-05:00", "--zone", "America/New_York"]
Talked = Callable[..., str]


@pytest.fixture
def talked(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Talked:
    """A flow with what is typed; all that it wrote."""

    def talks(flow: str, *typed: str) -> str:
        def replies() -> Iterator[str]:
            yield from typed
            raise EOFError

        left = replies()
        stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setattr("builtins.input", lambda _: next(left))
        assert main(["prepare", flow, *AT]) == 0
        sys.stdout.flush()
        return capfd.readouterr().out

    return talks
