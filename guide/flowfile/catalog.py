"""Finds the files of all content, and reads each when it is asked for.

Folders are looked through in order: a firm's own first, then the built-in ones. A flow in front
replaces one of the same id behind it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from guide.core.errors import FlowFaults, Problem
from guide.core.flow import (
    ContactCenter,
    Content,
    Edge,
    Fact,
    Facts,
    Flow,
    FollowUpAdvice,
    HandOver,
    Home,
    ListedClosure,
    Question,
    SelfHelpList,
    SharedQuestions,
    StaffedHours,
)
from guide.core.hours import Schedule
from guide.flowfile.kept import keep, kept
from guide.local.cache_files import digest
from guide.local.regular_files import read_head, read_regular

# The rest is imported where it is needed: a run that finds its files kept needs none of it.
if TYPE_CHECKING:
    from guide.core.glossary import Glossary
    from guide.core.ivr import PhoneMenu
    from guide.core.spelling import SpellingWords
    from guide.flowfile.read import Read

T = TypeVar("T")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_REVIEW = re.compile(r"^review_by:\s*(\d{4}-\d\d-\d\d)", re.MULTILINE)
_HEAD = 4000
# More bytes than the largest file takes that can be read: that one is refused by its length.
_MOST_BYTES = 40_000_000


def built_in() -> Path:
    """The folder of flows that comes with the program: inside the wheel, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_flows"
    return inside if inside.is_dir() else package.parent / "flows"


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
        self.folders = tuple(folders)
        self.cache = cache
        self._translate = translate
        self._reads: dict[Path, Read] = {}
        self._values: dict[Path, Any] = {}
        self._marks: dict[Path, str] = {}
        self._flows: dict[str, Flow] = {}

    # Files

    @cached_property
    def flow_files(self) -> dict[str, Path]:
        """Flow id → its file; folders in front win."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted((*folder.glob("*/flow.yaml"), *folder.glob("parts/*/flow.yaml"))):
                found.setdefault(path.parent.name, path)
        return dict(sorted(found.items()))

    def read(self, path: Path, kind: type[T]) -> "Read":
        """A file as a value of a type; once. Of a sound file the tree is let go: it is large."""
        if path not in self._reads:
            found = self._read(path, kind)
            sound = found.value is not None
            self._reads[path] = msgspec.structs.replace(found, root=None) if sound else found
        return self._reads[path]

    def _read(self, path: Path, kind: type[T]) -> "Read":
        from guide.flowfile.read import read

        name = self.shown(path)
        try:
            text = read_regular(path, _MOST_BYTES, follow=True).decode("utf-8")
        except UnicodeDecodeError as error:
            message = "This file is not UTF-8 text."
            return _unread(name, Problem(code="encoding", message=message, line=1, column=1), error)
        except OSError as error:
            message = f"This file cannot be read: {error.strerror}."
            return _unread(name, Problem(code="unreadable", message=message), error)
        return read(text, kind, name)

    def shown(self, path: Path) -> str:
        """A file's name as people know it: below its folder of flows."""
        for folder in self.folders:
            if path.is_relative_to(folder):
                return str(Path(folder.name) / path.relative_to(folder)).replace("\\", "/")
        return path.name

    def _place(self, name: str) -> Path:
        places = [folder / name for folder in self.folders]
        return next((path for path in places if path.is_file()), places[-1])

    def _value(self, path: Path, kind: type[T]) -> T:
        """The value of a file: as it was kept, else read and kept."""
        if path not in self._values:
            mark = self._mark(path)
            value = kept(path, kind, self.cache, mark)
            if value is None:
                value = _value(self.read(path, kind), kind)
                if isinstance(value, ContactCenter):
                    self._refuse_unusable(value)
                keep(path, value, self.cache, mark)
            self._values[path] = value
        found: T = self._values[path]
        return found

    def _mark(self, path: Path) -> str:
        """What a file says, in short; of one that cannot be read the reading says more."""
        if path not in self._marks:
            try:
                self._marks[path] = digest(read_regular(path, _MOST_BYTES, follow=True))
            except OSError:
                self._marks[path] = ""
        return self._marks[path]

    def _first(self, name: str, kind: type[T]) -> T:
        return self._in_words(self._value(self._place(name), kind), name.removesuffix(".yaml"))

    def _in_words(self, value: T, name: str) -> T:
        """A value in the language of the run."""
        if self._translate is None:
            return value
        from guide.core.wording import reworded

        found: T = reworded(value, name, self._translate)
        return found

    def _refuse_unusable(self, center: ContactCenter) -> None:
        from guide.core.check_center import check_center

        faults = self.placed(check_center(center))
        if faults:
            raise FlowFaults(faults)

    def _merged(self, name: str, kind: type[T]) -> Iterator[T]:
        """The values of a file from every folder that has it, the front last."""
        for folder in reversed(self.folders):
            if (folder / name).is_file():
                yield self._value(folder / name, kind)

    # Values

    @cached_property
    def center(self) -> ContactCenter:
        """Numbers, hours, limits."""
        return self._first("contact_center.yaml", ContactCenter)

    @cached_property
    def home(self) -> Home:
        """What the first screen offers."""
        return self._first("home.yaml", Home)

    @cached_property
    def self_help(self) -> SelfHelpList:
        """The list behind "Something else"."""
        return self._first("self_help.yaml", SelfHelpList)

    @cached_property
    def follow_up(self) -> FollowUpAdvice:
        """What to do about an answer that somebody waits for."""
        return self._first("follow_up.yaml", FollowUpAdvice)

    @cached_property
    def menu(self) -> "PhoneMenu":
        """The phone menu."""
        from guide.core.ivr import PhoneMenu

        return self._first("ivr.yaml", PhoneMenu)

    @cached_property
    def spoken_menu(self) -> "PhoneMenu":
        """The phone menu as the machine says it: what a caller heard is compared with this."""
        from guide.core.ivr import PhoneMenu

        return self._value(self._place("ivr.yaml"), PhoneMenu)

    @cached_property
    def spelling(self) -> "SpellingWords":
        """Words for letters and digits."""
        from guide.core.spelling import SpellingWords

        return self._first("spelling.yaml", SpellingWords)

    @cached_property
    def glossary(self) -> "Glossary":
        """Terms and what they mean."""
        from guide.core.glossary import Glossary

        return self._first("glossary.yaml", Glossary)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact, by id."""
        found: dict[str, Fact] = {}
        for each in self._merged("sources.yaml", Facts):
            found.update(each.facts)
        return self._in_words(found, "facts")

    @cached_property
    def shared(self) -> Mapping[str, Question]:
        """Questions that mean the same in every flow."""
        found: dict[str, Question] = {}
        for each in self._merged("shared.yaml", SharedQuestions):
            found.update(each.questions)
        return self._in_words(found, "shared.questions")

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """Staffed hours by name."""
        return {name: schedule(hours) for name, hours in self.center.hours.items()}

    def flow(self, name: str) -> Flow:
        """One flow or part.

        Raises:
            FlowFaults: its file cannot be used.
        """
        if name not in self._flows:
            self._flows[name] = self._in_words(self._value(self.flow_files[name], Flow), name)
        return self._flows[name]

    def content(self, name: str) -> Content:
        """A flow with all that it leads to: its parts and the flows it hands over to."""
        _ = self.facts  # the largest file first: what reading takes is free again for the others
        if self.flow(name).kind == "part":
            return self.everything()
        flows: dict[str, Flow] = {}
        waiting = [name]
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
        """All flows at once."""
        return self._content({name: self.flow(name) for name in self.flow_files})

    def _content(self, flows: Mapping[str, Flow]) -> Content:
        return Content(
            flows=flows,
            shared=self.shared,
            center=self.center,
            facts=self.facts,
            schedules=self.schedules,
            versions={name: self._version(name, flows) for name in flows},
        )

    def _version(self, name: str, flows: Mapping[str, Flow]) -> str:
        """In short, what a flow and all that it uses say: changes when any of it does."""
        files = [self.flow_files[each] for each in sorted(_reached(name, flows))]
        files += [folder / "shared.yaml" for folder in self.folders]
        files.append(self._place("contact_center.yaml"))
        return digest(*(self._mark(path).encode() for path in files))[:12]

    def faults(self) -> list[Problem]:
        """Every fault that keeps a file from being read as what it should be."""
        from guide.core.cases import Cases
        from guide.core.check_center import check_center
        from guide.core.glossary import Glossary
        from guide.core.ivr import PhoneMenu
        from guide.core.spelling import SpellingWords

        named: list[tuple[str, type[Any]]] = [
            ("contact_center.yaml", ContactCenter),
            ("home.yaml", Home),
            ("self_help.yaml", SelfHelpList),
            ("follow_up.yaml", FollowUpAdvice),
            ("ivr.yaml", PhoneMenu),
            ("spelling.yaml", SpellingWords),
            ("glossary.yaml", Glossary),
            ("sources.yaml", Facts),
            ("shared.yaml", SharedQuestions),
        ]
        reads = [self.read(self._place(name), kind) for name, kind in named]
        reads += [self.read(path, Flow) for path in self.flow_files.values()]
        for path in self.flow_files.values():
            cases = path.with_name("cases.yaml")
            reads += [self.read(cases, Cases)] if cases.is_file() else []
        found = [problem for each in reads for problem in each.problems]
        center = reads[0].value
        if isinstance(center, ContactCenter):
            found += self.placed(check_center(center))
        for name, path in self.flow_files.items():
            flow = self.read(path, Flow).value
            if isinstance(flow, Flow) and flow.id != name:
                message = f"The flow {flow.id!r} lies in the folder {name!r}."
                problem = Problem(code="bad-id", message=message, path=("id",), file=name)
                found += self.placed([problem])
        return found

    def loose_ends(self, content: Content) -> list[Problem]:
        """Names in the other files that nothing answers to."""
        from guide.core.check_follow_up import check_follow_up
        from guide.core.check_glossary import check_glossary
        from guide.core.check_lists import check_lists, check_menu

        return [
            *check_menu(self.menu, content),
            *check_follow_up(self.follow_up, content),
            *check_glossary(self.glossary, content),
            *check_lists(self.home, self.self_help, self.center, content),
        ]

    def placed(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of values, with the place in the file that each came from.

        `Problem.file` names a flow's id, or one of the other files.
        """
        reads = {name: self._read_of(name) for name in {problem.file for problem in problems}}
        return [reads[problem.file].locate(problem) for problem in problems]

    def _read_of(self, name: str) -> "Read":
        if name in self.flow_files:
            return self._read(self.flow_files[name], Flow)
        from guide.core.glossary import Glossary
        from guide.core.ivr import PhoneMenu
        from guide.core.spelling import SpellingWords

        kinds: dict[str, type[Any]] = {
            "shared": SharedQuestions,
            "contact_center": ContactCenter,
            "sources": Facts,
            "ivr": PhoneMenu,
            "spelling": SpellingWords,
            "glossary": Glossary,
            "home": Home,
            "self_help": SelfHelpList,
            "follow_up": FollowUpAdvice,
        }
        return self._read(self._place(f"{name}.yaml"), kinds[name])

    def oldest_review(self) -> date:
        """The earliest day on which content wants review; looks only at the heads of files."""
        days = [self.center.review_by]
        for path in (*self.flow_files.values(), self._place("follow_up.yaml")):
            try:
                head = read_head(path, _HEAD, follow=True).decode("utf-8", "replace")
                found = _REVIEW.search(head.replace("\r", "\n"))
                days += [date.fromisoformat(found[1])] if found else []
            except (OSError, ValueError):
                continue  # the check of the file says so
        return min(days)


class OwnClosures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The user's own file of closures."""

    closures: tuple[ListedClosure, ...]


def own_closures(path: Path) -> dict[date, str]:
    """Date → name, from the user's own file.

    Raises:
        FlowFaults: the file cannot be used.
    """
    found = _value(Catalog([path.parent]).read(path, OwnClosures), OwnClosures)
    return {each.date: each.name for each in found.closures}


def leads_to(flow: Flow) -> list[str]:
    """Other flows and parts that a flow needs."""
    names = [name for name in (flow.begins_with, flow.before_call) if name is not None]
    for question in flow.questions.values():
        edges: tuple[Edge, ...] = question.edges()
        names += [edge.to.flow for edge in edges if isinstance(edge.to, HandOver)]
    return names


def _reached(name: str, flows: Mapping[str, Flow]) -> set[str]:
    """A flow with all that it leads to, as far as it is there."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found and current in flows:
            found.add(current)
            waiting += leads_to(flows[current])
    return found


def schedule(hours: StaffedHours) -> Schedule:
    """Hours as they are written, typed."""
    return Schedule(
        zone=hours.zone,
        weekdays=tuple(WEEKDAYS.index(day) for day in hours.weekdays),
        opens=time.fromisoformat(hours.opens),
        closes=time.fromisoformat(hours.closes),
    )


def _value(found: "Read", kind: type[T]) -> T:
    if not isinstance(found.value, kind):
        raise FlowFaults(found.problems)
    return found.value


def _unread(name: str, problem: Problem, error: Exception) -> "Read":
    from guide.flowfile.read import Faults, Read

    faults: Any = Faults(name, "")
    placed = msgspec.structs.replace(problem, file=name, line=1, column=1)
    _ = error
    return Read(value=None, problems=(placed,), root=None, faults=faults)
