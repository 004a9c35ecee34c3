"""Calendar files and contact cards, read back by two other readers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
import vobject
from dateutil.rrule import rrulestr

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.core.follow_up.board import FollowUp
from guide.export.ics import Event, calendar_file
from guide.export.vcf import contact_card
from guide.local.settings import Settings

EASTERN = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
APPOINTMENT = datetime(2026, 12, 4, 9, 0, tzinfo=EASTERN)
HOSTILE = "x\r\nATTENDEE:mailto:a@b\x1b[31m\u202e,;\\ " + "ñ漢👩‍👧" * 60


def follow_up(**fields: Any) -> FollowUp:
    services = Services(Settings(zone="America/Chicago"))
    values: dict[str, Any] = {
        "id": "5c3f", "started_at": NOW, "kind": "urgent", "service_item": "12345678",
        "receipt": "IOE0912345678", "request": "expedite IOE0912345678", "note": "secret",
    }  # fmt: skip
    result = services.following_up.follow_up(Call(**(values | fields)), NOW)
    assert result is not None
    return result


def written(*, reveal: bool = False, **fields: Any) -> bytes:
    services = Services(Settings(zone="America/Chicago"))
    return calendar_file(services.events([follow_up(**fields)], reveal=reveal), NOW)


def entries(raw: bytes) -> dict[str, Any]:
    calendar: Any = icalendar.Calendar.from_ical(raw)
    assert calendar.errors == []
    return {str(event["UID"]).rpartition("5c3f-")[2]: event for event in calendar.walk("VEVENT")}


def test_both_readers_take_the_file() -> None:
    raw = written(appointment=datetime(2026, 12, 4, 9, 0, tzinfo=EASTERN))
    listed = entries(raw)
    assert set(listed) == {"window", "respond-by", "day"}
    for event in listed.values():
        assert event.errors == []
    other = vobject.readOne(raw.decode())
    assert {event.uid.value for event in other.vevent_list} == {
        "5c3f-window", "5c3f-respond-by", "5c3f-day",
    }  # fmt: skip
    for event in other.vevent_list:
        assert event.validate(raiseException=True)


def test_the_moment_stands_in_eastern_time_with_two_alarms() -> None:
    entry = entries(written())["respond-by"]
    start = entry["DTSTART"]
    assert start.params["TZID"] == "America/New_York"
    assert start.dt == datetime(2026, 11, 27, 10, 0, tzinfo=EASTERN)
    alarms = [start.dt + alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]
    assert alarms == [
        datetime(2026, 11, 26, 10, 0, tzinfo=EASTERN),
        datetime(2026, 11, 27, 7, 0, tzinfo=EASTERN),
    ]
    assert entry["DTSTAMP"].dt == NOW


def test_an_answer_due_at_midnight_rings_on_the_morning_before() -> None:
    entry = entries(written(started_at=datetime(2026, 12, 5, 11, 0, tzinfo=EASTERN)))["respond-by"]
    start = entry["DTSTART"].dt
    assert start == datetime(2026, 12, 10, 0, 0, tzinfo=EASTERN)
    last = [start + alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")][-1]
    assert last == datetime(2026, 12, 9, 7, 0, tzinfo=EASTERN)


@pytest.mark.parametrize(
    ("kind", "end"), [("urgent", date(2026, 11, 28)), ("regular", date(2027, 1, 8))]
)
def test_the_window_covers_whole_days_and_blocks_none(kind: str, end: date) -> None:
    entry = entries(written(kind=kind))["window"]
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 11, 23), end)
    assert entry["TRANSP"] == "TRANSPARENT"


def test_the_same_promise_gives_the_same_ids_and_bytes() -> None:
    assert written() == written()


def test_a_corrected_call_keeps_its_ids_so_that_a_calendar_replaces_its_entries() -> None:
    services = Services(Settings(zone="America/Chicago"))
    first = Call(id="5c3f", started_at=NOW, kind="urgent", appointment=APPOINTMENT)
    services.calls.add(first)
    services.calls.add(msgspec.structs.replace(first, id="77aa", corrects="5c3f", kind="regular"))
    services.calls.add(msgspec.structs.replace(first, id="99bb", corrects="77aa", kind="regular"))
    (promised,) = services.following_up.follow_ups(NOW)
    assert promised.call.id == "99bb"
    newer = calendar_file(services.events([promised], reveal=False), NOW)
    before = entries(written(appointment=APPOINTMENT))
    assert set(entries(newer)) == set(before) == {"window", "respond-by", "day"}
    assert entries(newer)["window"]["DTEND"].dt != before["window"]["DTEND"].dt


def test_a_date_that_does_not_wait_rings_the_day_before_and_in_the_morning() -> None:
    entry = entries(written(appointment=APPOINTMENT))["day"]
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 12, 4), date(2026, 12, 5))
    start = datetime(2026, 12, 4)  # a whole day floats
    rings = [start + alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]
    assert rings == [datetime(2026, 12, 3, 7), datetime(2026, 12, 4, 7)]


def test_every_line_ends_as_the_format_says_and_is_stamped() -> None:
    for neutral in (None, True):
        raw = written(appointment=APPOINTMENT, protected=neutral)
        assert raw.endswith(b"END:VCALENDAR\r\n")
        assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        assert raw.count(b"DTSTAMP:20261123T150000Z") == raw.count(b"BEGIN:VEVENT") == 3
        assert raw.count(b"PRODID:") == raw.count(b"BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize("day", [(2026, 10, 29), (2027, 3, 11), (2026, 12, 30)])
def test_an_answer_behind_a_change_of_the_clock_is_read_at_the_same_hour(
    day: tuple[int, int, int],
) -> None:
    called = datetime(*day, 11, 0, tzinfo=EASTERN)
    raw = written(started_at=called)
    entry = vobject.readOne(raw.decode()).vevent_list
    (due,) = [event for event in entry if event.uid.value.endswith("respond-by")]
    wanted = follow_up(started_at=called).promise.respond_by
    assert due.dtstart.value == wanted
    assert due.dtstart.value.utcoffset() == wanted.astimezone(EASTERN).utcoffset()


def test_the_time_zone_changes_when_the_clocks_do() -> None:
    calendar: Any = icalendar.Calendar.from_ical(written())
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "America/New_York"
    for part in zone.subcomponents:
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part["DTSTART"].dt)
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        for change in rule.between(datetime(2007, 1, 1), datetime(2045, 1, 1)):
            moment = (change - before).replace(tzinfo=UTC)
            assert moment.astimezone(EASTERN).utcoffset() == after
            assert (moment - timedelta(seconds=1)).astimezone(EASTERN).utcoffset() == before


def test_no_number_leaves_unasked() -> None:
    words = written().decode()
    for private in ("12345678", "IOE0912345678", "secret"):
        assert private not in words
    revealed = written(reveal=True).decode()
    assert "12345678" in revealed
    assert "IOE" not in revealed


@pytest.mark.parametrize("reveal", [False, True])
def test_a_protected_caller_gets_neutral_entries(reveal: bool) -> None:
    raw = written(
        protected=True, reveal=reveal, missed_examination=date(2026, 11, 20),
        appointment=datetime(2026, 12, 4, 9, 0, tzinfo=EASTERN),
    )  # fmt: skip
    listed = entries(raw)
    assert str(listed["window"]["SUMMARY"]) == "Phone call expected"
    words = raw.decode().replace("\r\n ", "")
    for telling in ("USCIS", "uscis", "mmigra", "ppointment", "officer", "item"):
        assert telling not in words
    for event in listed.values():
        assert "USCIS" not in str(event.get("DESCRIPTION", ""))


def test_outside_text_stays_inside_its_property() -> None:
    event = Event(uid="u", title=HOSTILE, text=HOSTILE, start=NOW.astimezone(EASTERN))
    raw = calendar_file([event], NOW)
    assert b"\nATTENDEE" not in raw
    assert b"\x1b" not in raw
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert "ATTENDEE" not in entry
    assert "ñ漢👩‍👧" * 60 in str(entry["SUMMARY"])
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert vobject.readOne(raw.decode()).vevent.uid.value == "u"


# Contact cards


@pytest.mark.parametrize("name", ["USCIS call-back", HOSTILE])
def test_a_card_is_read_by_another_reader(name: str) -> None:
    raw = contact_card(name, "202-838-2200", "no-reply@uscis.dhs.gov", HOSTILE)
    card = vobject.readOne(raw.decode())
    assert card.validate(raiseException=True)
    assert card.tel.value == "202-838-2200"
    assert card.email.value == "no-reply@uscis.dhs.gov"
    assert ("ñ漢👩‍👧" * 60 in card.fn.value) == (name == HOSTILE)
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"\nATTENDEE" not in raw


def test_a_neutral_card_names_nobody() -> None:
    card = vobject.readOne(contact_card("Expected call", "202-838-2200", None, None).decode())
    assert not hasattr(card, "email")
    assert not hasattr(card, "note")


# https://github.com/tutao/tutanota/issues/9672
# https://github.com/openhab/openhab-addons/pull/12482
# https://github.com/phw198/OutlookGoogleCalendarSync/issues/374
@pytest.mark.parametrize("kind", ["urgent", "regular"])
def test_every_entry_has_an_end(kind: str) -> None:
    listed = entries(written(kind=kind, missed_examination=date(2026, 11, 20)))
    assert len(listed) > 2
    for entry in listed.values():
        start, end = entry["DTSTART"].dt, entry["DTEND"].dt
        assert type(start) is type(end)
        assert end > start
    due = listed["respond-by"]
    assert due["DTEND"].dt - due["DTSTART"].dt == timedelta(minutes=15)


def test_a_day_without_an_end_is_that_day() -> None:
    raw = calendar_file([Event(uid="u", title="t", text="", start=date(2026, 12, 4))], NOW)
    assert entries(raw)["u"]["DTEND"].dt == date(2026, 12, 5)
