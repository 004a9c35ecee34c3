"""Commands that need no screen, and a way to watch one in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

WHEN = "2026-11-23T10:00-05:00"
COMMANDS = (
    ["hours", "--at", WHEN, "--json"],
    ["phone", "+12025550123", "--json"],
    ["ivr", "expedite", "--json"],
    ["call-back", "--called", WHEN, "--kind", "regular", "--json"],
    ["follow-ups", "--at", WHEN, "--json"],
    ["flows", "list"],
    ["flows", "check"],
    ["prepare", "expedite", "--at", WHEN, "--json"],
    ["doctor", "--json"],
)
ROOT = Path(__file__).resolve().parents[2]

# Prints the program's own output first and what was seen as the last line.
_WATCH = """
import json, sys
events = []
def watch(event, words):
    if event.startswith("socket."):
        events.append(event)
sys.addaudithook(watch)
argv = json.loads(sys.argv[1])
if argv is None:
    import guide.cli.main
    code = 0
else:
    from guide.cli.main import main
    code = main(argv)
sys.stdout.flush()
modules = sorted({name.partition(".")[0] for name in sys.modules})
print()
print(json.dumps({"code": code, "modules": modules, "events": events}))
"""


class Seen:
    """What a run did."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.code: int = values["code"]
        self.modules: frozenset[str] = frozenset(values["modules"])
        self.events: list[str] = values["events"]


def watched(argv: list[str] | None, folder: Path) -> Seen:
    """Run a command from a folder; None only imports the command line."""
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, json.dumps(argv)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Seen(json.loads(done.stdout.splitlines()[-1]))


def name(argv: list[str]) -> str:
    """What a test calls it."""
    return " ".join(argv[:2])
