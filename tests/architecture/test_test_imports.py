"""Tests stand alone: what two of them need lies in a conftest or a module that is named after it."""

import ast
from pathlib import Path

import pytest

from tests.architecture.commands import ROOT

# So that this module itself names no test.
FOLDER = "tests.tui"
MODULES = sorted((ROOT / "tests").rglob("*.py"))


def imported(text: str) -> set[str]:
    """Dotted names of all that a module imports, wherever it does, also as words of a script."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            imported |= {word for word in node.value.split() if word.startswith("tests.")}
    return imported


def of_tests(names: set[str]) -> list[str]:
    """Those that are test modules, or stand in one."""
    return sorted(name for name in names if ".test_" in name and name.startswith("tests."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_of_the_tests_imports_a_test(path: Path) -> None:
    assert of_tests(imported(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        f"import {FOLDER}.test_screen",
        f"from {FOLDER}.test_screen import opened",
        "from tests.tui import test_screen",
        f"def later():\n    from {FOLDER}.test_screen import opened",
        f"SCRIPT = 'from {FOLDER}.test_screen import opened'",
    ],
)
def test_such_an_import_is_seen(text: str) -> None:
    assert of_tests(imported(text)) != []
