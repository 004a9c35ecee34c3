"""A day held against another day: both ways are found, and a name nobody has is said."""

from pathlib import Path

from guide.core.check.content import check_content
from guide.core.check.feasible import unfeasible
from guide.core.check.paths import own_paths
from guide.core.flow.content import Content
from guide.core.ids import FlowId
from guide.core.prepare.graph import Graph
from guide.flowfile.catalog import Catalog
from tests.flowfile.small import CARD, FILES, around, write

TWO_DAYS = CARD.replace(
    """      - when: {days_until: needed, at_most: some-days}
        to: call
      - to: gate
""",
    """      - to: promised
  promised:
    text: "Which day did they name?"
    sources: none
    input: {kind: date, wanted: "A date."}
    next:
      - when: {is_past: needed, by: promised}
        to: call
      - to: gate
""",
)


def content(folder: Path, card: str) -> Content:
    write(folder, {**FILES, "card/flow.yaml": card})
    return Catalog([folder]).content("card")


def test_the_earlier_and_the_later_day_each_have_a_way(tmp_path: Path) -> None:
    whole = content(tmp_path, TWO_DAYS)
    graph = Graph(whole, FlowId("card"))
    assert unfeasible(graph).edges == ()
    paths = [path.answers for path in own_paths(graph, around(whole)) if "promised" in path.answers]
    earlier = {path["needed"] < path["promised"] for path in paths}  # type: ignore[operator]  # dates
    assert earlier == {True, False}


def test_both_names_of_two_days_are_looked_up_and_must_be_days(tmp_path: Path) -> None:
    for by, code in (("promise", "unknown-question"), ("what", "wrong-kind")):
        wrong = TWO_DAYS.replace("by: promised", f"by: {by}")
        problems = check_content(content(tmp_path, wrong), structure_only=True)
        assert [problem.code for problem in problems] == [code], by


def test_a_second_day_that_may_be_absent_must_be_asked_for(tmp_path: Path) -> None:
    early = TWO_DAYS.replace(
        "      - to: promised\n",
        "      - {when: {is_past: needed, by: promised}, to: call}\n      - to: promised\n",
    )
    assert "unguarded-read" in {problem.code for problem in check_content(content(tmp_path, early))}
