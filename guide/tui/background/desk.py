"""The desk: one thread for what is stored, so that no key waits for a disk, a lock or a server.

What is to be kept is handed over at each key; of several under one name the latest is written.
What cannot be written is tried again until it can. Nothing here knows a screen.
"""

import threading
import time
from collections.abc import Callable

from guide.core.errors import StorageError
from guide.tui.background.queries import Queries, Query
from guide.tui.background.saves import LAST_TRY, NEVER, Save, Saves

# Seconds that one who asks or saves waits before drawing goes on.
GRACE = 0.04
# Seconds; a lock of threads takes no endless wait.
_LONGEST = 60.0

Deliver = Callable[[Callable[[], None]], object]


class Desk:
    """Saves and asks on a thread of its own; answers are delivered to the thread of the screen."""

    def __init__(
        self,
        deliver: Deliver,
        changed: Callable[[], None] = lambda: None,
        at_end: Callable[[], None] = lambda: None,
        *,
        grace: float | None = None,
    ) -> None:
        # In a run that gives its own grace, what is saved is waited for, too.
        self.grace = GRACE if grace is None else grace
        self._grace_of_saves = 0.0 if grace is None else grace
        self._deliver = deliver
        self._changed = changed
        self._at_end = at_end
        self._turn = threading.Condition()
        self._saves = Saves()
        self._queries = Queries()
        self._fault: StorageError | None = None
        self._thread: threading.Thread | None = None
        self._is_closing = False

    # For the thread of the screen

    def save(self, save: Save, *, wait: bool = False) -> None:
        """Keep something soon; with `wait` it is on the disk now, unless that takes long.

        Nobody waits longer than the grace.
        """
        with self._turn:
            waits = self._saves.put(save, time.monotonic(), at_once=wait)
            self._start()
            self._turn.notify_all()
            grace = self.grace if waits else self._grace_of_saves
            if grace:
                self._turn.wait_for(lambda: self._saves.is_through_with(save), grace)

    def ask(
        self, work: Callable[[], object], done: Callable[[object], None], *, group: str = ""
    ) -> bool:
        """Ask for something; whether it was answered at once. Else `done` is called later.

        It gets the answer, or the GuideError. A newer question of a group takes the place of an
        older one.
        """
        query = Query(work, done, group)
        with self._turn:
            self._queries.put(query, time.monotonic())
            self._start()
            self._turn.notify_all()
            self._turn.wait_for(lambda: query.is_answered, self.grace)
            query.is_waited_for = False
            if not query.is_answered:
                return False
        query.hand_over()
        return True

    @property
    def fault(self) -> StorageError | None:
        """Why what was typed is not kept; None where all of it is, or soon will be."""
        with self._turn:
            return self._fault

    @property
    def is_slow(self) -> bool:
        """Whether something waits to be kept for longer than it should."""
        with self._turn:
            return self._saves.is_slow(time.monotonic())

    def is_kept(self, name: str) -> bool:
        """Whether nothing waits to be kept under a name."""
        with self._turn:
            return self._saves.is_kept(name)

    def not_kept(self, fault: StorageError) -> None:
        """Something could not be read where it is kept."""
        with self._turn:
            self._fault = fault
        self._changed()

    def close(self, seconds: float = 3.0) -> tuple[Save, ...]:
        """Write what waits, but not for ever; what could not be written."""
        with self._turn:
            self._is_closing, self.grace = True, 0.0
            self._saves.end(time.monotonic() + seconds - LAST_TRY)
            self._turn.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        with self._turn:
            return self._saves.left

    @property
    def is_over(self) -> bool:
        """Whether the thread has ended, or never began."""
        return self._thread is None or not self._thread.is_alive()

    def _hand_over_late(self, query: Query) -> None:
        if self._queries.is_current(query):
            query.hand_over()

    # For the thread of the desk

    def _start(self) -> None:
        if self._thread is None:
            # A daemon: a server that hangs must not hold the program.
            self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._turn:
                job = self._next()
                while job is None:
                    if self._is_closing and self._saves.next_due == NEVER:
                        break
                    self._turn.wait(self._until_next())
                    job = self._next()
                if job is None:
                    break
            if isinstance(job, Save):
                self._keep(job)
            else:
                self._answer(job)
        self._at_end()

    def _next(self) -> Save | Query | None:
        now = time.monotonic()
        save = self._saves.take(now)
        if save is not None or self._is_closing:
            return save
        return self._queries.take(now)

    def _until_next(self) -> float | None:
        due = self._saves.next_due
        if not self._is_closing:
            due = min(due, self._queries.next_due)
        return None if due == NEVER else max(0.0, min(due - time.monotonic(), _LONGEST))

    def _keep(self, save: Save) -> None:
        fault: BaseException | None = None
        result: object = None
        try:
            result = save.work()
        except Exception as error:  # noqa: BLE001  # handed to the screen, where it ends the run
            fault = error
        with self._turn:
            had = self._fault
            if isinstance(fault, StorageError):
                self._fault = fault
                self._saves.failed(save, time.monotonic())
            else:
                self._saves.saved(save, time.monotonic())
                if not self._saves.has_failures:
                    self._fault = None
            is_changed = _said(had) != _said(self._fault)
            self._turn.notify_all()
        if fault is not None and not isinstance(fault, StorageError):
            self._deliver(_raising(fault))
        elif result is not None and save.done is not None:
            self._deliver(_telling(save.done, result))
        if is_changed:
            self._deliver(self._changed)

    def _answer(self, query: Query) -> None:
        answer: object = None
        try:
            answer = query.work()
        except StorageError as error:
            with self._turn:
                if is_locked(error) and self._queries.try_again(query, time.monotonic()):
                    return
            answer = error
        except Exception as error:  # noqa: BLE001  # handed to the screen, where it ends the run
            answer = error
        with self._turn:
            query.answered(answer)
            is_late = not query.is_waited_for
            had = self._fault
            if not isinstance(answer, Exception) and not self._saves.has_failures:
                self._fault = None
            is_changed = had is not self._fault
            self._turn.notify_all()
        if is_late:
            self._deliver(lambda: self._hand_over_late(query))
        if is_changed:
            self._deliver(self._changed)


def is_locked(error: StorageError) -> bool:
    """Whether another program holds the database: it will let go of it."""
    return error.message.id == "error.locked"


def _said(fault: StorageError | None) -> str:
    return "" if fault is None else str(fault)


def _raising(fault: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise fault

    return fail


def _telling(done: Callable[[object], None], what: object) -> Callable[[], None]:
    return lambda: done(what)
