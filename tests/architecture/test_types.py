"""An id cannot stand where one of another kind belongs: the type checker says so."""

from pathlib import Path

import pytest

from tests.architecture.commands import ROOT

api = pytest.importorskip("mypy.api")
MIXED = """\
from guide.core.flow.content import Content
from guide.core.ids import ChainId, FlowId, OutcomeId, QuestionId
from guide.core.prepare.graph import End, Graph, TrailStep
from guide.store.chains import Chains

flow, question, outcome = FlowId("expedite"), QuestionId("role"), OutcomeId("call")


def right(content: Content, graph: Graph, chains: Chains) -> None:
    content.question(flow, question)
    End(flow, outcome)
    TrailStep(flow, question, "self")
    graph.nodes[flow, question]
    chains.settle(chains.root("later") or ChainId("first"))


def wrong(content: Content, graph: Graph, chains: Chains) -> None:
    content.question(question, flow)
    End(flow, question)
    TrailStep(flow, outcome, "self")
    graph.nodes[flow, outcome]
    content.flows["expedite"]
    chains.settle("later")
"""


def test_ids_of_two_kinds_are_not_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "mixed.py").write_text(MIXED, encoding="utf-8")
    begun = (
        MIXED.splitlines().index(
            "def wrong(content: Content, graph: Graph, chains: Chains) -> None:"
        )
        + 1
    )
    shown, faults, _ = api.run([
        str(tmp_path / "mixed.py"), "--config-file", str(ROOT / "pyproject.toml"),
        "--cache-dir", str(tmp_path / "cache"), "--hide-error-context", "--no-error-summary",
    ])  # fmt: skip
    lines = {int(line.split(":")[-3]) for line in shown.splitlines() if ": error: " in line}
    assert (lines, faults) == (set(range(begun + 1, begun + 7)), ""), shown
