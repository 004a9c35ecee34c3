"""All content as values, each read when it is asked for."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from guide.core.clock.hours import Schedule
from guide.core.errors import FlowFaults, Problem
from guide.core.flow.advice import FollowUpAdvice
from guide.core.flow.contact_center import ContactCenter, StaffedHours
from guide.core.flow.content import Content
from guide.core.flow.flow import Flow, Question, SharedQuestions
from guide.core.flow.home import Home, SelfHelpList
from guide.core.flow.reach import leads_to, reached
from guide.core.flow.sources import Fact, Facts
from guide.core.ids import FlowId, QuestionId
from guide.flowfile.content_files import ContentFiles
from guide.local.cache_files import digest
from guide.local.regular_files import read_head

# The rest is imported where it is needed: a run that finds its files kept needs none of it.
if TYPE_CHECKING:
    from guide.core.call.spelling import SpellingWords
    from guide.core.flow.glossary import Glossary
    from guide.core.flow.phone_menu import PhoneMenu


T = TypeVar("T")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_REVIEW = re.compile(r"^review_by:\s*(\d{4}-\d\d-\d\d)", re.MULTILINE)
_HEAD = 4000


class Catalog:
    """All content, read lazily and once; what every run needs is kept in a cache folder.

    With `translate` (a text's id and its English words → its words) all values are in another
    language; what is read and what is kept in the cache stays English.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        cache: Path | None = None,
        translate: Callable[[str, str], str] | None = None,
    ) -> None:
        self.files = ContentFiles(folders, cache)
        self._translate = translate
        self._flows: dict[FlowId, Flow] = {}

    @property
    def flow_files(self) -> dict[FlowId, Path]:
        """Flow id → its file; folders in front win."""
        return self.files.flow_files

    def _first(self, name: str, kind: type[T]) -> T:
        return self._in_words(
            self.files.value(self.files.place(name), kind), name.removesuffix(".yaml")
        )

    def _in_words(self, value: T, name: str) -> T:
        """A value in the language of the run."""
        if self._translate is None:
            return value
        from guide.core.flow.translatable import reworded

        translated: T = reworded(value, name, self._translate)
        return translated

    # Values

    @cached_property
    def center(self) -> ContactCenter:
        """`contact_center.yaml`: lines, hours, limits, closures, and the advice on numbers."""
        return self._first("contact_center.yaml", ContactCenter)

    @cached_property
    def home(self) -> Home:
        """`home.yaml`: what the first screen offers, and the words by which it is searched."""
        return self._first("home.yaml", Home)

    @cached_property
    def self_help(self) -> SelfHelpList:
        """`self_help.yaml`: the tools of USCIS behind "Something else"."""
        return self._first("self_help.yaml", SelfHelpList)

    @cached_property
    def follow_up(self) -> FollowUpAdvice:
        """What to do about an answer that somebody waits for."""
        return self._first("follow_up.yaml", FollowUpAdvice)

    @cached_property
    def menu(self) -> "PhoneMenu":
        """`ivr.yaml`: the phone menu, in the language of the run."""
        from guide.core.flow.phone_menu import PhoneMenu

        return self._first("ivr.yaml", PhoneMenu)

    @cached_property
    def spoken_menu(self) -> "PhoneMenu":
        """The phone menu as the machine says it: what a caller heard is compared with this."""
        from guide.core.flow.phone_menu import PhoneMenu

        return self.files.value(self.files.place("ivr.yaml"), PhoneMenu)

    @cached_property
    def spelling(self) -> "SpellingWords":
        """`spelling.yaml`: a word for each letter and digit."""
        from guide.core.call.spelling import SpellingWords

        return self._first("spelling.yaml", SpellingWords)

    @cached_property
    def glossary(self) -> "Glossary":
        """`glossary.yaml`: terms that callers meet, and what they mean."""
        from guide.core.flow.glossary import Glossary

        return self._first("glossary.yaml", Glossary)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Id → fact, from `sources.yaml` of every folder; folders in front win."""
        every: dict[str, Fact] = {}
        for facts in self.files.values("sources.yaml", Facts):
            every.update(facts.facts)
        return self._in_words(every, "facts")

    @cached_property
    def shared(self) -> Mapping[QuestionId, Question]:
        """Questions that mean the same in every flow."""
        questions: dict[QuestionId, Question] = {}
        for shared_questions in self.files.values("shared.yaml", SharedQuestions):
            questions.update(shared_questions.questions)
        return self._in_words(questions, "shared.questions")

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """Name → staffed hours, as a phone line refers to them."""
        return {name: schedule(hours) for name, hours in self.center.hours.items()}

    def flow(self, name: str) -> Flow:
        """One flow or part.

        Raises:
            FlowFaults: its file cannot be used.
        """
        flow = FlowId(name)
        if flow not in self._flows:
            self._flows[flow] = self._in_words(self.files.value(self.flow_files[flow], Flow), flow)
        return self._flows[flow]

    def content(self, name: str) -> Content:
        """A flow with all that it leads to: its parts and the flows it hands over to."""
        _ = self.facts  # the largest file first: what reading takes is free again for the others
        if self.flow(name).kind == "part":
            return self.everything()
        flows: dict[FlowId, Flow] = {}
        waiting = [FlowId(name)]
        while waiting:
            current = waiting.pop()
            if current in flows:
                continue
            if current not in self.flow_files:
                problem = Problem(code="unknown-target", message=f"There is no flow {current!r}.")
                raise FlowFaults([problem])
            flows[current] = self.flow(current)
            waiting += leads_to(flows[current])
        return self._content(flows)

    def everything(self) -> Content:
        """All flows and parts, with all that they share."""
        return self._content({name: self.flow(name) for name in self.flow_files})

    def _content(self, flows: Mapping[FlowId, Flow]) -> Content:
        return Content(
            flows=flows,
            shared=self.shared,
            center=self.center,
            facts=self.facts,
            schedules=self.schedules,
            versions={name: self._version(name, flows) for name in flows},
        )

    def _version(self, name: FlowId, flows: Mapping[FlowId, Flow]) -> str:
        """In short, what a flow and all that it uses say: changes when any of it does."""
        files = [self.flow_files[flow] for flow in sorted(reached(name, flows))]
        files += [folder / "shared.yaml" for folder in self.files.folders]
        files.append(self.files.place("contact_center.yaml"))
        return digest(*(self.files.mark(path).encode() for path in files))[:12]

    def oldest_review(self) -> date:
        """The earliest day on which content wants review; looks only at the heads of files."""
        days = [self.center.review_by]
        for path in (*self.flow_files.values(), self.files.place("follow_up.yaml")):
            try:
                head = read_head(path, _HEAD, follow=True).decode("utf-8", "replace")
                match = _REVIEW.search(head.replace("\r", "\n"))
                days += [date.fromisoformat(match[1])] if match else []
            except (OSError, ValueError):
                continue  # the check of the file says so
        return min(days)


def schedule(hours: StaffedHours) -> Schedule:
    """The hours of a phone line as values: days by number, Monday is 0, and times."""
    return Schedule(
        zone=hours.zone,
        weekdays=tuple(WEEKDAYS.index(day) for day in hours.weekdays),
        opens=time.fromisoformat(hours.opens),
        closes=time.fromisoformat(hours.closes),
    )
