"""No sentence of flows and plans is out of a translator's reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.flows import results
from guide.core.plan import CallPlan, Line, Text
from guide.core.wording import reworded, words_in
from guide.flowfile.catalog import built_in
from guide.settings import Settings
from scripts.messages import flow_messages, own_messages


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
    from guide.core.moments import parse_moment

    services = Services(Settings(zone="America/New_York"))
    at, _ = parse_moment("2026-11-23T10:00-05:00", "America/New_York")
    answers = {"role": "guardian", "represented": "no", "protected": "no", "resident": "yes"}
    plan = services.plan("infopass-adit", answers, at)
    shown = {text.id for text in texts(plan)}
    assert shown <= contexts
    assert "infopass-adit.questions.card.text" in shown


def texts(plan: CallPlan) -> Iterator[Text]:
    lines: list[Line] = [*plan.needs, *plan.say, *plan.warnings, *plan.do_first]
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
    found = {message.context: message.id for message in own_messages() if message.id}
    assert found["verdict.now"] == "Call now"
    assert found["plan.needs.count"] == "Have at hand ({ready} of {all})"
    assert len(found) > 80


def test_cases_do_not_depend_on_where_the_program_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert built_in().is_dir()
    found = list(results(Services(Settings(zone="Asia/Manila")), ["infopass-adit"]))
    assert [each for each in found if each.wrong] == []
