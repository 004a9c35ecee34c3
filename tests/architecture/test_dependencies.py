"""The page on dependencies names those that the package has, and each with all that it should say."""

import re
import tomllib
from importlib.metadata import metadata

import pytest

from tests.architecture.commands import ROOT

PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]


def names(wanted: list[str]) -> list[str]:
    """Requirements without versions, extras and markers."""
    return [re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in wanted]


def rows(heading: str) -> list[list[str]]:
    """Cells of the table whose first column is so named."""
    _, _, rest = PAGE.partition(f"| {heading} |")
    assert rest
    lines = rest.partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def named(cells: list[str]) -> list[str]:
    """What is named in them."""
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_every_dependency_is_there_and_no_other() -> None:
    assert named([row[0] for row in rows("dependency")]) == names(PROJECT["dependencies"])


def test_every_extra_is_there_with_what_it_brings() -> None:
    extras = PROJECT["optional-dependencies"]
    assert [named(row[:2]) for row in rows("extra")] == [
        [extra, *names(wanted)] for extra, wanted in extras.items()
    ]


def test_every_tool_is_there_and_no_other() -> None:
    tools = named([row[0] for row in rows("tool")])
    assert sorted(tools) == sorted(names(PYPROJECT["dependency-groups"]["dev"]))


@pytest.mark.parametrize("row", rows("dependency"), ids=lambda row: row[0].strip("`"))
def test_each_says_why_it_is_there_what_it_costs_and_who_pays(row: list[str]) -> None:
    assert len(row) == 5
    assert all(row)
    assert re.search(r"\d ms|nothing", row[2])


@pytest.mark.parametrize("row", rows("dependency"), ids=lambda row: row[0].strip("`"))
def test_each_has_the_licence_that_it_declares(row: list[str]) -> None:
    about = metadata(row[0].strip("`"))
    fields = ("License-Expression", "License", "Classifier")
    declared = [classifier for field in fields for classifier in about.get_all(field) or []]
    said = " ".join(line for line in declared if "icense" in line or "::" not in line)
    if said.strip():
        assert row[4].partition("-")[0] in said.replace("BSD License", "BSD")
