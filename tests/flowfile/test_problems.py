"""What is told of many problems: one a place, and none that only follows from another."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from guide.core.errors import Problem
from guide.flowfile.catalog import Catalog
from guide.flowfile.problems import Problems
from tests.flowfile.small import FILES, write


@pytest.fixture
def problems(tmp_path: Path) -> Problems:
    write(tmp_path, FILES)
    return Problems(Catalog([tmp_path]).files)


def problem(message: str = "Wrong.", code: str = "a", file: str = "card", *path: str) -> Problem:
    return Problem(code=code, message=message, file=file, path=path or ("id",))


def messages(problems: Iterable[Problem]) -> list[str]:
    return [problem.message for problem in problems]


def test_problems_get_their_places_and_each_is_reported_once(problems: Problems) -> None:
    problems.add([problem(), problem(), problem("Wrong, too.")])
    assert messages(problems.in_order()) == ["Wrong.", "Wrong, too."]
    assert {problem.line for problem in problems.in_order()} == {1}


def test_of_two_kinds_at_one_place_the_first_is_reported(problems: Problems) -> None:
    problems.add([problem("First.", "a")])
    problems.add([problem("Second.", "b")])
    assert messages(problems.in_order()) == ["First."]


def test_what_names_something_that_could_not_be_read_follows_from_that(problems: Problems) -> None:
    problems.lost["shared"] = {"receipt"}
    problems.add([problem("There is no question 'receipt'."), problem("{receipt} has no value.")])
    problems.add([problem("There is no question 'what'.")])
    assert messages(problems.in_order()) == ["There is no question 'what'."]


def test_a_fault_of_the_center_explains_what_rests_on_it(problems: Problems) -> None:
    assert not problems.has_wrong_center
    problems.add([problem("No line.", "a", "contact_center", "lines")])
    assert problems.has_wrong_center
    problems.add([problem("No limit.", "unknown-limit"), problem("No hours.", "b")])
    assert messages(problems.in_order()) == ["No line.", "No hours."]


def test_files_stand_in_the_order_in_which_they_came_up_and_lines_in_theirs(
    problems: Problems,
) -> None:
    problems.add(
        [problem("Of the flow.", "a", "card", "questions"), problem("Of home.", "a", "home")]
    )
    problems.add([problem("Of its first line.")])
    assert messages(problems.in_order()) == ["Of its first line.", "Of the flow.", "Of home."]
