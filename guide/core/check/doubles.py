"""Ids that stand twice in one plan: in a flow and a part, or in two flows along a hand-over."""

from collections.abc import Iterator

from guide.core.errors import Problem
from guide.core.flow.content import Content
from guide.core.flow.flow import SECTIONS, Flow, Item, Utterance
from guide.core.flow.reach import reached

# Of all flows passed, these lists are kept; of the rest, only those of the last one.
_OF_ALL_FLOWS = ("do_first", "warnings")


def check_doubles(content: Content) -> list[Problem]:
    """Every id that two entries of one plan share, told once, at the one that comes later."""
    doubles: dict[tuple[str, str, str], Problem] = {}
    for flow in content.flows.values():
        if flow.kind == "flow":
            for problem in (*_with_parts(content, flow), *_along(content, flow)):
                doubles.setdefault(
                    (problem.file, str(problem.path[0]), str(problem.path[1])), problem
                )
    return list(doubles.values())


def _with_parts(content: Content, flow: Flow) -> Iterator[Problem]:
    names = [name for name in (flow.begins_with, flow.before_call) if name in content.flows]
    joined = [flow, *(content.flows[name] for name in dict.fromkeys(names) if name is not None)]
    for number, one in enumerate(joined):
        for other in joined[number + 1 :]:
            for section in (*SECTIONS, "say"):
                for name in getattr(one, section):
                    if name in getattr(other, section):
                        yield _double(one, section, name, other)


def _along(content: Content, flow: Flow) -> Iterator[Problem]:
    for other_name in reached(flow.id, content.flows):
        other = content.flows[other_name]
        if other is flow or other.kind == "part":
            continue
        for section in _OF_ALL_FLOWS:
            for name, item in flow.section(section).items():
                twin = other.section(section).get(name)
                if twin is not None and _may_meet(content, item, twin):
                    yield _double(other, section, name, flow)


def _may_meet(content: Content, one: Item | Utterance, other: Item | Utterance) -> bool:
    """Whether one outcome brings up both."""
    if not one.outcomes or not other.outcomes:
        return True
    return any(
        {name, outcome.kind} & {*one.outcomes} and {name, outcome.kind} & {*other.outcomes}
        for flow in content.flows.values()
        for name, outcome in flow.outcomes.items()
    )


def _double(flow: Flow, section: str, name: str, other: Flow) -> Problem:
    message = f"{name!r} stands in `{section}` of {other.id!r} too, and both can show at once."
    hint = "Give it another id, or tell the two apart by `outcomes`."
    return Problem(code="double-id", message=message, path=(section, name), hint=hint, file=flow.id)
