"""Calendar files (RFC 5545): events as values in, bytes out.

Titles and texts come from outside, in the language of the run; what may stand in them is decided
there. The library folds the lines and writes the time zone.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import msgspec

from guide.core.text import clean

PRODUCT = "-//guide//follow up//EN"
# The library's own puts the changes at the wrong hour of the night (7.3.0). In force since 2007.
_EASTERN = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""


# How long a moment stands in a calendar.
_MOMENT = timedelta(minutes=15)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: whole days (`end` is the day after the last), or a moment in Eastern time.

    Without an `end` it is a day, or a quarter of an hour.

    `uid` stays the same however often the file is written. `alarms` go off that long before
    `start`; a negative span goes off after it.
    """

    uid: str
    title: str
    text: str
    start: date | datetime
    end: date | datetime | None = None
    alarms: tuple[timedelta, ...] = ()


def calendar_file(events: Iterable[Event], now: datetime) -> bytes:
    """A calendar with these events, stamped with the moment given."""
    from icalendar import Calendar, Component  # lazy: 150 ms

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(Component.from_ical(_EASTERN))
    for event in events:
        calendar.add_component(_event(event, now))
    return bytes(calendar.to_ical())


def end_of(event: Event) -> date | datetime:
    """When an event ends; one without an end gets a day, or the length of a moment."""
    # Some calendars leave out an event without an end, or make it an hour long.
    if event.end is not None:
        return event.end
    return event.start + (_MOMENT if isinstance(event.start, datetime) else timedelta(days=1))


def _event(event: Event, now: datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202  # the library is imported late
    from icalendar import Alarm
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("summary", clean(event.title))
    entry.add("description", clean(event.text))
    entry.add("dtstart", event.start)
    entry.add("dtend", end_of(event))
    # It marks a time to be reachable; it takes up none.
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    for before in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", clean(event.title))
        alarm.add("trigger", -before)
        entry.add_component(alarm)
    return entry
