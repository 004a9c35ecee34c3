"""I heard something else: a few words lead to the prompt that they resemble most."""

from collections.abc import Callable

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.services.prompt_match import best_matches, resembling
from guide.tui.base import Dialog
from guide.tui.content import hang, plain, put
from guide.tui.leaving import Keeping
from guide.tui.widgets.options import Options
from guide.tui.widgets.typed_input import TypedInput


class OtherPrompt(msgspec.Struct, frozen=True):
    """What was heard, and the step it is taken for."""

    text: str
    step: str


class OtherPromptScreen(Dialog, Keeping):
    """A field and the likest prompts below it."""

    BINDINGS = [Binding("down", "to_list", "List", id="heard-list")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__()
        self._keep_words = keep

    def keep_now(self) -> None:
        """The program ends: the words are kept all the same."""
        words = self.query_one(Input).value.strip()
        if words:
            self._keep_words(words)

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say(
            "heard.keys", "Enter: the first · ↓: choose · Esc: back"
        )

    def compose(self) -> ComposeResult:
        """What to type, and where it leads."""
        say = self.guide.services.texts.say
        with Vertical(classes="dialog"):
            yield Static(plain(say("heard.title", "What did you hear? A few words."), "bold"))
            yield TypedInput(max_length=300)
            yield Static(plain(self._lead("")), id="lead")
            yield Options(*self._options(""), markup=False)

    def _options(self, words: str) -> list[Option]:
        menu, texts = self.guide.services.menu, self.guide.services.texts
        options = []
        for name in best_matches(self.guide.services.catalog.spoken_menu, words):
            step = menu.steps[name]
            hear = step.hear or texts.say("menu.unknown", "not documented")
            options.append(Option(hang("❯", f"{step.title}: {hear}"), id=name))
        return options

    def on_input_changed(self, event: Input.Changed) -> None:
        """Sort the prompts by how well they fit what is typed."""
        options = self.query_one(OptionList)
        options.set_options(self._options(event.value))
        options.highlighted = 0
        put(self.query_one("#lead", Static), plain(self._lead(event.value)))

    def _is_like_nothing(self, words: str) -> bool:
        menu = self.guide.services.catalog.spoken_menu
        return bool(words.strip()) and not resembling(menu, words)

    def _lead(self, words: str) -> str:
        say = self.guide.services.texts.say
        if self._is_like_nothing(words):
            return say(
                "heard.nothing", "✗ Nothing on the map sounds like that. Is it one of these?"
            )
        return say("heard.list", "It sounds most like:")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The likest; what is like nothing leads nowhere, and waits for a choice."""
        options = self.query_one(OptionList)
        if self._is_like_nothing(event.value):
            options.focus()
        elif options.option_count:
            self._take(options.get_option_at_index(0).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        self._take(event.option_id)

    def _take(self, step: str | None) -> None:
        words = self.query_one(Input).value.strip()
        self.answer(msgspec.json.encode(OtherPrompt(words, step or "")).decode())

    def action_dismiss_empty(self) -> None:
        """What was heard is noted, wherever the call goes from here."""
        self.keep_now()
        super().action_dismiss_empty()

    def action_to_list(self) -> None:
        """From the field into the list."""
        self.query_one(OptionList).focus()
