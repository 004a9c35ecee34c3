"""Every error that is raised on purpose.

GuideError                    has .message and .hints: sentences; one clear line for a person
├─ InvalidAnswer              a value that a question does not take, or no such question
├─ InvalidInput               wrong words on the command line (moment, zone, target, flow)
├─ FlowFaults                 everything wrong with flow files, all faults at once
└─ StorageError               the disk or the database; nothing already saved is lost
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from guide.core.message import Message, verbatim

Severity = Literal["error", "warning"]


class GuideError(Exception):
    """A sentence that says what is wrong, and hints that say what would be right.

    Where several places are wrong, `details` has a sentence for each. As text it is English;
    `Texts.error` says it in the language of the run.
    """

    def __init__(self, message: Message, *hints: Message) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints
        self.details: tuple[Message, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, (self.message, *self.hints)))


class InvalidAnswer(GuideError):
    """A question does not take this value, or there is no such question.

    `reason` is the one thing to say where the question itself stands beside it.
    """

    def __init__(self, message: Message, *hints: Message, reason: Message | None = None) -> None:
        super().__init__(message, *hints)
        self.reason = reason or Message("why.unread", "That cannot be read.")


class InvalidInput(GuideError):
    """Wrong words on the command line.

    `reason` is the one thing to say where the field itself stands beside it.
    """

    def __init__(self, message: Message, *hints: Message, reason: Message | None = None) -> None:
        super().__init__(message, *hints)
        self.reason = reason


class Unread(Exception):
    """Words that name no day, time or number, or more than one; the reason where it can be told."""

    def __init__(self, reason: Message | None = None) -> None:
        super().__init__()
        self.reason = reason


class StorageError(GuideError):
    """The disk or the database cannot be used; what was saved before is not lost."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of a flow file. `path` leads to it inside the file; the reader adds the place.

    Message and hint are for those who write flows, and they write English: they have no id.
    """

    code: str
    message: str
    path: tuple[str | int, ...] = ()
    hint: str | None = None
    severity: Severity = "error"
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    # Where the fault stands in the excerpt, counted from 1; of a long line that is a part.
    caret: int = 0


class FlowFaults(GuideError):
    """Flow files cannot be used; carries every fault that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        place = f"{first.file}:{first.line}:{first.column}: " if first.file else ""
        message = verbatim(f"{place}{first.message}")
        if len(problems) > 1:
            message = Message(
                "error.faults", "{first} (and {more} more)", first=message, more=len(problems) - 1
            )
        hint = Message(
            "error.faults.hint", "Run `guide flows check`, with the same --flows, to see them all."
        )
        super().__init__(message, hint)
        self.problems = tuple(problems)
