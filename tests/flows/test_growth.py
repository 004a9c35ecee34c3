"""Ten times the flow is ten times the work, counted in calls, not in seconds."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.check.circles import MOST_CIRCLES
from guide.core.check.content import check_content
from guide.core.check.paths import count_paths
from guide.core.check.spread import MOST_COUNTED
from guide.core.flow.content import Content
from guide.core.ids import FlowId
from guide.core.prepare.graph import Graph
from guide.local.settings import Settings
from scripts.bench_flow import circumstances, content_of, flow_of, text_of


@pytest.fixture(scope="module")
def services() -> Services:
    return Services(Settings(zone="America/New_York"))


def calls(what: Callable[[], object]) -> int:
    """How many functions are called, those in C as well."""
    count = 0

    def noted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(noted)
    try:
        what()
    finally:
        sys.setprofile(before)
    return count


def backwards(content: Content) -> Content:
    """The same flow, its questions written from the last to the first."""
    flow = content.flows[FlowId("synthetic")]
    questions = dict(reversed(list(flow.questions.items())))
    turned = msgspec.structs.replace(flow, questions=questions)
    return msgspec.structs.replace(content, flows={flow.id: turned})


@pytest.mark.parametrize("turn", [lambda content: content, backwards])
def test_the_work_of_a_check_grows_with_the_flow(
    services: Services, turn: Callable[[Content], Content]
) -> None:
    small, large = (turn(content_of(flow_of(text_of(n)), services)) for n in (100, 1_000))
    assert check_content(large) == []
    assert calls(lambda: check_content(large)) < 10.5 * calls(lambda: check_content(small))


def test_the_work_of_counting_paths_grows_with_the_flow(services: Services) -> None:
    graphs = [
        Graph(content_of(flow_of(text_of(n)), services), FlowId("synthetic")) for n in (100, 1_000)
    ]
    around = [circumstances(services)]
    few, many = (calls(partial(count_paths, graph, around)) for graph in graphs)
    assert many < 10.5 * few


def test_the_work_of_a_check_grows_with_the_faults(services: Services) -> None:
    def wrong(count: int) -> Content:
        return content_of(
            flow_of(text_of(count).replace("to: question-", "to: qestion-")), services
        )

    few, many = wrong(100), wrong(1_000)
    problems = check_content(many)
    assert len(problems) == 1_997
    assert problems[0].hint == "Did you mean 'question-2'?"
    assert calls(lambda: check_content(many)) < 10.5 * calls(lambda: check_content(few))


def test_of_very_many_circles_the_first_are_named(services: Services) -> None:
    text = text_of(200).replace("      - to: question-", "      - to: question-0 # ")
    problems = check_content(content_of(flow_of(text), services))
    assert {problem.code for problem in problems} == {"cycle"}
    assert len(problems) == MOST_CIRCLES


def test_more_paths_than_can_be_counted_are_said_to_be_more(services: Services) -> None:
    graph = Graph(content_of(flow_of(text_of(1_000)), services), FlowId("synthetic"))
    assert count_paths(graph, [circumstances(services)]) == (MOST_COUNTED, False)
