"""The example cases of flows, followed as `guide prepare` would follow them."""

from collections.abc import Iterable, Iterator
from copy import copy

from guide.bootstrap import Services
from guide.cli.common import parse_moment_arg
from guide.cli.flows.case_lock import (
    LOCK,
    QUESTIONS,
    Record,
    changed,
    is_ones_own,
    questions,
    read_records,
    record,
    write_records,
)
from guide.cli.flows.plan_words import everything, words_of
from guide.cli.talk import Talk
from guide.core.check.differences import differences
from guide.core.errors import FlowFaults, GuideError, InvalidInput
from guide.core.flow.cases import Case, Cases, Shown
from guide.core.ids import FlowId
from guide.core.message import Message
from guide.core.prepare.call_plan import CallPlan
from guide.wording.texts import Texts


def results(services: Services, names: Iterable[FlowId]) -> Iterator[Shown]:
    """Each example case of these flows, with what is wrong with it."""
    for name in names:
        cases = cases_of(services, name)
        path = services.catalog.flow_files[name].with_name(LOCK)
        known = read_records(path)
        if known is not None and not is_ones_own(services.catalog, name):
            known = None
        for case in cases:
            yield Shown(name, case.name, tuple(result(services, name, case, known)))
        if known is not None:
            other = changed(QUESTIONS, questions(_in_english(services), name), known)
            yield from [Shown(name, QUESTIONS, (other,))] if other is not None else []
            for gone in known.keys() - {QUESTIONS, *(case.name for case in cases)}:
                yield Shown(name, gone, ("it is recorded, and there is no such case",))


def cases_of(services: Services, name: FlowId) -> tuple[Case, ...]:
    """The cases of a flow; none where it has no file of cases.

    Raises:
        InvalidInput: there is no such flow.
        FlowFaults: the file cannot be used.
    """
    if name not in services.catalog.flow_files:
        raise InvalidInput(Message("error.flow", "There is no flow {flow!r}.", flow=name))
    path = services.catalog.flow_files[name].with_name("cases.yaml")
    if not path.is_file():
        return ()
    file = services.catalog.files.read(path, Cases)
    if not isinstance(file.value, Cases):
        raise FlowFaults(file.problems)
    return file.value.cases


def result(
    services: Services, flow: FlowId, case: Case, known: dict[str, Record] | None = None
) -> list[str]:
    """What is wrong with one case; with `known`, also what is otherwise than recorded."""
    try:
        in_english = _in_english(services.with_zone(case.zone))
        planned = followed(in_english, flow, case)
    except GuideError as error:
        return [str(error)]
    wrong = differences(
        case.expect, planned, words_of(planned, in_english), everything(planned, in_english)
    )
    if known is not None:
        other = changed(case.name, record(planned, in_english), known)
        wrong += [other] if other is not None else []
    return wrong


def renew(services: Services, names: Iterable[FlowId]) -> Iterator[Shown]:
    """Record anew what the cases show; gives the cases that show something else than before.

    Raises:
        InvalidInput: a case does not hold.
    """
    for name in names:
        path = services.catalog.flow_files[name].with_name(LOCK)
        before, now = read_records(path) or {}, {QUESTIONS: questions(_in_english(services), name)}
        other = changed(QUESTIONS, now[QUESTIONS], before)
        yield from [Shown(name, QUESTIONS, (other,))] if other is not None else []
        for case in cases_of(services, name):
            wrong = result(services, name, case)
            if wrong:
                message = Message(
                    "error.renew", "{flow}: the case {case!r} does not hold.",
                    flow=name, case=case.name,
                )  # fmt: skip
                raise InvalidInput(
                    message, Message("hint.renew", "Mend it first; `guide flows test` says more.")
                )
            in_english = _in_english(services.with_zone(case.zone))
            now[case.name] = record(followed(in_english, name, case), in_english)
            other = changed(case.name, now[case.name], before)
            if other is not None:
                yield Shown(name, case.name, (other,))
        for gone in before.keys() - now.keys():
            yield Shown(name, gone, ("it is recorded, and there is no such case",))
        if len(now) > 1:
            write_records(path, now)


def _in_english(services: Services) -> Services:
    """The same in the language in which cases are written and recorded."""
    other = copy(services)
    other.__dict__["texts"] = Texts()
    return other


def followed(services: Services, flow: FlowId, case: Case) -> CallPlan:
    """The plan that a case comes to.

    Raises:
        GuideError: an answer, or the moment, is none.
    """
    talk = Talk(services, flow, parse_moment_arg(case.at, services))
    for name, value in case.answers.items():
        talk.answer(name, value)
    return talk.plan()
