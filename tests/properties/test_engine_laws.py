"""Laws of the engine that hold for any answers, on a shipped flow."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from guide.bootstrap import Services
from guide.core.check.answer_classes import Classes
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.errors import InvalidAnswer
from guide.core.flow.flow import Flow
from guide.core.flow.words import Value
from guide.core.ids import QuestionId
from guide.core.prepare.answers import format_answer, parse_answer
from guide.core.prepare.walk import Position, position
from guide.core.text import clean, one_line
from guide.flowfile.read import read
from guide.local.settings import Settings

SERVICES = Services(Settings(zone="America/New_York"))
GRAPH = SERVICES.reference.graph("infopass-adit")
CALENDAR = SERVICES.reference.calendar(datetime(2026, 11, 23, tzinfo=UTC))
AROUND = sample_circumstances(GRAPH.content, CALENDAR, clocks(GRAPH.content, CALENDAR)[0])
CLASSES = Classes(GRAPH, AROUND)
CHOICES = {node.name: list(CLASSES.of(node)) for node in GRAPH.nodes.values() if not node.is_gate}
ANSWERS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in CHOICES.items()}
)


def follow(answers: dict[str, Value]) -> Position:
    return position(GRAPH, answers, AROUND)


@given(ANSWERS, st.text(max_size=20))
def test_answers_to_unknown_questions_change_nothing(answers: dict[str, Value], text: str) -> None:
    assert follow({**answers, "no-such-question": text}).trail == follow(answers).trail


@given(ANSWERS, st.randoms())
def test_the_order_of_answers_does_not_matter(answers: dict[str, Value], order: object) -> None:
    names = list(answers)
    getattr(order, "shuffle")(names)  # noqa: B009  # Hypothesis' own random
    assert follow({name: answers[name] for name in names}) == follow(answers)


@given(ANSWERS, st.sampled_from(sorted(CHOICES)))
def test_adding_an_answer_never_shortens_the_trail(answers: dict[str, Value], name: str) -> None:
    before = follow(answers)
    if name not in answers:
        assert len(follow({**answers, name: CHOICES[QuestionId(name)][0]}).trail) >= len(
            before.trail
        )


@given(ANSWERS, st.data())
def test_changing_an_answer_keeps_the_trail_before_it(
    answers: dict[str, Value], data: st.DataObject
) -> None:
    before = follow(answers)
    if before.trail:
        index = data.draw(st.integers(0, len(before.trail) - 1))
        name = before.trail[index].question
        changed = {**answers, name: data.draw(st.sampled_from(CHOICES[name]))}
        assert follow(changed).trail[:index] == before.trail[:index]


@given(st.text(max_size=80))
def test_what_is_parsed_is_written_back_the_same(text: str) -> None:
    for name, question in GRAPH.content.shared.items():
        try:
            value, _ = parse_answer(name, question, text, "America/New_York")
        except InvalidAnswer:
            continue
        again, _ = parse_answer(name, question, format_answer(value), "America/New_York")
        assert again == value


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_leaves_no_control(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert not any(char in one_line(text) for char in "\x1b\x9b\n\r\u202e\u2066")


@settings(max_examples=200)
@given(st.text(alphabet="abc:- \n\t[]{}'\"!&*#?|>%@`,\x00\x1b\u2028", max_size=60))
def test_the_reader_never_raises(text: str) -> None:
    reading = read(text, Flow, "x.yaml")
    assert reading.value is None
    assert reading.problems
