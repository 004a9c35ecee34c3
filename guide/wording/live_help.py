"""Whether live help is open, in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from guide.core.clock.hours import LiveHelp, StaffedDay
from guide.core.clock.moments import elapsed
from guide.wording.moments import MomentTexts

# Up to here a day of the week tells a day.
_THIS_WEEK = timedelta(days=6)


class LiveHelpTexts(MomentTexts):
    """Says whether live help is open, and why not."""

    def why_shut(self, help_: LiveHelp) -> str:
        """Why live help is shut, in a few words."""
        match help_.reason:
            case "open":
                return ""
            case "before-hours":
                return self.say("shut.before", "it hasn't opened yet today")
            case "after-hours":
                return self.say("shut.after", "it has closed for today")
            case "weekend":
                return self.say("shut.weekend", "it's the weekend")
            case "holiday":
                name = self.holiday(help_.holiday or "")
                return self.say("shut.holiday", "it's a federal holiday, {name}", name=name)
            case "closure":
                return self.say("shut.closure", "closed by order: {name}", name=help_.holiday)

    def holiday(self, name: str) -> str:
        """A federal holiday; of another name, as the table of holidays has it."""
        if self.translate is None:
            return name
        from guide.wording.holidays import holiday_name

        return holiday_name(name, self.say)

    def live_help(self, help_: LiveHelp, zone: str) -> str:
        """The one line on live help that stands everywhere."""
        if help_.closes_at is not None:
            line = self.say(
                "help.open", "Live help should be open until {until}. {left} left.",
                until=self.in_both(help_.closes_at, zone),
                left=self.span(elapsed(help_.at, help_.closes_at)),
            )  # fmt: skip
        elif help_.opens_at is not None:
            line = self.say(
                "help.shut", "Live help is closed: {why}. It should open {when}, in {left}.",
                # "Martin Luther King, Jr." brings a full stop of its own.
                why=self.why_shut(help_).removesuffix("."),
                when=self.in_both(help_.opens_at, zone),
                left=self.span(elapsed(help_.at, help_.opens_at)),
            )  # fmt: skip
        else:
            line = self.say(
                "help.unknown", "Live help is closed. We don't know when it opens next."
            )
        more = [help_.may_close] if help_.may_close else []
        if not help_.holidays_known:
            more.append(
                self.say(
                    "help.holidays", "We don't know the holidays of {year}.",
                    year=help_.at.year,
                )
            )  # fmt: skip
        return " ".join([line, *more])

    def nobody_answers(self, help_: LiveHelp, zone: str) -> str:
        """Before a call, that only the machine picks up, and from when on somebody does."""
        *_, opens = self.live_help_lines(help_, zone)
        return self.say("live.shut", "Only the machine answers now: {opens}.", opens=opens)

    def live_help_state(self, help_: LiveHelp) -> tuple[str, str]:
        """A mark and a word. Each alone tells open, closing and closed apart."""
        match help_.state:
            case "open":
                return "●", self.say("banner.open", "OPEN")
            case "closing":
                return "◐", self.say("banner.closing", "CLOSING SOON")
            case "closed":
                return "○", self.say("banner.shut", "CLOSED")

    def live_help_lines(self, help_: LiveHelp, zone: str) -> Iterator[str]:
        """What stands beside that word, from the fullest line to the one that says least."""
        border = help_.closes_at or help_.opens_at
        if border is None:
            yield self.say("banner.unknown", "next opening unknown")
            return
        doubt = self._doubts(help_)
        eastern = self._border(help_, border, self.say("banner.eastern", "Eastern"))
        parts = [eastern, *doubt, *self._border_here(border, zone)]
        left = self.span(elapsed(help_.at, border))
        parts.append(
            self.say("banner.left", "{span} left", span=left)
            if help_.closes_at is not None
            else self.say("banner.in", "in {span}", span=left)
        )
        if help_.reason == "holiday":
            parts.append(self.holiday(help_.holiday or ""))
        elif help_.reason == "closure":
            parts.append(help_.holiday or "")
        for count in range(len(parts), 1, -1):
            yield " · ".join(parts[:count])
        short = self._border(help_, border, "ET")
        yield " · ".join([short, *doubt])
        yield short

    def _border(self, help_: LiveHelp, border: datetime, place: str) -> str:
        time = self.clock(border)
        if help_.closes_at is not None:
            return self.say("banner.until", "until {time} {place}", time=time, place=place)
        is_near = border.date() - help_.at.date() <= _THIS_WEEK
        day = self.weekday(border) if is_near else self.brief_day(border.date())
        return self.say(
            "banner.opens", "opens {day} {time} {place}", day=day, time=time, place=place
        )

    def _border_here(self, border: datetime, zone: str) -> Iterator[str]:
        here = border.astimezone(ZoneInfo(zone))
        if here.utcoffset() == border.utcoffset():
            return
        time = self.clock(here)
        if here.date() != border.date():
            time = f"{self.weekday(here)} {time}"
        yield self.say("banner.own", "{time} for you", time=time)

    def _doubts(self, help_: LiveHelp) -> list[str]:
        if help_.may_close or not help_.holidays_known:
            return [self.say("banner.doubt", "! may be closed")]
        return []

    def staffed_day(self, day: StaffedDay, zone: str) -> tuple[str, str]:
        """A day of live help and its hours in a caller's zone, or why nobody is there."""
        name = self.brief_day(day.day)
        if day.opens is None or day.closes is None:
            if day.reason == "holiday":
                return name, self.holiday(day.holiday or "")
            return name, day.holiday or self.say("week.closed", "closed")
        there = ZoneInfo(zone)
        opens = self.brief_clock(day.opens.astimezone(there))
        closes = self.brief_clock(day.closes.astimezone(there))
        hours = self.say("week.hours", "{opens} – {closes}", opens=opens, closes=closes)
        return name, f"{hours} !" if day.may_close else hours
