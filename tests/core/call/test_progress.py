"""A live call led on: moments, time on hold and the way through the menu, by a clock of the test."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from guide.core.call.live import STAGES, LiveCall, stamped
from guide.core.call.progress import CallProgress
from guide.core.flow.phone_menu import PhoneMenu
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in

AT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


class Clock:
    """Seconds that pass when the test says so."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="module")
def menu() -> PhoneMenu:
    return Catalog([built_in()]).menu


def begun(menu: PhoneMenu) -> LiveCall:
    return LiveCall(id="a", begun_at=AT, zone="UTC", line="1-800-375-5283", step=menu.start)


def test_only_the_stretch_on_hold_is_counted(menu: PhoneMenu) -> None:
    clock = Clock()
    progress, live = CallProgress(menu, clock), begun(menu)
    for stage in STAGES:
        live = progress.stamped(live, stage, AT)
        assert progress.is_on_hold == (stage == "on-hold")
        clock.seconds += 100
    assert progress.held(live) == live.held == 100


def test_a_hold_that_seemed_to_end_has_never_ended(menu: PhoneMenu) -> None:
    clock = Clock()
    progress, live = CallProgress(menu, clock), begun(menu)
    live = progress.stamped(live, "on-hold", AT)
    clock.seconds = 60
    live = progress.stamped(live, "agent", AT)
    clock.seconds = 90
    live = progress.taken_back(live, AT)
    clock.seconds = 100
    assert live.stage == "on-hold"
    assert progress.held(live) == 100


def test_after_a_restart_the_clock_on_the_wall_counts(menu: PhoneMenu) -> None:
    clock = Clock()
    live = msgspec.structs.replace(stamped(begun(menu), "on-hold", AT), held=5.0)
    progress = CallProgress(menu, clock)
    live = progress.taken_up(live, AT + timedelta(minutes=10))
    clock.seconds = 3
    assert progress.held(live) == 603
    # A clock that was set back takes nothing away.
    assert CallProgress(menu, clock).taken_up(live, AT - timedelta(days=1)).held == 600
    assert CallProgress(menu, clock).taken_up(begun(menu), AT) == begun(menu)


def test_back_goes_to_the_step_one_came_from_and_keeps_the_stamps(menu: PhoneMenu) -> None:
    progress, live = CallProgress(menu, Clock()), begun(menu)
    assert not progress.has_passed
    there = progress.stamped(live, "on-hold", AT)
    assert menu.steps[there.step].stamps == "on-hold"
    assert progress.has_passed
    back = progress.step_back(there)
    assert back.step == menu.start
    assert back.stamps == there.stamps
    assert not progress.has_passed
    assert progress.at_step(back, back.step) == back
    assert not progress.has_passed


def test_a_step_says_which_moment_is_due_once(menu: PhoneMenu) -> None:
    progress, live = CallProgress(menu, Clock()), begun(menu)
    step = next(name for name, menu_step in menu.steps.items() if menu_step.stamps == "on-hold")
    live = progress.at_step(live, step)
    assert progress.due_stamp(live) == "on-hold"
    assert progress.due_stamp(progress.stamped(live, "on-hold", AT)) is None
    assert progress.due_stamp(begun(menu)) is None


def test_a_call_that_was_left_goes_back_the_way_to_its_step(menu: PhoneMenu) -> None:
    target, route = next(iter(menu.routes.items()))
    left = msgspec.structs.replace(begun(menu), step=route.way[2], flow=target)
    progress = CallProgress(menu, Clock())
    live = progress.taken_up(left, AT)
    assert progress.has_passed
    assert progress.step_back(live).step == route.way[1]
