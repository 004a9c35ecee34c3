import re
import tomllib

import pytest

from tests.architecture.commands import ROOT

LOCKS = ["run", "dev"]
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)(.*)$", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_index_and_no_machine(name: str) -> None:
    assert re.findall(r"https?:|file:|--index|--find-links|@ ", lock(name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name: str) -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", lock(name), flags=re.MULTILINE)

    assert [entry for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry] == []


def test_both_lock_files_agree_on_every_version() -> None:
    run, dev = (set(PIN.findall(lock(name))) for name in LOCKS)

    assert run
    assert {pin[:2] for pin in run} <= {pin[:2] for pin in dev}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[^a-z0-9-]", dependency)[0] for dependency in project["dependencies"]}

    assert wanted <= {pin[0] for pin in PIN.findall(lock("run"))}
