"""The step of the phone menu where one is: what it says, what to say, and where that leads."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from guide.core.flow.phone_menu import PhoneMenu, RouteStep, stop_at
from guide.tui.content import DIGITS, GAP, HEADING, OWN_WORDS, hang, join, numbered, plain, put
from guide.tui.widgets.lines import Lines
from guide.tui.widgets.route_words import RouteWords, track
from guide.wording.texts import Texts


class MenuRoute(Vertical):
    """The script of a step above the turns that it may take; a digit takes one of them."""

    class Led(Message):
        """The menu went on to a step."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    class Left(Message):
        """A way out was taken that leads to no step."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, menu: PhoneMenu, texts: Texts, target: str | None) -> None:
        super().__init__(id="menu-route")
        self._menu = menu
        self._texts = texts
        self._target = target
        self._way = () if target is None else menu.routes[target].way
        self._words = RouteWords(texts)
        self._step = ""

    def compose(self) -> ComposeResult:
        """Words above, turns below."""
        with VerticalScroll(id="script", can_focus=False):
            yield Static(id="step")
            yield Static(id="to-machine", classes="say")
            yield Static(id="ready-title")
            yield Static(id="ready", classes="say")
            yield Static(id="step-do")
        yield Static(id="leads-title")
        yield Lines(id="leads", markup=False)

    def show(self, step: str, number: Sequence[str], ready: Sequence[str]) -> None:
        """A step; the caller's own number in chunks where it wants one; what to have ready to say.

        Only where something changed: the turns keep their highlight within a step.
        """
        on_hold = self._menu.steps[step].stamps == "on-hold"
        # What it is called stands beside the clock there, and nobody speaks.
        self._put("#step", plain("") if on_hold and ready else self._heard(step))
        # To the person one says what this call is about, not what the map knows of first calls.
        speaks = bool(ready) and self._menu.steps[step].stamps == "agent"
        self._put("#to-machine", plain("") if speaks else self._said(step, number))
        self._put("#step-do", self._advised(step))
        self._put("#ready-title", self._ready_title() if ready else plain(""))
        self._put("#ready", plain("\n".join(f"“{sentence}”" for sentence in ready), OWN_WORDS))
        self.set_class(bool(ready), "-speaks")
        if step != self._step:
            self._step = step
            self.query_one("#leads-title", Static).update(self._leads_title())
            leads = self.query_one("#leads", OptionList)
            leads.set_options(self._leads(step))
            leads.highlighted = 0
            self.call_after_refresh(self.query_one("#script").scroll_home, animate=False)

    def _put(self, name: str, words: Content) -> None:
        line = self.query_one(name, Static)
        line.display = bool(words.plain)
        put(line, words)

    def _stop(self, name: str) -> RouteStep:
        return stop_at(self._menu, self._target, name)

    def _heard(self, name: str) -> Content:
        step = self._menu.steps[name]
        heard = self._words.heard(step).stylize_before("$text-muted")
        return join(track(self._menu, self._way, name), "\n", heard)

    def _said(self, name: str, number: Sequence[str]) -> Content:
        stop = self._stop(name)
        lines = [plain((GAP * 3).join(number), OWN_WORDS)] if number else []
        lines += [self._words.said(stop)] if stop.say is not None else []
        return Content("\n").join([*lines, *self._words.others(stop)])

    def to_copy(self, name: str) -> str:
        """What to say to the machine at a step; nothing where it is not known."""
        return self._stop(name).say or ""

    def _advised(self, name: str) -> Content:
        stop = self._stop(name)
        note = f"\n{stop.note}" if stop.note else ""
        return join(stop.step.do, plain(note, "$text-muted"))

    def _ready_title(self) -> Content:
        return plain(self._texts.say("plan.say", "What to say to the agent"), HEADING)

    def _leads_title(self) -> Content:
        words = self._texts.say("live.leads", "What happens now? Its digit takes you there.")
        return plain(words, "$text-muted")

    def _leads(self, name: str) -> Iterator[Option]:
        turns = self._menu.steps[name].next
        for number, edge in enumerate(turns, start=1):
            yield Option(hang(numbered(number, "→"), edge.when), id=f"{number}:{edge.to}")
        for number, (out_name, out) in enumerate(self._menu.exits.items(), start=len(turns) + 1):
            words = hang(numbered(number, "!"), plain(out.text, "bold"))
            yield Option(words, id=f"exit:{out_name}")

    def on_key(self, event: Key) -> None:
        """A digit takes a turn; in a field it is typed."""
        leads = self.query_one("#leads", OptionList)
        place = DIGITS[: leads.option_count].find(event.character or GAP)
        if leads.has_focus and place >= 0:
            event.stop()
            leads.highlighted = place
            leads.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Where the menu led, or a way out."""
        event.stop()
        kind, _, name = (event.option_id or "").partition(":")
        to = self._menu.exits[name].to if kind == "exit" else name
        self.post_message(self.Left(name) if to is None else self.Led(to))
