"""Example cases of a flow: answers at a moment, and what must come of them."""

from collections.abc import Mapping

import msgspec

from guide.core.flow.flow import OutcomeKind, OutcomeReason
from guide.core.flow.sources import FileStruct
from guide.core.ids import FlowId, OutcomeId, QuestionId

# Stands for "there is none" where a name, an address or words are expected.
NOTHING = "none"
# The lists of a plan; each may be expected in part, in whole (`only_`), or without some (`no_`).
LISTS = ("needs", "warnings", "do_first", "say", "write_down", "afterwards")


class Expect(FileStruct, frozen=True):
    """What the plan must be. What is left out is not looked at."""

    outcome: OutcomeId | None = None
    question: QuestionId | None = None
    kind: OutcomeKind | None = None
    reason: OutcomeReason | None = None
    when: str | None = None
    then: str | None = None
    address: str | None = None
    come_back: str | None = None
    form: str | None = None
    line: str | None = None
    menu: str | None = None
    needs: tuple[str, ...] = ()
    no_needs: tuple[str, ...] = ()
    only_needs: tuple[str, ...] | None = None
    warnings: tuple[str, ...] = ()
    no_warnings: tuple[str, ...] = ()
    only_warnings: tuple[str, ...] | None = None
    do_first: tuple[str, ...] = ()
    no_do_first: tuple[str, ...] = ()
    only_do_first: tuple[str, ...] | None = None
    say: tuple[str, ...] = ()
    no_say: tuple[str, ...] = ()
    only_say: tuple[str, ...] | None = None
    write_down: tuple[str, ...] = ()
    no_write_down: tuple[str, ...] = ()
    only_write_down: tuple[str, ...] | None = None
    afterwards: tuple[str, ...] = ()
    no_afterwards: tuple[str, ...] = ()
    only_afterwards: tuple[str, ...] | None = None
    via: tuple[str, ...] = ()
    title_has: str | None = None
    says: Mapping[str, str] = {}
    never_says: tuple[str, ...] = ()
    dates: Mapping[str, str] = {}


class Case(FileStruct, frozen=True):
    """One case, in words that a lawyer could read."""

    name: str
    at: str
    answers: Mapping[str, str]
    expect: Expect
    zone: str | None = None


class Cases(FileStruct, frozen=True):
    """The file `cases.yaml` of a flow: answers with what they must lead to."""

    cases: tuple[Case, ...]


class Shown(msgspec.Struct, frozen=True):
    """A case with what was wrong with it."""

    flow: FlowId
    name: str
    wrong: tuple[str, ...]
