"""Every word of a condition: when it holds, where its edge lies, and that nothing absent holds."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.core.clock.calendar import Calendar, Closure
from guide.core.clock.hours import Schedule
from guide.core.flow.conditions import Circumstances, Scope, holds, measure
from guide.core.flow.phone_verdict import PhoneVerdict, WarningCode
from guide.core.flow.words import (
    All,
    Answered,
    AnswerIs,
    AnyOf,
    BusinessDaysUntil,
    CallBackHours,
    Computed,
    Condition,
    DaysSince,
    DaysUntil,
    HoursUntil,
    IsPast,
    Limit,
    LiveHelpBefore,
    LiveHelpIs,
    Not,
    Phone,
    Value,
    leaves,
    reads,
    subject,
)

EASTERN = ZoneInfo("America/New_York")
MANILA = ZoneInfo("Asia/Manila")
# A Monday; Thursday of that week is a holiday.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=EASTERN)
TODAY = NOW.date()
CALENDAR = Calendar(
    closed={date(2026, 11, 26): Closure("Thanksgiving Day", "holiday")},
    may_close={},
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
)
SCHEDULE = Schedule(
    zone="America/New_York", weekdays=(0, 1, 2, 3, 4), opens=time(8), closes=time(20)
)
LIMITS = {
    "days": Limit(value=3, unit="days", label="3 days", sources=()),
    "hours": Limit(value=12, unit="hours", label="12 hours", sources=()),
    "business": Limit(value=3, unit="business-days", label="3 business days", sources=()),
    "months": Limit(value=24, unit="months", label="24 months", sources=()),
}
DATES = {
    "after-days": Computed(after="day", limit="days"),
    "before-days": Computed(before="day", limit="days"),
    "after-business": Computed(after="day", limit="business"),
    "before-business": Computed(before="day", limit="business"),
    "after-months": Computed(after="day", limit="months"),
    "before-months": Computed(before="day", limit="months"),
}


def verdict(number: str, *warnings: WarningCode) -> PhoneVerdict:
    return PhoneVerdict(
        input=number,
        e164="+12025550143",
        region="US",
        extension=None,
        can_be_called_back=not warnings,
        warnings=warnings,
    )


def around(at: datetime = NOW, zone: str = "America/New_York") -> Circumstances:
    fine = verdict("202-555-0143")
    inner = verdict("x9", "extension")
    return Circumstances(
        at=at,
        zone=zone,
        calendar=CALENDAR,
        schedule=SCHEDULE,
        phone_verdicts={checked.input: checked for checked in (fine, inner)},
    )


def scope(circumstances: Circumstances | None = None, **answers: Value) -> Scope:
    named = {name.replace("_", "-"): value for name, value in answers.items()}
    return Scope(answers=named, circumstances=circumstances or around(), limits=LIMITS, dates=DATES)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


# Comparisons

IS = AnswerIs("role", equals="self")
ABSENT: list[Condition] = [
    IS,
    AnswerIs("role", one_of=("self", "other")),
    AnswerIs("times", at_least=0),
    Answered("role"),
    HoursUntil("moment", at_most=1_000_000),
    DaysUntil("day", at_least=-1_000_000),
    DaysSince("day", at_least=-1_000_000),
    BusinessDaysUntil("day", at_least=-1_000_000),
    IsPast("day"),
    IsPast("after-days"),
    IsPast("day", by="other-day"),
    DaysUntil("before-business", at_most=1_000_000),
    LiveHelpBefore("moment"),
    Phone("number", can_be_called_back=True),
    Phone("number", can_be_called_back=False),
    Phone("number", warns="overseas"),
    Phone("number"),
]


@pytest.mark.parametrize("condition", ABSENT, ids=repr)
def test_a_comparison_with_an_absent_answer_is_false_and_not_turns_that_round(
    condition: Condition,
) -> None:
    assert holds(condition, scope()) is False
    assert holds(Not(condition), scope()) is True
    assert holds(Not(Not(condition)), scope()) is False


def test_every_word_that_reads_an_answer_is_tried_without_one() -> None:
    tried = {type(condition) for condition in ABSENT}
    assert set(get_args(Condition)) - tried == {All, AnyOf, Not, LiveHelpIs, CallBackHours}


def test_no_condition_holds() -> None:
    assert holds(None, scope())


def test_all_any_and_not() -> None:
    other = AnswerIs("role", equals="other")
    here = scope(role="self")
    assert [holds(All(parts), here) for parts in ((), (IS,), (IS, other), (IS, IS))] == [
        True, True, False, True,
    ]  # fmt: skip
    assert [holds(AnyOf(parts), here) for parts in ((), (other,), (other, IS))] == [
        False, False, True,
    ]  # fmt: skip
    assert (holds(Not(IS), here), holds(Not(other), here)) == (False, True)
    assert holds(All((AnyOf((other, IS)), Not(other))), here)


def test_an_answer_is_compared_as_it_is() -> None:
    assert holds(IS, scope(role="self"))
    assert not holds(IS, scope(role="Self"))
    assert not holds(IS, scope(role="other"))
    several = AnswerIs("role", one_of=("self", "other"))
    assert [holds(several, scope(role=value)) for value in ("self", "other", "third")] == [
        True, True, False,
    ]  # fmt: skip
    assert [holds(Answered("role"), scope(role=value)) for value in ("self", "")] == [True, True]


# Bounds: (word, at 2, at 3, at 4), compared with 3.
BOUNDS = [
    ("at_least", False, True, True),
    ("at_most", True, True, False),
    ("more_than", False, False, True),
    ("less_than", True, False, False),
]


@pytest.mark.parametrize(("word", "below", "same", "above"), BOUNDS)
@pytest.mark.parametrize("bound", [3, "days"], ids=["number", "limit"])
def test_each_bound_holds_from_its_edge_on(
    word: str, bound: int | str, below: bool, same: bool, above: bool
) -> None:
    bounds: dict[str, int | str] = {word: bound}
    expected = [below, same, above]
    numbers = AnswerIs("times", **bounds)  # type: ignore[arg-type]  # a bound by its word
    assert [holds(numbers, scope(times=n)) for n in (2, 3, 4)] == expected
    until = DaysUntil("day", **bounds)
    assert [holds(until, scope(day=day(n))) for n in (2, 3, 4)] == expected
    since = DaysSince("day", **bounds)
    assert [holds(since, scope(day=day(-n))) for n in (2, 3, 4)] == expected
    hours = HoursUntil("moment", **bounds)
    moments = [NOW + timedelta(hours=n) for n in (2, 3, 4)]
    assert [holds(hours, scope(moment=moment)) for moment in moments] == expected
    business = BusinessDaysUntil("day", **bounds)
    # Tuesday and Wednesday count, Thursday is a holiday; Friday is the third, Monday the fourth.
    days = [day(2), day(4), day(7)]
    assert [holds(business, scope(day=moment)) for moment in days] == expected


def test_all_bounds_must_hold() -> None:
    between = AnswerIs("times", at_least=2, less_than=4)
    assert [holds(between, scope(times=n)) for n in (1, 2, 3, 4)] == [False, True, True, False]


def test_an_option_in_place_of_a_number_lies_within_no_bounds() -> None:
    assert not holds(AnswerIs("times", at_least=0), scope(times="unknown"))


# The clock


def test_hours_are_elapsed_time_to_the_second_whatever_the_zone() -> None:
    limit = HoursUntil("moment", more_than="hours")
    edge = (NOW + timedelta(hours=12)).astimezone(MANILA)
    assert not holds(limit, scope(moment=edge))
    assert holds(limit, scope(moment=edge + timedelta(seconds=1)))


@pytest.mark.parametrize("zone", [UTC, EASTERN], ids=str)
def test_hours_across_a_change_of_the_clock_are_those_that_pass(zone: tzinfo) -> None:
    # The caller and the appointment are in one zone: Python would subtract the clock times.
    before = datetime(2026, 11, 1, 0, 30, tzinfo=EASTERN).astimezone(zone)
    after = datetime(2026, 11, 1, 2, 30, tzinfo=EASTERN)
    measured = measure(HoursUntil("moment"), scope(around(before), moment=after))
    assert measured == timedelta(hours=3)


def test_the_second_of_two_equal_clock_times_is_not_past_in_the_first() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=EASTERN)
    second = first.replace(fold=1)
    assert not holds(IsPast("moment"), scope(around(first), moment=second))
    assert holds(IsPast("moment"), scope(around(second), moment=first))


def test_days_go_by_the_calendar_of_the_place_else_of_the_caller() -> None:
    # In Manila it is already Tuesday.
    late = datetime(2026, 11, 23, 23, 0, tzinfo=EASTERN)
    appointment = datetime(2026, 11, 25, 9, 0, tzinfo=MANILA)
    assert scope(around(late), moment=appointment).days_until("moment") == 1
    assert scope(around(late), day=date(2026, 11, 25)).days_until("day") == 2
    there = around(late, "Asia/Manila")
    assert scope(there, day=date(2026, 11, 25)).days_until("day") == 1


def test_a_day_is_past_on_the_next_one_and_a_moment_at_once() -> None:
    past = IsPast("day")
    assert [holds(past, scope(day=day(n))) for n in (-1, 0, 1)] == [True, False, False]
    moments = [NOW + timedelta(seconds=n) for n in (-1, 0, 1)]
    assert [holds(past, scope(day=moment)) for moment in moments] == [True, True, False]


def test_a_day_is_held_against_another_day_whatever_the_clock_says() -> None:
    held = [holds(IsPast("day", by="other"), scope(day=day(n), other=day(2))) for n in (1, 2, 3)]
    assert held == [True, False, False]
    assert holds(IsPast("day", by="after-days"), scope(day=day(-400)))
    assert not holds(IsPast("after-days", by="day"), scope(day=day(-400)))
    assert not holds(IsPast("day", by="other"), scope(day=day(1), other="none"))
    assert not holds(IsPast("day", by="other"), scope(day=day(1)))
    assert reads(IsPast("day", by="other")) == {"day", "other"}


def test_what_is_no_date_is_never_measured() -> None:
    for word in (DaysUntil, DaysSince, BusinessDaysUntil, HoursUntil):
        assert measure(word("day"), scope(day="unknown")) is None
    assert measure(HoursUntil("day"), scope(day=day(3))) is None
    assert not holds(IsPast("day"), scope(day="unknown"))


def test_business_days_leave_out_today_and_go_negative() -> None:
    measured = [
        measure(BusinessDaysUntil("day"), scope(day=day(n))) for n in (-3, -1, 0, 1, 4, 5, 7)
    ]
    # Three days before a Monday lies a Friday: from there to Monday it is one business day.
    assert measured == [-1, -1, 0, 1, 3, 3, 4]


@pytest.mark.parametrize("far", [date.min, date.max])
def test_days_at_the_edge_of_what_dates_express_are_reported_calmly(far: date) -> None:
    sign = 1 if far == date.max else -1
    for word in (DaysUntil, BusinessDaysUntil):
        measured = measure(word("day"), scope(day=far))
        assert isinstance(measured, int)
        assert measured * sign > 500
    for name in DATES:
        reach = 800 if name.endswith("-months") else 9
        assert scope(day=far).value(name) in (
            None, *(far - sign * timedelta(n) for n in range(reach))
        )  # fmt: skip


def test_business_days_where_no_calendar_reaches() -> None:
    end = around(datetime(9999, 12, 27, 12, 0, tzinfo=UTC), "UTC")
    assert measure(BusinessDaysUntil("day"), scope(end, day=date.max)) == 4


def test_live_help_is_open_or_shut() -> None:
    night = around(NOW.replace(hour=21))
    assert [holds(LiveHelpIs(state), scope()) for state in ("open", "shut")] == [True, False]
    assert [holds(LiveHelpIs(state), scope(night)) for state in ("open", "shut")] == [False, True]


def test_officers_call_back_in_hours_of_their_own() -> None:
    hours = Schedule(
        zone="America/New_York", weekdays=(0, 1, 2, 3, 4), opens=time(7), closes=time(18, 30)
    )
    passed = []
    for text in ("06:59", "07:00", "18:29", "18:30"):
        at = datetime.fromisoformat(f"2026-11-23T{text}").replace(tzinfo=EASTERN)
        surrounding = scope(msgspec.structs.replace(around(at), call_back=hours))
        passed.append(holds(CallBackHours("open"), surrounding))
        assert holds(CallBackHours("shut"), surrounding) is not passed[-1]
    assert passed == [False, True, True, False]


def test_live_help_before_a_moment() -> None:
    before = LiveHelpBefore("moment")
    assert holds(before, scope(moment=NOW + timedelta(seconds=1)))
    assert not holds(before, scope(moment=NOW))
    night = around(NOW.replace(hour=21))
    opening = datetime(2026, 11, 24, 8, 0, tzinfo=EASTERN)
    assert not holds(before, scope(night, moment=opening))
    assert holds(before, scope(night, moment=opening + timedelta(seconds=1)))
    assert not holds(before, scope(moment=day(5)))


# Computed dates


def test_computed_dates_lie_a_limit_away() -> None:
    here = scope(day=date(2026, 11, 24))
    assert {name: here.value(name) for name in DATES} == {
        "after-days": date(2026, 11, 27),
        "before-days": date(2026, 11, 21),
        "after-business": date(2026, 11, 30),  # over the holiday and a weekend
        "before-business": date(2026, 11, 19),  # over a weekend
        "after-months": date(2028, 11, 24),
        "before-months": date(2024, 11, 24),
    }


def test_months_beyond_the_calendar_are_no_date() -> None:
    assert scope(day=date(9999, 1, 1)).value("after-months") is None
    assert scope(day=date(1, 1, 1)).value("before-months") is None


def test_a_computed_date_of_a_moment_is_a_day_at_its_place() -> None:
    early = datetime(2026, 11, 24, 1, 0, tzinfo=MANILA)
    assert scope(day=early).value("after-days") == date(2026, 11, 27)


def test_a_computed_date_can_be_measured_and_an_answer_of_its_name_goes_first() -> None:
    assert holds(IsPast("before-days"), scope(day=day(2)))
    assert not holds(IsPast("before-days"), scope(day=day(3)))
    assert scope(day=day(0), after_days="by hand").value("after-days") == "by hand"


# Phones


@pytest.mark.parametrize(
    ("number", "fine", "inner"), [("202-555-0143", True, False), ("x9", False, True)]
)
def test_the_verdict_on_a_number(number: str, fine: bool, inner: bool) -> None:
    here = scope(number=number)
    assert holds(Phone("number", can_be_called_back=True), here) is fine
    assert holds(Phone("number", can_be_called_back=False), here) is not fine
    assert holds(Phone("number", warns="extension"), here) is inner
    assert not holds(Phone("number", warns="overseas"), here)
    assert not holds(Phone("number", can_be_called_back=True, warns="extension"), here)
    assert holds(Phone("number"), here)


def test_a_number_without_a_verdict_holds_nothing() -> None:
    assert not holds(Phone("number", can_be_called_back=False), scope(number="elsewhere"))


# What a condition reads


def test_a_condition_gives_its_leaves_and_the_names_it_reads() -> None:
    whole = All((IS, Not(AnyOf((IsPast("day"), LiveHelpIs("open")))), LiveHelpBefore("moment")))
    assert list(leaves(whole)) == [IS, IsPast("day"), LiveHelpIs("open"), LiveHelpBefore("moment")]
    assert reads(whole) == {"role", "day", "moment"}
    assert (list(leaves(None)), reads(None)) == ([], frozenset())


def test_every_word_but_the_clock_alone_reads_a_name() -> None:
    for condition in ABSENT:
        assert subject(condition) in (*DATES, "role", "times", "moment", "day", "number")
    assert subject(LiveHelpIs("open")) is None
