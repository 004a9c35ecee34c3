"""Law: what the check accepts, plan, paths, plain lines, paper and screen accept.

Semantic mutants: in a shipped flow, the value of one word is exchanged for another value of the
same word. 200 in every run, 2,000 with HYPOTHESIS_PROFILE=nightly.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from guide.bootstrap import Services
from guide.cli.plain import Plain
from guide.core.check.answer_classes import Classes
from guide.core.check.blanks import check_blanks
from guide.core.check.content import check_content
from guide.core.check.doubles import check_doubles
from guide.core.check.paths import count_own_paths
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.check.words import check_words
from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.flow import SECOND_WAY, Flow
from guide.core.flow.reach import alone, reached
from guide.core.ids import FlowId
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.flowfile.read import read
from guide.local.settings import Settings
from guide.tui.rows.plan import PlanRows
from scripts.flow_mutants import Path as Way
from scripts.flow_mutants import changed, dump, load, places

if TYPE_CHECKING:
    from guide.core.flow.words import Value

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
COUNT = 2_000 if NIGHTLY else 200
WALKS = 3
SERVICES = Services(Settings(zone="America/New_York"))
WHOLE = SERVICES.catalog.everything()
AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
CALENDAR = SERVICES.reference.calendar(AT)
FILES: dict[FlowId, Path] = SERVICES.catalog.flow_files
TREES: dict[str, Any] = {
    name: load(path.read_text(encoding="utf-8")) for name, path in FILES.items()
}
# In every run mostly what is quickly gone through; at night all alike.
NAMES = (
    list(FILES) if NIGHTLY else ["incoming-call", "infopass-adit", "incoming-call", "line", "who"]
)


class Mutant(NamedTuple):
    flow: str
    tree: Any
    what: str


@cache
def values() -> dict[str, list[Any]]:
    """Word → every value that it has in some flow; ids of entries are no words."""
    by_word: dict[str, list[Any]] = {}
    for tree in TREES.values():
        for path, value in places(tree):
            if isinstance(path[-1], str) and value not in by_word.setdefault(path[-1], []):
                by_word[path[-1]].append(value)
    return {word: several for word, several in by_word.items() if len(several) > 1}


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    chance = random.Random(seed)
    spots: dict[str, list[Way]] = {}
    for name in dict.fromkeys(NAMES):
        spots[name] = [path for path, _ in places(TREES[name]) if path[-1] in values()]
    for _ in range(count):
        name = chance.choice(NAMES)
        path = chance.choice(spots[name])
        value = chance.choice(values()[path[-1]])
        where = ".".join(map(str, path))
        yield Mutant(
            name, changed(TREES[name], path, value), f"{name}: {where} = {dump(value)[:200]}"
        )


def content_with(flow: Flow, name: str) -> Content:
    return msgspec.structs.replace(WHOLE, flows={**WHOLE.flows, name: flow})


def used(content: Content, name: str, chance: random.Random) -> int:
    """Everything that may be asked of a flow, along some ways; counts the plans."""
    graph = Graph(content, FlowId(name))
    around = sample_circumstances(content, CALENDAR, clocks(content, CALENDAR)[0])
    assert count_own_paths(graph, [around])[0] > 0
    classes = Classes(graph, around)
    for _ in range(WALKS):
        answers: dict[str, Value] = {SECOND_WAY: chance.choice(("yes", "no"))}
        planned = plan(graph, answers, around)
        while planned.question is not None:
            node = graph.nodes[planned.question.flow, planned.question.id]
            assert node.name not in answers, "an answer leads nowhere"
            answers[node.name] = chance.choice(list(classes.of(node)))
            planned = plan(graph, answers, around)
        assert "\n".join(Plain(planned, SERVICES).lines())
        assert SERVICES.sheet(planned, reveal=True).title
        rows = [row.id for row in PlanRows(planned, SERVICES, reveal=True).rows() if row.id]
        assert len(set(rows)) == len(rows), "two rows of one id"
    return WALKS


def rejected(content: Content) -> list[Problem]:
    """What the whole check says."""
    problems = check_content(content) + check_words(content) + check_doubles(content)
    if not problems:
        problems = [blank for flow in content.flows.values() if flow.kind == "flow"
                 for blank in check_blanks(alone(content, flow.id), flow.id)]  # fmt: skip
    return problems


def around_of(content: Content, name: str) -> list[Content]:
    """What the changed flow is run with, and each flow that leads to it; of a part, one of them."""
    flows = [flow_id for flow_id, flow in content.flows.items()
             if flow.kind == "flow" and name in reached(flow_id, content.flows)]  # fmt: skip
    if content.flows[FlowId(name)].kind == "part" and not NIGHTLY:
        flows = flows[:1]
    return [alone(content, flow) for flow in flows]


def test_what_the_check_accepts_everything_accepts() -> None:
    accepted = refused = plans = 0
    for number, mutant in enumerate(mutants(COUNT, seed=20261125)):
        flow = read(dump(mutant.tree), Flow, "x.yaml").value
        content = (
            None if flow is None or flow.id != mutant.flow else content_with(flow, mutant.flow)
        )
        if content is None or any(
            check_content(part, structure_only=True) for part in around_of(content, mutant.flow)
        ):
            refused += 1
            continue
        fault = ""
        try:
            for part in around_of(content, mutant.flow):
                plans += used(part, next(iter(part.flows)), random.Random(number))
        except Exception as error:  # noqa: BLE001  # whatever it is, the check must have said it
            fault = f"{mutant.what}: {error!r}"
        assert not fault or rejected(content), fault
        refused, accepted = refused + bool(fault), accepted + (not fault)
    sys.stdout.write(f"{accepted} accepted, {refused} refused, {plans} plans\n")
    assert accepted > COUNT / 10
    assert refused > COUNT / 10
