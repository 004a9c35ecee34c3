"""The first screen: can I call now, what is late, and what do I need?"""

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Key, Resize
from textual.widgets import Input, Static

from guide.core.flow.home import HomeEntry
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.places import CALL, FOLLOW_UP
from guide.tui.rows.home import HomeRows
from guide.tui.screens.unfinished import Unfinished
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.entry_search import EntrySearch
from guide.tui.widgets.rows import Row, Rows

# Seconds: opening the database takes longer than drawing the screen.
AFTER_FIRST_PICTURE = 0.05


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
        self.unfinished = Unfinished(self, self.draw)
        self._has_looked = False

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
        yield EntrySearch(home, self.services.texts)
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
            self.unfinished.look()

    def _later(self) -> None:
        self._has_looked = True
        self._say_what_is_old()
        rows = self.query_one("#main", Rows)

        def to_first() -> None:
            # What was left stands first: whoever has not moved yet is there.
            if first is not None and rows.row is not None and rows.row.id == first.id:
                rows.highlighted = 0

        first = rows.row if rows.highlighted == 0 else None
        self.unfinished.look(to_first)

    def _say_what_is_old(self) -> None:
        words = self._home_rows().out_of_date(self.guide.now().date())
        stale = self.query_one(".stale", Static)
        stale.display = bool(words)
        stale.update(plain(words))

    def _offer(self, question: str, entries: Mapping[str, HomeEntry]) -> None:
        self.question, self.entries = question, entries
        self.draw()

    @property
    def _is_searching(self) -> bool:
        return any(search.is_open for search in self.query(EntrySearch))

    @property
    def _is_top(self) -> bool:
        return self.entries is self.services.catalog.home.entries

    def draw(self) -> None:
        """Question, walks left in the middle, entries; beside them what one waits for."""
        self.show_where()
        rows, made = list(self._rows()), self._home_rows()
        self.query_one(".title", Static).update(plain(made.title(rows, self.question)))
        self.query_one("#main", Rows).show(rows)
        waiting = self.query_one("#waiting", Static)
        waiting.set_class(not self.unfinished.waiting, "-gone")
        waiting.update(made.waiting(self.unfinished.waiting))
        self.refresh_bindings()

    def _home_rows(self) -> HomeRows:
        return HomeRows(self.services, self.app.size)

    def _rows(self) -> Iterator[Row]:
        """What was left in the middle stands first: it is what one came back for."""
        rows = self._home_rows()
        if self._is_top:
            left = self.unfinished
            yield from rows.unfinished(left.waiting, left.calls, left.walks, self.guide.now())
        yield from rows.entries(self.entries)

    # Search

    def action_search(self) -> None:
        """Find what one needs by a word of one's own."""
        self.query_one(EntrySearch).begin(self.entries)

    def on_entry_search_found(self, event: EntrySearch.Found) -> None:
        """Offer what fits so far."""
        if self._is_searching:
            self._offer(event.question, event.entries)

    def on_entry_search_chosen(self, event: EntrySearch.Chosen) -> None:
        """The best one opens."""
        if self.app.screen is self:
            self._choose(event.entry)

    def on_key(self, event: Key) -> None:
        """A digit chooses an entry."""
        if isinstance(self.focused, Input):
            if event.key == "down":
                self.query_one("#main", Rows).focus()
            return
        entry = _by_digit(self.entries, event.character or "")
        if entry is not None and self.app.screen is self:
            self._choose(entry)

    def on_option_list_option_selected(self) -> None:
        """Open what was chosen."""
        row = self.query_one("#main", Rows).row
        if row is None or self.app.screen is not self:
            return
        if row.id.startswith("late-"):
            self.guide.action_go(FOLLOW_UP)
        elif row.id.startswith("live-"):
            self.guide.resume_call(self.unfinished.call(row.target))
        elif row.id.startswith("kept-"):
            flow, _, copy = row.target.partition("+")
            self.guide.open_flow(flow, copy)
        else:
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
        match place:
            case "call":
                self.guide.open_call()
            case "log":
                self.guide.action_go(CALL)
            case "follow-up":
                self.guide.action_go(FOLLOW_UP)
            case _:
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
            self.query_one(EntrySearch).end()
            self.query_one("#main", Rows).focus()


def _by_digit(entries: Mapping[str, HomeEntry], typed: str) -> HomeEntry | None:
    from guide.core.prepare.answers import by_number  # lazy: the first picture has no answers

    return entries.get(by_number([*entries], None, typed))
