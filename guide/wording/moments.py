"""Days, clock times and spans in words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from guide.core.clock.day_names import DAYS, MONTHS, SHORT_DAYS, SHORT_MONTHS
from guide.core.clock.limits import EASTERN
from guide.wording.speaker import Speaker


class MomentTexts(Speaker):
    """Says when, and how long."""

    def day(self, day: date, *, spoken: bool = False) -> str:
        """A date with weekday and year; `spoken`, in full words and without the year."""
        if spoken:
            return self.say(
                "date.long", "{weekday}, {month} {day}", weekday=self.tell(DAYS[day.weekday()]),
                month=self.tell(MONTHS[day.month - 1]), day=day.day,
            )  # fmt: skip
        return self.say(
            "date.short", "{weekday}, {month} {day}, {year}", weekday=self.weekday(day),
            month=self.tell(SHORT_MONTHS[day.month - 1]), day=day.day, year=day.year,
        )  # fmt: skip

    def spoken_day(self, day: date) -> str:
        """A date as one says it to somebody who has no calendar at hand."""
        return self.say(
            "date.spoken", "{day}, {year}", day=self.day(day, spoken=True), year=day.year
        )

    def spoken_moment(self, moment: datetime) -> str:
        """Day and time as one says them of an appointment: its place tells the zone."""
        day, time = self.spoken_day(moment.date()), self.clock(moment)
        return self.say("date.spoken-moment", "{day} at {time}", day=day, time=time)

    def brief_day(self, day: date) -> str:
        """Weekday, month and day without the year, where there is little room: `Fri, Dec 4`."""
        month = self.tell(SHORT_MONTHS[day.month - 1])
        return self.say(
            "date.brief", "{weekday}, {month} {day}",
            weekday=self.weekday(day), month=month, day=day.day,
        )  # fmt: skip

    def month_day(self, day: date) -> str:
        """A date where a column has no room for its weekday."""
        month = self.tell(SHORT_MONTHS[day.month - 1])
        return self.say("date.month-day", "{month} {day}", month=month, day=day.day)

    def weekday(self, day: date) -> str:
        """The day of the week in three letters or so: `Fri`."""
        return self.tell(SHORT_DAYS[day.weekday()])

    def clock(self, moment: datetime) -> str:
        """The time of day to the minute, as `9:30 a.m.` has it."""
        half = self.say("clock.am", "a.m.") if moment.hour < 12 else self.say("clock.pm", "p.m.")  # noqa: PLR2004  # noon
        minutes = f"{moment.hour % 12 or 12}:{moment.minute:02}"
        return self.say("clock.time", "{time} {half}", time=minutes, half=half)

    def brief_clock(self, moment: datetime) -> str:
        """A clock time without the minutes that say nothing."""
        return self.clock(moment).replace(":00", "")

    def day_and_time(self, moment: datetime) -> str:
        """Date and clock time, where the place is plain."""
        return self.say(
            "moment.plain", "{day}, {time}", day=self.day(moment.date()), time=self.clock(moment)
        )

    def moment(self, moment: datetime) -> str:
        """Date and time, with the zone in brackets, or its offset where it has no name."""
        return self.day_and_time(moment) + self._place(moment)

    def _place(self, moment: datetime) -> str:
        if not isinstance(moment.tzinfo, ZoneInfo):
            return f" (UTC{moment.strftime('%z')[:3]}:{moment.strftime('%z')[3:5]})"
        return f" ({self.zone_name(moment.tzinfo.key)})"

    def zone_name(self, zone: str) -> str:
        """The name of a zone as people say it: `Eastern time`, else that of its city."""
        if zone == EASTERN:
            return self.say("zone.eastern", "Eastern time")
        return self.say("zone.city", "{city} time", city=zone.rsplit("/", 1)[-1].replace("_", " "))

    def span(self, span: timedelta) -> str:
        """How long, in the two largest units that say something."""
        minutes = max(0, int(span.total_seconds() // 60))
        days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
        if days:
            return self.say("span.days", "{days} d {hours} h", days=days, hours=hours)
        if span.total_seconds() > 0 and not hours and not minutes:
            return self.say("span.moment", "less than a minute")
        if hours:
            return self.say("span.hours", "{hours} h {minutes} min", hours=hours, minutes=minutes)
        return self.say("span.minutes", "{minutes} min", minutes=minutes)

    def in_both(self, moment: datetime, zone: str) -> str:
        """A time in Eastern and, where it differs, in the caller's own zone."""
        eastern = moment.astimezone(ZoneInfo(EASTERN))
        here = moment.astimezone(ZoneInfo(zone))
        first = self.say(
            "both.eastern", "{day} at {time} Eastern",
            day=self.day(eastern.date(), spoken=True), time=self.clock(eastern),
        )  # fmt: skip
        if here.utcoffset() == eastern.utcoffset():
            return first
        same = here.date() == eastern.date()
        day = "" if same else self.day(here.date(), spoken=True) + " "
        return self.say(
            "both.own", "{first} ({day}{time}, {zone})",
            first=first, day=day, time=self.clock(here), zone=self.zone_name(zone),
        )  # fmt: skip
