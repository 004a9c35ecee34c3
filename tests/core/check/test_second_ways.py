"""A circle of second ways is reported, and hangs nothing even where nobody checked."""

from pathlib import Path

import pytest

from guide.core.check.content import check_content
from guide.core.check.feasible import unfeasible
from guide.core.check.paths import own_paths
from guide.core.check.spread import spread
from guide.core.flow.content import Content
from guide.core.ids import FlowId
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.flowfile.catalog import Catalog
from tests.flowfile.small import CARD, FILES, around, write

DONE = "  done: {kind: self-help"
CIRCLES = {
    "itself": CARD.replace("sources: none, then: call}", "sources: none, then: done}"),
    "two": CARD.replace("sources: none, then: call}", "sources: none, then: other}").replace(
        DONE,
        '  other: {kind: self-help, title: "O", why: "O.", sources: none, then: done}\n' + DONE,
    ),
    "a call": CARD.replace("kind: call, when: any,", "kind: call, when: any, then: done,"),
}


@pytest.fixture(params=CIRCLES)
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Content:
    write(tmp_path, {**FILES, "card/flow.yaml": CIRCLES[request.param]})
    return Catalog([tmp_path]).content("card")


def test_a_circle_is_said_once_and_keeps_the_flow_from_being_followed(content: Content) -> None:
    problems = check_content(content, structure_only=True)
    assert [problem.code for problem in problems] == ["cycle"]
    assert "Second ways run in a circle" in problems[0].message


def test_nothing_waits_for_ever_where_nobody_checked(content: Content) -> None:
    graph = Graph(content, FlowId("card"))
    answers = {"role": "self", "what": "lost", "second-way": "yes"}
    assert plan(graph, answers, around(content)).outcome is not None
    assert spread(graph, around(content)).complete
    assert unfeasible(graph) is not None
    assert 0 < len(list(own_paths(graph, around(content)))) < 100
