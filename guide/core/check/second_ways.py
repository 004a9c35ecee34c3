"""Second ways that lead back to where they come from: whoever follows them never arrives."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.flow import Flow

if TYPE_CHECKING:
    from guide.core.ids import OutcomeId


def check_second_ways(content: Content) -> list[Problem]:
    """Every circle of `then`, once each, at the outcome that stands first in its file."""
    return [circle for flow in content.flows.values() for circle in _circles(flow)]


def _circles(flow: Flow) -> Iterator[Problem]:
    done: set[OutcomeId] = set()
    for first in flow.outcomes:
        passed: list[OutcomeId] = []
        name: OutcomeId | None = first
        while (
            name is not None and name in flow.outcomes and name not in done and name not in passed
        ):
            passed.append(name)
            name = flow.outcomes[name].then
        if name is not None and name in passed:
            names = passed[passed.index(name) :]
            message = f"Second ways run in a circle: {' → '.join([*names, names[0]])}."
            hint = "Take away one `then`."
            path = ("outcomes", names[0], "then")
            yield Problem(code="cycle", message=message, path=path, hint=hint, file=flow.id)
        done.update(passed)
