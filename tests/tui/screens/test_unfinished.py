"""What one may go on with, looked up for a screen that is only a stand-in."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

from guide.bootstrap import Services
from guide.core.errors import StorageError
from guide.core.message import verbatim
from guide.local.settings import Settings
from guide.tui.screens.unfinished import Unfinished
from tests.calls import call
from tests.tui.stand_ins import NOW, screen

FULL = StorageError(verbatim("The disk is full."))


class Looked:
    """Something that looks, and all that it was told."""

    def __init__(self, services: Any) -> None:
        self.heard: list[str] = []
        self.screen = screen(services)
        self.unfinished = Unfinished(self.screen, lambda: self.heard.append("told"))

    def look(self) -> Unfinished:
        self.unfinished.look(lambda: self.heard.append("then"))
        return self.unfinished


def test_each_part_is_announced_as_it_comes_and_what_is_late_is_first(tmp_path: Path) -> None:
    services = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    services.calls.add(call(1, kind="urgent", started_at=NOW))
    services.calls.add(call(2, kind="urgent", started_at=NOW - timedelta(days=60)))
    looked = Looked(services)
    waiting = looked.look().waiting
    assert [follow_up.call.id for follow_up in waiting] == [call(2).id, call(1).id]
    assert looked.heard == ["told", "then", "told"]
    services.close()


def stand_in(walks: Callable[[], object], *, has_log: bool, **others: object) -> SimpleNamespace:
    drafts = SimpleNamespace(all=lambda: ("a call",))
    stores = SimpleNamespace(has_log=has_log)
    return SimpleNamespace(walks=SimpleNamespace(all=walks), drafts=drafts, stores=stores, **others)


def test_without_a_log_no_answer_is_looked_for() -> None:
    # There is nothing here that could be asked about answers.
    unfinished = Looked(stand_in(lambda: ("a walk",), has_log=False)).look()
    assert [str(row) for row in (*unfinished.walks, *unfinished.calls)] == ["a walk", "a call"]
    assert unfinished.waiting == ()


def test_what_cannot_be_read_is_said_and_what_was_known_stays() -> None:
    def fails(*_: object) -> NoReturn:
        raise FULL

    following_up = SimpleNamespace(follow_ups=fails)
    looked = Looked(stand_in(lambda: ("a walk",), has_log=True, following_up=following_up))
    unfinished = looked.look()
    assert [*unfinished.walks, *unfinished.waiting, *looked.screen.app.faults] == ["a walk"]
    looked = Looked(stand_in(fails, has_log=False))
    assert looked.look().walks == ()
    assert looked.screen.app.faults == [FULL]
    assert looked.heard == ["told", "then", "told"]
