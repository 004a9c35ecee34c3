"""Which words of the shipped flows a caller can come to: by an example case, or by some path.

`python -m tests.flows.coverage` prints the share of each flow and the names of what is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

from guide.bootstrap import Services
from guide.core.check.paths import own_paths
from guide.core.check.samples import clocks, sample_circumstances
from guide.core.clock.moments import parse_moment
from guide.core.flow.cases import Case, Cases
from guide.core.flow.flow import SECOND_WAY, Flow, Utterance
from guide.core.flow.words import Value
from guide.core.ids import FlowId, QuestionId
from guide.core.prepare.answers import parse_answer
from guide.core.prepare.call_plan import CallPlan, Sentence
from guide.core.prepare.graph import Graph
from guide.core.prepare.planner import plan
from guide.local.settings import Settings

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
ZONE = "America/New_York"
# Who speaks decides the form of a sentence: each case is told by these people as well.
SPEAKERS = ("guardian", "attorney", "petitioner", "firm-alone")
MOST_PATHS = 20_000


@dataclass
class Coverage:
    """The names of one flow, and those that were reached."""

    wanted: set[str]
    by_cases: set[str] = field(default_factory=set)
    by_paths: set[str] = field(default_factory=set)

    @property
    def missing(self) -> list[str]:
        """What neither a case nor a path comes to."""
        return sorted(self.wanted - self.by_cases - self.by_paths)

    @property
    def share(self) -> float:
        """Per cent reached."""
        return 100 * (1 - len(self.missing) / len(self.wanted))


def names(flow: Flow, services: Services) -> Iterator[str]:
    """Everything of a flow that a caller could see, as `section/id/…`."""
    content = services.catalog.content(flow.id)
    for name in flow.questions:
        for value in content.question(flow.id, name).options:
            yield f"{flow.id}/options/{name}={value}"
    for end, outcome in flow.outcomes.items():
        yield f"{flow.id}/outcomes/{end}"
        if outcome.then:
            yield f"{flow.id}/then/{outcome.then}"
    for section, key, entry in flow.accompaniments():
        if not isinstance(entry, Utterance):
            yield f"{flow.id}/{section}/{key}"
            continue
        forms = () if entry.forms == "same" else tuple(entry.forms)
        yield from (f"{flow.id}/{section}/{key}/{form}" for form in ("text", *forms))
        yield from (f"{flow.id}/{section}/{key}/part/{part}" for part in entry.parts)


def shown(call_plan: CallPlan) -> Iterator[str]:
    """The same names, of all that one plan holds."""
    for given in call_plan.trail:
        yield f"{given.flow}/options/{given.id}={call_plan.answers[given.id]}"
    if call_plan.outcome is not None:
        yield f"{call_plan.outcome.flow}/outcomes/{call_plan.outcome.id}"
        if call_plan.outcome.then is not None:
            yield f"{call_plan.outcome.then.flow}/then/{call_plan.outcome.then.id}"
    for section in ("do_first", "needs", "warnings", "say", "write_down", "afterwards"):
        for line in getattr(call_plan, section):
            yield from _of_line(line)


def _of_line(line: Sentence) -> Iterator[str]:
    flow, section, name, *rest = line.text.id.split(".")
    if section != "say":
        yield f"{flow}/{section}/{name}"
        return
    yield f"{flow}/say/{name}/{rest[-1]}"
    for filling in line.values.values():
        if isinstance(filling, tuple):
            yield from (f"{flow}/say/{name}/part/{part.id}" for part in filling)


def case_plans(services: Services, flow: str, case: Case) -> Iterator[CallPlan]:
    """The plan of a case, and of the same case when somebody else speaks."""
    in_zone = services.with_zone(case.zone or ZONE)
    at = parse_moment(case.at, in_zone.zone)[0]
    answers = dict(_parsed(services, flow, case, in_zone.zone))
    yield in_zone.planning.plan(flow, answers, at)
    if answers.get("role") is None:
        return
    for role in SPEAKERS:
        yield in_zone.planning.plan(
            flow, {"represented": "no", "g28": "yes", **answers, "role": role}, at
        )


def _parsed(services: Services, flow: str, case: Case, zone: str) -> Iterator[tuple[str, Value]]:
    content = services.catalog.content(flow)
    for name, text in case.answers.items():
        if name == SECOND_WAY:
            yield name, text
            continue
        owners = (flow.id for flow in content.flows.values() if name in flow.questions)
        owner = next(owners, None)  # without one it is a detail that is filled in on the plan
        asked = QuestionId(name)
        question = content.shared[asked] if owner is None else content.question(owner, asked)
        yield name, parse_answer(name, question, text, zone)[0]


def path_plans(services: Services, name: str) -> Iterator[CallPlan]:
    """Plans along the flow's own paths, with live help open and shut, up to a limit."""
    content = services.catalog.content(name)
    graph, calendar = Graph(content, FlowId(name)), services.reference.calendar(AT)
    for at in clocks(content, calendar):
        around = sample_circumstances(content, calendar, at)
        for path in islice(own_paths(graph, around), MOST_PATHS):
            yield plan(graph, path.answers, around)


def coverage(services: Services, only: str | None = None) -> Mapping[str, Coverage]:
    """Cases first; paths only for what no case comes to."""
    catalog = services.catalog
    flows = {
        name: catalog.flow(name) for name in sorted(catalog.flow_files) if only in (None, name)
    }
    by_flow: dict[str, Coverage] = {
        name: Coverage(set(names(flow, services))) for name, flow in flows.items()
    }
    for name in flows:
        file = catalog.files.read(catalog.flow_files[name].with_name("cases.yaml"), Cases)
        assert isinstance(file.value, Cases), file.problems
        for case in file.value.cases:
            for tested in case_plans(services, name, case):
                _note(by_flow, shown(tested), "by_cases")
    for name, flow in flows.items():
        covered = by_flow[name]
        if covered.missing and flow.kind == "flow":
            for planned in path_plans(services, name):
                _note(by_flow, shown(planned), "by_paths")
                if not covered.missing:
                    break
    return by_flow


def _note(by_flow: Mapping[str, Coverage], reached: Iterable[str], how: str) -> None:
    for name in reached:
        entry = by_flow.get(name.partition("/")[0])
        if entry is not None:
            getattr(entry, how).add(name)


def report(by_flow: Mapping[str, Coverage]) -> Iterator[str]:
    """One line a flow, and one for each name that is missing."""
    for name, covered in by_flow.items():
        cases = 100 * len(covered.wanted & covered.by_cases) / len(covered.wanted)
        yield f"{name:<26} {covered.share:6.1f} %  ({cases:.1f} % by cases; {len(covered.wanted)} names)"
        yield from (f"  no case and no path comes to {missing}" for missing in covered.missing)


if __name__ == "__main__":
    print("\n".join(report(coverage(Services(Settings(zone=ZONE))))))  # noqa: T201
