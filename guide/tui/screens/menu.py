"""The phone menu: the way to each target, and what to do when it goes another way."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from guide.core.flow.phone_menu import MenuStep, stop_at
from guide.core.flow.sources import fact_ids
from guide.tui.base import BaseScreen, Dialog
from guide.tui.content import hang, plain
from guide.tui.host import Host
from guide.tui.places import MENU
from guide.tui.rows.menu import lost_rows
from guide.tui.rows.route import RouteRows
from guide.tui.sizes import WIDE
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.options import Options
from guide.tui.widgets.route_words import RouteWords
from guide.tui.widgets.rows import Row, Rows


class MenuScreen(BaseScreen):
    """Targets first; then the steps of one way."""

    HELP_NAME = "menu"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape,b", "back", "Back", id="menu-back"),
        Binding("f2,f", "app.prepare", "Prepare", id="menu-prepare"),
        Binding("s", "source", "Source", id="menu-source"),
    ]

    def __init__(self, target: str | None = None) -> None:
        super().__init__()
        self.target = target
        # The step at which the call is that goes on meanwhile.
        self._here: str | None = None
        # The step of which the detail tells.
        self._told: str | None = None
        self._is_looked_up = False

    def look_up(self, target: str | None, here: str | None) -> None:
        """Show the way to a target, and where on it a call is; without one, what was shown last."""
        self._here = here
        if target is not None:
            self.target, self._is_looked_up = target, True
        if self.is_mounted:
            self.draw(at_start=True)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Show the way, or all about a step of it."""
        say = self.services.texts.say
        words = (
            say("menu.show-way", "Show the way")
            if self.target is None
            else say("menu.step", "More")
        )
        return Step("select", words), Step("back")

    def body(self) -> ComposeResult:
        """Title, how old the map is, the route, and all about the chosen step of it."""
        yield Static(classes="title")
        yield Static(classes="note")
        with Container(id="way"):
            yield Rows(id="main")
            yield Rows(id="detail")

    def on_mount(self) -> None:
        """Show the targets, or the way."""
        self.draw(at_start=True)
        self.query_one("#main", Rows).focus()

    def on_resize(self) -> None:
        """Where else a step may lead is drawn where there is room for it."""
        self.draw()

    def draw(self, *, at_start: bool = False) -> None:
        """Set everything from the target."""
        menu, say = self.services.menu, self.services.texts.say
        self.set_class(self.target is not None, "at-way")
        title = say("menu.title", "The phone menu: what do you want to do?")
        if self.target is not None:
            title = say("menu.way", "The way: {title}", title=menu.routes[self.target].title)
        self.query_one(".title", Static).update(plain(title))
        self.query_one(".note", Static).update(plain(menu.last_evidence.text))
        main = self.query_one("#main", Rows)
        if self.target is None:
            main.show([*self._targets(), self._age()], at_start=at_start)
        else:
            chosen = self._first if at_start else self._chosen
            main.show(self._way(chosen), at_start=at_start)
            if at_start:
                self._to_step(chosen)
        self._draw_detail()
        self.refresh_bindings()

    def _age(self) -> Row:
        """How old the map is: on top it may not stand whole."""
        note = self.services.menu.last_evidence
        return Row(
            id="age", content=hang("!", note.text), text=note.text, sources=fact_ids(note.sources)
        )

    def _targets(self) -> Iterator[Row]:
        for name, route in self.services.menu.routes.items():
            content = plain(route.title, "bold")
            yield Row(id=name, content=content, text=route.title, act="choose", target=name)

    @property
    def _route(self) -> RouteRows:
        return RouteRows(self.services, self.target or "", self._here)

    def _way(self, chosen: str | None) -> Iterator[Row]:
        yield from self._route.drawn(chosen, forks=self.app.size.width >= WIDE)
        yield from lost_rows(self.services)
        yield self._age()

    @property
    def _first(self) -> str | None:
        """The step to begin with: where the call is, else the first one."""
        way = self._route.way
        return way[0] if self._here is None else self._here if self._here in way else None

    @property
    def _chosen(self) -> str | None:
        """The step of the way that is chosen."""
        row = self.query_one("#main", Rows).row
        return row.target if row is not None and row.act == "step" else None

    def _draw_detail(self) -> None:
        """All about the chosen step; of the same one, what is being read stays put."""
        chosen, detail = self._chosen, self.query_one("#detail", Rows)
        detail.display = self.target is not None and chosen is not None
        if detail.display and chosen is not None:
            is_same = chosen == self._told
            self._told = chosen
            detail.show(self._route.detail(chosen), at_start=not is_same)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another step: the mark moves there, and the detail tells of it."""
        main = self.query_one("#main", Rows)
        if event.option_list is main and self.target is not None and self._chosen != self._told:
            main.renew(self._way(self._chosen))
            self._draw_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A target opens its way; a step opens its exits."""
        rows = event.option_list
        row = rows.row if isinstance(rows, Rows) else None
        if row is None:
            return
        if row.act == "choose":
            self.target, self._here = row.target, None
            self.draw(at_start=True)
        elif row.act == "step" and rows.id == "detail":
            self._go(row.target)
        elif row.act == "step":
            self._open(row.target)
        else:
            self.show_source(row)

    def _open(self, step: str) -> None:
        self.app.push_screen(StepScreen(step, self.target), self._go)

    def _go(self, step: str | None) -> None:
        """Jump to a step of this way, or open one that lies off it."""
        if step is not None and not self._to_step(step):
            self._open(step)

    def _to_step(self, step: str | None) -> bool:
        """Choose a step of the way that is shown; whether it is one."""
        rows = self.query_one("#main", Rows)
        way = self._route.way if self.target is not None else ()
        if step not in way:
            return False
        rows.highlighted = rows.get_option_index(RouteRows.id_of(way.index(step) + 1, step))
        rows.focus()
        return True

    def action_back(self) -> None:
        """From a way back to the targets; from there, to where one came from."""
        if len(self.app.screen_stack) > 1:
            self.action_leave()
        elif self.target is None or self._is_looked_up:
            self._is_looked_up = False
            self.guide.action_go_back()
        else:
            self.target = None
            self.draw(at_start=True)

    def action_source(self) -> None:
        """The sources of the line."""
        name = "#detail" if self.query_one("#detail", Rows).has_focus else "#main"
        self.show_source(self.query_one(name, Rows).row)


class StepScreen(Dialog):
    """One step: what is heard, where it leads, and the three ways out."""

    def __init__(self, name: str, target: str | None) -> None:
        super().__init__()
        self.name_of_step = name
        self.target = target

    def compose(self) -> ComposeResult:
        """The step, then what may happen."""
        from textual.containers import VerticalScroll

        menu, texts = self.guide.services.menu, self.guide.services.texts
        stop = stop_at(menu, self.target, self.name_of_step)
        words, step = RouteWords(texts), stop.step
        with VerticalScroll(classes="dialog"):
            yield Static(plain(step.title, "bold"))
            yield Static(words.heard(step))
            if stop.say is not None:
                yield Static(words.said(stop))
            yield Static(plain(step.do))
            yield Static(plain(texts.say("step.then", "\nWhat happens next?"), "bold"))
            yield Options(*self._options(step), markup=False)
            yield Static(id="do")

    def on_mount(self) -> None:
        """What happens next is chosen at once, without another key."""
        self.query_one(OptionList).focus()

    def _options(self, step: MenuStep) -> Iterator[Option]:
        menu = self.guide.services.menu
        for number, leads in enumerate(step.next):
            yield Option(hang("→", leads.when), id=f"{number}:{leads.to}")
        for name, menu_exit in menu.exits.items():
            yield Option(hang("!", plain(menu_exit.text, "bold")), id=f"exit:{name}")

    def _known_questions(self) -> Iterator[Option]:
        for name, step in self.guide.services.menu.steps.items():
            if step.asks:
                yield Option(hang("?", step.hear or step.title), id=f"heard:{name}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where it leads."""
        kind, _, name = (event.option_id or "").partition(":")
        if kind != "exit":
            self.answer(name)
            return
        out = self.guide.services.menu.exits[name]
        if out.to is not None:
            self.answer(out.to)
            return
        self.query_one("#do", Static).update(plain(out.do))
        if out.role == "heard-else":
            options = self.query_one(OptionList)
            options.set_options(self._known_questions())
            options.highlighted = 0


def look_up(app: Host) -> None:
    """To the map, at the way of the call that is planned or going on."""
    here = app.screen
    target = here.menu_target if isinstance(here, BaseScreen) else None
    step = here.menu_step if isinstance(here, BaseScreen) else None
    app.action_go(MENU)
    base = app.screen_stack[0]
    if isinstance(base, MenuScreen):
        base.look_up(target, step)
