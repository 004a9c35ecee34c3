"""The clock goes on under an open plan: when to look again, and what becomes of what is read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from guide.core.clock.moments import elapsed
from guide.core.prepare.resume import led_to
from guide.tui.base import BaseScreen
from guide.tui.content import join, plain, put
from guide.tui.rows.plan import PlanRows
from guide.tui.widgets.banner import Banner
from guide.tui.widgets.question import Question
from guide.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from textual.timer import Timer

    from guide.core.flow.words import Value
    from guide.core.prepare.call_plan import CallPlan, OutcomeView, QuestionView

# Seconds after which a plan is looked at again, whatever its conditions say.
MINUTE = 60.0
# A timer that rings a little early would find everything as it was.
_LATE = 0.05


def wait(now: datetime, border: datetime | None) -> float:
    """Seconds until the next look: at the border, and each minute."""
    if border is None:
        return MINUTE
    return min(MINUTE, max(0.0, elapsed(now, border).total_seconds()) + _LATE)


class GoesOn(BaseScreen):
    """A screen with a plan that is computed again each minute, and at every border of its own."""

    plan: "CallPlan"
    flow: str
    answers: "Mapping[str, Value]"
    # When the clock changed what to do while it was shown.
    _changed_at: datetime | None = None
    # What it said to do before.
    _ended: "OutcomeView | None" = None
    _next_look: "Timer | None" = None

    @property
    def moment(self) -> datetime:
        """The moment of all that stands here, the line on top too."""
        return self.plan.at

    def go_on(self) -> None:
        """A new plan is shown: tell its moment everywhere, and look again in time."""
        self._changed_at = None
        self._draw_banner()
        self._wait()

    def _wait(self) -> None:
        border = self.services.planning.next_change(self.flow, self.answers, self.plan.at)
        if self._next_look is not None:
            self._next_look.stop()
        self._next_look = self.set_timer(wait(self.plan.at, border), self.look_again)

    def look_again(self) -> None:
        """The plan as of now. What is read or typed stays in place; what has changed says so."""
        before, asked = self.plan, self._ask()
        self._replan()
        asks = self._ask()
        if led_to(before) != led_to(self.plan):
            self._changed_at, self._ended = self.plan.at, before.outcome
            self._keep()
        with self.app.batch_update():
            self._show_again(asked, asks)
            self._draw_banner()
        self._wait()

    def _show_again(self, asked: "QuestionView | None", asks: "QuestionView | None") -> None:
        rows = PlanRows(self.plan, self.services, reveal=self.guide.is_revealed)
        if asked is None and asks is None:
            self._renew(rows)
            self.refresh_bindings()
        elif asks == asked or self.query_one(Question).is_typing:
            self._draw_side(rows.checklist())
        else:
            self.draw()

    def _renew(self, rows: PlanRows) -> None:
        """What is read stays put; that something has changed is seen wherever that is."""
        self._draw_verdict(rows)
        shown = self.query_one("#main", Rows)
        was_at_top = shown.scroll_offset.y == 0
        shown.renew(self.with_change(rows.rows()))
        if self._changed_at != self.plan.at:
            return
        if was_at_top:
            shown.scroll_to(y=0, animate=False, force=True, immediate=True)
        else:
            self.app.notify(self._words(), timeout=20, markup=False)

    def with_change(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of a plan; on top, that the clock changed it while it was open."""
        if self._changed_at is None:
            return list(rows)
        words = self._words()
        return [Row(id="changed", content=plain(f"! {words}", "bold"), text=words), *rows]

    @property
    def change(self) -> str | None:
        """That the clock brought the question, and what holds no more; None where it did not."""
        if self._changed_at is None:
            return None
        if self._ended is None:
            return f"! {self._words()}"
        texts, at = self.services.texts, self._changed_at
        words = texts.say(
            "walk.ended",
            "It's {time}, and “{what}” is over. Answer this, and you get a new plan.",
            time=texts.clock(at.astimezone(self.guide.now().tzinfo)),
            what=texts.sentence(self._ended.title, reveal=self.guide.is_revealed),
        )
        return f"! {words}"

    def _words(self) -> str:
        texts, at = self.services.texts, self._changed_at or self.plan.at
        return texts.say(
            "walk.changed",
            "It's {time}, and what to do has changed. Please read it again.",
            time=texts.clock(at.astimezone(self.guide.now().tzinfo)),
        )

    def _draw_verdict(self, rows: PlanRows) -> None:
        """The verdict stays in view; what it is like is told by colour, mark and word."""
        tone, words = rows.verdict()
        shown = self.query_one("#verdict", Static)
        shown.set_classes(f"-{tone}")
        put(shown, words)

    def _draw_side(self, words: Iterable[Content]) -> None:
        """Worked out only where there is room for it."""
        if self.query_one("#panel").display:
            side = self.query_one("#list-so-far", Static)
            parts = list(words)
            side.set_class(not parts, "-gone")
            put(side, join(*parts))

    def _draw_banner(self) -> None:
        for banner in self.query(Banner):
            banner.draw()

    # What the screen itself brings

    def _ask(self) -> "QuestionView | None":
        raise NotImplementedError

    def _replan(self) -> None:
        raise NotImplementedError

    def _keep(self) -> None:
        raise NotImplementedError

    def draw(self) -> None:
        """Set everything from the plan."""
        raise NotImplementedError
