"""The field on the first screen in which one says in one's own words what one needs."""

from collections.abc import Mapping

from textual.message import Message
from textual.widgets import Input

from guide.core.flow.home import Home, HomeEntry
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.texts import Texts


class EntrySearch(TypedInput):
    """Out of sight until it is asked for; tells at every letter what fits so far."""

    class Found(Message):
        """What fits, under the words that say so."""

        def __init__(self, question: str, entries: Mapping[str, HomeEntry]) -> None:
            super().__init__()
            self.question = question
            self.entries = entries

    class Chosen(Message):
        """Enter: the best one."""

        def __init__(self, entry: HomeEntry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, home: Home, texts: Texts) -> None:
        words = texts.say("home.words", "In your own words: stolen, fired, funeral, scam …")
        super().__init__(id="search", placeholder=words, classes="-gone")
        self._home = home
        self._texts = texts
        self._fits: Mapping[str, HomeEntry] = {}

    @property
    def is_open(self) -> bool:
        """Whether one searches."""
        return not self.has_class("-gone")

    def begin(self, offered: Mapping[str, HomeEntry]) -> None:
        """Ask for words; before the first one all that is on offer fits."""
        self._fits = offered
        self.remove_class("-gone")
        self.focus()

    def end(self) -> None:
        """Out of sight again, and empty."""
        self.add_class("-gone")
        with self.prevent(Input.Changed):
            self.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every letter: what fits so far."""
        event.stop()
        if not self.is_open:
            return
        # The library that compares words is loaded for whoever searches.
        from guide.services.entry_search import best_entries

        say = self._texts.say
        question, self._fits = self._home.question, self._home.entries
        if event.value.strip():
            self._fits = dict(best_entries(self._home, event.value))
            nothing = say(
                "home.nothing", "Nothing fits. Try another word, or press Esc to see it all."
            )
            question = say("home.found", "Do you mean this?") if self._fits else nothing
        self.post_message(self.Found(question, self._fits))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The best one, of what was typed so far."""
        event.stop()
        if self._fits:
            self.post_message(self.Chosen(next(iter(self._fits.values()))))
