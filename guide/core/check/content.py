"""Everything that is wrong with content, flow by flow."""

from datetime import date

import msgspec

from guide.core.check.circles import circles
from guide.core.check.report import Path, near
from guide.core.check.second_ways import check_second_ways
from guide.core.check.sense import Sense, entered
from guide.core.check.structure import Structure
from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.reach import reached
from guide.core.flow.sources import fact_ids


def check_content(
    content: Content,
    *,
    structure_only: bool = False,
    today: date | None = None,
    unsure: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Every problem of these flows; with structure only, what keeps them from being followed.

    What leads to a flow that cannot be followed, or to one of `unsure` (of which something could
    not be read), is looked at as far as that goes without following it.
    """
    problems: list[Problem] = []
    for flow in content.flows.values():
        problems += Structure(content, flow).problems()
    problems += circles(content)
    problems += check_second_ways(content)
    errors = [problem for problem in problems if problem.severity == "error"]
    if structure_only:
        return errors
    begun = entered(content)
    broken = {problem.file for problem in errors} | unsure
    sound = {
        name: flow
        for name, flow in content.flows.items()
        if broken.isdisjoint(reached(name, content.flows))
    }
    # What a flow that is broken says of limits and dates is not looked at for another one.
    rest = msgspec.structs.replace(content, flows=sound)
    for name, flow in content.flows.items():
        sense = Sense(rest if name in sound else content, flow, begun, today)
        problems += sense.problems(followed=name in sound)
    return problems


def check_files(content: Content) -> list[Problem]:
    """Facts that name facts, and shared questions that name facts, which are not there."""
    problems = []
    for name, fact in content.facts.items():
        for other in fact.disagrees:
            if other not in content.facts:
                message = f"There is no fact {other!r}."
                hint = near(other, content.facts)
                path: Path = ("facts", name, "disagrees")
                problems.append(
                    Problem(
                        code="unknown-source", message=message, path=path, hint=hint, file="sources"
                    )
                )
    for name, question in content.shared.items():
        for fact_id in fact_ids(question.sources):
            if fact_id not in content.facts:
                message = f"There is no fact {fact_id!r}."
                path = ("questions", name, "sources")
                hint = near(fact_id, content.facts)
                problems.append(
                    Problem(
                        code="unknown-source", message=message, path=path, hint=hint, file="shared"
                    )
                )
    return problems
