"""A live call as it goes on: its moments, its time on hold, and its way through the phone menu."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from guide.core.call.hold import Hold
from guide.core.call.live import LiveCall, Stage, stamped, taken_back
from guide.core.flow.phone_menu import PhoneMenu


class CallProgress:
    """Leads a call on. Each step takes the call and gives it as it is then.

    `monotonic` gives seconds and never jumps: it measures the hold.
    """

    def __init__(self, menu: PhoneMenu, monotonic: Callable[[], float]) -> None:
        self._menu = menu
        self._hold = Hold(monotonic)
        # Steps of the menu behind the one where the call is.
        self._passed: list[str] = []

    @property
    def is_on_hold(self) -> bool:
        """Whether the hold runs."""
        return self._hold.is_on

    @property
    def has_passed(self) -> bool:
        """Whether there is a step of the menu to go back to."""
        return bool(self._passed)

    def held(self, live: LiveCall) -> float:
        """Seconds on hold so far, with the stretch that runs."""
        return live.held + self._hold.seconds

    def taken_up(self, live: LiveCall, now: datetime) -> LiveCall:
        """A call that was left: back goes the way to its step, and a hold went on by the clock."""
        route = self._menu.routes.get(live.flow or "")
        if route is not None and live.step in route.way:
            self._passed = [*route.way[: route.way.index(live.step)]]
        if live.stage != "on-hold":
            return live
        self._hold.begin()
        passed = (now - live.stamps["on-hold"]).total_seconds()
        return msgspec.structs.replace(live, held=max(live.held, passed, 0.0))

    def at_step(self, live: LiveCall, step: str) -> LiveCall:
        """Further in the menu."""
        if step != live.step:
            self._passed.append(live.step)
        return msgspec.structs.replace(live, step=step)

    def due_stamp(self, live: LiveCall) -> Stage | None:
        """The moment that the step of the menu tells, if it is not noted yet."""
        stage = self._menu.steps[live.step].stamps
        return None if stage in live.stamps else stage

    def step_back(self, live: LiveCall) -> LiveCall:
        """To the step before; what was stamped stays stamped."""
        return msgspec.structs.replace(live, step=self._passed.pop())

    def stamped(self, live: LiveCall, stage: Stage, now: datetime) -> LiveCall:
        """A moment of the call is now; the map goes to the step that tells of it."""
        live = msgspec.structs.replace(live, held=self.held(live))
        self._hold.ends()
        if stage == "on-hold":
            self._hold.begin()
        steps = self._menu.steps.items()
        step = next((name for name, step in steps if step.stamps == stage), live.step)
        return self.at_step(stamped(live, stage, now), step)

    def taken_back(self, live: LiveCall, now: datetime) -> LiveCall:
        """The last stamp was pressed too early."""
        held = msgspec.structs.replace(live, held=self.held(live))
        before = taken_back(held, self._since_hold(live, now))
        self._hold.goes_on(is_on=before.stage == "on-hold")
        return before

    def _since_hold(self, live: LiveCall, now: datetime) -> float:
        """Seconds since the hold ended, as it seemed; by the clock on the wall after a restart."""
        if self._hold.since_end is not None:
            return self._hold.since_end
        last = live.stage
        return 0.0 if last is None else max(0.0, (now - live.stamps[last]).total_seconds())
