"""The glossary and the code use the same words."""

import ast
import re
from collections import Counter

from tests.architecture.commands import ROOT

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| ---")
][1:]
NODES = [
    node
    for module in (ROOT / "guide").rglob("*.py")
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
]
TYPES = {node.name for node in NODES if isinstance(node, ast.ClassDef)} | {
    ast.unparse(node.targets[0])
    for node in NODES
    if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("NewType(")
}


def test_every_word_of_the_glossary_stands_in_the_code() -> None:
    named = {name for row in ROWS for name in re.findall(r"`(\w+)`", row[2])}
    assert len(named) > len(ROWS) / 2
    assert sorted(named - TYPES) == []


def test_every_word_stands_in_the_glossary_once() -> None:
    assert [word for word, times in Counter(row[0] for row in ROWS).items() if times > 1] == []
    assert {len(row) for row in ROWS} == {4}


def test_no_word_of_the_glossary_is_one_that_is_not_to_be_said_for_it() -> None:
    assert [row[0] for row in ROWS if row[0] in row[3].split(", ")] == []
