"""What stands in the fields of a walk before Enter: kept, and there again when one comes back."""

from guide.bootstrap import Services
from guide.store.held import WindowWalk
from guide.tui.background.desk import Desk
from guide.tui.background.saves import Save


class HalfTyped:
    """Question → words, of one walk. Nothing is written over what was not read yet."""

    def __init__(self, desk: Desk, services: Services, window_walk: WindowWalk, flow: str) -> None:
        self._desk = desk
        self._services = services
        self._window_walk = window_walk
        self._flow = flow
        self._words: dict[str, str] = {}

    def read(self) -> dict[str, str]:
        """What is kept; for the thread of the desk."""
        return dict(self._services.drafts.half_typed(self._window_walk.key(self._flow)))

    def take_up(self, stored: dict[str, str]) -> None:
        """Those that were kept; what was typed meanwhile counts."""
        self._words = stored | self._words

    def of(self, question: str) -> str:
        """What was typed there last."""
        return self._words.get(question, "")

    @property
    def words(self) -> dict[str, str]:
        """All that was typed and not given as an answer."""
        return {question: words for question, words in self._words.items() if words}

    def note(self, question: str, text: str, given: str = "") -> None:
        """Something was typed, or given as an answer: then nothing is half typed any more."""
        words = "" if text == given else text
        if words == self.of(question):
            return
        self._words[question] = words
        services, window_walk, flow = self._services, self._window_walk, self._flow

        def keep() -> None:
            services.drafts.keep_half_typed(window_walk.key(flow), question, words)

        self._desk.save(Save(f"half-{id(window_walk)}-{question}", keep, text=lambda: words))

    def forget(self) -> None:
        """The walk begins anew."""
        for question in [*self._words]:
            self.note(question, "")
