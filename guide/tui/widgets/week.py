"""The panel beside what is read on wide terminals: the days of live help that come."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from guide.core.clock.hours import share_passed
from guide.tui.content import GAP, HEADING, join, plain

if TYPE_CHECKING:
    from guide.tui.host import Host

_DAYS = 7
_NAME = 12
_CELLS, _OVER, _NOW, _AHEAD = 24, "━", "◆", "─"
# Seconds.
_LOOK_AGAIN = 60


class Week(Static):
    """The week of live help with its holidays, in the caller's own time."""

    def __init__(self, days: int = _DAYS) -> None:
        super().__init__()
        self._days = days

    def on_mount(self) -> None:
        """The mark of now goes on."""
        self.set_interval(_LOOK_AGAIN, self._go_on)

    def _go_on(self) -> None:
        if self.is_on_screen:
            self.draw()

    def on_show(self) -> None:
        """Worked out where there is room for it."""
        self.draw()

    def draw(self) -> None:
        """As of now."""
        self.update(join(*self._parts(cast("Host", self.app))))

    def _parts(self, app: "Host") -> Iterator[Content]:
        services = app.services
        texts, zone = services.texts, services.zone
        title = texts.say("week.title", "Live help, in {zone}", zone=texts.zone_name(zone))
        yield plain(title, HEADING)
        now = app.now()
        for number, day in enumerate(services.reference.staffed_days(now, self._days)):
            name, hours = texts.staffed_day(day, zone)
            mark, style = ("›", "bold") if number == 0 else (" ", "")
            if day.opens is None:
                style = f"{style} $text-muted"
            yield plain(f"\n{mark} {name:<{_NAME}} {hours}", style)
            if number == 0:
                yield from hours_bar(share_passed(day, now))


def hours_bar(passed: float | None) -> Iterator[Content]:
    """The hours of a day with a mark for now: before them, in them, or behind; none of no hours."""
    if passed is None:
        return
    if passed <= 0:
        over, ahead = "", f"{GAP}{_AHEAD * _CELLS}"
    elif passed >= 1:
        over, ahead = f"{_OVER * _CELLS}{GAP}", ""
    else:
        over = _OVER * int(passed * _CELLS)
        ahead = _AHEAD * (_CELLS - 1 - len(over))
    yield plain(f"\n{GAP}{GAP}{over}", "$text-muted")
    yield plain(_NOW, "bold $accent")
    yield plain(ahead, "$success")
