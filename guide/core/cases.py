"""Example cases of a flow: answers at a moment, and what must come of them."""

from collections.abc import Mapping

import msgspec

from guide.core.flow import OutcomeKind, OutcomeReason, _Shape
from guide.core.plan import CallPlan


class Expect(_Shape, frozen=True):
    """What the plan must be. What is left out is not looked at."""

    outcome: str | None = None
    question: str | None = None
    kind: OutcomeKind | None = None
    reason: OutcomeReason | None = None
    when: str | None = None
    then: str | None = None
    form: str | None = None
    line: str | None = None
    needs: tuple[str, ...] = ()
    no_needs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    no_warnings: tuple[str, ...] = ()
    do_first: tuple[str, ...] = ()
    no_do_first: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    no_say: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    title_has: str | None = None


class Case(_Shape, frozen=True):
    """One case, in words that a lawyer could read."""

    name: str
    at: str
    answers: Mapping[str, str]
    expect: Expect
    zone: str | None = None


class Cases(_Shape, frozen=True):
    """The file of cases."""

    cases: tuple[Case, ...]


def differences(expect: Expect, plan: CallPlan, said: str) -> list[str]:
    """What of a plan is not as expected; `said` is the outcome's title and reason in words."""
    outcome = plan.outcome
    found = {
        "outcome": outcome and outcome.id,
        "kind": outcome and outcome.kind,
        "reason": outcome and outcome.reason,
        "when": outcome and outcome.when,
        "then": outcome and outcome.then and outcome.then.id,
        "question": plan.question and plan.question.id,
        "form": plan.form,
        "line": plan.line,
    }
    wrong = []
    for name, value in found.items():
        wanted = getattr(expect, name)
        if wanted is not None and wanted != value:
            wrong.append(f"{name} is {value!r}, not {wanted!r}")
    for section in ("needs", "warnings", "do_first", "say"):
        shown = {line.id for line in getattr(plan, section)}
        missing = set(getattr(expect, section)) - shown
        extra = set(getattr(expect, f"no_{section}")) & shown
        wrong += [f"{section} lacks {', '.join(sorted(missing))}"] if missing else []
        wrong += [f"{section} should not hold {', '.join(sorted(extra))}"] if extra else []
    if expect.via and expect.via != plan.via:
        wrong.append(f"via is {list(plan.via)}, not {list(expect.via)}")
    if expect.title_has and expect.title_has.lower() not in said.lower():
        wrong.append(f"the outcome does not say {expect.title_has!r}")
    if plan.ignored:
        wrong.append(f"answers off the path: {', '.join(plan.ignored)}")
    return wrong


class Shown(msgspec.Struct, frozen=True):
    """A case with what was wrong with it."""

    flow: str
    name: str
    wrong: tuple[str, ...]
