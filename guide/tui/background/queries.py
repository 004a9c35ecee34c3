"""What is asked of what is stored, each in its turn. Knows no thread and no clock, like `saves`."""

from collections import deque
from collections.abc import Callable

from guide.core.errors import GuideError
from guide.tui.background.saves import NEVER, TRY_AGAIN

# Seconds for which the log is asked again where another program holds it.
PATIENCE = 10.0


class Query:
    """A question, and whether the one who asked still waits for the answer.

    `done` gets the answer, or the GuideError. A newer one of a group takes the place of an older.
    """

    def __init__(
        self, work: Callable[[], object], done: Callable[[object], None], group: str = ""
    ) -> None:
        self.work = work
        self.done = done
        self.group = group
        self.since = self.due = 0.0
        self.is_waited_for = True
        self.is_answered = False
        self._answer: object = None

    def answered(self, answer: object) -> None:
        """The answer is there, for whoever hands it over."""
        self._answer, self.is_answered = answer, True

    def hand_over(self) -> None:
        """To the one who asked; a fault of the program comes up here."""
        if isinstance(self._answer, Exception) and not isinstance(self._answer, GuideError):
            raise self._answer
        self.done(self._answer)


class Queries:
    """Whoever answers takes one at a time."""

    def __init__(self) -> None:
        self._waiting: deque[Query] = deque()
        self._latest: dict[str, Query] = {}

    def put(self, query: Query, now: float) -> None:
        """Something to ask, in place of what waits of its group."""
        query.since = query.due = now
        if query.group:
            self._latest[query.group] = query
            self._waiting = deque(
                waiting for waiting in self._waiting if waiting.group != query.group
            )
        self._waiting.append(query)

    def take(self, now: float) -> Query | None:
        """What is to be asked now."""
        query = next((waiting for waiting in self._waiting if waiting.due <= now), None)
        if query is not None:
            self._waiting.remove(query)
        return query

    def try_again(self, query: Query, now: float) -> bool:
        """Another program holds what was asked; whether it is asked once more."""
        if now >= query.since + PATIENCE:
            return False
        query.due = now + TRY_AGAIN
        self._waiting.append(query)
        return True

    def is_current(self, query: Query) -> bool:
        """Whether no newer one of its group was asked meanwhile."""
        return not query.group or self._latest.get(query.group) is query

    @property
    def next_due(self) -> float:
        """When the next one is to be asked; never where none waits."""
        return min((waiting.due for waiting in self._waiting), default=NEVER)
