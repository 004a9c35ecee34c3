"""The first screen: can I call now, and what do I need?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.widgets import Static

from guide.core.errors import GuideError, StorageError
from guide.core.flow.home import HomeEntry
from guide.core.prepare.answers import by_number
from guide.core.prepare.resume import StoredWalk
from guide.tui.actions.open_calls import going_on_row
from guide.tui.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.content import GAP, hang, plain
from guide.tui.places import CALL, FOLLOW_UP
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from guide.core.call.live import LiveCall
    from guide.core.follow_up.board import FollowUp

    Walks = tuple[StoredWalk, ...]
    Calls = tuple[LiveCall, ...]

# Seconds: opening the database takes longer than drawing the screen.
AFTER_FIRST_PICTURE = 0.05
# More of them stand on the board; here they would hide what else one may need.
_MOST_LATE = 2


class HomeScreen(BaseScreen):
    """Offers what to do, in the caller's words."""

    HELP_NAME = "home"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "up", "Back", id="home-back"),
        Binding("escape", "how_to_leave", "Leave", id="home-leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.entries: Mapping[str, HomeEntry] = {}
        self.question = ""
        self.kept: tuple[StoredWalk, ...] = ()
        self.calls: tuple[LiveCall, ...] = ()
        self.late: tuple[FollowUp, ...] = ()
        self._has_looked = False

    @property
    def where(self) -> Sequence[str]:
        """The entry that was chosen, where it leads to more of them."""
        return () if self._is_top else (self.question,)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Open what is chosen."""
        return (Step("select", self.services.texts.say("home.open", "Open")),)

    def body(self) -> ComposeResult:
        """Question and list; what is old says so."""
        home = self.services.catalog.home
        self.question, self.entries = home.question, home.entries
        yield Static(plain(self.question), classes="title")
        yield Rows(self._rows(), id="main")
        yield Static(classes="stale")

    def on_mount(self) -> None:
        """Show what is known at once; look at the disk after the first picture."""
        self.query_one("#main", Rows).focus()
        self.set_timer(AFTER_FIRST_PICTURE, self._later)

    def on_screen_resume(self) -> None:
        """A walk may have been left meanwhile."""
        if self._has_looked:
            self._look_for_walks()

    def _later(self) -> None:
        self._has_looked = True
        self._say_what_is_old()
        rows = self.query_one("#main", Rows)

        def to_first() -> None:
            # What was left stands first: whoever has not moved yet is there.
            if first is not None and rows.row is not None and rows.row.id == first.id:
                rows.highlighted = 0

        first = rows.row if rows.highlighted == 0 else None
        self._look_for_walks(to_first)

    def _say_what_is_old(self) -> None:
        review = self.services.catalog.oldest_review()
        stale = self.query_one(".stale", Static)
        stale.display = review < self.guide.now().date()
        texts = self.services.texts
        words = texts.say(
            "home.stale",
            "⚠ This content should have been reviewed by {day}. Check it on uscis.gov.",
            day=texts.day(review),
        )  # fmt: skip
        stale.update(plain(words))

    def _look_for_walks(self, then: Callable[[], None] = lambda: None) -> None:
        services = self.services

        def answered(found: "tuple[Walks, Calls] | StorageError") -> None:
            if isinstance(found, StorageError):
                self.guide.not_kept(found)
            else:
                self.kept, self.calls = found
            self.draw()
            then()

        def look() -> "tuple[Walks, Calls]":
            return services.walks.all(), services.drafts.all()

        ask_desk(self, self.guide.desk, look, answered, group="left")
        self._look_for_late_answers()

    def _look_for_late_answers(self) -> None:
        services, now = self.services, self.guide.now()

        def answered(found: "tuple[FollowUp, ...] | GuideError") -> None:
            # A log that cannot be read says so where it is looked at.
            self.late = () if isinstance(found, GuideError) else found
            self.draw()

        def look() -> "tuple[FollowUp, ...]":
            if not services.has_log:
                return ()
            from guide.core.follow_up.board import LATE

            waiting = services.following_up.follow_ups(now)
            return tuple(each for each in waiting if each.promise.state in LATE)

        ask_desk(self, self.guide.log_desk, look, answered, group="late")

    def _offer(self, question: str, entries: Mapping[str, HomeEntry]) -> None:
        self.question, self.entries = question, entries
        self.draw()

    @property
    def _is_top(self) -> bool:
        return self.entries is self.services.catalog.home.entries

    def draw(self) -> None:
        """Question, walks left in the middle, entries."""
        self.show_where()
        self.query_one(".title", Static).update(plain(self.question))
        self.query_one("#main", Rows).show(self._rows())

    def _rows(self) -> Iterable[Row]:
        """What was left in the middle stands first: it is what one came back for."""
        if self._is_top:
            yield from self._left()
        for number, (name, entry) in enumerate(self.entries.items(), start=1):
            hint = f"\n{entry.hint}" if entry.hint else ""
            content = hang(plain(str(number), "bold"), plain(entry.text, "bold"), hint)
            yield Row(id=name, content=content, text=entry.text, act="choose", target=name)

    def _left(self) -> Iterable[Row]:
        known = self.services.catalog.flow_files
        rows = [self._late_row(each) for each in self.late[:_MOST_LATE]]
        rows += [going_on_row(live, self.services) for live in self.calls]
        rows += [self._kept_row(walk) for walk in self.kept if walk.flow in known]
        yield from rows
        if rows:
            yield Row(id="gap", content=plain(GAP), text="", heading=True)

    def _late_row(self, late: "FollowUp") -> Row:
        texts = self.services.texts
        words = texts.say(
            "home.late", "An answer is late: {about}.",
            about=self.services.promise_texts.briefly(late.call),
        )  # fmt: skip
        content = hang("●", plain(words, "bold"), f"\n{texts.sentence(late.next_step)}")
        return Row(id=f"late-{late.call.id}", content=content, text=words, act="choose")

    def _kept_row(self, walk: StoredWalk) -> Row:
        texts = self.services.texts
        seen = walk.seen_at.astimezone(self.guide.now().tzinfo)
        words = texts.say(
            "home.go-on", "Go on: {title}, left {day} at {time}",
            title=self._title(walk.flow), day=texts.day(seen.date()), time=texts.clock(seen),
        )  # fmt: skip
        return Row(
            id=f"kept-{walk.key}",
            content=hang("↻", words),
            text=words,
            act="choose",
            target=walk.key,
        )

    def _title(self, flow: str) -> str:
        for entry in self.services.catalog.home.entries.values():
            for each in (entry, *entry.choices.values()):
                if each.flow == flow:
                    return each.text
        return flow

    def on_key(self, event: Key) -> None:
        """A digit chooses an entry."""
        name = by_number([*self.entries], None, event.character or "")
        if name in self.entries and self.app.screen is self:
            self._choose(self.entries[name])

    def on_option_list_option_selected(self) -> None:
        """Open what was chosen."""
        row = self.query_one("#main", Rows).row
        if row is None or self.app.screen is not self:
            return
        if row.id.startswith("late-"):
            self.guide.action_go(FOLLOW_UP)
            return
        if row.id.startswith("live-"):
            self.guide.take_up_call(next(each for each in self.calls if each.key == row.target))
            return
        if row.id.startswith("kept-"):
            flow, _, copy = row.target.partition("+")
            self.guide.open_flow(flow, copy)
            return
        self._choose(self.entries[row.target])

    def _choose(self, entry: HomeEntry) -> None:
        if entry.choices:
            self._offer(entry.text, entry.choices)
        elif entry.flow is not None:
            self.guide.open_flow(entry.flow)
        elif entry.opens is not None:
            self._go(entry.opens)

    def _go(self, place: str) -> None:
        if place == "call":
            self.guide.open_call()
        elif place == "log":
            self.guide.action_go(CALL)
        elif place == "follow-up":
            self.guide.action_go(FOLLOW_UP)
        else:
            from guide.tui.screens.self_help import SelfHelpScreen

            self.app.push_screen(SelfHelpScreen())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going back stands in the footer only where there is a way back."""
        if action == "up":
            return not self._is_top
        return super().check_action(action, parameters)

    def action_how_to_leave(self) -> None:
        """There is nowhere to go back to: whoever wants to leave learns how."""
        self.guide.say_how_to_leave()

    def action_up(self) -> None:
        """From the choices back to the first list."""
        home = self.services.catalog.home
        self._offer(home.question, home.entries)
