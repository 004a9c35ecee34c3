"""Every word of the shipped flows is reached, and every case says enough."""

import shutil
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.core.flow.cases import Case, Cases
from guide.flowfile.folders import built_in
from guide.local.settings import Settings
from tests.flows.coverage import ZONE, Coverage, coverage, report

SERVICES = Services(Settings(zone=ZONE))
NAMES = sorted(SERVICES.catalog.flow_files)


@pytest.fixture(scope="module")
def by_flow() -> dict[str, Coverage]:
    return dict(coverage(SERVICES))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_reached_by_a_case_or_a_path(name: str, by_flow: dict[str, Coverage]) -> None:
    assert by_flow[name].missing == [], "\n".join(report({name: by_flow[name]}))
    assert by_flow[name].share == 100


def test_a_word_that_nobody_comes_to_is_named(tmp_path: Path) -> None:
    flows = tmp_path / "flows"
    shutil.copytree(built_in(), flows)
    file = flows / "incoming-call" / "flow.yaml"
    lost = (
        "needs:\n"
        "  letter:\n"
        '    text: "A letter"\n'
        "    when: {all: [{answer: pressure, is: yes}, {answer: opened, is: yes}]}\n"
        "    sources: none\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + lost, encoding="utf-8")
    broken = Services(Settings(zone=ZONE, flows=flows))
    lines = list(report(coverage(broken, only="incoming-call")))
    assert "  no case and no path comes to incoming-call/needs/letter" in lines
    assert any(line.startswith("incoming-call") and " 97." in line for line in lines)


def _cases() -> list[tuple[str, Case]]:
    catalog = SERVICES.catalog
    files = [(name, catalog.flow_files[name].with_name("cases.yaml")) for name in NAMES]
    read = [(name, catalog.files.read(path, Cases).value) for name, path in files]
    return [(name, case) for name, file in read if file is not None for case in file.cases]


def _lacks(case: Case) -> str:
    """What a case does not say about its outcome."""
    expect = case.expect
    if expect.outcome is None:
        return "" if expect.question or expect.form or expect.warnings or _quiet(case) else "all"
    wanted = {
        "kind": expect.kind is not None,
        "when": (expect.when is not None) == (expect.kind == "call"),
        "reason": (expect.reason is not None) == (expect.kind == "do-not-call"),
        "say": bool(expect.say) or expect.kind != "call",
        "needs": bool(expect.needs) or expect.kind != "call",
    }
    return ", ".join(word for word, there in wanted.items() if not there)


def _quiet(case: Case) -> bool:
    """Whether a case is about what is not shown, or about the checklist of a part."""
    return bool(case.expect.no_warnings or case.expect.needs or case.expect.do_first)


def test_every_case_says_what_kind_when_why_and_with_what() -> None:
    lacking = [(name, case.name, _lacks(case)) for name, case in _cases()]
    assert [lack for lack in lacking if lack[2]] == []


def test_cases_bear_names_of_their_own() -> None:
    names = [(name, case.name) for name, case in _cases()]
    assert sorted(set(names)) == sorted(names)
