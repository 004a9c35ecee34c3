"""The desk: one thread for what is stored, so that no key waits for a disk, a lock or a server.

What is to be kept is handed over at each key; of several under one name the latest is written.
What cannot be written is tried again until it can. Nothing here knows a screen.
"""

import threading
import time
from collections import deque
from collections.abc import Callable

from guide.core.errors import GuideError, StorageError

# Seconds between two savings under one name; a killed process may lose 0.25.
SAVE_AFTER = 0.1
# Seconds that one who asks or saves waits before drawing goes on.
GRACE = 0.04
# Seconds until what failed is tried again.
TRY_AGAIN = 0.5
# Seconds after which whoever saves once more waits a moment, so that no more than 0.25 is lost.
BEHIND = 0.13
# Seconds that whatever is kept may take before it is said that it is not kept yet.
SLOW = 0.75
# Seconds for which the log is asked again where another program holds it.
PATIENCE = 10.0
# Seconds kept for a last try before the end.
_LAST_TRY = 0.5
_NEVER = float("inf")
# Seconds; a lock of threads takes no endless wait.
_LONGEST = 60.0

Deliver = Callable[[Callable[[], None]], object]


class Save:
    """Something to keep, in place of what came before it under its name.

    `told` gets what `work` returns, if that is anything; `text` is what would be lost.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        told: Callable[[object], None] | None = None,
        text: Callable[[], str] | None = None,
    ) -> None:
        self.name = name
        self.work = work
        self.told = told
        self.text = text
        self.since = 0.0
        self.due = 0.0
        self.has_failed = False


class _Asked:
    """A question, and whether the one who asked still waits for the answer."""

    def __init__(
        self, work: Callable[[], object], done: Callable[[object], None], group: str, at: float
    ) -> None:
        self.work = work
        self.done = done
        self.group = group
        self.since = self.due = at
        self.is_waited_for = True
        self.is_answered = False
        self.answer: object = None


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
        self._saves: dict[str, Save] = {}
        self._busy: Save | None = None
        self._saved_at: dict[str, float] = {}
        self._asked: deque[_Asked] = deque()
        self._latest: dict[str, _Asked] = {}
        self._fault: StorageError | None = None
        self._thread: threading.Thread | None = None
        self._is_closing = False
        # Until when what fails is tried again once the program ends.
        self._ends_at = 0.0

    # For the thread of the screen

    def save(self, save: Save, *, wait: bool = False) -> None:
        """Keep something soon; with `wait` it is on the disk now, unless that takes long.

        Nobody waits longer than the grace.
        """
        now = time.monotonic()
        with self._turn:
            before = self._saves.get(save.name)
            is_idle = self._busy is None and not self._saves
            save.since = now if before is None else before.since
            save.has_failed = before is not None and before.has_failed
            # What failed waits for its turn: a key must not make the disk be asked once more.
            save.due = before.due if before is not None and before.has_failed else 0.0
            if not wait and not save.due:
                save.due = self._saved_at.get(save.name, 0.0) + SAVE_AFTER
            self._saves[save.name] = save
            self._start()
            self._turn.notify_all()
            # On a disk that is well it is there before it is drawn. One that is not holds nobody.
            waits = wait or (is_idle and save.due <= now) or self._is_behind(now)
            grace = self.grace if waits else self._grace_of_saves
            if grace:
                self._turn.wait_for(lambda: self._is_through_with(save), grace)

    def ask(
        self, work: Callable[[], object], done: Callable[[object], None], *, group: str = ""
    ) -> bool:
        """Ask for something; whether it was answered at once. Else `done` is called later.

        It gets the answer, or the GuideError. A newer question of a group takes the place of an
        older one.
        """
        asked = _Asked(work, done, group, time.monotonic())
        with self._turn:
            if group:
                self._latest[group] = asked
                self._asked = deque(each for each in self._asked if each.group != group)
            self._asked.append(asked)
            self._start()
            self._turn.notify_all()
            self._turn.wait_for(lambda: asked.is_answered, self.grace)
            asked.is_waited_for = False
            if not asked.is_answered:
                return False
        _hand_over(asked)
        return True

    @property
    def fault(self) -> StorageError | None:
        """Why what was typed is not kept; None where all of it is, or soon will be."""
        with self._turn:
            return self._fault

    @property
    def is_slow(self) -> bool:
        """Whether something waits to be kept for longer than it should."""
        late = time.monotonic() - SLOW
        with self._turn:
            waiting = [*self._saves.values(), *([self._busy] if self._busy else [])]
            return any(each.since < late for each in waiting)

    def is_kept(self, name: str) -> bool:
        """Whether nothing waits to be kept under a name."""
        with self._turn:
            return self._of(name) is None and name not in self._saves

    def not_kept(self, fault: StorageError) -> None:
        """Something could not be read where it is kept."""
        with self._turn:
            self._fault = fault
        self._changed()

    def close(self, seconds: float = 3.0) -> tuple[Save, ...]:
        """Write what waits, but not for ever; what could not be written."""
        with self._turn:
            self._is_closing, self.grace = True, 0.0
            self._ends_at = time.monotonic() + seconds - _LAST_TRY
            for each in self._saves.values():
                each.due = 0.0
            self._turn.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)
        with self._turn:
            return (*([self._busy] if self._busy else ()), *self._saves.values())

    @property
    def is_over(self) -> bool:
        """Whether the thread has ended, or never began."""
        return self._thread is None or not self._thread.is_alive()

    def _hand_over_late(self, asked: _Asked) -> None:
        if not asked.group or self._latest.get(asked.group) is asked:
            _hand_over(asked)

    # For the thread of the desk

    def _start(self) -> None:
        if self._thread is None:
            # A daemon: a server that hangs must not hold the program.
            self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
            self._thread.start()

    def _is_behind(self, now: float) -> bool:
        """Whether keys come so fast that the desk needs a moment to itself.

        Not where something fails or hangs: then nobody waits.
        """
        waiting = [*self._saves.values(), *([self._busy] if self._busy else [])]
        if any(each.has_failed for each in waiting):
            return False
        oldest = min((each.since for each in waiting), default=now)
        return now - SLOW < oldest < now - BEHIND

    def _of(self, name: str) -> Save | None:
        return self._busy if self._busy is not None and self._busy.name == name else None

    def _is_through_with(self, save: Save) -> bool:
        is_gone = self._busy is not save and self._saves.get(save.name) is not save
        return is_gone or save.has_failed

    def _work(self) -> None:
        while True:
            with self._turn:
                job = self._next()
                while job is None:
                    if self._is_closing and all(s.due == _NEVER for s in self._saves.values()):
                        break
                    self._turn.wait(self._until_next())
                    job = self._next()
                if job is None:
                    break
                if isinstance(job, Save):
                    self._busy = self._saves.pop(job.name)
            if isinstance(job, Save):
                self._keep(job)
            else:
                self._answer(job)
        self._at_end()

    def _try_at_the_end(self, save: Save) -> None:
        """Another program may let go in time; for ever is nothing tried."""
        now = time.monotonic()
        save.due = now + _LAST_TRY / 2 if now < self._ends_at else _NEVER

    def _next(self) -> "Save | _Asked | None":
        now = time.monotonic()
        for save in self._saves.values():
            if save.due <= now:
                return save
        if self._is_closing:
            return None
        for asked in self._asked:
            if asked.due <= now:
                self._asked.remove(asked)
                return asked
        return None

    def _until_next(self) -> float | None:
        dues = [each.due for each in self._saves.values()]
        if not self._is_closing:
            dues += [each.due for each in self._asked]
        return max(0.0, min(min(dues) - time.monotonic(), _LONGEST)) if dues else None

    def _keep(self, save: Save) -> None:
        fault: BaseException | None = None
        told: object = None
        try:
            told = save.work()
        except Exception as error:  # noqa: BLE001  # handed to the screen, where it ends the run
            fault = error
        with self._turn:
            self._busy = None
            self._saved_at[save.name] = time.monotonic()
            had = self._fault
            if isinstance(fault, StorageError):
                self._fault = fault
                save.has_failed = True
                save.due = time.monotonic() + TRY_AGAIN
                newer = self._saves.setdefault(save.name, save)
                newer.has_failed, newer.due = True, save.due
                newer.since = min(newer.since, save.since)
                if self._is_closing:
                    self._try_at_the_end(newer)
            elif not any(each.has_failed for each in self._saves.values()):
                self._fault = None
            is_changed = _said(had) != _said(self._fault)
            self._turn.notify_all()
        if fault is not None and not isinstance(fault, StorageError):
            self._deliver(_raising(fault))
        elif told is not None and save.told is not None:
            self._deliver(_telling(save.told, told))
        if is_changed:
            self._deliver(self._changed)

    def _answer(self, asked: _Asked) -> None:
        answer: object = None
        try:
            answer = asked.work()
        except StorageError as error:
            if is_locked(error) and time.monotonic() < asked.since + PATIENCE:
                with self._turn:
                    asked.due = time.monotonic() + TRY_AGAIN
                    self._asked.append(asked)
                return
            answer = error
        except Exception as error:  # noqa: BLE001  # handed to the screen, where it ends the run
            answer = error
        with self._turn:
            asked.answer, asked.is_answered = answer, True
            is_late = not asked.is_waited_for
            had, pending = self._fault, any(each.has_failed for each in self._saves.values())
            if not isinstance(answer, Exception) and not pending:
                self._fault = None
            is_changed = had is not self._fault
            self._turn.notify_all()
        if is_late:
            self._deliver(lambda: self._hand_over_late(asked))
        if is_changed:
            self._deliver(self._changed)


def is_locked(error: StorageError) -> bool:
    """Whether another program holds the database: it will let go of it."""
    return error.message.id == "error.locked"


def _said(fault: StorageError | None) -> str:
    return "" if fault is None else str(fault)


def _hand_over(asked: _Asked) -> None:
    if isinstance(asked.answer, Exception) and not isinstance(asked.answer, GuideError):
        raise asked.answer
    asked.done(asked.answer)


def _raising(fault: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise fault

    return fail


def _telling(told: Callable[[object], None], what: object) -> Callable[[], None]:
    return lambda: told(what)
