"""The log on both databases: what goes in comes out, page by page, and nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from guide.core.call.entry import Call, CallBackAttempt
from guide.core.errors import InvalidInput
from guide.core.message import verbatim
from guide.store.calls import Calls
from guide.store.data_folder import DataFolder
from guide.store.sql import PAGE
from tests.store.calls import BEGAN, HOSTILE, call, full_call, name


@pytest.fixture(params=["sqlite", "postgresql"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Calls]:
    if request.param == "postgresql":
        calls: Calls = request.getfixturevalue("server_log")
        yield calls
        return
    calls = DataFolder(tmp_path / "data").calls
    yield calls
    calls.close()


def ids(calls: object) -> list[str]:
    assert isinstance(calls, tuple | list | Iterator)
    return [entry.id for entry in calls]


def test_every_field_comes_back(log: Calls) -> None:
    log.add(full_call())
    assert log.get(full_call().id) == full_call()
    assert list(log.entries()) == [full_call()]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_back_as_it_was_typed_and_is_found(log: Calls, text: str) -> None:
    log.add(call(1, note=f"«{text}»"))
    entry = log.get(name(1))
    assert entry is not None
    assert entry.note == f"«{text}»"
    if "\x00" not in text:
        assert ids(log.page(search=f"«{text}»").calls) == [name(1)]


def test_a_moment_stays_the_moment_whatever_its_zone(log: Calls) -> None:
    at = datetime(2026, 11, 1, 1, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    log.add(call(1, started_at=at, answer_by=at))
    assert log.get(name(1)) == call(1, started_at=at, answer_by=at)


def test_pages_are_newest_first_and_hold_each_call_once(log: Calls) -> None:
    log.merge([call(number) for number in range(1, 24)])
    log.merge([call(number, started_at=BEGAN) for number in range(100, 110)])
    seen: list[str] = []
    after = None
    while True:
        page = log.page(limit=5, after=after)
        seen += ids(page.calls)
        # A call that comes in meanwhile is newer: it repeats nothing.
        log.add(call(1000 + len(seen)))
        after = page.following
        if after is None:
            break
    assert seen[:23] == [name(number) for number in range(23, 0, -1)]
    assert sorted(seen[23:]) == [name(number) for number in range(100, 110)]


def test_search_finds_every_word_anywhere_whatever_its_case(log: Calls) -> None:
    log.merge([call(1, note="Funeral in İzmir"), call(2, agent_name="FUNERAL"), call(3)])
    assert ids(log.page(search="funeral").calls) == [name(2), name(1)]
    assert ids(log.page(search="i̇zmir FUN").calls) == [name(1)]
    assert ids(log.page(search="100%").calls) == []


def test_since_leaves_out_what_came_before(log: Calls) -> None:
    log.merge([call(1), call(2), call(3)])
    since = BEGAN + timedelta(hours=2)
    assert ids(log.page(since=since).calls) == [name(3), name(2)]


def test_a_correction_takes_the_place_of_what_it_corrects(log: Calls) -> None:
    log.merge([call(1, note="wrong"), call(5)])
    log.note_attempt(name(1), CallBackAttempt(at=BEGAN, answered=False))
    log.add(call(2, started_at=call(1).started_at, note="right", corrects=name(1)))
    assert ids(log.page().calls) == [name(5), name(2)]
    assert log.page(search="wrong").calls == ()
    assert ids(log.chain(name(2))) == ids(log.chain(name(1))) == [name(1), name(2)]
    corrected = log.get(name(2))
    assert corrected is not None
    assert corrected.attempts == (CallBackAttempt(at=BEGAN, answered=False),)
    assert log.count() == 3


def test_a_correction_may_come_before_what_it_corrects(log: Calls) -> None:
    attempt = CallBackAttempt(at=BEGAN, answered=True)
    last = call(3, corrects=name(2), kind="urgent")
    log.merge([last, call(2, corrects=name(1), attempts=(attempt,))])
    log.add(call(1, kind="urgent", attempts=(attempt,)))
    assert ids(log.page().calls) == [name(3)]
    assert ids(log.chain(name(1))) == [name(1), name(2), name(3)]
    assert list(log.promised()) == []
    assert log.page().calls[0].attempts == (attempt,)


def test_two_corrections_of_one_call_both_stay_and_are_one_call(log: Calls) -> None:
    log.merge([call(1), call(2, corrects=name(1)), call(3, corrects=name(1))])
    assert ids(log.chain(name(3))) == [name(1), name(2), name(3)]
    assert ids(log.versions(name(1))) == [name(2), name(3)]
    page = log.page()
    assert (ids(page.calls), page.forked) == ([name(3)], frozenset({name(3)}))


def test_calls_that_correct_one_another_are_refused_whole(log: Calls) -> None:
    with pytest.raises(InvalidInput, match="correct one another"):
        log.merge([call(1, corrects=name(2)), call(2, corrects=name(1)), call(3)])
    assert log.count() == 0


def test_promised_are_current_calls_without_an_answer(log: Calls) -> None:
    missed, came = (CallBackAttempt(at=BEGAN, answered=number) for number in (False, True))
    log.merge([
        call(1, kind="urgent"), call(2, kind="unknown"), call(3, answer_by=BEGAN),
        call(4, kind="regular"), call(5), call(6, kind="urgent", attempts=(missed,)),
        call(7, kind="urgent", attempts=(came,)),
    ])  # fmt: skip
    log.note_attempt(name(4), came)
    log.add(call(8, kind="unknown", corrects=name(3)))
    assert ids(log.promised()) == [name(1), name(6)]


def test_one_moment_is_one_attempt_however_it_is_written(log: Calls) -> None:
    log.add(call(1))
    there = BEGAN.astimezone(timezone(timedelta(hours=-5)))
    log.note_attempt(name(1), CallBackAttempt(at=BEGAN, answered=False))
    log.note_attempt(name(1), CallBackAttempt(at=there, answered=True))
    entry = log.get(name(1))
    assert entry is not None
    assert entry.attempts == (CallBackAttempt(at=BEGAN, answered=True),)


def test_an_attempt_on_a_call_that_is_gone_says_so(log: Calls) -> None:
    with pytest.raises(InvalidInput, match="no longer"):
        log.note_attempt(name(1), CallBackAttempt(at=BEGAN, answered=False))


def test_removing_takes_the_whole_chain(log: Calls) -> None:
    log.merge([call(1), call(2, corrects=name(1)), call(3)])
    log.note_attempt(name(2), CallBackAttempt(at=BEGAN, answered=False))
    assert log.remove([name(2)]) == 2
    assert ids(log.entries()) == [name(3)]
    log.add(call(1))
    assert log.get(name(1)) == call(1)


def test_a_beginning_of_an_id_is_enough_if_only_one_has_it(log: Calls) -> None:
    log.merge([call(0x10), call(0x11)])
    assert log.find("00000010").id == name(0x10)
    for start, why in (("0000001", "Several"), ("f", "no call"), ("", "no call"), ("%", "no call")):
        with pytest.raises(InvalidInput, match=why):
            log.find(start)


def test_merging_tells_new_known_and_other(log: Calls) -> None:
    log.merge([full_call(1), call(2)])
    log.mark_shared([name(1)], BEGAN)
    first, second = (
        CallBackAttempt(at=BEGAN, answered=False),
        CallBackAttempt(at=BEGAN, answered=True),
    )
    here = full_call(1).started_at.astimezone(timezone(timedelta(hours=3)))
    known = msgspec.structs.replace(full_call(1), started_at=here, attempts=(first,))
    entries = log.merge(
        [known, call(2, note="other", attempts=(second,)), call(3), call(3)]
    ).entries
    assert entries == [
        (name(1), "known"), (name(2), "conflict"), (name(3), "added"), (name(3), "known"),
    ]  # fmt: skip
    assert log.get(name(2)) == call(2)
    entry = log.get(name(1))
    assert entry is not None
    assert entry.attempts == (first, *full_call(1).attempts)


def test_merging_is_all_or_nothing(log: Calls) -> None:
    def calls() -> Iterator[Call]:
        for number in range(1000):
            yield call(number)
        raise InvalidInput(verbatim("line 1001 is off"))

    with pytest.raises(InvalidInput):
        log.merge(calls())
    assert log.count() == 0


def test_the_same_call_twice_is_one_and_another_with_its_id_is_refused(log: Calls) -> None:
    log.add(call(1))
    log.add(call(1))
    with pytest.raises(InvalidInput, match="in the log already"):
        log.add(call(1, note="other"))
    assert list(log.entries()) == [call(1)]


def test_sharing_is_marked(log: Calls) -> None:
    log.merge([call(1), call(2)])
    at = datetime(2026, 11, 23, tzinfo=UTC)
    log.mark_shared([name(2)], at)
    assert [entry.shared_at for entry in log.entries()] == [None, at]


def test_two_logs_may_be_open_beside_one_another(tmp_path: Path) -> None:
    one, other = DataFolder(tmp_path / "one").calls, DataFolder(tmp_path / "other").calls
    one.add(call(1))
    assert other.merge(one.entries()).entries == [(name(1), "added")]
    other.add(call(2))
    assert (ids(one.entries()), ids(other.entries())) == ([name(1)], [name(1), name(2)])
    one.close()
    other.close()


def test_calls_that_break_off_while_they_are_read_leave_the_log_as_it_was(log: Calls) -> None:
    def broken() -> Iterator[Call]:
        yield from (call(number) for number in range(1, PAGE + 2))
        raise InvalidInput(verbatim("Line 202 is not an object of JSON."))

    with pytest.raises(InvalidInput, match="Line 202"):
        log.merge(broken())
    assert log.count() == 0


def test_a_call_with_very_many_attempts_is_taken_in(log: Calls) -> None:
    tries = tuple(
        CallBackAttempt(at=BEGAN + timedelta(minutes=n), answered=False) for n in range(12_000)
    )
    assert log.merge([call(1, attempts=tries)]).entries == [(call(1).id, "added")]
    assert log.merge([call(1, attempts=tries)]).entries == [(call(1).id, "known")]
    assert len(log.page().calls[0].attempts) == 12_000


@pytest.mark.parametrize(
    ("fields", "search"),
    [
        ({"service_item": "SR1234-567"}, "sr1234567"),
        ({"service_item": "sr1234567"}, "SR-1234-567"),
        ({"callback": "(617) 253-1000"}, "6172531000"),
        ({"receipt": "MSC*2190123456"}, "msc2190123456"),
        ({"agent_name": "Jose\u0301"}, "Jos\u00e9"),
        ({"agent_name": "Jos\u00e9"}, "JOSE\u0301"),
        ({"note": "interview 12-04-2026"}, "12-04"),
        ({"note": "ＳＲ１２３"}, "sr123"),
    ],
)
def test_a_search_finds_what_a_person_means(
    tmp_path: Path, fields: dict[str, str], search: str
) -> None:
    log = DataFolder(tmp_path).calls
    log.add(call(1, **fields))
    log.add(call(2, note="another one, 99"))
    assert [entry.id for entry in log.page(search=search).calls] == [call(1).id]
    log.close()
