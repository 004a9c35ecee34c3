"""`guide log` in this process: what it says, and its records."""

import json
from typing import Any

from tests.hostile.ran import Ran, run

AT = "2026-11-23T12:00-05:00"


def log(*words: str) -> Ran:
    found = run(["log", *words, "--at", AT, "--zone", "America/Chicago"])
    assert found.status == 2 or found.faults == []
    return found


def told(*words: str) -> list[dict[str, Any]]:
    found = log(*words, "--json", "--reveal")
    assert (found.status, found.err) == (0, "")
    return [json.loads(line) for line in found.out.splitlines()]


def add(*words: str, started: str = "2026-11-23T10:00-05:00") -> dict[str, Any]:
    (found,) = told("add", "--started", started, *words)
    return found
