"""The phone menu: the way to each target, and what to do when it goes another way."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from guide.core.flow.phone_menu import MenuStep, route_steps
from guide.core.flow.sources import fact_ids
from guide.tui.base import BaseScreen, Dialog
from guide.tui.content import hang, join, plain
from guide.tui.host import Host
from guide.tui.places import MENU
from guide.tui.rows.menu import step_row
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.options import Options
from guide.tui.widgets.rows import Row, Rows, heading


class MenuScreen(BaseScreen):
    """Targets first; then the steps of one way."""

    HELP_NAME = "menu"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape,b", "back", "Back", id="menu-back"),
        Binding("f2,f", "app.go('prepare')", "Prepare", id="menu-prepare"),
        Binding("s", "source", "Source", id="menu-source"),
    ]

    def __init__(self, target: str | None = None) -> None:
        super().__init__()
        self.target = target
        self._is_looked_up = False

    def look_up(self, target: str | None) -> None:
        """Show the way to a target; without one, what was shown last."""
        if target is not None:
            self.target, self._is_looked_up = target, True
        if self.is_mounted:
            self.draw()

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
        """Title, how old the map is, rows."""
        yield Static(classes="title")
        yield Static(classes="note")
        yield Rows(id="main")

    def on_mount(self) -> None:
        """Show the targets, or the way."""
        self.draw()
        self.query_one("#main", Rows).focus()

    def draw(self) -> None:
        """Set everything from the target."""
        menu, say = self.services.menu, self.services.texts.say
        title = say("menu.title", "The phone menu: what do you want to do?")
        if self.target is not None:
            title = say("menu.way", "The way: {title}", title=menu.routes[self.target].title)
        self.query_one(".title", Static).update(plain(title))
        self.query_one(".note", Static).update(plain(menu.last_evidence.text))
        self.query_one("#main", Rows).show(self._targets() if self.target is None else self._way())

    def _targets(self) -> Iterator[Row]:
        for name, route in self.services.menu.routes.items():
            content = plain(route.title, "bold")
            yield Row(id=name, content=content, text=route.title, act="choose", target=name)

    def _way(self) -> Iterator[Row]:
        menu, say = self.services.menu, self.services.texts.say
        for number, stop in enumerate(route_steps(menu, self.target or ""), start=1):
            yield step_row(number, stop, self.services)
        yield heading("lost", say("menu.lost", "If you get stuck"))
        for if_lost in menu.if_lost:
            yield Row(
                id=f"lost-{if_lost.id}",
                content=hang("?", if_lost.text),
                text=if_lost.text,
                sources=fact_ids(if_lost.sources),
            )

    def on_option_list_option_selected(self) -> None:
        """A target opens its way; a step opens its exits."""
        row = self.query_one("#main", Rows).row
        if row is None:
            return
        if row.act == "choose":
            self.target = row.target
            self.draw()
        elif row.act == "step":
            self.app.push_screen(StepScreen(row.target), self._go)
        else:
            self.action_source()

    def _go(self, step: str | None) -> None:
        """Jump to a step of this way, or open one that lies off it."""
        rows = self.query_one("#main", Rows)
        if step is None:
            return
        for index in range(rows.option_count):
            name = rows.get_option_at_index(index).id or ""
            if name.startswith("step-") and name.split("-", 2)[2] == step:
                rows.highlighted = index
                return
        self.app.push_screen(StepScreen(step), self._go)

    def action_back(self) -> None:
        """From a way back to the targets; from there, to where one came from."""
        if len(self.app.screen_stack) > 1:
            self.action_leave()
        elif self.target is None or self._is_looked_up:
            self._is_looked_up = False
            self.guide.action_go_back()
        else:
            self.target = None
            self.draw()

    def action_source(self) -> None:
        """The sources of the step."""
        self.show_source(self.query_one("#main", Rows).row)


class StepScreen(Dialog):
    """One step: what is heard, where it leads, and the three ways out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_of_step = name

    def compose(self) -> ComposeResult:
        """The step, then what may happen."""
        from textual.containers import VerticalScroll

        menu, texts = self.guide.services.menu, self.guide.services.texts
        step = menu.steps[self.name_of_step]
        with VerticalScroll(classes="dialog"):
            yield Static(plain(step.title, "bold"))
            yield Static(self._heard(step))
            yield Static(plain(step.do))
            yield Static(plain(texts.say("step.then", "\nWhat happens next?"), "bold"))
            yield Options(*self._options(step), markup=False)
            yield Static(id="do")

    def on_mount(self) -> None:
        """What happens next is chosen at once, without another key."""
        self.query_one(OptionList).focus()

    def _heard(self, step: MenuStep) -> Content:
        texts = self.guide.services.texts
        hear = step.hear or texts.say("menu.unknown", "not documented")
        words = texts.say("menu.hear", "hear: {hear}", hear=hear)
        return join(f"{words}  ", plain(texts.grade(step.hear_grade)))

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
    app.action_go(MENU)
    base = app.screen_stack[0]
    if isinstance(base, MenuScreen):
        base.look_up(target)
