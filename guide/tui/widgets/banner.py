"""The one line on live help that stands on every screen."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from guide.core.clock.hours import LiveHelp
from guide.tui.content import GAP, join, plain

if TYPE_CHECKING:
    from guide.tui.host import Host
    from guide.wording.texts import Texts


NARROW = 60


class Banner(Static):
    """Is live help open, until when, when next; in Eastern and in the caller's time."""

    def __init__(self, app: "Host") -> None:
        # With words from the start, the first picture is whole: it is not drawn twice.
        super().__init__(self._words(app))

    def on_mount(self) -> None:
        """Draw again every half minute."""
        self.set_interval(30, self.draw)

    def on_resize(self) -> None:
        """The short form where there is little room."""
        self.draw()

    def draw(self) -> None:
        """Show live help as of now; beside a plan, as of the plan: both tell one figure."""
        at = getattr(self.screen, "moment", None)
        self.update(self._words(cast("Host", self.app), at))

    def _words(self, app: "Host", at: datetime | None = None) -> Content:
        services = app.services
        found = services.reference.live_help(at or app.now())
        say = services.texts.say
        # Word, mark and colour: each of them alone tells open from closed.
        if found.open:
            word, mark, style = say("banner.open", "OPEN"), "●", "bold reverse $success"
        else:
            word, mark, style = say("banner.shut", "CLOSED"), "○", "bold $warning"
        words = (
            self._short(found, services.texts)
            if app.size.width < NARROW
            else services.texts.live_help(found, services.zone)
        )
        return join(plain(f"{GAP}{mark}{GAP}{word}{GAP}", style), GAP, words)

    def _short(self, found: LiveHelp, texts: "Texts") -> str:
        if found.closes_at is not None:
            return texts.say("banner.until", "until {time} ET", time=texts.clock(found.closes_at))
        if found.opens_at is None:
            return texts.say("banner.unknown", "next opening unknown")
        return texts.say(
            "banner.opens", "opens {day} {time} ET",
            day=texts.weekday(found.opens_at), time=texts.clock(found.opens_at),
        )  # fmt: skip
