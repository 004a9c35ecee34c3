"""Prepare, as a use case: plans of a moment, answers kept as text, what is to be written down."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.core.errors import FlowFaults, InvalidAnswer, InvalidInput
from guide.local.settings import Settings
from guide.services.planning import Planning
from guide.services.reference import Reference
from tests.flowfile.small import FILES, write
from tests.tui.helpers import ADIT

# A Monday, ten in the morning in New York.
OPEN = datetime(2026, 11, 23, 15, tzinfo=UTC)
CLOSED = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    folder = tmp_path_factory.mktemp("data")
    catalog = Services(Settings(zone="UTC", data=str(folder))).catalog
    return Reference(catalog, folder, folder / "closures.yaml")


def planning(reference: Reference, zone: str = "America/Chicago", at: datetime = OPEN) -> Planning:
    return Planning(reference, zone, lambda: at)


def test_a_plan_is_that_of_its_moment(reference: Reference) -> None:
    plans = planning(reference)
    now, later = plans.plan("infopass-adit", ADIT, OPEN), plans.plan("infopass-adit", ADIT, CLOSED)
    assert now.line_help.open
    assert not later.line_help.open
    assert later.line_help.opens_at == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_a_number_is_judged_only_where_it_was_given(reference: Reference) -> None:
    plans = planning(reference)
    graph = reference.graph("infopass-adit")
    given = plans.circumstances(OPEN, ADIT, graph)
    assert list(given.phone_verdicts) == [ADIT["number"]]
    none = plans.circumstances(OPEN, {**ADIT, "number": "none"}, graph)
    assert not none.phone_verdicts


def test_answers_kept_as_text_give_the_same_plan(reference: Reference) -> None:
    plans = planning(reference)
    kept = {**ADIT, "no-such-question": "yes"}
    assert plans.replayed("infopass-adit", kept, OPEN) == plans.plan("infopass-adit", ADIT, OPEN)


def test_the_next_change_is_when_the_line_closes_or_opens(reference: Reference) -> None:
    plans = planning(reference)
    change = plans.next_change("infopass-adit", ADIT, OPEN)
    assert change is not None
    assert OPEN < change <= datetime(2026, 11, 24, 1, tzinfo=UTC)


def test_tomorrow_is_counted_from_the_callers_own_day(reference: Reference) -> None:
    question = reference.graph("expedite").content.shared["needed-by"]  # type: ignore[index]
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)
    value, change = planning(reference, at=late.astimezone(UTC)).parse_answer(
        "needed-by", question, "Dec 4, 2026"
    )
    assert (value, change) == (date(2026, 12, 4), None)
    with pytest.raises(InvalidAnswer):
        planning(reference).parse_answer("needed-by", question, "soon")


def test_every_call_has_its_list_and_a_flow_adds_its_own(reference: Reference) -> None:
    plans = planning(reference)
    every = [line.id for line in plans.to_write_down(None)]
    mine = [line.id for line in plans.to_write_down("expedite")]
    assert every
    # What the flow adds comes first.
    assert mine[-len(every) :] == every
    assert len(mine) > len(every)
    assert [line.id for line in plans.to_write_down("no-such-flow")] == every


def test_a_flow_that_is_not_there_is_named_with_the_one_that_may_be_meant(
    reference: Reference,
) -> None:
    with pytest.raises(InvalidInput) as refused:
        reference.graph("expidite")
    assert "expedite" in " ".join(map(str, refused.value.hints))


def test_days_of_ones_own_are_closed(tmp_path: Path) -> None:
    catalog = Services(Settings(zone="UTC", data=str(tmp_path))).catalog
    own = tmp_path / "closures.yaml"
    own.write_text("closures:\n  - {date: 2026-11-23, name: Storm}\n", "utf-8")
    reference = Reference(catalog, tmp_path, own)
    assert not reference.live_help(OPEN).open
    assert reference.live_help(OPEN + timedelta(days=1)).open
    first, second = reference.staffed_days(OPEN, 2)
    assert (first.day, second.day) == (date(2026, 11, 23), date(2026, 11, 24))
    assert first.opens is None
    assert second.opens is not None


def test_the_lines_own_numbers_are_known(reference: Reference) -> None:
    center = reference.catalog.center
    dial = next(iter(center.lines.values())).dial
    assert "own-line" in reference.verdict(dial).hints
    assert "calls-from" in reference.verdict(center.call_back.caller_id).hints


def test_a_plan_early_in_a_year_knows_the_year_before(reference: Reference) -> None:
    for year in (2026, 2027):
        calendar = reference.calendar(datetime(year, 1, 2, 15, tzinfo=UTC))
        assert date(year - 1, 12, 25) in calendar.closed


def test_a_flow_that_cannot_be_followed_is_told(tmp_path: Path) -> None:
    write(tmp_path, dict(FILES) | {"card/flow.yaml": FILES["card/flow.yaml"].replace(
        "start: ", "start: no-such-question #"
    )})  # fmt: skip
    services = Services(Settings(zone="UTC", data=str(tmp_path / "data"), flows=tmp_path))
    with pytest.raises(FlowFaults):
        services.reference.graph("card")
