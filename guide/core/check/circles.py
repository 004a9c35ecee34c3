"""Flows and second ways that lead back to themselves."""

from collections.abc import Iterator
from itertools import islice

from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.flow import (
    HandOver,
)
from guide.core.ids import QuestionId, QuestionPlace

# Each names all questions that it runs through.
MOST_CIRCLES = 20


def circles(content: Content) -> list[Problem]:
    """Routing that comes back to where it was, hand-overs included."""
    # Whether all ways on from a place were looked at. Most flows are written downwards: read from
    # the last question up, nearly every place leads to such places only.
    done: dict[QuestionPlace, bool] = {}
    for flow in content.flows.values():
        for name in reversed(list(flow.questions)):
            place = flow.id, name
            if all(done.get(to) for to, _ in next_places(content, place)):
                done[place] = True
    problems: list[Problem] = []
    for flow in content.flows.values():
        for name in flow.questions:
            if (flow.id, name) not in done:
                some = _circles_from(content, (flow.id, name), done)
                problems += islice(some, MOST_CIRCLES - len(problems))
    return problems


def _circles_from(
    content: Content, start: QuestionPlace, done: dict[QuestionPlace, bool]
) -> Iterator[Problem]:
    done[start] = False
    stack = [(start, next_places(content, start))]
    while stack:
        place, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            done[place] = True
            stack.pop()
        elif step[0] not in done:
            done[step[0]] = False
            stack.append((step[0], next_places(content, step[0])))
        elif not done[step[0]]:
            yield _circle(place, step, [passed for passed, _ in stack])


def next_places(content: Content, place: QuestionPlace) -> Iterator[tuple[QuestionPlace, int]]:
    """Where the edges of a question lead in its own flow, or into another one."""
    question = content.flows[place[0]].questions[place[1]]
    for index, edge in enumerate(question.edges()):
        to = (
            (edge.to.flow, edge.to.at)
            if isinstance(edge.to, HandOver)
            else (place[0], QuestionId(edge.to))
        )
        if to[0] in content.flows and to[1] in content.flows[to[0]].questions:
            yield to, index


def _circle(
    place: QuestionPlace, step: tuple[QuestionPlace, int], stack: list[QuestionPlace]
) -> Problem:
    names = [f"{flow}/{name}" for flow, name in stack[stack.index(step[0]) :]]
    message = f"Routing runs in a circle: {' → '.join([*names, names[0]])}."
    return Problem(
        code="cycle",
        message=message,
        path=("questions", place[1], "next", step[1], "to"),
        file=place[0],
    )
