"""`guide log` in this process: what it says, and its records."""

import json
from typing import Any

from tests.hostile.ran import Ran, run

AT = "2026-11-23T12:00-05:00"


def log(*words: str) -> Ran:
    ran = run(["log", *words, "--at", AT, "--zone", "America/Chicago"])
    assert ran.status == 2 or ran.faults == []
    return ran


def records(*words: str) -> list[dict[str, Any]]:
    ran = log(*words, "--json", "--reveal")
    assert (ran.status, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def add(*words: str, started: str = "2026-11-23T10:00-05:00") -> dict[str, Any]:
    (record,) = records("add", "--started", started, *words)
    return record
