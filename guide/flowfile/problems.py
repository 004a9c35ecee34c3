"""The problems that are told: each with its place, once, and none that follows from another."""

import re
from collections.abc import Iterable

from guide.core.errors import Problem
from guide.flowfile.content_files import ContentFiles

# What may follow from a fault in contact_center.yaml.
_OF_CENTER = ("unknown-limit", "wrong-unit", "unknown-placeholder")
_QUOTED = re.compile(r"'([^']*)'|\{([^{}]*)\}")


class Problems:
    """Gathers problems, the faults that explain others before those that may follow from them."""

    def __init__(self, files: ContentFiles) -> None:
        self._files = files
        # The file of lines, hours and limits, as problems name it once they have their place.
        self._center = files.display_path(files.place("contact_center.yaml"))
        self._placed: list[Problem] = []
        # By file, the names of what could not be used.
        self.lost: dict[str, set[str]] = {}

    def add_placed(self, problems: Iterable[Problem]) -> None:
        """Take in problems that have file, line and column already."""
        self._placed += problems

    def add(self, problems: Iterable[Problem]) -> None:
        """Take in problems and find their places; what follows from a known error is left out."""
        errors = {
            _position(problem): problem.code
            for problem in self._placed
            if problem.severity == "error"
        }
        center = {
            problem.path[:2]
            for problem in self._placed
            if problem.path and problem.file == self._center
        }
        new = [problem for problem in problems if not self._follows(problem)]
        for problem, placed in zip(new, self._files.locate(new), strict=True):
            same = errors.get(_position(placed), problem.code) != problem.code
            if not same and not (placed.file == self._center and problem.path[:2] in center):
                self._placed.append(placed)
                if problem.severity == "error":
                    errors[_position(placed)] = problem.code

    @property
    def has_wrong_center(self) -> bool:
        """Whether something is wrong with that file: what its names stand for is not known then."""
        return any(
            problem.file == self._center and problem.severity == "error" for problem in self._placed
        )

    def _follows(self, problem: Problem) -> bool:
        named = {one or other for one, other in _QUOTED.findall(problem.message)}
        if any(not names.isdisjoint(named) for names in self.lost.values()):
            return True
        if self.has_wrong_center and (problem.code in _OF_CENTER or "dial" in problem.path):
            return True
        return not self.lost.get(problem.file, set()).isdisjoint(map(str, problem.path))

    def in_order(self) -> list[Problem]:
        """What is to be reported, each once: by file as they came up, then line and column."""
        files = {problem.file: None for problem in self._placed}
        once: dict[tuple[object, ...], Problem] = {}
        for problem in self._placed:
            once.setdefault(
                (problem.file, problem.line, problem.column, problem.code, problem.message), problem
            )
        place = {name: number for number, name in enumerate(files)}
        return sorted(
            once.values(), key=lambda problem: (place[problem.file], problem.line, problem.column)
        )


def _position(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line, problem.column
