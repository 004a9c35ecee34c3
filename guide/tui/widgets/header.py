"""The line on top: the program, where one is, and the standing places with their keys."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Static

from guide.tui.content import GAP, HEADING, join, plain, put
from guide.tui.places import CALL, FOLLOW_UP, MENU, PREPARE

if TYPE_CHECKING:
    from guide.tui.host import Host

_EDGES = 2
_BETWEEN = f"{GAP}›{GAP}"
_LEAST_GAP = 2
# What the name of a place bears, for the mouse to find: the action that leads there.
_LEADS_TO = "leads"
# What leads to each place: the action, as keys call it, and the id of its binding.
_LEADS = {
    PREPARE: ("prepare", "prepare"),
    CALL: ("go('call')", "calls"),
    FOLLOW_UP: ("go('follow-up')", "follow-up"),
    MENU: ("menu", "menu"),
}


class Header(Static):
    """Program, place, where one is in it; at the right the four places. One row, nothing cut."""

    def __init__(self, app: "Host", where: Sequence[str]) -> None:
        super().__init__(self._words(app, where))
        self._where = tuple(where)

    def show(self, where: Sequence[str]) -> None:
        """Somewhere else in the same place."""
        if tuple(where) != self._where:
            self._where = tuple(where)
            self.draw()

    def on_resize(self) -> None:
        """As much as there is room for."""
        self.draw()

    async def on_click(self, event: Click) -> None:
        """To the place under the pointer."""
        action = event.style.meta.get(_LEADS_TO)
        if action is not None:
            event.stop()
            await self.app.run_action(f"app.{action}")

    def draw(self) -> None:
        """Set the line anew."""
        put(self, self._words(cast("Host", self.app), self._where))

    def _words(self, app: "Host", where: Sequence[str]) -> Content:
        room = app.size.width - _EDGES
        least = Content("")
        for left, right in self._forms(app, where):
            space = room - left.cell_length - right.cell_length
            if space >= (_LEAST_GAP if right.cell_length else 0):
                return join(left, GAP * space, right)
            least = left
        return least

    def _forms(self, app: "Host", where: Sequence[str]) -> Iterator[tuple[Content, Content]]:
        """From what says most to what says least."""
        name = _place_name(app, app.current_mode)
        whole, short = [name, *where], list(where[-1:]) or [name]
        yield _trail(whole), _places(app, with_keys=True)
        places = _places(app, with_keys=False)
        yield _trail(whole), places
        yield _trail(where), places
        yield _steps(where), places
        yield _trail(short), places
        yield _trail(whole), Content("")
        yield _trail(where[-2:] or [name]), Content("")
        yield _trail(short), Content("")
        yield plain(short[0], "bold"), Content("")
        yield plain("guide", "bold"), Content("")


def _trail(where: Sequence[str]) -> Content:
    if not where:
        return plain("guide", HEADING)
    return join(plain("guide", HEADING), f"{GAP}{GAP}", _steps(where))


def _steps(where: Sequence[str]) -> Content:
    """From the outside in; what is innermost stands out."""
    lead = "".join(f"{part}{_BETWEEN}" for part in where[:-1])
    return join(lead, plain("".join(where[-1:]), "bold"))


def _places(app: "Host", *, with_keys: bool) -> Content:
    parts: list[Content | str] = []
    for mode, (action, name) in _LEADS.items():
        key = f"{app.key_of(name)}{GAP}" if with_keys else ""
        label = _place_name(app, mode)
        words = join(plain(key, "$footer-key-foreground"), label)
        if mode == app.current_mode:
            words = plain(f"{key}{label}", "bold underline")
        parts += [GAP * 2, words.stylize(Style.from_meta({_LEADS_TO: action}))]
    return join(*parts)


def _place_name(app: "Host", mode: str) -> str:
    say = app.services.texts.say
    names = {
        CALL: say("place.call", "Calls"),
        FOLLOW_UP: say("place.follow-up", "Follow up"),
        MENU: say("place.menu", "Phone menu"),
    }
    return names.get(mode) or say("place.prepare", "Prepare")
