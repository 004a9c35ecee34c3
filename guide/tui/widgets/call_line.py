"""The line on top of a live call: the number, when it was dialled, how long one was on hold."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widgets import Static

from guide.core.call.live import LiveCall
from guide.tui.content import GAP, plain, put
from guide.wording.calls import as_clock
from guide.wording.texts import Texts

_BETWEEN = Content(f"{GAP}· ")
_EDGES = 2


class CallLine(Static):
    """Drawn where something in it changed."""

    def __init__(self, texts: Texts, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._texts = texts
        self._shut = ""

    def show(self, live: LiveCall, held: float, shut: str = "") -> None:
        """A call, and its seconds on hold so far; `shut` says that nobody answers at this hour."""
        self._shut = shut
        parts = list(self._parts(live, held))
        room = self.screen.size.width - _EDGES
        # What is over gives way to what is now; the number stays until it is dialled.
        while len(parts) > 1 and live.stamps and _length(parts) > room:
            parts.pop(1 if len(parts) > 2 else 0)  # noqa: PLR2004  # the number and one more
        put(self, _BETWEEN.join(parts))

    def _parts(self, live: LiveCall, held: float) -> Iterator[Content]:
        say, texts = self._texts.say, self._texts
        yield plain(f"☎ {live.line}", "bold")
        dialled, agent = live.stamps.get("dialled"), live.stamps.get("agent")
        if dialled is None:
            ready = plain(say("live.ready", "Dial it on your phone now."))
            yield plain(self._shut, "bold $warning") if self._shut else ready
        elif agent is None:
            yield plain(say("live.dialled", "dialled {time}", time=texts.clock(dialled)))
        if "on-hold" in live.stamps:
            words = say("live.held", "on hold {time}", time=as_clock(held))
            yield plain(words, "bold $warning" if live.stage == "on-hold" else "")
        if agent is not None:
            words = say("live.person", "with a person since {time}", time=texts.clock(agent))
            yield plain(words, "bold $success")


def _length(parts: Sequence[Content]) -> int:
    return _BETWEEN.join(parts).cell_length
