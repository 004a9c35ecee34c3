"""The first screen: can I call now, what is late, and what do I need?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key, Resize
from textual.widgets import Input, Static

from guide.core.errors import GuideError, StorageError
from guide.core.flow.home import HomeEntry
from guide.core.prepare.answers import by_number
from guide.tui.actions.open_calls import going_on_row
from guide.tui.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.content import GAP, plain
from guide.tui.places import CALL, FOLLOW_UP
from guide.tui.rows.home import HomeRows
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, Rows
from guide.tui.widgets.typed_input import TypedInput

if TYPE_CHECKING:
    from guide.core.call.live import LiveCall
    from guide.core.follow_up.board import FollowUp
    from guide.core.prepare.resume import StoredWalk

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
        Binding("slash", "search", "Search", key_display="/", id="home-search"),
        Binding("escape", "how_to_leave", "Leave", id="home-leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.entries: Mapping[str, HomeEntry] = {}
        self.question = ""
        self.kept: tuple[StoredWalk, ...] = ()
        self.calls: tuple[LiveCall, ...] = ()
        # Answers that are waited for, what is late first.
        self.waiting: tuple[FollowUp, ...] = ()
        self._has_looked = self._is_searching = False

    @property
    def where(self) -> Sequence[str]:
        """The entry that was chosen, where it leads to more of them."""
        return () if self._is_top or self._is_searching else (self.question,)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Open what is chosen."""
        say = self.services.texts.say
        if not self.entries:
            return (Step("up", say("home.all", "Show everything")),)
        return Step("select", say("home.open", "Open")), Step("search")

    def body(self) -> ComposeResult:
        """Question and list; what is old says so."""
        home, say = self.services.catalog.home, self.services.texts.say
        self.question, self.entries = home.question, home.entries
        yield Static(plain(self.question), classes="title")
        words = say("home.words", "In your own words: stolen, fired, funeral, scam …")
        yield TypedInput(id="search", placeholder=words, classes="-gone")
        yield Rows(self._rows(), id="main")
        yield Static(classes="stale")
        honest = say(
            "home.honest",
            "Not from USCIS. No legal advice. Nothing you type leaves this computer.",
        )
        yield Static(plain(honest), id="honest")

    def panel(self) -> ComposeResult:
        """What one waits for, and the week of live help."""
        yield Static(id="waiting", classes="-gone")
        yield from super().panel()

    def on_resize(self, event: Resize) -> None:
        """With more room there are more words."""
        if event.size and self.is_mounted:
            self.draw()

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
        self._look_for_answers()

    def _look_for_answers(self) -> None:
        services, now = self.services, self.guide.now()

        def answered(found: "tuple[FollowUp, ...] | GuideError") -> None:
            # A log that cannot be read says so where it is looked at.
            self.waiting = () if isinstance(found, GuideError) else found
            self.draw()

        def look() -> "tuple[FollowUp, ...]":
            if not services.has_log:
                return ()
            from guide.core.follow_up.board import LATE, WAITED

            waiting = services.following_up.follow_ups(now)
            return tuple(each for each in waiting if each.promise.state in LATE | WAITED)

        ask_desk(self, self.guide.log_desk, look, answered, group="late")

    def _offer(self, question: str, entries: Mapping[str, HomeEntry]) -> None:
        self.question, self.entries = question, entries
        self.draw()

    @property
    def _is_top(self) -> bool:
        return self.entries is self.services.catalog.home.entries

    def draw(self) -> None:
        """Question, walks left in the middle, entries; beside them what one waits for."""
        self.show_where()
        self.query_one(".title", Static).update(plain(self.question))
        self.query_one("#main", Rows).show(self._rows())
        waiting = self.query_one("#waiting", Static)
        waiting.set_class(not self.waiting, "-gone")
        waiting.update(self._home_rows().waiting(self.waiting))
        self.refresh_bindings()

    def _home_rows(self) -> HomeRows:
        return HomeRows(self.services, self.app.size)

    def _rows(self) -> Iterator[Row]:
        """What was left in the middle stands first: it is what one came back for."""
        rows = self._home_rows()
        if self._is_top:
            yield from self._left(rows)
        yield from rows.entries(self.entries)

    def _left(self, rows: HomeRows) -> Iterable[Row]:
        from guide.core.follow_up.board import LATE

        known = self.services.catalog.flow_files
        late = [each for each in self.waiting if each.promise.state in LATE]
        left = [rows.late(each) for each in late[:_MOST_LATE]]
        left += [going_on_row(live, self.services) for live in self.calls]
        left += [rows.walk(walk, self.guide.now()) for walk in self.kept if walk.flow in known]
        yield from left
        if left:
            yield Row(id="gap", content=plain(GAP), text="", heading=True)

    # Search

    def action_search(self) -> None:
        """Find what one needs by a word of one's own."""
        field = self.query_one("#search", Input)
        self._is_searching = True
        field.remove_class("-gone")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter: what fits so far."""
        if not self._is_searching:
            return
        from guide.services.entry_search import best_entries

        home, say = self.services.catalog.home, self.services.texts.say
        if not event.value.strip():
            self._offer(home.question, home.entries)
            return
        found = dict(best_entries(home, event.value))
        nothing = say("home.nothing", "Nothing fits. Try another word, or press Esc to see it all.")
        self._offer(say("home.found", "Do you mean this?") if found else nothing, found)

    def on_input_submitted(self) -> None:
        """The best one opens."""
        if self.entries and self.app.screen is self:
            self._choose(next(iter(self.entries.values())))

    def on_key(self, event: Key) -> None:
        """A digit chooses an entry."""
        if isinstance(self.focused, Input):
            if event.key == "down":
                self.query_one("#main", Rows).focus()
            return
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
        self._end_search()
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
            return not self._is_top or self._is_searching
        return super().check_action(action, parameters)

    def action_how_to_leave(self) -> None:
        """There is nowhere to go back to: whoever wants to leave learns how."""
        self.guide.say_how_to_leave()

    def action_up(self) -> None:
        """From the choices back to the first list."""
        home = self.services.catalog.home
        self._end_search()
        self._offer(home.question, home.entries)

    def _end_search(self) -> None:
        if self._is_searching:
            self._is_searching = False
            field = self.query_one("#search", Input)
            field.add_class("-gone")
            with self.prevent(Input.Changed):
                field.value = ""
            self.query_one("#main", Rows).focus()
