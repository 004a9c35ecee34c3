"""All that is wrong with all files, every layer in one run.

A file that cannot be read whole is used as far as it goes, so its other faults, and those of its
neighbours, are told as well. What is only a consequence of a fault told before is left out.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from guide.core.check.addresses import check_addresses
from guide.core.check.blanks import check_blanks
from guide.core.check.cases import check_cases
from guide.core.check.contact_center import check_center
from guide.core.check.content import check_content, check_files
from guide.core.check.doubles import check_doubles
from guide.core.check.follow_up import check_follow_up
from guide.core.check.glossary import check_glossary
from guide.core.check.lists import check_lists, check_menu
from guide.core.check.numbers import check_numbers
from guide.core.check.words import check_words, checked_ahead
from guide.core.errors import Problem
from guide.core.flow.cases import Cases
from guide.core.flow.contact_center import ContactCenter
from guide.core.flow.content import Content
from guide.core.flow.flow import Flow, Question
from guide.core.flow.home import Home, HomeEntry
from guide.core.flow.reach import alone, leads_to, reached
from guide.core.ids import FlowId, QuestionId
from guide.flowfile.catalog import Catalog, schedule
from guide.flowfile.content_files import KINDS
from guide.flowfile.problems import Problems
from guide.flowfile.unread import unread

if TYPE_CHECKING:
    from guide.core.clock.hours import Schedule
    from guide.core.flow.sources import Fact

_SECTIONS = {"questions", "outcomes", "dates"}


def whole_check(catalog: Catalog, today: date, languages: tuple[str, ...] = ()) -> list[Problem]:
    """Every problem of every file, by file and line; `languages` are those of the catalogues."""
    return _Whole(catalog, today, languages).problems()


class _Whole:
    def __init__(self, catalog: Catalog, today: date, languages: tuple[str, ...]) -> None:
        self.files = catalog.files
        self.today = today
        self.languages = languages
        # Flows with errors, or that lead to one that could not be read whole.
        self.errors: set[str] = set()
        self.followed = True
        self.collected = Problems(self.files)

    def problems(self) -> list[Problem]:
        """All faults; a layer is checked only where those below it are sound."""
        self._read_all()
        content = self._content()
        if content is not None:
            self.collected.add(check_center(content.center))
            self.collected.add(self._of_flows(content))
            self.collected.add(self._of_words(content))
            self.collected.add(self._beside(content))
            self.collected.add(self._of_sound_flows(content))
        for folder in self.files.folders:
            for problem in unread(folder, list(KINDS), self.languages):
                file = self.files.display_path(problem.file)
                self.collected.add_placed([msgspec.structs.replace(problem, file=file)])
        return self.collected.in_order()

    # Reading

    def _read_all(self) -> None:
        for name, read in self.files.reads():
            self.collected.add_placed([*read.problems, *read.faults.notes])
            self.collected.lost.setdefault(name, set()).update(read.faults.lost)
        self.collected.add_placed(self.files.misplaced())
        self.collected.lost[""] = {
            name for name in self.files.flow_files if self._flow(name) is None
        }

    def _part(self, name: str) -> Any:  # noqa: ANN401  # a value of that file
        """What can be used of one of the files that lie on top; None if nothing can."""
        return self.files.read(self.files.place(name), KINDS[name]()).partly

    def _flow(self, name: FlowId) -> Flow | None:
        read = self.files.read(self.files.flow_files[name], Flow)
        # Without one of these sections, hardly a name in it stands for anything.
        flow: Flow | None = None if read.faults.lost & _SECTIONS else read.partly
        return flow

    @cached_property
    def unsure(self) -> frozenset[str]:
        """Flows of which something could not be read, or that lead to one that is not there."""
        files = self.files.flow_files
        read = {name: self._flow(name) for name in files}
        bad = {name for name in files if self.files.read(files[name], Flow).problems}
        for name, flow in read.items():
            if flow is not None and any(read.get(target) is None for target in leads_to(flow)):
                bad.add(name)
        return frozenset(bad)

    def _content(self) -> Content | None:
        """Everything that could be read; None where numbers and hours are missing."""
        flows = {name: flow for name in self.files.flow_files if (flow := self._flow(name))}
        center = self._part("contact_center.yaml")
        if not isinstance(center, ContactCenter):
            return None
        facts: dict[str, Fact] = {}
        shared: dict[QuestionId, Question] = {}
        for read in self.files.merged("sources.yaml"):
            facts |= read.partly.facts if read.partly else {}
        for read in self.files.merged("shared.yaml"):
            shared |= read.partly.questions if read.partly else {}
        # The id is the folder's name; where a file says otherwise, that is told.
        flows = {n: msgspec.structs.replace(f, id=n) for n, f in flows.items()}
        return Content(
            flows=flows,
            shared=shared,
            center=center,
            facts=facts,
            schedules=_schedules(center),
            versions={},
        )

    # Layers

    def _of_flows(self, content: Content) -> Iterator[Problem]:
        """Whether they can be followed, each with what it is run with; then their sense."""
        self.followed = "live-help" in content.schedules and not self.collected.has_wrong_center
        unsure = self.unsure if self.followed else frozenset(content.flows)
        problems = check_content(content, today=self.today, unsure=unsure)
        yield from problems
        self.errors = {problem.file for problem in problems if problem.severity == "error"} | unsure
        for name in content.flows:
            one_flow = alone(content, name)
            if self.unsure.isdisjoint(one_flow.flows) and content.flows[name].kind == "flow":
                stray = _alone(one_flow, name)
                yield from stray
                self.errors |= {name} if stray else set()

    def _of_words(self, content: Content) -> Iterator[Problem]:
        yield from check_words(content, self.today)
        yield from check_doubles(content)

    def _of_sound_flows(self, content: Content) -> Iterator[Problem]:
        """What only a flow tells that can be followed, with all that it leads to."""
        for name in content.flows:
            if self.errors.isdisjoint(reached(name, content.flows)):
                if content.flows[name].kind == "flow":
                    yield from check_blanks(alone(content, name), name)
                yield from self._cases(content, name)

    def _cases(self, content: Content, name: FlowId) -> Iterator[Problem]:
        path = self.files.flow_files[name].with_name("cases.yaml")
        menu = self._part("ivr.yaml")
        if not path.is_file():
            message = f"The flow {name!r} has no example cases."
            hint = (
                "Put cases.yaml beside flow.yaml: nothing else tells whether the answers are right."
            )
            yield Problem(
                code="no-cases", message=message, hint=hint, file=name, path=("id",),
                severity="warning",
            )  # fmt: skip
            return
        cases = self.files.read(path, Cases).partly
        if cases is not None and menu is not None:
            yield from check_cases(cases, name, alone(content, name), menu)

    def _beside(self, content: Content) -> Iterator[Problem]:
        yield from check_files(content)
        menu, home = self._part("ivr.yaml"), self._part("home.yaml")
        self_help, follow_up = self._part("self_help.yaml"), self._part("follow_up.yaml")
        if menu is not None:
            yield from check_menu(menu, content)
        if follow_up is not None:
            yield from check_follow_up(follow_up, content)
        glossary = self._part("glossary.yaml")
        if glossary is not None:
            yield from check_glossary(glossary, content)
        if home is not None and self_help is not None:
            yield from check_lists(home, self_help, content.center, content)
        yield from check_addresses(content, self_help, follow_up)
        yield from check_numbers(content.center, content.facts)
        dated = {"ivr": menu, "follow_up": follow_up, "glossary": glossary}
        dated["contact_center"] = content.center
        for file, value in dated.items():
            if value is not None:
                yield from checked_ahead(value.checked, self.today, file)
        if home is not None and not self.collected.lost.get("home"):
            yield from self._not_offered(home, content)

    def _not_offered(self, home: Home, content: Content) -> Iterator[Problem]:
        """Flows in front of the first screen, or beside it, to which it does not lead."""
        folders = list(self.files.folders)
        top = self.files.place("home.yaml").parent
        behind = folders[folders.index(top) + 1 :] if top in folders else []
        offered = {n for entry in home.entries.values() for n in _flows_of(entry)}
        if not offered <= set(content.flows):
            return  # that is told, and what is left may be what it stands for
        known = {name for flow in offered for name in reached(flow, content.flows)}
        for name, path in self.files.flow_files.items():
            flow = content.flows.get(name)
            if flow is None or flow.kind == "part" or name in known:
                continue
            if not any(path.is_relative_to(folder) for folder in behind):
                message = f"The first screen does not lead to {name!r}."
                hint = f"Add an entry with `flow: {name}` to home.yaml."
                yield Problem(
                    code="not-offered", message=message, hint=hint, file=name, path=("id",),
                    severity="warning",
                )  # fmt: skip


def _alone(content: Content, name: FlowId) -> list[Problem]:
    """What keeps a flow from being followed with nothing but what it leads to, as it is run."""
    hint = f"It is there, but nothing in {name!r} leads to it."
    return [
        msgspec.structs.replace(problem, hint=hint)
        for problem in check_content(content, structure_only=True)
    ]


def _schedules(center: ContactCenter) -> "dict[str, Schedule]":
    try:
        return {name: schedule(hours) for name, hours in center.hours.items()}
    except ValueError:
        return {}


def _flows_of(entry: HomeEntry) -> Iterator[FlowId]:
    if entry.flow is not None:
        yield entry.flow
    for choice in entry.choices.values():
        yield from _flows_of(choice)
