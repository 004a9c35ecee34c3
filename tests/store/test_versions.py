"""Several people correct one call: nothing is lost, and it stays one call with one promise."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from guide.core.call.entry import Call, CallBackAttempt
from guide.core.call.versions import Clash, correction
from guide.store.calls import Calls
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from tests.store.calls import BEGAN, call, name
from tests.store.folders import as_of

FIELDS = [
    ("line", "1"), ("phone", "2"), ("callback", "3"), ("email", "4"), ("agent-name", "5"),
    ("agent-id", "6"), ("item", "7"), ("earlier-item", "8"), ("receipt", "9"), ("form", "10"),
    ("request", "11"), ("send", "12"), ("staff", "13"), ("note", "14"), ("kind", "urgent"),
    ("by", "call"), ("interpreter", "yes"), ("supervisor", "no"),
]  # fmt: skip
EDITS = """
import sys, json
from guide.cli.main import main
print("ready", flush=True)
edits = json.loads(sys.stdin.readline())
for option, value in edits:
    status = main(["log", "edit", sys.argv[1], f"--{option}", value, "--json"])
    assert not status, status
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("url"))
    return str(tmp_path / "data")


@pytest.fixture(params=["sqlite", "postgresql"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Calls]:
    if request.param == "postgresql":
        yield request.getfixturevalue("server_log")
        return
    calls = DataFolder(tmp_path / "data").calls
    yield calls
    calls.close()


def opened(place: str) -> Calls:
    from guide.store.calls import server_calls

    return server_calls(place) if "://" in place else DataFolder(Path(place)).calls


def ids(calls: object) -> list[str]:
    return [entry.id for entry in calls]  # type: ignore[attr-defined]  # calls of any kind


def test_three_programs_edit_one_call_eighteen_times_and_every_field_is_there(place: str) -> None:
    log = opened(place)
    log.add(call(1, zone="Etc/UTC"))
    environment = {**os.environ, "GUIDE_DATA": place, "GUIDE_STAFF": ""}
    programs = [
        subprocess.Popen(  # this Python
            [sys.executable, "-c", EDITS, name(1)], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for number, program in enumerate(programs):
        assert program.stdin is not None
        program.stdin.write(json.dumps(FIELDS[number::3]) + "\n")
        program.stdin.flush()
    for program in programs:
        _, fault = program.communicate(timeout=120)
        assert (program.returncode, fault) == (0, "")
    (only,) = log.page().calls
    assert [log.page().forked, len(log.chain(name(1)))] == [frozenset(), 19]
    texts = (only.line, only.phone, only.callback, only.email, only.agent_name, only.agent_id)
    assert texts == ("1", "2", "3", "4", "5", "6")
    more = (only.service_item, only.earlier_item, only.receipt, only.form, only.request, only.send)
    assert more == ("7", "8", "9", "10", "11", "12")
    rest = (only.staff, only.note, only.kind, only.by, only.interpreter, only.supervisor)
    assert rest == ("13", "14", "urgent", "call", True, False)
    log.close()


def corrected(number: int, *olders: Call, **fields: object) -> Call:
    return correction(call(number), olders, fields)


def test_corrections_of_different_fields_are_joined(log: Calls) -> None:
    log.add(call(1, note="as it was", agent_name="Mary"))
    seen = log.chain(name(1))[-1]
    log.correct(corrected(2, seen, agent_name="Marie"))
    result = log.correct(corrected(3, seen, note="mine"))
    assert isinstance(result, Call)
    assert (result.agent_name, result.note, result.corrects) == ("Marie", "mine", name(2))
    assert (ids(log.page().calls), log.page().forked) == ([name(3)], frozenset())


def test_one_field_changed_by_both_is_given_back_and_nothing_is_written(log: Calls) -> None:
    log.add(call(1, note="as it was"))
    seen = log.chain(name(1))[-1]
    log.correct(corrected(2, seen, note="theirs"))
    result = log.correct(corrected(3, seen, note="mine", staff="Ann"))
    assert isinstance(result, Clash)
    assert (result.fields, result.mine.note, result.theirs.note) == (("note",), "mine", "theirs")
    assert ids(log.chain(name(1))) == [name(1), name(2)]


def test_two_versions_are_one_call_with_one_promise_until_somebody_chooses(log: Calls) -> None:
    log.add(call(1, kind="urgent", note="x"))
    first = call(1, kind="urgent", note="x")
    log.merge([corrected(2, first, note="Ann"), corrected(3, first, kind="regular", note="Ben")])
    page = log.page()
    assert (ids(page.calls), page.forked) == ([name(3)], frozenset({name(3)}))
    assert [ids(versions) for versions in log.waiting()] == [[name(2), name(3)]]
    assert ids(log.page(search="ann").calls) == ids(log.page(search="ben").calls) == [name(3)]
    two = {version.id: version for version in log.versions(name(1))}
    log.correct(corrected(4, two[name(2)], two[name(3)]))
    page = log.page()
    assert ([entry.note for entry in page.calls], page.forked) == (["Ann"], frozenset())
    assert len(list(log.promised())) == 1
    assert log.page(search="ben").calls == ()


def test_removing_one_version_leaves_the_other(log: Calls) -> None:
    log.add(call(1))
    log.merge([corrected(2, call(1), note="Ann"), corrected(3, call(1), note="Ben")])
    log.add(corrected(4, call(3, note="Ben"), staff="Ben"))
    assert log.goes_with(name(4)) == (name(3), name(4))
    assert log.remove([name(4)]) == 2
    assert ids(log.chain(name(1))) == [name(1), name(2)]
    assert (ids(log.page().calls), log.page().forked) == ([name(2)], frozenset())
    assert log.remove([name(1)]) == 2
    assert log.count() == 0


def test_removing_the_first_entry_removes_both_versions(log: Calls) -> None:
    log.add(call(1))
    log.merge([corrected(2, call(1), note="Ann"), corrected(3, call(1), note="Ben")])
    assert log.remove([name(1)]) == 3
    assert list(log.entries()) == []


def test_what_was_removed_comes_back_only_when_asked(log: Calls) -> None:
    log.merge([call(1), call(2)])
    older = list(log.entries())
    log.remove([name(1)])
    later = corrected(3, call(1), note="made elsewhere")
    assert log.merge([later, *older]).entries == [
        (name(3), "removed"), (name(1), "removed"), (name(2), "known"),
    ]  # fmt: skip
    assert ids(log.entries()) == [name(2)]
    again = log.merge([*older, later], again=True)
    assert [became for _, became in again.entries] == ["added", "known", "added"]
    log.remove([name(3)])
    log.remove_all()
    assert [became for _, became in log.merge(older).entries] == ["added", "added"]


def test_a_correction_in_front_of_what_was_removed_is_left_out_as_well(log: Calls) -> None:
    log.add(call(1))
    log.remove([name(1)])
    second = corrected(2, call(1))
    third = corrected(3, second)
    taken = log.merge([third, second, call(1)])
    assert taken.named("removed") == [name(3), name(2), name(1)]
    assert log.count() == 0


def test_differing_rows_name_their_fields_and_are_corrections_when_asked(log: Calls) -> None:
    log.add(call(1, note="here", kind="urgent"))
    row = call(1, note="there", kind="regular")
    taken = log.merge([row])
    assert (taken.named("conflict"), taken.fields) == ([name(1)], {name(1): ("kind", "note")})
    assert [entry.note for entry in log.entries()] == ["here"]
    assert log.merge([row], as_corrections=True).named("corrected") == [name(1)]
    assert [entry.note for entry in log.page().calls] == ["there"]
    assert log.merge([row], as_corrections=True).named("known") == [name(1)]
    assert len(log.chain(name(1))) == 2


def test_one_call_noted_by_two_people_is_said_and_not_joined(log: Calls) -> None:
    log.add(call(1, service_item="SR-12 34"))
    twin = call(2, service_item="sr1234", started_at=BEGAN + timedelta(minutes=62))
    later = call(3, service_item="sr1234", started_at=BEGAN + timedelta(days=9))
    assert log.merge([twin, later]).may_be_same == {name(2): name(1)}
    assert log.count() == 3


def test_an_attempt_is_taken_back_and_noted_again_here_and_elsewhere(
    log: Calls, tmp_path: Path
) -> None:
    log.add(call(1, kind="urgent"))
    log.note_attempt(name(1), CallBackAttempt(at=BEGAN, answered=True))
    other = DataFolder(tmp_path / "other").calls
    other.merge(log.entries())
    assert list(other.promised()) == []
    assert log.take_back_attempt(name(1), BEGAN)
    assert not log.take_back_attempt(name(1), BEGAN)
    assert [len(list(side.promised())) for side in (log, other)] == [1, 0]
    log.merge(other.entries())
    other.merge(log.entries())
    assert [side.chain(name(1))[0].attempts for side in (log, other)] == [(), ()]
    assert len(list(other.promised())) == 1
    log.note_attempt(name(1), CallBackAttempt(at=BEGAN, answered=False))
    other.merge(log.entries())
    assert [len(side.chain(name(1))[0].attempts) for side in (log, other)] == [1, 1]
    other.close()


def test_a_promise_is_closed_and_opened_again_here_and_elsewhere(
    log: Calls, tmp_path: Path
) -> None:
    log.add(call(1, kind="urgent"))
    log.end(name(1), BEGAN, "approved", "Ann")
    assert list(log.promised()) == []
    other = DataFolder(tmp_path / "other").calls
    other.merge(log.entries())
    ended = other.chain(name(1))[0].ended
    assert ended is not None
    assert (ended.why, ended.by, list(other.promised())) == ("approved", "Ann", [])
    other.end(name(1), BEGAN, None)
    log.merge(other.entries())
    assert [len(list(side.promised())) for side in (log, other)] == [1, 1]
    other.close()


def test_a_call_that_names_an_earlier_item_closes_that_promise(log: Calls) -> None:
    log.add(call(1, kind="urgent", service_item="SR-1234"))
    log.add(call(2, kind="urgent", earlier_item="sr1234"))
    assert ids(log.promised()) == [name(2)]
    ended = log.chain(name(1))[0].ended
    assert ended is not None
    assert ended.why == "asked-again"
    log.end(name(1), BEGAN + timedelta(days=1), None)
    assert ids(log.promised()) == [name(1), name(2)]
    log.merge([call(3, kind="urgent", earlier_item="SR1234", started_at=BEGAN + timedelta(9))])
    assert ids(log.promised()) == [name(2), name(3)]
    log.remove([name(3)])
    assert ids(log.promised()) == [name(1), name(2)]
    log.add(corrected(4, call(2, kind="urgent", earlier_item="sr1234"), earlier_item=None))
    assert ids(log.promised()) == [name(1), name(4)]


def test_many_calls_at_once_follow_from_one_another(log: Calls) -> None:
    log.merge([
        call(5, kind="urgent", earlier_item="SR1"), call(1, kind="urgent", service_item="sr-1"),
        call(2, kind="regular", service_item="SR2"),
    ])  # fmt: skip
    log.merge([call(6, earlier_item="SR2")])
    assert ids(log.promised()) == [name(5)]


def test_a_log_that_was_forked_by_an_earlier_version_has_one_call_with_two_versions(
    tmp_path: Path,
) -> None:
    folder = as_of("2-forked", tmp_path / "data")
    log = DataFolder(folder).calls
    page = log.page()
    assert ids(page.calls) == [name(24), name(23), name(22)]
    assert page.forked == {name(22)}
    assert [ids(versions) for versions in log.waiting()] == [[name(21), name(22)], [name(24)]]
    assert [len(version.attempts) for version in log.versions(name(20))] == [1, 1]
    assert (folder / f"{FILE}-version-2").is_file()
    log.close()
