"""What cases show is recorded: no change of what a caller reads goes unnoticed."""

from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.flows.case_lock import LOCK
from guide.cli.flows.cases import renew, results
from guide.cli.main import main
from guide.core.ids import FlowId
from guide.flowfile.catalog import Catalog
from guide.local.settings import Settings
from tests.flowfile.small import CARD, CENTER, EXAMPLES, FILES, HOME, MENU, SOURCES, write

AT = ["--at", "2026-12-01T10:00-05:00"]
CALLS = """\
  - name: "A card is stolen, and needed"
    at: "2026-12-01T10:00-05:00"
    answers: {role: self, what: stolen, needed: 2026-12-02}
    expect: {outcome: call}
"""


def services_with(*folders: Path) -> Services:
    services = Services(Settings(zone="America/New_York"))
    services.catalog = Catalog(folders)
    return services


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {**FILES, "card/cases.yaml": EXAMPLES + CALLS})
    assert list(renew(services_with(tmp_path), [FlowId("card"), FlowId("front")]))
    assert list(wrong(tmp_path)) == []
    return tmp_path


def wrong(*folders: Path) -> list[str]:
    services = services_with(*folders)
    return [
        text for outcome in results(services, services.catalog.flow_files) for text in outcome.wrong
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "part"),
    [
        ("card/flow.yaml", '"What happened?"', '"What has happened?"', "what"),
        ("card/flow.yaml", 'lost: "Lost"', 'lost: "Gone"', "answers"),
        ("card/flow.yaml", 'title: "Done"', 'title: "Ready"', "outcome"),
        ("card/flow.yaml", 'why: "It is done.", sources: none', 'why: "It is done.", sources: [fact]', "outcome"),
        ("card/flow.yaml", "then: call}", 'then: call, address: "https://a.gov"}', "outcome"),
        ("card/flow.yaml", '"A paper"', '"A page"', "needs"),
        ("card/flow.yaml", "log: [agent_name, agent_id]", "log: [agent_name]", "write_down"),
        ("card/flow.yaml", "{before: needed,", "{after: needed,", "warnings"),
        ("card/flow.yaml", '"A card.", forms', '"My card.", forms', "say"),
        ("contact_center.yaml", '"1-800-555-0100"', '"1-800-555-0101"', "dial"),
        ("contact_center.yaml", "value: 3, unit: days", "value: 4, unit: days", "warnings"),
        ("ivr.yaml", 'say: "Hello"', 'say: "Hullo"', "menu"),
        ("ivr.yaml", "say_grade: assumed\n        try_next", "say_grade: official\n        try_next", "menu"),
        ("home.yaml", 'text: "A card"', 'text: "No card"', "offered"),
        ("sources.yaml", "grade: official", "grade: assumed", "outcome"),
    ],
)  # fmt: skip
def test_what_changes_is_named_with_the_part_in_which_it_shows(
    folder: Path, file: str, old: str, new: str, part: str
) -> None:
    texts = {
        "card/flow.yaml": CARD,
        "contact_center.yaml": CENTER,
        "ivr.yaml": MENU,
        "home.yaml": HOME,
        "sources.yaml": SOURCES,
    }
    assert old in texts[file]
    write(folder, {file: texts[file].replace(old, new, 1)})
    words = " ".join(wrong(folder))
    assert "it shows something else than recorded: " in words
    assert part in words


def test_a_case_more_and_a_case_less_are_named(folder: Path) -> None:
    write(folder, {"card/cases.yaml": EXAMPLES})
    assert wrong(folder) == ["it is recorded, and there is no such case"]
    write(folder, {"card/cases.yaml": EXAMPLES + CALLS + CALLS.replace("and needed", "again")})
    assert wrong(folder) == ["what it shows is not recorded yet"]


def test_without_a_record_nothing_is_compared(folder: Path) -> None:
    (folder / "card" / LOCK).unlink()
    write(folder, {"card/flow.yaml": CARD.replace('"A paper"', '"A page"')})
    assert wrong(folder) == []


def test_a_number_of_ones_own_in_front_is_no_fault_of_the_flows_behind(
    folder: Path, tmp_path: Path
) -> None:
    front = tmp_path / "front"
    write(front, {"contact_center.yaml": CENTER.replace('"1-800-555-0100"', '"1-800-555-0101"')})
    assert wrong(front, folder) == []


def test_what_does_not_hold_is_not_recorded(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "card" / LOCK).read_text(encoding="utf-8")
    write(folder, {"card/cases.yaml": EXAMPLES.replace("outcome: done", "outcome: call")})
    assert main(["flows", "test", "card", "--renew", "--flows", str(folder), *AT]) == 2
    assert "'A card is lost' does not hold" in capfd.readouterr().err
    assert (folder / "card" / LOCK).read_text(encoding="utf-8") == before


def test_renewing_says_what_changed_and_then_nothing_is_wrong(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(folder, {"card/flow.yaml": CARD.replace('"A paper"', '"A page"')})
    words = ["--flows", str(folder), *AT]
    assert main(["flows", "test", "card", *words]) == 1
    capfd.readouterr()
    assert main(["flows", "test", "card", "--renew", *words]) == 0
    out = capfd.readouterr().out
    assert "A card is lost: it shows something else than recorded: needs." in out
    assert main(["flows", "test", "card", *words]) == 0


def test_a_flow_without_cases_has_nothing_to_test(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"card/flow.yaml": CARD})
    assert main(["flows", "test", "card", "--flows", str(tmp_path), *AT]) == 2
    assert "card has no example cases" in capfd.readouterr().err
