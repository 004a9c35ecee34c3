"""What a check reports, and where."""

from collections.abc import Iterable, Iterator

from guide.core.errors import Problem, Severity
from guide.core.flow.content import Content
from guide.core.flow.flow import (
    Flow,
    Utterance,
)
from guide.core.flow.words import (
    Condition,
)
from guide.core.message import did_you_mean

Path = tuple[str | int, ...]
# To look for a near name among very many takes its time.
MOST_HINTS = 20


def near(name: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known name, else the first few of all."""
    message = did_you_mean(name, known)
    return None if message is None else str(message)


class Reporter:
    """Collects the problems of one flow, in the order in which they are come upon."""

    def __init__(self, content: Content, flow: Flow) -> None:
        self.content = content
        self.flow = flow
        self.reported: list[Problem] = []
        self._hints = 0

    def near(self, name: str, known: Iterable[str]) -> str | None:
        """The nearest known name, for as many problems as anybody reads: it looks at all names."""
        self._hints += 1
        return near(name, known) if self._hints <= MOST_HINTS else None

    def report(
        self,
        code: str,
        message: str,
        path: Path,
        hint: str | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a problem of this flow; the path leads to it in its file."""
        self.reported.append(
            Problem(
                code=code,
                message=message,
                path=path,
                hint=hint,
                severity=severity,
                file=self.flow.id,
            )
        )

    def conditions(self) -> Iterator[tuple[Path, Condition]]:
        """Every condition of the flow with its path."""
        for name, question in self.flow.questions.items():
            for index, edge in enumerate(question.edges()):
                if edge.when is not None:
                    yield ("questions", name, "next", index, "when"), edge.when
        yield from self.shown_conditions()
        for index, speaks in enumerate(self.flow.speaks):
            yield ("speaks", index, "when"), speaks.when
        for index, dial in enumerate(self.flow.dial):
            if dial.when is not None:
                yield ("dial", index, "when"), dial.when

    def shown_conditions(self) -> Iterator[tuple[Path, Condition]]:
        """Conditions of what accompanies the way."""
        for section, name, entry in self.flow.accompaniments():
            if entry.when is not None:
                yield (section, name, "when"), entry.when
            if isinstance(entry, Utterance):
                for key, part in entry.parts.items():
                    yield (section, name, "parts", key, "when"), part.when
