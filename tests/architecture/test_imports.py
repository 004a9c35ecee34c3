import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.commands import COMMANDS, ROOT, WHEN, name, watched

HEAVY = {
    "textual",
    "rich",
    "peewee",
    "yaml",
    "phonenumbers",
    "holidays",
    "platformdirs",
    "rapidfuzz",
}


def test_the_command_line_starts_without_heavy_packages(tmp_path: Path) -> None:
    assert not watched(None, tmp_path).modules & (HEAVY | {"asyncio", "sqlite3"})


@pytest.mark.parametrize("argv", COMMANDS, ids=name)
def test_no_command_but_the_screen_loads_textual_and_none_opens_a_connection(
    argv: list[str], tmp_path: Path
) -> None:
    seen = watched(argv, tmp_path)

    assert seen.code in (0, 1)
    assert not seen.modules & {"textual", "rich"}
    assert seen.events == []


def test_hours_with_a_warm_cache_load_neither_holidays_nor_a_database(tmp_path: Path) -> None:
    argv = ["hours", "--at", WHEN, "--json"]
    first, second = watched(argv, tmp_path), watched(argv, tmp_path)

    assert "holidays" in first.modules
    assert not second.modules & {"holidays", "peewee", "phonenumbers", "rapidfuzz"}


def test_the_first_picture_waits_for_nothing_that_it_does_not_show() -> None:
    code = (
        "import sys, guide.tui.app.guide_app, guide.tui.screens.home;"
        "print(*(name for name in sys.modules if name.startswith('guide.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    later = (
        "core.call",
        "core.check",
        "core.follow_up",
        "core.prepare",
        "export",
        "phone",
        "store",
    )
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith(tuple(f"guide.{x}" for x in later))] == []
    assert "guide.tui.rows.home" in loaded


def test_to_ask_whether_there_is_a_log_loads_no_database(tmp_path: Path) -> None:
    """The screen asks before its first picture: at the very first start it welcomes people."""
    code = (
        "import sys; from guide.bootstrap import Services; from guide.local.settings import Settings;"
        f"print(Services(Settings(data={str(tmp_path)!r})).stores.has_log, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    there, *modules = done.stdout.split()
    assert there == "False"
    assert not {"peewee", "sqlite3"} & {*modules}
