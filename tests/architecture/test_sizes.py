"""Nothing grows too long to be read at once: no module, no class, no function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.commands import ROOT

MODULE, CLASS, FUNCTION = 300, 200, 50
MODULES = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "guide").rglob("*.py"))
]


def too_long(text: str) -> Iterator[str]:
    """What has more lines than it may, with how many."""
    if (lines := text.count("\n")) > MODULE:
        yield f"module: {lines}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > (CLASS if isinstance(node, ast.ClassDef) else FUNCTION):
                yield f"{node.name}: {lines}"


@pytest.mark.parametrize("path", MODULES)
def test_no_module_class_or_function_is_too_long(path: Path) -> None:
    assert list(too_long(path.read_text(encoding="utf-8"))) == []


def lines(head: str, count: int) -> str:
    """A head with so many lines that it has `count` of them."""
    return "\n".join([head, *["    x = 1"] * (count - 1)])


@pytest.mark.parametrize(
    ("text", "too_much"),
    [
        ("x = 1\n" * MODULE, []),
        ("x = 1\n" * (MODULE + 1), ["module: 301"]),
        (lines("class A:", CLASS), []),
        (lines("class A:", CLASS + 1), ["A: 201"]),
        (lines("def f():", FUNCTION), []),
        (lines("def f():", FUNCTION + 1), ["f: 51"]),
        (lines("async def f():", FUNCTION + 1), ["f: 51"]),
    ],
)
def test_a_line_too_many_is_seen(text: str, too_much: list[str]) -> None:
    assert list(too_long(text)) == too_much
