"""`guide flows`: the flows and the tools to write them."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, open_services
from guide.cli.diagnostics import DONE, PROBLEMS
from guide.cli.flows.cases import cases_of, renew, results
from guide.cli.options import Options
from guide.core.check.feasible import looks_at_the_clock
from guide.core.check.paths import FlowPath, count_own_paths, count_paths, own_paths, paths
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.errors import FlowFaults, InvalidInput, Problem
from guide.core.ids import FlowId
from guide.core.message import Message
from guide.core.prepare.answers import format_answer
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.wording.texts import LANGUAGES

# Of one file, so many problems are told: the rest mostly follows from them.
MOST_OF_A_FILE = 20


class _Flows(Options):
    action: str
    flow: FlowId | None
    strict: bool
    count: bool
    renew: bool
    limit: int
    part: FlowId | None


def run(options: _Flows) -> int:
    """One of the tools. All but the list are for authors: they speak of the content as written."""
    services = open_services(options)
    if options.action == "list":
        return _list(options, services)
    services = services.in_english()
    match options.action:
        case "check":
            return _check(options, services)
        case "paths":
            return _paths(options, services)
        case _:
            return _test(options, services)


def _list(options: _Flows, services: Services) -> int:
    today = moment(options, services).date()
    broken: list[Problem] = []
    for name in services.catalog.flow_files:
        try:
            flow = services.catalog.flow(name)
        except FlowFaults as error:
            broken += error.problems
            continue
        # Scripts count on the five; people also look for the check of an incoming call.
        if flow.kind == "part" or (options.json and not flow.listed):
            continue
        if options.json:
            output.record(
                {
                    "id": flow.id,
                    "title": flow.title,
                    "summary": flow.summary,
                    "questions": len(flow.questions),
                    "outcomes": len(flow.outcomes),
                    "checked": flow.checked.isoformat(),
                    "stale": flow.review_by < today,
                }
            )
        else:
            output.line(f"{flow.id:<26} {flow.title}. {flow.summary}")
    if broken:
        raise FlowFaults(broken)  # the sound ones are listed by now
    return DONE


# Check


def problems(services: Services, options: Options) -> list[Problem]:
    """Every problem of every file."""
    from guide.cli.flows.check_catalogues import check_catalogues
    from guide.flowfile.whole import whole_check

    today = moment(options, services).date()
    listed = whole_check(services.catalog, today, LANGUAGES)
    return listed + check_catalogues(services.catalog)


def _check(options: _Flows, services: Services) -> int:
    listed = problems(services, options)
    if options.json:
        shown = [_problem(problem) for problem in listed]
        output.record({"problems": shown, "flows": len(services.catalog.flow_files)})
    else:
        for text in _not_too_many(listed):
            output.line(text)
        flows = len(services.catalog.flow_files)
        total = services.texts.say(
            "check.sum", "{flows} flows and parts, {problems} problems.",
            flows=flows, problems=len(listed),
        )  # fmt: skip
        output.line(total)
    bad = [problem for problem in listed if options.strict or problem.severity == "error"]
    return PROBLEMS if bad else DONE


def _not_too_many(listed: list[Problem]) -> Iterator[str]:
    """Each problem; of a file with very many the first ones, and how many more there are."""
    counted = Counter(problem.file for problem in listed)
    shown: Counter[str] = Counter()
    for problem in listed:
        shown[problem.file] += 1
        if shown[problem.file] <= MOST_OF_A_FILE:
            yield from in_words(problem)
        if shown[problem.file] == counted[problem.file] > MOST_OF_A_FILE:
            more = counted[problem.file] - MOST_OF_A_FILE
            yield f"{problem.file}: {more} more. --json lists all."


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def in_words(problem: Problem) -> Iterator[str]:
    """Place and message, the line itself, a caret under the fault."""
    hint = f" {problem.hint}" if problem.hint else ""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    yield f"{place}: {problem.severity}: {problem.message}{hint} [{problem.code}]"
    if problem.excerpt.strip():
        yield f"    {problem.excerpt}"
        if 0 < problem.caret <= len(problem.excerpt) + 1:
            yield f"    {' ' * (problem.caret - 1)}^"


# Paths


def _paths(options: _Flows, services: Services) -> int:
    if options.flow is None and options.part is None:
        raise InvalidInput(
            Message("error.paths", "flows paths: name a flow."),
            Message("hint.flows.list", "See `guide flows list`."),
        )
    graph = services.reference.graph("expedite" if options.flow is None else options.flow)
    at = moment(options, services) if options.at is not None else None
    days = services.reference.calendar
    calendar = days(at or clocks(graph.content, days(services.now()))[0])
    moments = [at] if at else list(clocks(graph.content, calendar))
    if not looks_at_the_clock(graph):
        moments = moments[:1]  # the same ways at every hour
    around = [sample_circumstances(graph.content, calendar, clock) for clock in moments]
    if options.part is not None:
        of_part = [
            path
            for circumstances in around
            for path in paths(graph, circumstances, only=options.part)
        ]
        if options.count:
            number = len(of_part)
            output.record({"flow": options.part, "combinations": number, "complete": True})
            return DONE
        return _listed(of_part, options.limit, graph)
    if options.count:
        total, complete = count_paths(graph, around)
        output.record({"flow": graph.flow, "combinations": total, "complete": complete})
        return DONE
    number, _ = count_own_paths(graph, around)
    if number > options.limit:
        raise _too_many(options.limit, number)
    of_flow = (path for circumstances in around for path in own_paths(graph, circumstances))
    return _listed(list(islice(of_flow, options.limit + 1)), options.limit, graph)


def _listed(listed: list[FlowPath], limit: int, graph: Graph) -> int:
    if len(listed) > limit:
        raise _too_many(limit, len(listed))
    for path in listed:
        output.record(_path_json(path, graph))
    return DONE


def _too_many(limit: int, number: int) -> InvalidInput:
    message = Message(
        "error.paths.most", "There are {number:,} paths or more, and {limit:,} at most are listed.",
        number=number, limit=limit,
    )  # fmt: skip
    return InvalidInput(message, Message("hint.paths.most", "Raise --limit, or ask for --count."))


def _path_json(path: FlowPath, graph: Graph) -> dict[str, Any]:
    planned = plan(graph, path.answers, path.circumstances)
    return {
        "answers": {name: format_answer(value) for name, value in path.answers.items()},
        "circumstances": {
            "at": path.circumstances.at.isoformat(),
            "zone": path.circumstances.zone,
            "live_help": "open" if planned.live_help.open else "shut",
        },
        "outcome": path.end[1] if path.end else None,
        "needs": [need.id for need in planned.needs],
    }


# Cases


def _test(options: _Flows, services: Services) -> int:
    names = [options.flow] if options.flow else list(services.catalog.flow_files)
    if options.flow and not cases_of(services, options.flow):
        raise InvalidInput(
            Message("error.cases.none", "{flow} has no example cases.", flow=options.flow),
            Message("hint.cases.none", "Write cases.yaml beside its flow.yaml."),
        )
    say = services.texts.say
    if options.renew:
        shown = list(renew(services, names))
        total = say("cases.renewed", "{cases} cases recorded anew.", cases=len(shown))
    else:
        shown = list(results(services, names))
        wrong = sum(bool(case.wrong) for case in shown)
        total = say("cases.sum", "{cases} cases, {wrong} wrong.", cases=len(shown), wrong=wrong)
    for case in shown:
        if options.json:
            output.record({"flow": case.flow, "case": case.name, "wrong": list(case.wrong)})
        elif case.wrong:
            output.line(f"{case.flow}: {case.name}: {'; '.join(case.wrong)}.")
    if not options.json:
        output.line(total)
    return PROBLEMS if not options.renew and any(case.wrong for case in shown) else DONE
