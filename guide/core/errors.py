"""Every error that is raised on purpose.

GuideError                    has .message and .hint; one clear line for a person
├─ InvalidAnswer              a value that a question does not take, or no such question
├─ InvalidInput               wrong words on the command line (moment, zone, target, flow)
├─ FlowFaults                 everything wrong with flow files, all faults at once
└─ StorageError               the disk or the database; nothing already saved is lost
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class GuideError(Exception):
    """One line that says what is wrong, and a hint that says what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class InvalidAnswer(GuideError):
    """A question does not take this value, or there is no such question."""


class InvalidInput(GuideError):
    """Wrong words on the command line."""


class StorageError(GuideError):
    """The disk or the database."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a flow file. `path` leads to it inside the file; the reader adds the place."""

    code: str
    message: str
    path: tuple[str | int, ...] = ()
    hint: str | None = None
    severity: Severity = "error"
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""


class FlowFaults(GuideError):
    """Flow files cannot be used; carries every fault that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        place = f"{first.file}:{first.line}:{first.column}: " if first.file else ""
        super().__init__(
            f"{place}{first.message}{more}", "Run `guide flows check` to see them all."
        )
        self.problems = tuple(problems)
