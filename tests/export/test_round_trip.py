"""From one log through a file into another, by the commands themselves."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.local.settings import Settings
from guide.store.calls import Calls
from tests.export.many import MANY


def log(folder: Path) -> Calls:
    return Services(Settings(data=str(folder))).calls


def in_order(calls: Iterable[Call]) -> list[Call]:
    return sorted(calls, key=lambda one: one.id)


# Both formats go out and back ten thousand strong beside this; here the log takes the time.
@pytest.mark.parametrize(("ending", "many"), [("csv", 10_000), ("jsonl", 500)])
def test_calls_come_into_another_log_as_they_were_and_once(
    ending: str, many: int, tmp_path: Path, run: Any
) -> None:
    one, other, file = tmp_path / "one", tmp_path / "other", str(tmp_path / f"log.{ending}")
    log(one).merge(MANY[:many])
    before = in_order(log(one).entries())
    assert len(before) == many
    assert run("log", "export", "--data", str(one), "--reveal", "-o", file).status == 0
    for added in (many, 0) if many < 1000 else (many,):
        (counts,) = run("log", "import", "--data", str(other), file, "--json").lines
        assert (counts["added"], counts["known"]) == (added, many - added)
        assert in_order(log(other).entries()) == before


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_masked_file_is_not_taken_in(ending: str, tmp_path: Path, run: Any) -> None:
    file, other = str(tmp_path / f"log.{ending}"), tmp_path / "other"
    log(tmp_path / "one").merge(MANY[:50])
    assert run("log", "export", "--data", str(tmp_path / "one"), "-o", file).status == 0
    ran = run("log", "import", "--data", str(other), file)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "masked" in ran.err
    assert list(log(other).entries()) == []
