"""Following answers: through parts, gates, hand-overs and the second way; nothing else moves it."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from guide.core.check.paths import own_paths
from guide.core.flow.content import Content
from guide.core.flow.words import Value
from guide.core.ids import FlowId, OutcomeId, QuestionId
from guide.core.prepare.graph import End, Graph, Onward, TrailStep
from guide.core.prepare.walk import Position, position
from guide.flowfile.catalog import Catalog
from tests.flowfile.small import CARD, FILES, FRONT, around, write

HEAD = 'title: "T"\nsummary: "S"\nchecked: 2026-11-23\nreview_by: 2099-01-01\n'
LEAVE = """\
begins_with: front
before_call: line
start: where
questions:
  where:
    text: "Where?"
    sources: none
    options: {in: "In", out: "Out", else: "Elsewhere"}
    next:
      - when: {answer: where, is: out}
        to: {flow: stay, at: card}
      - when: {answer: where, is: else}
        to: online
      - to: times
  times:
    text: "How often?"
    sources: none
    options: {unknown: "I do not know"}
    input: {kind: number, wanted: "A number.", most: 9}
    next: gate
  gate:
    next:
      - {when: {answer: times, at_least: 2}, to: ring}
      - {when: {answered: card}, to: ring}
      - {to: no}
outcomes:
  ring: {kind: call, when: any, title: "Call", why: "W.", sources: none}
  online: {kind: self-help, title: "Online", why: "W.", sources: none, then: ring}
  no: {kind: do-not-call, reason: wait, title: "No", why: "W.", sources: none}
"""
STAY = """\
before_call: line
start: first
questions:
  first:
    text: "First?"
    sources: none
    options: {a: "A"}
    next: card
  card:
    text: "A card?"
    sources: none
    options: {yes: "Yes", no: "No"}
    next:
      - when: {answer: card, is: yes}
        to: ring
      - to: office
outcomes:
  ring: {kind: call, when: now, title: "Call", why: "W.", sources: none}
  office: {kind: self-help, title: "Office", why: "W.", sources: none}
"""
LINE = """\
kind: part
start: voice
questions:
  voice:
    text: "Which voice?"
    sources: none
    options: {english: "English", none: "None"}
    next:
      - when: {answer: voice, is: none}
        to: write
      - to: continue
outcomes:
  write: {kind: self-help, title: "Write", why: "W.", sources: none}
"""
LEAVE_FLOW, STAY_FLOW = FlowId("leave"), FlowId("stay")
FRONT_FLOW, LINE_FLOW = FlowId("front"), FlowId("line")
FLOWS = {
    "leave/flow.yaml": f"id: leave\n{HEAD}{LEAVE}",
    "stay/flow.yaml": f"id: stay\n{HEAD}{STAY}",
    "parts/line/flow.yaml": f"id: line\n{HEAD}{LINE}",
}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    write(tmp_path, {**FILES, **FLOWS, "parts/front/flow.yaml": FRONT})
    return Catalog([tmp_path]).content("leave")


def end(outcome: str) -> End:
    return End(LEAVE_FLOW, OutcomeId(outcome))


def follow(content: Content, flow: str = "leave", **answers: Value) -> Position:
    named = {name.replace("_", "-"): value for name, value in answers.items()}
    return position(Graph(content, FlowId(flow)), named, around(content))


def test_the_part_in_front_comes_first_then_the_flow_itself(content: Content) -> None:
    assert follow(content).question == ("front", "role")
    followed = follow(content, role="self")
    assert (followed.question, followed.outcome, followed.via) == (("leave", "where"), None, ())
    assert followed.trail == (TrailStep(FRONT_FLOW, QuestionId("role"), "self"),)


def test_a_gate_asks_nothing_and_leaves_no_step(content: Content) -> None:
    followed = follow(content, role="self", where="in", times=1)
    assert followed.outcome == ("leave", "no")
    assert [step.question for step in followed.trail] == ["role", "where", "times"]


def test_a_number_and_an_option_in_its_place_are_followed(content: Content) -> None:
    assert follow(content, role="self", where="in", times=2).question == ("line", "voice")
    assert follow(content, role="self", where="in", times="unknown").outcome == ("leave", "no")


def test_a_call_is_reached_after_the_questions_of_the_line(content: Content) -> None:
    here: dict[str, Any] = {"role": "self", "where": "in", "times": 2}
    asked = follow(content, **here)
    assert (asked.question, asked.outcome) == (("line", "voice"), None)
    assert follow(content, **here, voice="english").outcome == ("leave", "ring")
    # The line may lead elsewhere; the call is then off.
    assert follow(content, **here, voice="none").outcome == ("line", "write")


def test_a_hand_over_takes_the_answers_along_and_enters_in_the_middle(content: Content) -> None:
    asked = follow(content, role="self", where="out")
    assert (asked.question, asked.via) == (("stay", "card"), ("stay",))
    followed = follow(content, role="self", where="out", card="yes", voice="english", first="a")
    assert (followed.outcome, followed.via) == (("stay", "ring"), ("stay",))
    assert dict(followed.answers) == {
        "role": "self", "where": "out", "card": "yes", "voice": "english",
    }  # fmt: skip
    assert [step.flow for step in followed.trail] == ["front", "leave", "stay", "line"]


def test_the_second_way_is_entered_by_its_own_answer_only(content: Content) -> None:
    here = {"role": "self", "where": "else"}
    first = follow(content, **here)
    assert first.outcome == ("leave", "online")
    assert follow(content, **here, second_way="no").outcome == ("leave", "online")
    then = follow(content, **here, second_way="yes")
    assert then.question == ("line", "voice")
    end = follow(content, **here, second_way="yes", voice="english")
    assert end.outcome == ("leave", "ring")
    assert end.answers["second-way"] == "yes"
    # Where no second way is offered, the answer says nothing.
    off = follow(content, role="self", where="in", times=1, second_way="yes")
    assert (off.outcome, "second-way" in off.answers) == (("leave", "no"), False)


def test_answers_off_the_path_are_not_seen_by_conditions(content: Content) -> None:
    followed = follow(content, role="self", where="in", times=1, card="yes")
    assert followed.outcome == ("leave", "no")
    assert "card" not in followed.answers


def test_ticks_are_kept_whatever_the_path(content: Content) -> None:
    here = position(Graph(content, LEAVE_FLOW), {"ready.paper": "yes", "x": "y"}, around(content))
    assert here.answers == {"ready.paper": "yes"}


@pytest.mark.parametrize("value", ["nonsense", "", 3])
def test_a_value_that_a_question_does_not_take_leaves_it_open(
    content: Content, value: Value
) -> None:
    followed = follow(content, role="self", where=value)
    assert followed.question == ("leave", "where")
    assert "where" not in followed.answers
    assert len(followed.trail) == 1
    assert follow(content, role=value, where="in").question == ("front", "role")


def test_the_order_of_answers_does_not_matter(content: Content) -> None:
    answers = {"role": "self", "where": "out", "card": "yes", "voice": "english"}
    expected = follow(content, **answers)
    for order in itertools.permutations(answers):
        assert follow(content, **{name: answers[name] for name in order}) == expected


def test_a_flow_followed_alone_has_no_part_in_front(content: Content) -> None:
    assert follow(content, "stay").question == ("stay", "first")
    followed = follow(content, "stay", first="a", card="no")
    assert (followed.outcome, followed.via) == (("stay", "office"), ())


def test_the_outcome_itself_is_found_in_its_flow(content: Content) -> None:
    followed = follow(content, role="self", where="out", card="no")
    outcome = followed.outcome_in(content)
    assert outcome is not None
    assert (outcome.title, outcome.kind) == ("Office", "self-help")
    assert follow(content).outcome_in(content) is None


def test_the_graph_joins_what_can_follow_and_nothing_else(content: Content) -> None:
    graph = Graph(content, LEAVE_FLOW)
    assert set(graph.nodes) == {
        ("front", "role"), ("leave", "where"), ("leave", "times"), ("leave", "gate"),
        ("stay", "card"), ("line", "voice"),
    }  # fmt: skip
    assert (graph.start.name, graph.first.name) == ("role", "where")
    assert graph.nodes[LEAVE_FLOW, QuestionId("gate")].is_gate
    # Where the answer alone leads on, it is looked up; a typed answer or a gate is not.
    assert set(graph.nodes[LEAVE_FLOW, QuestionId("where")].table or {}) == {"in", "out", "else"}
    assert graph.nodes[LEAVE_FLOW, QuestionId("times")].table is None
    assert graph.nodes[LEAVE_FLOW, QuestionId("gate")].table is None
    line = graph.line_start(STAY_FLOW)
    assert line is not None
    assert (line.flow, line.name) == ("line", "voice")
    assert graph.line_start(FRONT_FLOW) is None


def test_what_comes_after_an_end_is_told_by_the_graph(content: Content) -> None:
    graph = Graph(content, LEAVE_FLOW)
    ring, line = end("ring"), graph.line_start(LEAVE_FLOW)
    assert graph.follow(End(FRONT_FLOW, None)) == Onward(graph.first)
    assert graph.follow(End(FRONT_FLOW, None), calling=True) == Onward()
    assert graph.follow(End(LINE_FLOW, None), calling=True) == Onward()
    assert graph.follow(ring) == Onward(line, call=True)
    assert graph.follow(ring, calling=True) == Onward()
    second_way = graph.follow(end("online")).second_way
    assert second_way is not None
    assert (second_way.flow, second_way.outcome) == ("leave", "ring")
    assert graph.follow(end("no")) == Onward()
    assert graph.onward(end("online")) == (line,)


def test_every_path_is_one_that_answers_follow_even_from_a_call_to_a_second_way(
    tmp_path: Path,
) -> None:
    card = CARD.replace(", then: call}", "}").replace("when: any,", "when: any, then: done,")
    write(tmp_path, {**FILES, "card/flow.yaml": card})
    content = Catalog([tmp_path]).content("card")
    graph = Graph(content, FlowId("card"))
    listed = list(own_paths(graph, around(content)))
    assert {path.end for path in listed} == {("card", "done"), ("card", "call")}
    for path in listed:
        assert position(graph, path.answers, path.circumstances).outcome == path.end
