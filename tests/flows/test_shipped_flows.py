"""Every shipped flow: clean, its cases hold, every path ends in an outcome."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest

from guide.bootstrap import Services
from guide.cli.flows.cases import results
from guide.core.check.content import check_content
from guide.core.check.paths import count_own_paths, count_paths, own_paths, paths
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.ids import FlowId
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.flowfile.whole import whole_check
from guide.local.settings import Settings

SERVICES = Services(Settings(zone="America/New_York"))
NAMES = sorted(Catalog([built_in()]).flow_files)
FLOWS = [name for name in NAMES if SERVICES.catalog.flow(name).kind == "flow"]
ENOUGH = 500
AT = datetime(2026, 11, 23, 15, tzinfo=UTC)

# Nothing is stale on the day on which it was checked last.
CHECKED = date(2026, 11, 26)


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


def test_nothing_is_wrong_with_any_shipped_file(services: Services) -> None:
    catalog = services.catalog
    content = catalog.everything()
    assert check_content(content) == []
    assert whole_check(catalog, CHECKED) == []


@pytest.mark.parametrize("name", NAMES)
def test_example_cases_hold(services: Services, name: str) -> None:
    failures = list(results(services, [FlowId(name)]))
    assert [failure for failure in failures if failure.wrong] == []
    assert len(failures) >= (15 if name in FLOWS and services.catalog.flow(name).listed else 6)


@pytest.mark.parametrize("name", FLOWS)
def test_every_own_path_ends_in_an_outcome_and_replays(services: Services, name: str) -> None:
    content = services.catalog.content(name)
    graph = Graph(content, FlowId(name))
    calendar = services.reference.calendar(AT)
    for at in clocks(content, calendar):
        around = sample_circumstances(content, calendar, at)
        for path in islice(own_paths(graph, around), ENOUGH):
            assert path.end is not None
            planned = plan(graph, path.answers, around)
            assert planned.question is None
            assert planned.outcome is not None
            assert (planned.outcome.flow, planned.outcome.id) == path.end
            assert planned.ignored == ()


@pytest.mark.parametrize("name", FLOWS)
def test_all_combinations_are_counted(services: Services, name: str) -> None:
    content = services.catalog.content(name)
    graph = Graph(content, FlowId(name))
    calendar = services.reference.calendar(AT)
    around = [sample_circumstances(content, calendar, at) for at in clocks(content, calendar)]
    total, complete = count_paths(graph, around)
    assert complete
    assert total >= 10


@pytest.mark.parametrize("part", ["who", "line"])
def test_every_path_of_a_shared_part_passes_or_ends(services: Services, part: str) -> None:
    graph = Graph(services.catalog.content("expedite"), FlowId("expedite"))
    calendar = services.reference.calendar(AT)
    at = clocks(graph.content, calendar)[0]
    around = sample_circumstances(graph.content, calendar, at)
    listed = list(paths(graph, around, only=FlowId(part)))
    assert len(listed) > 10
    assert any(path.end is None for path in listed)


def test_count_agrees_with_the_list(services: Services) -> None:
    name = "incoming-call"
    content = services.catalog.content(name)
    graph = Graph(content, FlowId(name))
    calendar = services.reference.calendar(AT)
    around = sample_circumstances(content, calendar, clocks(content, calendar)[0])
    assert count_paths(graph, [around])[0] == len(list(paths(graph, around)))
    assert count_own_paths(graph, [around])[0] == len(list(own_paths(graph, around)))


@pytest.mark.parametrize("name", FLOWS)
def test_every_outcome_is_reached_by_some_path(services: Services, name: str) -> None:
    from guide.core.check.spread import CALL, spread

    content = services.catalog.content(name)
    graph = Graph(content, FlowId(name))
    calendar = services.reference.calendar(AT)
    reached: set[str] = set()
    for at in clocks(content, calendar):
        reach = spread(graph, sample_circumstances(content, calendar, at))
        for state in reach.ends:
            reached |= {str(value) for key, value in state if key == CALL}
        for (flow, question), index in reach.edges:
            to = content.flows[flow].questions[question].edges()[index].to
            reached.add(f"{flow}/{to}")
    wanted = {f"{name}/{outcome}" for outcome in content.flows[FlowId(name)].outcomes}
    thens = {f"{name}/{o.then}" for o in content.flows[FlowId(name)].outcomes.values() if o.then}
    entered = {w for w in wanted if w not in reached | thens}
    # What only a hand-over from another flow leads to is reached there, or the check says so.
    assert entered == set() or check_content(services.catalog.everything()) == []
