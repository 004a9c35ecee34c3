"""Was that really them? The check of an incoming call, with the numbers from the log beside it."""

from collections.abc import Iterable, Iterator, Sequence

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Static

from guide.bootstrap import Services
from guide.core.call.entry import Call  # noqa: TC001  # a screen's attributes are read at run time
from guide.core.check.follow_up import INCOMING
from guide.core.errors import GuideError
from guide.core.follow_up.board import FollowUp
from guide.core.follow_up.from_log import owed
from guide.core.prepare.asked_before import OPENED
from guide.tui.actions.call_back import Undo, choose_attempt
from guide.tui.background.asking import ask_desk
from guide.tui.content import GAP, INDENT, join, plain
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, heading

# The question beside which the numbers stand, and how many of them.
ITEM_QUESTION = "item-number"
_MOST = 3


class IncomingScreen(WalkScreen):
    """Every incoming call is judged anew: nothing is taken up and nothing kept."""

    HELP_NAME = "incoming"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        # Back to whatever was open when the phone rang.
        Binding("h", "leave", "Done", show=False, id="incoming-done"),
    ]

    def __init__(self, services: Services) -> None:
        super().__init__(services, INCOMING)
        self.owed: tuple[Call, ...] = ()
        # Those of them for which a call-back may still come.
        self.open: tuple[Call, ...] = ()
        self._noted = self._is_known = False
        self._fault = ""

    @property
    def where(self) -> Sequence[str]:
        """The check; its end is a verdict."""
        title, here = super().where
        if self.plan.question is None:
            here = self.services.texts.say("where.verdict", "what we think")
        return title, here

    @property
    def next_steps(self) -> Sequence[Step]:
        """With a verdict there is nothing to call for: done, or the next call."""
        if not self._shows_plan:
            return super().next_steps
        say = self.services.texts.say
        another = say("incoming.another", "Check another call")
        return Step("leave", say("incoming.done", "Done")), Step("start_over", another)

    def beside_question(self) -> Iterable[Widget]:
        """Room for the numbers."""
        return (Static(id="items"),)

    def on_mount(self) -> None:
        """Look which answers one waits for."""
        services, now = self.services, self.guide.now()
        ask_desk(
            self,
            self.guide.log_desk,
            lambda: services.following_up.follow_ups(now),
            self._show_owed,
        )

    def _show_owed(self, follow_ups: list[FollowUp] | GuideError) -> None:
        if isinstance(follow_ups, GuideError):
            self._fault = self.services.texts.error(follow_ups)
            self.app.notify(self._fault, severity="warning", markup=False)
        else:
            self._fault = ""
            self.owed = tuple(follow_up.call for follow_up in reversed(follow_ups))
            self.open = tuple(follow_up.call for follow_up in owed(follow_ups))
        self._is_known = True
        self.draw()

    def action_start_over(self) -> None:
        """The next call: of this one nothing is kept, so nothing is asked."""
        self._start_over()

    def _look(self) -> bool:
        return False

    def _keep(self) -> None:
        """Nothing is kept."""

    def _note_half(self, question: str, text: str, given: str = "") -> None:
        """Nor what is being typed."""

    def _draw(self) -> None:
        super()._draw()
        ask = self._ask()
        items = self.query_one("#items", Static)
        parts_of = {ITEM_QUESTION: self._numbers, OPENED: self._none_open}
        parts = list(parts_of[ask.id]()) if ask is not None and ask.id in parts_of else []
        items.display = bool(parts)
        if parts:
            items.update(join(*parts))

    def with_change(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of a plan, with what may be noted."""
        return self._with_offers(super().with_change(rows))

    def _with_offers(self, rows: list[Row]) -> list[Row]:
        """The verdict first, then what may be noted."""
        first = next((number for number, row in enumerate(rows) if row.heading), len(rows))
        return [*rows[:first], *self._offers(), *rows[first:]]

    def _none_open(self) -> Iterator[str]:
        """That no call-back is waited for; one that is, is offered as the answer."""
        if self._fault:
            yield self._fault
        elif self._is_known and not self.open:
            say = self.services.texts.say
            yield say("from-log.none", "From your log: no call-back is open there.")

    def _numbers(self) -> Iterator[str]:
        say, words = self.services.texts.say, self.services.promise_texts
        if not self._is_known:
            yield say("incoming.reading", "The numbers from your log are being read…")
            return
        if self._fault:
            # That there is none cannot be said where nothing could be read.
            yield self._fault
            return
        with_number = [call for call in self.owed if call.service_item]
        if not with_number:
            yield say("incoming.none", "Your log has no service item number to compare.")
            return
        key = self.guide.key_of("reveal")
        yield say("incoming.compare", "From your log, to compare ({key}):", key=key)
        for call in with_number[:_MOST]:
            item = words.item(call.service_item or "", reveal=self.guide.is_revealed)
            yield f"\n{INDENT}{item}{GAP}{GAP}{words.briefly(call)}"
        left = len(with_number) - _MOST
        if left > 0:
            key = self.guide.key_of("follow-up")
            more = say("incoming.more", "and {number} more: {key}", number=left, key=key)
            yield f"\n{INDENT}{more}"

    def _offers(self) -> Iterator[Row]:
        outcome = self.plan.outcome
        wanted = self.services.catalog.follow_up.after_incoming
        if outcome is None or outcome.id not in wanted or not self.owed or self._noted:
            return
        say, words = self.services.texts.say, self.services.promise_texts
        yield heading("note", say("incoming.note", "Note this call-back (Enter)"))
        for call in self.owed[:_MOST]:
            text = words.about(call, reveal=self.guide.is_revealed)
            content = plain(f"✎ {text}")
            yield Row(
                id=f"note-{call.id}", content=content, text=text, act="choose", target=call.id
            )

    def _act(self, row: Row) -> None:
        if row.act == "choose":
            call = next(call for call in self.owed if call.id == row.target)
            choose_attempt(self.guide, call, self._was_noted)
        else:
            super()._act(row)

    def _was_noted(self, _: Undo) -> None:
        self._noted = True
        if self.is_running:
            self.draw()
