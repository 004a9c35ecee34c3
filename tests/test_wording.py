"""No sentence of flows and plans is out of a translator's reach."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.flows.cases import results
from guide.core.flow.translatable import reworded, words_in
from guide.core.ids import FlowId
from guide.core.message import Message
from guide.core.prepare.call_plan import CallPlan, Sentence, Text
from guide.flowfile.folders import built_in
from guide.holiday.federal import STATUTORY
from guide.local.settings import Settings
from guide.wording.texts import Texts
from scripts.messages import (
    MAKERS,
    flow_messages,
    flow_words,
    labelled,
    name_of,
    own_messages,
    own_words,
    said,
)
from tests.architecture.commands import ROOT


@pytest.fixture(scope="module")
def contexts() -> set[str]:
    return {str(message.context) for message in flow_messages()}


def test_every_text_of_a_plan_has_an_id_that_translators_know(contexts: set[str]) -> None:
    services = Services(Settings(zone="America/New_York"))
    content = services.catalog.everything()
    ids = {text_id for name, flow in content.flows.items() for text_id, _ in words_in(flow, name)}
    assert ids <= contexts
    assert len(ids) > 500


def test_ids_of_plan_lines_are_paths_of_the_files(contexts: set[str]) -> None:
    from guide.core.clock.moments import parse_moment

    services = Services(Settings(zone="America/New_York"))
    at, _ = parse_moment("2026-11-23T10:00-05:00", "America/New_York")
    answers = {"role": "guardian", "represented": "no", "protected": "no", "resident": "yes"}
    plan = services.planning.plan("infopass-adit", answers, at)
    shown = {text.id for text in texts(plan)}
    assert shown <= contexts
    assert "infopass-adit.questions.card.text" in shown


def texts(plan: CallPlan) -> Iterator[Text]:
    lines: list[Sentence] = [*plan.needs, *plan.say, *plan.warnings, *plan.do_first]
    lines += [given.text for given in plan.trail]
    assert plan.question is not None
    lines += [plan.question.text]
    for line in lines:
        yield line.text
    for choice in plan.question.options:
        yield choice.label


def test_a_translation_reaches_every_text() -> None:
    services = Services(Settings(zone="America/New_York"))
    flow = services.catalog.flow("expedite")
    marked = reworded(flow, "expedite", lambda _, words: f"«{words}»")
    before, after = dict(words_in(flow, "expedite")), dict(words_in(marked, "expedite"))
    assert after == {text_id: f"«{words}»" for text_id, words in before.items()}


def test_program_sentences_are_extracted_with_their_ids() -> None:
    by_id = {message.context: message.id for message in own_messages() if message.id}
    assert by_id["verdict.now"] == "Call now"
    assert by_id["plan.needs.count"] == "Have at hand ({ready} of {all})"
    assert len(by_id) > 80


def test_an_id_stands_for_one_text_only() -> None:
    texts: dict[str, set[str]] = {}
    for text_id, words in (*own_words(), *flow_words()):
        texts.setdefault(text_id, set()).add(words)
    assert {text_id: text for text_id, text in texts.items() if len(text) > 1} == {}
    assert not {text_id for text_id, _ in own_words()} & {text_id for text_id, _ in flow_words()}


@pytest.mark.parametrize(
    "made",
    ["say('a.b', words)", "Message(name, 'words')", "say('a.b', f'{x} words')", "say('words')"],
)
def test_a_sentence_without_id_or_words_in_its_place_is_refused(made: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(said(ast.parse(made)))


# Like "home.found": what the first of two texts looks like where they make a sentence.
ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")


def made_otherwise(tree: ast.AST) -> Iterator[str]:
    """Sentences that are made under a name by which no catalogue would find them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) not in MAKERS:
            given = [
                argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant)
            ]
            match given:
                case [str(text_id), str()] if ID.fullmatch(text_id):
                    yield text_id


def test_every_sentence_is_made_by_a_name_that_the_catalogues_know() -> None:
    for path in sorted((ROOT / "guide").rglob("*.py")):
        assert list(made_otherwise(ast.parse(path.read_text(encoding="utf-8")))) == [], path
    assert list(made_otherwise(ast.parse("self._say('home.found', 'Do you mean this?')"))) == [
        "home.found"
    ]


def test_a_key_without_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(labelled(ast.parse("Binding('a', 'act', 'Act')")))


def test_what_the_machine_listens_for_stays_english(contexts: set[str]) -> None:
    assert "ivr.steps.topic.do" in contexts
    assert "ivr.routes.expedite.say.agent.say" in contexts
    assert not {"ivr.steps.topic.say", "ivr.routes.expedite.say.topic.say"} & contexts


def test_names_of_holidays_can_be_translated() -> None:
    texts = Texts(lambda _, words: f"«{words}»")
    for name in STATUTORY:
        assert texts.holiday(name) == f"«{name}»"
        assert texts.holiday(f"{name} (observed)") == f"««{name}» (observed)»"
        assert Texts().holiday(name) == name
    assert texts.holiday("A day by order") == "A day by order"


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    sentence = Message("a", "{place}: wrong.", place=Message("b", "Row {n}", n=7))
    assert str(sentence) == "Row 7: wrong."
    words = {"a": "{place}: mal.", "b": "Fila {n}"}
    assert Texts(lambda text_id, _: words[text_id]).tell(sentence) == "Fila 7: mal."


def test_cases_do_not_depend_on_where_the_program_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert built_in().is_dir()
    failures = list(results(Services(Settings(zone="Asia/Manila")), [FlowId("infopass-adit")]))
    assert [failure for failure in failures if failure.wrong] == []
