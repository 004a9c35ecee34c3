"""Which step applies, at each boundary; what stands beside it; dates that do not wait."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt
from guide.core.check.follow_up import check_follow_up
from guide.core.follow_up.board import LEGAL_DATES, STEPS, FollowUp, NeededDay, urgency
from guide.core.follow_up.next_steps import follow_up, said_of
from guide.core.ids import FlowId
from guide.core.prepare.call_plan import Sentence
from guide.core.prepare.resume import StoredWalk
from guide.local.settings import Settings

EASTERN = ZoneInfo("America/New_York")
CALLED = datetime(2026, 11, 23, 10, 0, tzinfo=EASTERN)
SECOND = timedelta(seconds=1)
# Steps that came later than the rest.
NEW = ("cannot-wait", "hours-over", "closed")


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


def call(**fields: Any) -> Call:
    values: dict[str, Any] = {"id": "a", "started_at": CALLED, "kind": "urgent"}
    return Call(**(values | fields))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=EASTERN)


def missed(*moments: str) -> tuple[CallBackAttempt, ...]:
    return tuple(CallBackAttempt(at=at(moment), answered=False) for moment in moments)


def found_at(
    services: Services, entry: Call, now: datetime, contacts: tuple[datetime, ...] = (CALLED,)
) -> FollowUp:
    window, made = services.promises.of_call(entry, now)
    assert made is not None
    return follow_up(entry, window, made, contacts, now, services.promises.guidance)


def ids(lines: tuple[Sentence, ...]) -> list[str]:
    return [line.id for line in lines]


@pytest.mark.parametrize(
    ("now", "state", "step"),
    [
        # Urgent on a Monday before Thanksgiving: Friday 10:00, by the other reading Thursday 10:00.
        ("2026-11-23T10:00", "open", "waiting"),
        ("2026-11-26T09:59:59", "open", "waiting"),
        ("2026-11-26T10:00", "due", "between-readings"),
        ("2026-11-26T23:59:59", "due", "between-readings"),
        ("2026-11-27T00:00", "due", "on-the-day"),
        ("2026-11-27T10:00", "due", "on-the-day"),
        ("2026-11-27T10:00:01", "overdue", "urgent-passed"),
    ],
)
def test_an_urgent_promise_over_a_holiday(
    services: Services, now: str, state: str, step: str
) -> None:
    result = found_at(services, call(), at(now))
    assert (result.promise.state, result.step) == (state, step)


@pytest.mark.parametrize(
    ("now", "step"),
    [
        ("2026-12-09T00:00", "on-the-day"),
        ("2026-12-08T23:59:59", "waiting"),
        ("2026-12-09T18:30", "on-the-day"),
        ("2026-12-09T18:30:01", "hours-over"),
        ("2026-12-10T00:00", "hours-over"),
        ("2026-12-10T00:00:01", "urgent-passed"),
    ],
)
def test_an_answer_due_as_a_day_begins_is_due_on_the_day_before(
    services: Services, now: str, step: str
) -> None:
    saturday = call(started_at=at("2026-12-05T11:00"))
    result = found_at(services, saturday, at(now))
    assert result.step == step
    assert result.promise.last_call == at("2026-12-09T18:30")


@pytest.mark.parametrize(
    ("fields", "now", "step"),
    [
        ({"kind": "regular"}, "2027-01-07T18:30", "on-the-day"),
        ({"kind": "regular"}, "2027-01-07T18:30:01", "regular-passed"),
        ({"answer_by": at("2026-12-01T18:30")}, "2026-11-30T23:59:59", "waiting"),
        ({"answer_by": at("2026-12-01T18:30")}, "2026-12-01T18:30", "on-the-day"),
        ({"answer_by": at("2026-12-01T18:30")}, "2026-12-01T18:30:01", "agents-date-passed"),
        ({"kind": None, "answer_by": at("2026-12-01T18:30")}, "2026-12-02T08:00", "agents-date-passed"),
        ({"kind": "unknown", "answer_by": at("2026-12-01T18:30")}, "2026-11-25T08:00", "waiting"),
        ({"earlier_item": "12345678"}, "2026-11-27T10:00", "on-the-day"),
        ({"earlier_item": "12345678"}, "2026-11-27T10:00:01", "second-unanswered"),
        ({"earlier_item": "1", "answer_by": at("2026-12-01T18:30")}, "2026-12-02T08:00", "second-unanswered"),
        ({"attempts": missed("2026-11-24T09:00")}, "2026-11-24T10:00", "one-missed"),
        ({"attempts": missed("2026-11-24T09:00")}, "2026-11-27T09:00", "one-missed"),
        ({"attempts": missed("2026-11-24T09:00")}, "2026-11-27T10:00:01", "urgent-passed"),
        ({"attempts": missed("2026-11-24T09:00", "2026-11-24T12:00")}, "2026-11-24T12:01", "both-missed"),
        ({"attempts": (*missed("2026-11-24T09:00"), CallBackAttempt(at=at("2026-11-25T09:00"), answered=True))}, "2026-12-24T12:01", "kept"),
    ],
)  # fmt: skip
def test_steps_at_their_boundaries(
    services: Services, fields: dict[str, Any], now: str, step: str
) -> None:
    assert found_at(services, call(**fields), at(now)).step == step


def test_a_call_without_a_mark_or_a_day_promises_nothing(services: Services) -> None:
    for kind in (None, "unknown"):
        assert services.following_up.follow_up(call(kind=kind), CALLED) is None


@pytest.mark.parametrize(
    ("days", "contacts", "says"),
    [
        (59, [0, 30], "ombudsman-not-yet"),
        (60, [0, 30], "ombudsman-now"),
        (120, [0, 30], "ombudsman-now"),
        (121, [0, 30], "ombudsman-ask-again"),
        (90, [0], "ombudsman-now"),
        (91, [0], "ombudsman-ask-again"),
    ],
)
def test_the_ombudsman_wants_60_days_and_a_contact_in_90(
    services: Services, days: int, contacts: list[int], says: str
) -> None:
    again = call(started_at=CALLED, earlier_item="12345678")
    moments = tuple(CALLED + timedelta(days=day) for day in contacts)
    result = found_at(services, again, CALLED + timedelta(days=days), moments)
    assert result.step == "second-unanswered"
    assert ids(result.more) == ["congress-limits", says, "lawyer"]
    ombudsman = next(line for line in result.more if line.id == says)
    assert "own-unknown-ombudsman" in ombudsman.sources
    words = services.texts.sentence(ombudsman)
    assert "We don't know if the office takes cases now" in words
    assert "{" not in words


def test_the_log_knows_the_first_and_the_latest_contact_of_a_matter(tmp_path: Any) -> None:
    services = Services(Settings(zone="America/New_York", data=str(tmp_path)))
    chain: list[tuple[str, int, str, str | None]] = [
        ("a", 0, "11112222", None),
        ("b", 40, "33334444", "11112222"),
        ("c", 70, "55556666", "33334444"),
        ("other", 10, "99998888", None),
        # Found by the same words, and yet another matter.
        ("near", 5, "111122229", None),
    ]
    for name, day, item, earlier in chain:
        services.calls.add(
            call(id=name, started_at=CALLED + timedelta(days=day), service_item=item, earlier_item=earlier)
        )  # fmt: skip
    last = services.calls.get("c")
    assert last is not None
    moments = services.following_up.contacts(last)
    assert [(moment - CALLED).days for moment in moments] == [0, 40, 70]


def test_calls_are_one_matter_however_their_number_was_written(tmp_path: Any) -> None:
    services = Services(Settings(zone="America/New_York", data=str(tmp_path)))
    numbers = [("SR1234-567", None), ("SR7777777", "sr1234567"), ("X1", "sr 7777-777\u200b")]
    for day, (item, earlier) in enumerate(numbers):
        services.calls.add(
            call(
                id=f"c{day}", service_item=item, earlier_item=earlier,
                started_at=CALLED + timedelta(days=day),
            )
        )  # fmt: skip
    last = services.calls.get("c2")
    assert last is not None
    assert [(contact - CALLED).days for contact in services.following_up.contacts(last)] == [
        0,
        1,
        2,
    ]


def test_what_stands_beside_a_step_depends_on_the_call(services: Services) -> None:
    late = at("2026-11-30T12:00")
    parole = call(flow="infopass-advance-parole")
    assert "online-request" in ids(found_at(services, parole, late).more)
    assert "online-request" not in ids(found_at(services, call(flow="expedite"), late).more)
    assert "texts" in ids(found_at(services, call(text_ahead=True), CALLED).more)
    assert "texts" not in ids(found_at(services, call(text_ahead=False), CALLED).more)
    assert "mail" in ids(found_at(services, call(by="e-mail"), CALLED).more)
    assert "mail" not in ids(found_at(services, call(by="call"), CALLED).more)
    agent = call(answer_by=at("2026-12-01T18:30"))
    assert "agents-date" in ids(found_at(services, agent, CALLED).more)
    assert "agents-date" not in ids(found_at(services, call(), CALLED).more)
    once = call(flow="infopass-advance-parole", attempts=missed("2026-11-24T09:00"))
    assert "one-missed-parole" in ids(found_at(services, once, at("2026-11-24T10:00")).more)


@pytest.mark.parametrize(
    ("now", "left"),
    [("2026-11-29T23:00", 5), ("2026-12-04T08:00", 0), ("2026-12-04T09:00", 0)],
)
def test_an_appointment_stands_beside_the_promise_until_it_is_past(
    services: Services, now: str, left: int
) -> None:
    chicago = datetime(2026, 12, 4, 8, 0, tzinfo=ZoneInfo("America/Chicago"))
    result = found_at(services, call(appointment=chicago), at(now))
    (legal,) = result.dates
    assert (legal.what, legal.date, legal.days_left) == ("appointment", date(2026, 12, 4), left)
    after = found_at(services, call(appointment=chicago), chicago + SECOND)
    assert after.dates == ()


def test_thirty_days_run_from_a_missed_examination(services: Services) -> None:
    fields: dict[str, Any] = {"missed_examination": date(2026, 11, 10), "flow": "reschedule-interview"}  # fmt: skip
    waiting = found_at(services, call(**fields), CALLED)
    (legal,) = waiting.dates
    assert (legal.what, legal.date, legal.days_left) == (
        "missed-examination", date(2026, 12, 10), 17,
    )  # fmt: skip
    assert "rule-D13" in legal.line.sources
    assert "lawyer" not in ids(waiting.more)
    late = found_at(services, call(**fields), at("2026-12-12T12:00"))
    assert late.dates[0].days_left == -2
    assert "lawyer" in ids(late.more)


def test_what_is_late_comes_first(services: Services) -> None:
    now = at("2026-12-01T12:00")
    calls = [
        call(id="open", started_at=at("2026-11-30T12:00")),
        call(id="due", started_at=at("2026-11-25T13:00")),
        call(id="late", started_at=at("2026-11-20T13:00")),
        call(id="later", started_at=at("2026-11-18T13:00")),
        call(id="broken", started_at=at("2026-11-30T11:00"),
             attempts=missed("2026-12-01T08:00", "2026-12-01T09:00")),
    ]  # fmt: skip
    ordered = sorted((found_at(services, entry, now) for entry in calls), key=urgency)
    assert [due.call.id for due in ordered] == ["broken", "later", "late", "due", "open"]


def test_what_is_said_of_a_window_gives_both_readings_only_where_they_differ(
    services: Services,
) -> None:
    thanksgiving = said_of(services.promises.window(CALLED, "urgent"), services.promises.guidance)
    december = said_of(
        services.promises.window(at("2026-12-01T10:00"), "urgent"), services.promises.guidance
    )
    assert "later-reading" in ids(thanksgiving)
    assert "later-reading" not in ids(december)
    for line in thanksgiving:
        assert line.sources
        assert "{" not in services.texts.sentence(line)


# The file of advice


def test_every_step_has_words_with_sources_and_no_blank(services: Services) -> None:
    facts = services.catalog.facts
    advice = services.catalog.follow_up
    assert (set(advice.steps), set(advice.dates)) == (set(STEPS), set(LEGAL_DATES))
    fields: dict[str, Any] = {
        "flow": "infopass-advance-parole", "text_ahead": True, "appointment": at("2027-01-04T10:00"),
        "missed_examination": date(2026, 11, 20),
    }  # fmt: skip
    for name in STEPS:
        window, made = services.promises.of_call(call(), CALLED)
        assert made is not None
        for state in ("open", "due", "overdue", "broken", "kept"):
            some = msgspec.structs.replace(made, state=state)
            result = follow_up(
                call(**fields), window, some, (CALLED,), CALLED, services.promises.guidance
            )
            for line in (result.next_step, *result.more, *(day.line for day in result.dates)):
                assert "{" not in services.texts.sentence(line), name
                assert set(line.sources) <= set(facts)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"steps": {}}, "missing"),
        ({"more": {}}, "missing"),
        ({"after_incoming": ("gone",)}, "unknown-target"),
    ],
)
def test_the_check_finds_what_is_missing(
    services: Services, change: dict[str, Any], code: str
) -> None:
    broken = msgspec.structs.replace(services.catalog.follow_up, **change)
    problems = check_follow_up(broken, services.catalog.everything())
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "By {nothing}."}, "unknown-placeholder"),
        ({"sources": ()}, "no-source"),
        ({"sources": ("rule-Z99",)}, "unknown-source"),
        ({"flows": ("exped",)}, "unknown-target"),
        ({"then": ("no-such",)}, "missing"),
    ],
)
def test_the_check_finds_faults_of_one_entry(
    services: Services, change: dict[str, Any], code: str
) -> None:
    advice = services.catalog.follow_up
    entry = msgspec.structs.replace(advice.steps["waiting"], **change)
    broken = msgspec.structs.replace(advice, steps={**advice.steps, "waiting": entry})
    problems = check_follow_up(broken, services.catalog.everything())
    assert [problem.code for problem in problems if problem.code == code]
    assert check_follow_up(advice, services.catalog.everything()) == []


def test_an_entry_that_nothing_leads_to_is_found(services: Services) -> None:
    advice = services.catalog.follow_up
    lost = {**advice.more, "lost": advice.more["lawyer"]}
    (problem,) = check_follow_up(
        msgspec.structs.replace(advice, more=lost), services.catalog.everything()
    )
    assert (problem.code, problem.path) == ("unused", ("more", "lost"))


def test_now_may_be_told_in_any_zone(services: Services) -> None:
    moment = at("2026-11-27T10:00:01")
    steps = {
        found_at(services, call(), moment.astimezone(zone)).step
        for zone in (UTC, EASTERN, ZoneInfo("Asia/Manila"))
    }
    assert steps == {"urgent-passed"}


@pytest.mark.parametrize(
    ("day", "zone", "now", "step"),
    [
        # Due on Friday at 10:00.
        (26, "America/New_York", "2026-11-24T10:00", "cannot-wait"),
        (27, "America/New_York", "2026-11-24T10:00", "waiting"),
        (26, "America/New_York", "2026-11-27T10:01", "urgent-passed"),
        # There it is Friday, 23:00.
        (27, "Asia/Manila", "2026-11-24T10:00", "waiting"),
        (26, "Asia/Manila", "2026-11-24T10:00", "cannot-wait"),
    ],
)
def test_nobody_is_told_to_wait_past_the_day_it_is_needed(
    services: Services, day: int, zone: str, now: str, step: str
) -> None:
    one_call, moment = call(), at(now)
    window, made = services.promises.of_call(one_call, moment)
    assert made is not None
    need = NeededDay(date(2026, 11, day), zone)
    result = follow_up(
        one_call, window, made, (CALLED,), moment, services.promises.guidance, need=need
    )
    assert (result.step, result.needed_by) == (step, need.day)
    words = [services.texts.sentence(line) for line in (result.next_step, *result.more)]
    named = [text for text in words if f"Nov {day}, 2026. Don't wait past" in text]
    assert bool(named) == (step == "waiting")
    if step == "cannot-wait":
        assert words[0].startswith("Don't wait: you need it by Thu, Nov 26, 2026")
        assert "still-too-late" in ids(result.more)


def test_the_day_it_is_needed_comes_from_the_log_or_from_a_walk(tmp_path: Any) -> None:
    services = Services(Settings(zone="America/New_York", data=str(tmp_path)))
    one_call = call(id=str(UUID(int=5)), flow="expedite")
    services.calls.add(one_call)
    answers = {"asked": "2026-11-23T10:00:00-05:00[America/New_York]", "needed-by": "2026-11-26"}
    walk = StoredWalk(
        flow=FlowId("expedite"), answers=answers, content_version="", seen_at=CALLED, led_to=""
    )  # fmt: skip
    assert [due.step for due in services.following_up.follow_ups(CALLED)] == ["waiting"]
    for other in ({"flow": "infopass-adit"}, {"answers": answers | {"asked": "2026-11-20"}}):
        services.walks.keep(msgspec.structs.replace(walk, **other))
        assert [due.step for due in services.following_up.follow_ups(CALLED)] == ["waiting"]
    services.walks.keep(walk)
    assert [due.step for due in services.following_up.follow_ups(CALLED)] == ["cannot-wait"]
    noted = msgspec.structs.replace(
        one_call, id=str(UUID(int=6)), corrects=one_call.id, needed_by=date(2026, 12, 7)
    )
    services.calls.correct(noted)
    (promised,) = services.following_up.follow_ups(CALLED)
    assert (promised.step, promised.needed_by) == ("waiting", date(2026, 12, 7))


def test_a_file_of_ones_own_from_before_still_serves(services: Services) -> None:
    advice = services.catalog.follow_up
    older = {name: step for name, step in advice.steps.items() if name not in NEW}
    more = {name: step for name, step in advice.more.items() if name != "needed"}
    guidance = msgspec.structs.replace(
        services.promises.guidance, advice=msgspec.structs.replace(advice, steps=older, more=more)
    )
    window, made = services.promises.of_call(call(), CALLED)
    assert made is not None
    for day in (26, 30):
        need = NeededDay(date(2026, 11, day), "America/New_York")
        result = follow_up(call(), window, made, (CALLED,), CALLED, guidance, need=need)
        assert services.texts.sentence(result.next_step).startswith("Wait.")
