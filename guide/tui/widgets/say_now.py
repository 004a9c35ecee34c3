"""What to say to the agent: one sentence at a time, and the one that comes then."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.tui.content import GAP, OWN_WORDS, join, plain, put
from guide.wording.texts import Texts


class SayNow(VerticalScroll, can_focus=False):
    """The sentence stands behind a bar; above it which one it is, and how the next one begins."""

    def __init__(self, texts: Texts, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._texts = texts
        self._sentences: Sequence[str] = ()
        self._advice = ""
        self._place = 0

    def compose(self) -> ComposeResult:
        """Which one it is and what comes then, in one row; below it what to say now."""
        yield Static(id="say-then")
        yield Static(id="say-now", classes="say")

    def show(self, sentences: Sequence[str], advice: str) -> None:
        """These sentences, in order; where there are none, what the map advises."""
        self._sentences, self._advice = sentences, advice
        self._place = min(self._place, max(0, len(sentences) - 1))
        self._draw()

    @property
    def now(self) -> str:
        """The sentence to say now."""
        return self._sentences[self._place] if self._sentences else ""

    def page(self, direction: int) -> bool:
        """On in a long sentence, then to the next one; whether there was anything to go on to."""
        at = self.scroll_target_y
        if self.max_scroll_y > 0 and (at < self.max_scroll_y if direction > 0 else at > 0):
            step = max(1, self.scrollable_content_region.height - 1)
            self.scroll_relative(y=direction * step, animate=False, force=True)
            return True
        if not 0 <= self._place + direction < len(self._sentences):
            return False
        self._place += direction
        self._draw()
        self.scroll_home(animate=False, force=True)
        return True

    def _draw(self) -> None:
        now = plain(f"“{self.now}”", OWN_WORDS) if self.now else plain(self._advice)
        put(self.query_one("#say-now", Static), now)
        then = self.query_one("#say-then", Static)
        then.display = bool(self._sentences)
        if self._sentences:
            put(then, join(*self._then()))

    def _then(self) -> "Sequence[str]":
        say, count = self._texts.say, len(self._sentences)
        where = say("say.place", "{number} of {count}", number=self._place + 1, count=count)
        if self._place + 1 == count:
            return (where, f"{GAP}· ", say("say.last", "Then ask what is still open below."))
        following = self._sentences[self._place + 1]
        words = say("say.then", "Page Down: “{sentence}”", sentence=following)
        return (where, f"{GAP}· ", words)
