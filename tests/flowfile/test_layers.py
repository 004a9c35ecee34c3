"""One run of the check tells all layers: what cannot be read, what cannot be followed, the sense.

It tells one thing once, at the value, in a file that can be opened from where one stands.
"""

from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.flows.command import MOST_OF_A_FILE, in_words
from guide.cli.main import main
from guide.flowfile.catalog import Catalog
from guide.local.settings import Settings
from tests.flowfile.small import CARD, CENTER, EXAMPLES, FILES, HOME, check, write

FLOW = "card/flow.yaml"


def codes(folder: Path) -> list[tuple[str, str]]:
    return [
        (Path(problem.file).parent.name + "/" + Path(problem.file).name, problem.code)
        for problem in check(folder)
    ]


def test_a_slip_in_one_file_hides_nothing_in_it_nor_in_another(tmp_path: Path) -> None:
    other = (
        CARD.replace("id: card", "id: other").replace("outcomes: [call]", "outcomes: [cal]")
        .replace('"A paper", sources: none', '"A paper", sources: [fcat]')
    )  # fmt: skip
    card = (
        CARD.replace("kind: self-help,", "kind: self-help, whi: b,")
        .replace("answer: what, is: stolen}}", "answer: waht, is: stolen}}")
        .replace('text: "When?"\n    sources: none', 'text: "When?"\n    sources: [fcat]')
    )  # fmt: skip
    write(
        tmp_path,
        {
            **FILES,
            FLOW: card,
            "other/flow.yaml": other,
            "home.yaml": HOME.replace("flow: card", "flw: card"),
        },
    )
    wrong = set(codes(tmp_path))
    assert {
        (FLOW, "unknown-name"), (FLOW, "unknown-question"), (FLOW, "unknown-source"),
        ("other/flow.yaml", "unknown-target"), ("other/flow.yaml", "unknown-source"),
        (f"{tmp_path.name}/home.yaml", "unknown-name"),
    } <= wrong  # fmt: skip
    # `done` could not be read: that it is missing elsewhere is no news.
    assert (FLOW, "unknown-target") not in wrong
    assert (FLOW, "unreachable") not in wrong


def test_structure_and_sense_come_in_one_run(tmp_path: Path) -> None:
    card = CARD.replace("to: neededd", "").replace("then: call", "then: cal").replace(
        '"A paper", sources: none', '"A paper"'
    )  # fmt: skip
    write(tmp_path, {**FILES, FLOW: card})
    assert codes(tmp_path) == [(FLOW, "unknown-target"), (FLOW, "no-source")]


def test_a_center_that_cannot_be_used_hides_no_fault_of_a_flow(tmp_path: Path) -> None:
    card = CARD.replace("answer: what, is: stolen}}", "answer: waht, is: stolen}}")
    center = CENTER.replace("value: 3, unit: days", "value: three, unit: days")
    write(tmp_path, {**FILES, FLOW: card, "contact_center.yaml": center})
    wrong = {code for _, code in codes(tmp_path)}
    assert wrong == {"type", "unknown-question"}


def test_a_flow_that_is_no_yaml_is_one_fault_though_others_lead_to_it(tmp_path: Path) -> None:
    other = CARD.replace("id: card", "id: other").replace("to: done", "to: {flow: card, at: what}")
    write(
        tmp_path,
        {**FILES, FLOW: CARD.replace("start: what", "start: [what"), "other/flow.yaml": other},
    )
    assert codes(tmp_path) == [(FLOW, "yaml")]


def test_a_misspelt_word_that_is_compulsory_is_reported_once(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, FLOW: CARD.replace("questions:\n", "quesions:\n")})
    (problem,) = check(tmp_path)
    assert (problem.code, problem.hint) == ("unknown-name", "Did you mean 'questions'?")


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("{answer: what, is: stolen}}", "{all: [{answer: what, is: lost}, {answer: waht, is: lost}]}}", "waht"),
        ("{answer: what, is: stolen}}", "{not: {answer: what, is: stoln}}}", "stoln"),
        ("{answer: what, is: stolen}}", "{answer: what, one_of: [lost, stoln]}}", "stoln"),
        ("at_most: some-days", "at_most: some-day", "some-day}"),
        ("limit: some-days", "limit: some-day", "some-day}"),
        ("{before: needed,", "{before: neededd,", "neededd"),
        ("done: {kind: self-help,", "done: {kind: self-help, reason: wait,", "wait"),
    ],
)  # fmt: skip
def test_the_caret_stands_at_the_value(tmp_path: Path, old: str, new: str, at: str) -> None:
    assert old in CARD
    write(tmp_path, {**FILES, FLOW: CARD.replace(old, new, 1)})
    (problem,) = check(tmp_path)
    place, excerpt, caret = in_words(problem)
    assert excerpt[caret.index("^") :].startswith(at)
    assert place.startswith(f"{tmp_path / FLOW}:{problem.line}:{problem.column}: error: ")


def test_of_a_long_line_the_part_around_the_fault_is_shown(tmp_path: Path) -> None:
    long = ", ".join(f"{{answer: what, is: {'lost' if n < 60 else 'lst'}}}" for n in range(61))
    card = CARD.replace("when: {answer: what, is: stolen}}", f"when: {{any: [{long}]}}}}")
    write(tmp_path, {**FILES, FLOW: card})
    (problem,) = check(tmp_path)
    _, excerpt, caret = in_words(problem)
    assert problem.column > 1_000
    assert excerpt[caret.index("^") :].startswith("lst")
    assert len(excerpt) < 320


def test_a_place_opens_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "flows", {FLOW: CARD.replace("then: call", "then: cal")})
    for here, there in (
        (tmp_path, "flows"),
        (tmp_path / "flows", "."),
        (tmp_path / "flows" / "card", ".."),
    ):
        monkeypatch.chdir(here)
        assert main(["flows", "check", "--flows", there, "--at", "2026-12-01T10:00-05:00"]) == 1
        place = capfd.readouterr().out.partition(":")[0]
        assert Path(place).read_text(encoding="utf-8") == CARD.replace("then: call", "then: cal")


def test_two_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name / "flows", {f"{name}/flow.yaml": "id: ["})
    catalog = Catalog([tmp_path / "one" / "flows", tmp_path / "two" / "flows"])
    assert len({catalog.files.display_path(path) for path in catalog.flow_files.values()}) == 2


def test_of_very_many_faults_the_first_are_reported_and_how_many_more(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    more = "".join(f'  paper-{n}: {{text: "A paper", sources: [fcat]}}\n' for n in range(50))
    write(tmp_path, {FLOW: CARD.replace("needs:\n", f"needs:\n{more}")})
    assert main(["flows", "check", "--flows", str(tmp_path)]) == 1
    out = capfd.readouterr().out
    assert out.count("[unknown-source]") <= MOST_OF_A_FILE
    assert "more. --json lists all." in out


# Files beside the flows


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("contact-center.yaml", "Did you mean 'contact_center.yaml'?"),
        ("home.yml", "Did you mean 'home.yaml'?"),
        ("closures.yaml", "Closures of your own are read from the data folder only."),
        ("green-card.yaml", "A flow lies in a folder of its own: green-card/flow.yaml."),
        ("card/flow.yml", "In the folder of a flow, flow.yaml and cases.yaml are read."),
        ("card/case.yaml", "In the folder of a flow, flow.yaml and cases.yaml are read."),
        ("parts/front.yaml", "A part lies in parts/<id>/flow.yaml."),
        ("a/b/flow.yaml", "A flow lies in <id>/flow.yaml, a part in parts/<id>/flow.yaml."),
        ("locale/ES/LC_MESSAGES/flows.po", "Only locale/<language>/LC_MESSAGES/flows.po is read, in these languages: es."),
        ("locale/es/flows.po", "Only locale/<language>/LC_MESSAGES/flows.po is read, in these languages: es."),
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_named_with_what_would_be_read(
    tmp_path: Path, name: str, hint: str
) -> None:
    write(tmp_path, {**FILES, name: "a: 1\n"})
    (problem,) = check(tmp_path)
    assert (problem.code, problem.severity, problem.hint) == ("unread", "warning", hint)
    assert Path(problem.file) == tmp_path / name


@pytest.mark.parametrize("name", ["README.md", ".git/x.yaml", "card/notes.txt", "locale/flows.pot"])
def test_notes_beside_the_flows_are_nobodys_business(tmp_path: Path, name: str) -> None:
    write(tmp_path, {**FILES, name: "a: 1\n"})
    assert check(tmp_path) == []


def test_a_flow_without_cases_is_named(tmp_path: Path) -> None:
    write(tmp_path, {name: text for name, text in FILES.items() if name != "card/cases.yaml"})
    assert [(problem.code, problem.severity) for problem in check(tmp_path)] == [
        ("no-cases", "warning")
    ]


def test_a_flow_to_which_the_first_screen_does_not_lead_is_named(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "home.yaml": HOME.replace("flow: card", "opens: log")})
    assert [(problem.code, problem.severity) for problem in check(tmp_path)] == [
        ("not-offered", "warning")
    ]
    # Of one that a hand-over leads to, nothing is said.
    other = CARD.replace("id: card", "id: other").replace(
        "to: done", "to: {flow: card, at: needed}"
    )
    write(
        tmp_path, {"other/flow.yaml": other, "home.yaml": HOME.replace("flow: card", "flow: other")}
    )
    assert "not-offered" not in {problem.code for problem in check(tmp_path)}


def test_a_first_screen_of_ones_own_need_not_offer_the_built_in_flows(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            FLOW: CARD.replace("begins_with: front\n", "").replace("ivr: card\n", ""),
            "card/cases.yaml": EXAMPLES,
            "home.yaml": HOME,
        },
    )
    words = Services(Settings(zone="America/New_York", flows=tmp_path))
    from guide.flowfile.whole import whole_check

    problems = whole_check(words.catalog, words.now().date(), ("en", "es"))
    assert "not-offered" not in {problem.code for problem in problems}


def test_the_sound_flows_are_listed_before_a_broken_one_is_reported(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a-card/flow.yaml": "id: ["})
    assert main(["flows", "list", "--flows", str(tmp_path)]) == 2
    out, err = capfd.readouterr()
    assert "expedite" in out
    assert "a-card/flow.yaml:" in err
