"""Whether live help is open, in words."""

from guide.core.clock.hours import LiveHelp
from guide.core.clock.moments import elapsed
from guide.wording.moments import MomentTexts


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
