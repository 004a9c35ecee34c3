"""Things said once, or asked before going on."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from guide.bootstrap import Services
from guide.core.masking import server_name
from guide.local.settings import server_address
from guide.tui.base import Dialog
from guide.tui.content import plain
from guide.tui.widgets.lines import Lines


class ChoiceDialog(Dialog):
    """A few sentences and one or more answers."""

    def __init__(
        self, sentences: list[str], answers: dict[str, str], *, from_top: bool = False
    ) -> None:
        super().__init__()
        self.from_top = from_top
        self.sentences = sentences
        self.answers = answers

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say("choice.keys", "Enter: take it · Esc: back")

    def compose(self) -> ComposeResult:
        """Sentences, then the answers as a list."""
        with Vertical(classes="dialog"):
            for number, sentence in enumerate(self.sentences):
                yield Static(plain(sentence, "bold" if number == 0 else ""))
            options = [Option(plain(text), id=name) for name, text in self.answers.items()]
            yield Lines(*options, markup=False)

    def on_mount(self) -> None:
        """Where there is no room for all: what is to be read, or what is to be answered."""
        if self.from_top:
            self.call_after_refresh(self.query_one(".dialog").scroll_home, animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer."""
        self.answer(event.option_id)


def _where(services: Services) -> str:
    """Where it is all kept; with a server, calls leave this computer."""
    say, server = services.texts.say, server_address(services.settings)
    if server is not None:
        return say(
            "welcome.server",
            "Calls are kept on {place}. All else stays on this computer, in {folder}",
            place=server_name(server), folder=services.data,
        )  # fmt: skip
    return say(
        "welcome.4",
        "Nothing leaves this computer. Your answers are kept in {folder}",
        folder=services.data,
    )


def welcome(services: Services) -> ChoiceDialog:
    """What is said at the first start, once."""
    say = services.texts.say
    sentences = [
        say("welcome.1", "Welcome to guide."),
        say(
            "welcome.2",
            "It gets you ready to call the USCIS Contact Center. Often it finds a way "
            "without a call.",
        ),
        say("welcome.3", "It isn't from USCIS, and it doesn't give legal advice."),
        _where(services),
        say("welcome.5", "`guide erase` removes all of it."),
        "",
    ]
    return ChoiceDialog(sentences, {"ok": say("welcome.ok", "Go on (Enter)")}, from_top=True)


def which_zone(services: Services) -> ChoiceDialog:
    """Asks for the caller's zone where the computer does not tell it."""
    say = services.texts.say
    zone = services.texts.zone_name(services.zone)
    sentences = [
        say("zone.ask", "This computer does not say in which time zone it is."),
        say("zone.ask.why", "Until you choose one, times are told in {zone}.", zone=zone),
    ]
    answers = {
        "choose": say("zone.ask.choose", "Choose my time zone"),
        "later": say("zone.ask.later", "Leave it; you can change it any time"),
    }
    return ChoiceDialog(sentences, answers)
