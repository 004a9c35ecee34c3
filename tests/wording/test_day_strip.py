"""The days of an answer, counted out in words and signs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.core.flow.windows import Window
from guide.local.settings import Settings
from guide.wording.day_strip import CALLED, COUNTED, DUE, HELD, NOT_COUNTED, DayStripTexts, sign_of
from guide.wording.texts import Texts

EASTERN = ZoneInfo("America/New_York")
# The Monday before Thanksgiving.
MONDAY = datetime(2026, 11, 23, 10, tzinfo=EASTERN)


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


@pytest.fixture
def strip(services: Services) -> DayStripTexts:
    return DayStripTexts(Texts(), services.reference.calendar)


def window(services: Services, called: datetime, kind: str = "urgent") -> Window:
    return services.promises.window(called, kind)  # type: ignore[arg-type]


def test_a_week_has_a_sign_for_each_day_and_names_what_is_closed(
    services: Services, strip: DayStripTexts
) -> None:
    (week,) = strip.weeks(window(services, MONDAY).days)
    assert week.signs == f"{CALLED}{COUNTED}{COUNTED}{HELD}{DUE}  "
    assert week.label == "Mon, Nov 23"
    assert week.named == ("Thu, Nov 26: Thanksgiving Day",)


def test_each_week_begins_on_a_monday_and_a_call_in_the_middle_leaves_room(
    services: Services, strip: DayStripTexts
) -> None:
    friday = datetime(2026, 12, 4, 10, tzinfo=EASTERN)
    first, second = strip.weeks(window(services, friday).days)
    assert first.signs == f"    {CALLED}{NOT_COUNTED}{NOT_COUNTED}"
    assert (first.label, second.label) == ("Fri, Dec 4", "Mon, Dec 7")
    assert {len(week.signs) for week in (first, second)} == {7}
    assert (first.named, second.named) == ((), ())


def test_the_sum_names_what_was_left_out(services: Services, strip: DayStripTexts) -> None:
    counted = window(services, MONDAY)
    number = sum(day.counted for day in counted.days)
    assert strip.counted(counted) == (
        f"Business days counted: {number}. Not counted, besides weekends: "
        "Thu, Nov 26: Thanksgiving Day"
    )
    plain = window(services, datetime(2026, 12, 7, 10, tzinfo=EASTERN))
    assert strip.counted(plain) == "Business days counted: 3."


def test_every_day_says_why_it_does_not_count(services: Services, strip: DayStripTexts) -> None:
    days = window(services, MONDAY, "regular").days
    reasons = {
        sign_of(day, None): strip.why(day.why) for day in days if not day.counted and day.why
    }
    assert reasons[CALLED] == "the day of the call"
    assert reasons[NOT_COUNTED] == "weekend"
    assert reasons[HELD]
    assert all(sign in strip.legend() for sign in (CALLED, COUNTED, NOT_COUNTED, HELD, DUE))


def test_a_day_that_may_yet_be_closed_is_said(services: Services, strip: DayStripTexts) -> None:
    eve = window(services, datetime(2026, 12, 21, 10, tzinfo=EASTERN))
    (words,) = [line for line in strip.may_close(eve) if "Dec 24" in line]
    assert words.startswith("Thu, Dec 24 is counted. ")
    for quiet in (datetime(2026, 12, 7, 10), datetime(2026, 12, 24, 10)):
        # The day of the call itself is not counted, whatever becomes of it.
        lines = list(strip.may_close(window(services, quiet.replace(tzinfo=EASTERN))))
        assert not [line for line in lines if "Dec 24" in line]


def test_years_whose_holidays_nobody_knows_are_said(
    services: Services, strip: DayStripTexts
) -> None:
    assert strip.unknown(window(services, MONDAY)) == ""
    far = window(services, datetime(2190, 11, 22, 10, tzinfo=EASTERN))
    assert "We don't know the holidays of 2190" in strip.unknown(far)
