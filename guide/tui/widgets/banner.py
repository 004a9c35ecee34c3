"""The one line on live help that stands on every screen."""

from typing import TYPE_CHECKING, cast

from textual.widgets import Static

from guide.core.hours import LiveHelp
from guide.tui.content import GAP, join, plain

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


NARROW = 60


class Banner(Static):
    """Is live help open, until when, when next; in Eastern and in the caller's time."""

    def on_mount(self) -> None:
        """Draw, and again every half minute."""
        self.draw()
        self.set_interval(30, self.draw)

    def draw(self) -> None:
        """Show live help as of now."""
        app = cast("GuideApp", self.app)
        services = app.services
        found = services.live_help(app.now())
        self.set_class(found.open, "-open")
        say = services.texts.say
        word = say("banner.open", "OPEN") if found.open else say("banner.shut", "CLOSED")
        words = (
            self._short(found)
            if app.size.width < NARROW
            else services.texts.live_help(found, services.zone)
        )
        self.update(join(plain(f"{GAP}{word}{GAP}", "bold reverse"), GAP, words))

    def _short(self, found: LiveHelp) -> str:
        texts = cast("GuideApp", self.app).services.texts
        if found.closes_at is not None:
            return texts.say("banner.until", "until {time} ET", time=texts.clock(found.closes_at))
        if found.opens_at is None:
            return texts.say("banner.unknown", "next opening not known")
        return texts.say(
            "banner.opens", "opens {day} {time} ET",
            day=texts.day(found.opens_at.date())[:3], time=texts.clock(found.opens_at),
        )  # fmt: skip
