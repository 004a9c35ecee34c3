"""Choose the caller's time zone: type a few letters, pick one."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.tui.base import Dialog
from guide.tui.content import plain
from guide.tui.widgets.options import Options
from guide.tui.widgets.typed_input import TypedInput

_MOST = 40
_FIRST = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
    "Pacific/Guam", "Pacific/Pago_Pago",
)  # fmt: skip


class ZoneScreen(Dialog):
    """Zones that hold what was typed."""

    BINDINGS = [Binding("down", "to_list", "List", id="zone-list")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, zone: str, computer: str | None) -> None:
        super().__init__()
        self.zone = zone
        self.computer = computer
        self._known: list[str] = []

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say(
            "zone.keys", "Enter: the first · ↓: choose · Esc: back"
        )

    def compose(self) -> ComposeResult:
        """A field and the list below it."""
        say = self.guide.services.texts.say
        with Vertical(classes="dialog"):
            yield Static(plain(say("zone.now", "Your time zone: {zone}", zone=self.zone), "bold"))
            yield Static(plain(say("zone.how", "Type a city, then choose from the list.")))
            yield TypedInput(placeholder="Manila")
            yield Static(id="fault")
            yield Options(markup=False)

    def on_mount(self) -> None:
        """All zones to begin with."""
        self._known = zones()
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
        say = self.guide.services.texts.say
        wanted = typed.strip().lower().replace(" ", "_")
        fitting = [name for name in self._known if wanted in name.lower()][:_MOST]
        options = [Option(plain(name), id=name) for name in fitting]
        if not wanted and self.computer is not None:
            words = say("zone.own", "This computer's own: {zone}", zone=self.computer)
            others = [option for option in options if option.id != self.computer]
            options = [Option(plain(words, "bold"), id=self.computer), *others]
        listed = self.query_one(OptionList)
        listed.set_options(options)
        listed.highlighted = 0 if options else None
        none = say("zone.none", "No such city is known here. Try a big one in the same time zone.")
        self.query_one("#fault", Static).update(plain("" if options else none))


def zones() -> list[str]:
    """Zones that are named after a place: those of the United States first."""
    from zoneinfo import available_timezones  # walks through folders

    known = available_timezones()
    return [*_FIRST, *sorted(name for name in known - {*_FIRST} if "/" in name)]
