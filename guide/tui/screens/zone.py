"""Choose the caller's time zone: type a few letters, pick one."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.tui.content import plain
from guide.tui.screens.base import Dialog
from guide.tui.widgets.typed_input import TypedInput

_MOST = 40


class ZoneScreen(Dialog):
    """Zones that hold what was typed."""

    BINDINGS = [("down", "to_list", "List")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, zone: str) -> None:
        super().__init__()
        self.zone = zone
        self._known: list[str] = []

    def compose(self) -> ComposeResult:
        """A field and the list below it."""
        say = self.guide.services.texts.say
        with Vertical(classes="dialog"):
            yield Static(plain(say("zone.now", "Your time zone: {zone}", zone=self.zone), "bold"))
            yield Static(plain(say("zone.how", "Type a city, then choose from the list.")))
            yield TypedInput(placeholder="Manila")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """All zones to begin with."""
        from zoneinfo import available_timezones  # walks through folders: once

        self._known = sorted(name for name in available_timezones() if "/" in name)
        self._offer("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._offer(event.value)

    def on_input_submitted(self) -> None:
        """Take the first of the list."""
        options = self.query_one(OptionList)
        if options.option_count:
            self.answer(options.get_option_at_index(0).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take this one."""
        self.answer(event.option_id)

    def action_to_list(self) -> None:
        """From the field into the list."""
        self.query_one(OptionList).focus()

    def _offer(self, typed: str) -> None:
        wanted = typed.strip().lower().replace(" ", "_")
        found = [name for name in self._known if wanted in name.lower()]
        self.query_one(OptionList).set_options(
            Option(plain(name), id=name) for name in found[:_MOST]
        )
