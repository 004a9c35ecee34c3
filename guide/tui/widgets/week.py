"""The panel beside what is read on wide terminals: the days of live help that come."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from guide.tui.content import HEADING, join, plain

if TYPE_CHECKING:
    from guide.tui.host import Host

_DAYS = 7
_NAME = 12


class Week(Static):
    """The week of live help with its holidays, in the caller's own time."""

    def __init__(self, days: int = _DAYS) -> None:
        super().__init__()
        self._days = days

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
        for number, day in enumerate(services.reference.staffed_days(app.now(), self._days)):
            name, hours = texts.staffed_day(day, zone)
            mark, style = ("›", "bold") if number == 0 else (" ", "")
            if day.opens is None:
                style = f"{style} $text-muted"
            yield plain(f"\n{mark} {name:<{_NAME}} {hours}", style)
