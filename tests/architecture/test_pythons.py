"""Which Pythons we promise, and that all places say the same."""

import re
import sys
import tomllib

from scripts.each_python import supported
from tests.architecture.commands import ROOT

CLASSIFIER = "Programming Language :: Python :: "


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_build_server_tries_every_python_that_the_package_names() -> None:
    row = re.search(r"python: \[(.*)\]", text(".github/workflows/ci.yml"))

    assert row is not None
    assert re.findall(r"\d+\.\d+", row[1]) == supported()


def test_the_oldest_python_is_the_one_that_is_required_and_checked() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    oldest = supported()[0]

    assert project["project"]["requires-python"] == f">={oldest}"
    assert project["tool"]["mypy"]["python_version"] == oldest
    assert project["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"


def test_no_supported_python_is_left_out_between_two() -> None:
    minors = [int(version.partition(".")[2]) for version in supported()]

    assert minors == list(range(minors[0], minors[-1] + 1))
    assert sys.version_info[1] >= minors[0]


def test_the_paper_names_no_python_that_one_must_have() -> None:
    """`py -3.11` finds nothing where only a later one is installed."""
    assert re.findall(r"\bpy -3\S*", text("README.md")) == []
