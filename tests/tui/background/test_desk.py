"""The desk: nobody waits for it, the latest counts, and what it says about keeping is true."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from queue import Empty, Queue

import pytest

from guide.core.errors import StorageError
from guide.core.message import Message
from guide.tui.background.desk import Desk
from guide.tui.background.saves import Save

LONG = 30.0
LOCKED = StorageError(Message("error.locked", "It is locked."))
FULL = StorageError(Message("error.full", "The disk is full."))


class Desks:
    """A desk, and the thread of a screen that takes what is delivered when it is told to."""

    def __init__(self) -> None:
        self.delivered: Queue[Callable[[], None]] = Queue()
        self.desk = Desk(self.delivered.put, lambda: None, grace=0.0)

    def until(self, holds: Callable[[], bool]) -> None:
        """Take what is delivered until something holds."""
        while not holds():
            self.delivered.get(timeout=LONG)()

    def through(self) -> None:
        """Until all that was asked before is done."""
        done: list[object] = []
        self.desk.ask(lambda: "done", done.append)
        self.until(lambda: bool(done))


@pytest.fixture
def desks() -> Iterator[Desks]:
    made = Desks()
    yield made
    made.desk.close(LONG)


def held(desks: Desks) -> threading.Event:
    """The desk is busy until the event is set."""
    begun, let_go = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        assert let_go.wait(LONG)

    desks.desk.ask(work, lambda _: None)
    assert begun.wait(LONG)
    return let_go


def test_of_several_savings_under_one_name_the_latest_is_written(desks: Desks) -> None:
    let_go, written = held(desks), list[str]()
    for words in ("J", "Ja", "Jane"):
        desks.desk.save(Save("a", partial(written.append, words)))
    desks.desk.save(Save("b", lambda: written.append("other")))
    let_go.set()
    assert desks.desk.close(LONG) == ()
    assert sorted(written) == ["Jane", "other"]


def test_who_saves_or_asks_does_not_wait_for_what_hangs(desks: Desks) -> None:
    let_go, answers = held(desks), list[object]()
    assert desks.desk.ask(lambda: 1, answers.append) is False
    desks.desk.save(Save("a", lambda: None))
    assert answers == []
    let_go.set()
    desks.until(lambda: answers == [1])


def test_what_is_kept_goes_before_what_is_asked(desks: Desks) -> None:
    let_go, order = held(desks), list[str]()
    desks.desk.ask(lambda: order.append("asked"), lambda _: None)
    desks.desk.save(Save("a", lambda: order.append("kept")))
    let_go.set()
    desks.through()
    assert order == ["kept", "asked"]


def test_a_newer_question_of_a_group_takes_the_place_of_an_older_one(desks: Desks) -> None:
    let_go, answers = held(desks), list[object]()
    for number in range(3):
        desks.desk.ask(partial(int, number), answers.append, group="page")
    let_go.set()
    desks.through()
    assert answers == [2]


def test_what_could_not_be_kept_is_said_tried_again_and_taken_back(desks: Desks) -> None:
    written, faults = list[str](), [FULL, LOCKED]

    def work() -> None:
        if faults:
            raise faults.pop(0)
        written.append("kept")

    desks.desk.save(Save("a", work))
    seen: list[str] = []

    def step() -> bool:
        seen.append(str(desks.desk.fault))
        return bool(written) and desks.desk.fault is None

    desks.until(step)
    assert [fault for fault, _ in groupby(seen)][-3:] == [str(FULL), str(LOCKED), "None"]
    assert written == ["kept"]


def test_another_thing_that_is_kept_does_not_hide_that_one_is_not(desks: Desks) -> None:
    def fail() -> None:
        raise FULL

    desks.desk.save(Save("a", fail))
    desks.until(lambda: desks.desk.fault is FULL)
    desks.desk.save(Save("b", lambda: None))
    desks.through()
    assert desks.desk.fault is FULL
    desks.desk.save(Save("a", lambda: None))
    desks.until(lambda: desks.desk.fault is None)


def test_the_end_writes_what_waits_and_names_what_it_could_not(desks: Desks) -> None:
    written: list[str] = []

    def fail() -> None:
        raise FULL

    desks.desk.save(Save("a", lambda: written.append("first")))
    desks.desk.save(Save("a", lambda: written.append("last")))
    desks.desk.save(Save("b", fail, text=lambda: "Jane"))
    left = desks.desk.close(3.0)
    assert written[-1] == "last"
    assert [save.text() for save in left if save.text] == ["Jane"]


def test_the_end_does_not_wait_for_what_hangs() -> None:
    desks = Desks()
    let_go = held(desks)
    desks.desk.save(Save("a", lambda: None, text=lambda: "Jane"))
    left = desks.desk.close(0.01)
    assert [save.name for save in left] == ["a"]
    assert not desks.desk.is_over
    let_go.set()


def test_a_lock_on_the_log_is_waited_for(desks: Desks) -> None:
    faults, answers = [LOCKED], list[object]()

    def work() -> str:
        if faults:
            raise faults.pop()
        return "added"

    desks.desk.ask(work, answers.append)
    desks.until(lambda: bool(answers))
    assert answers == ["added"]


def test_a_fault_of_the_program_comes_up_on_the_screen(desks: Desks) -> None:
    def fail() -> None:
        raise RuntimeError

    desks.desk.save(Save("a", fail))
    with pytest.raises(RuntimeError):
        desks.delivered.get(timeout=LONG)()
    desks.desk.ask(fail, lambda _: None)
    with pytest.raises(RuntimeError):
        desks.delivered.get(timeout=LONG)()
    with pytest.raises(Empty):
        desks.delivered.get_nowait()


def test_the_end_waits_a_little_for_another_program(desks: Desks) -> None:
    written: list[str] = []

    def work() -> None:
        if len(written) < 2:
            written.append("locked")
            raise LOCKED
        written.append("kept")

    desks.desk.save(Save("a", work))
    assert desks.desk.close(LONG) == ()
    assert written == ["locked", "locked", "kept"]
