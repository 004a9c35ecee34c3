"""The line on top of a live call: the number, when it was dialled, how long one was on hold."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from guide.core.call.live import LiveCall
from guide.tui.content import GAP, join, plain, put
from guide.wording.calls import as_clock
from guide.wording.texts import Texts


class CallLine(Static):
    """Drawn where something in it changed."""

    def __init__(self, texts: Texts, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._texts = texts

    def show(self, live: LiveCall, held: float) -> None:
        """A call, and its seconds on hold so far."""
        put(self, join(*self._parts(live, held)))

    def _parts(self, live: LiveCall, held: float) -> Iterator[Content | str]:
        say, texts = self._texts.say, self._texts
        yield plain(f"☎ {live.line}", "bold")
        dialled, agent = live.stamps.get("dialled"), live.stamps.get("agent")
        if dialled is None:
            words = say("live.ready", "Dial it on your phone now.")
            yield f"{GAP}· "
            yield words
        elif agent is None:
            yield f"{GAP}· "
            yield say("live.dialled", "dialled {time}", time=texts.clock(dialled))
        if "on-hold" in live.stamps:
            yield f"{GAP}· "
            words = say("live.held", "on hold {time}", time=as_clock(held))
            yield plain(words, "bold $warning" if live.stage == "on-hold" else "")
        if agent is not None:
            yield f"{GAP}· "
            words = say("live.person", "with a person since {time}", time=texts.clock(agent))
            yield plain(words, "bold $success")
