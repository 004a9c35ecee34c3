"""What is wrong with one file, each fault with its place, and the file as it was read."""

from typing import Any

import msgspec

from guide.core.errors import Problem, Severity
from guide.flowfile.tree import Node

MISSING: Any = object()
# Of a longer line, so much is shown around the fault.
_WIDEST = 300


class Faults:
    """Collects what is wrong with one file.

    `notes` are what a person should look at, though the file can be used. `lost` are the names of
    entries that could not be used: what is said of them later says nothing new.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.lost: set[str] = set()
        self.root: Node | None = None

    def add(self, node: Node, code: str, message: str, hint: str | None = None) -> Any:  # noqa: ANN401
        """Note a fault at a node; the value that comes back stands for nothing."""
        self.problems.append(self._at(node, code, message, hint))
        return MISSING

    def note(self, node: Node, code: str, message: str, hint: str, severity: Severity) -> None:
        """Note what keeps nobody from using the file."""
        problem = self._at(node, code, message, hint)
        self.notes.append(msgspec.structs.replace(problem, severity=severity))

    def _at(self, node: Node, code: str, message: str, hint: str | None) -> Problem:
        line, column = node.line + 1, node.column + 1
        return self.locate(Problem(code=code, message=message, hint=hint, line=line, column=column))

    def locate(self, problem: Problem) -> Problem:
        """The problem with its file and the line it stands on; of a long one, what is around it."""
        index = problem.line - 1
        line = self.lines[index] if 0 <= index < len(self.lines) else ""
        start = 0 if len(line) <= _WIDEST else max(0, problem.column - 1 - _WIDEST // 2)
        front = "…" if start else ""
        return msgspec.structs.replace(
            problem,
            file=self.file,
            excerpt=front + line[start : start + _WIDEST],
            caret=problem.column - start + len(front),
        )


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it was read: the value if there is one, its faults, and the way to places.

    `partly` is what can be used of a file with faults, for a check of the rest.
    """

    value: Any
    problems: tuple[Problem, ...]
    root: Node | None
    faults: Any
    partly: Any = None

    def locate(self, problem: Problem) -> Problem:
        """A problem found later, with the place in this file that its path leads to."""
        node = _follow(self.root, problem.path)
        if node is None:
            return msgspec.structs.replace(problem, file=self.faults.file)
        line, column = node.line + 1, node.column + 1
        locate: Problem = self.faults.locate(
            msgspec.structs.replace(problem, line=line, column=column)
        )
        return locate


def _follow(root: Node | None, path: tuple[str | int, ...]) -> Node | None:
    """The node at a path; the nearest one above it if the path leads nowhere."""
    node = root
    for step in path:
        if node is None or isinstance(node.value, str):
            return node
        inner = None
        if node.kind == "sequence" and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
        elif node.kind == "mapping":
            inner = next((value for key, value in node.value if key.value == step), None)
        if inner is None:
            return node
        node = inner
    return node
