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

from guide.core.clock.hours import Schedule
from guide.core.errors import FlowFaults, Problem
from guide.core.flow.advice import FollowUpAdvice
from guide.core.flow.contact_center import ContactCenter, ListedClosure, StaffedHours
from guide.core.flow.content import Content
from guide.core.flow.flow import Flow, Question, SharedQuestions
from guide.core.flow.home import Home, SelfHelpList
from guide.core.flow.reach import leads_to, reached
from guide.core.flow.sources import Fact, Facts
from guide.flowfile.kept import keep, kept
from guide.local.cache_files import digest
from guide.local.regular_files import read_head, read_regular

# The rest is imported where it is needed: a run that finds its files kept needs none of it.
if TYPE_CHECKING:
    from guide.core.call.spelling import SpellingWords
    from guide.core.flow.glossary import Glossary
    from guide.core.flow.phone_menu import PhoneMenu
    from guide.flowfile.read import Read


def _menu() -> type[Any]:
    from guide.core.flow.phone_menu import PhoneMenu

    return PhoneMenu


def _spelling() -> type[Any]:
    from guide.core.call.spelling import SpellingWords

    return SpellingWords


def _glossary() -> type[Any]:
    from guide.core.flow.glossary import Glossary

    return Glossary


# The files that lie on top of a folder, and what each holds.
KINDS: dict[str, Callable[[], type[Any]]] = {
    "contact_center.yaml": lambda: ContactCenter,
    "home.yaml": lambda: Home,
    "self_help.yaml": lambda: SelfHelpList,
    "follow_up.yaml": lambda: FollowUpAdvice,
    "ivr.yaml": _menu,
    "spelling.yaml": _spelling,
    "glossary.yaml": _glossary,
    "sources.yaml": lambda: Facts,
    "shared.yaml": lambda: SharedQuestions,
}
_MERGED = ("sources.yaml", "shared.yaml")
# Behind a flow's id: its cases, as problems name the file.
CASES = "/cases"
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
            message, hint = "This file is not UTF-8 text.", "Save it as UTF-8 in your editor."
            problem = Problem(code="encoding", message=message, hint=hint)
            line = error.object[: error.start].count(b"\n") + 1
            return _unread(name, problem, line)
        except OSError as error:
            message = f"This file cannot be read: {error.strerror}."
            return _unread(name, Problem(code="unreadable", message=message))
        return read(text, kind, name)

    def shown(self, path: Path | str) -> str:
        """A file's name as it can be opened from where one stands."""
        try:
            whole, here = Path(path).resolve(), Path.cwd().resolve()
        except OSError:
            return str(path)
        found = whole.relative_to(here) if whole.is_relative_to(here) else whole
        return str(found).replace("\\", "/")

    def place(self, name: str) -> Path:
        """Where a file of that name on top lies: in the first folder that has it."""
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
        return self._in_words(self._value(self.place(name), kind), name.removesuffix(".yaml"))

    def _in_words(self, value: T, name: str) -> T:
        """A value in the language of the run."""
        if self._translate is None:
            return value
        from guide.core.flow.translatable import reworded

        found: T = reworded(value, name, self._translate)
        return found

    def _refuse_unusable(self, center: ContactCenter) -> None:
        from guide.core.check.contact_center import check_center

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
        from guide.core.flow.phone_menu import PhoneMenu

        return self._first("ivr.yaml", PhoneMenu)

    @cached_property
    def spoken_menu(self) -> "PhoneMenu":
        """The phone menu as the machine says it: what a caller heard is compared with this."""
        from guide.core.flow.phone_menu import PhoneMenu

        return self._value(self.place("ivr.yaml"), PhoneMenu)

    @cached_property
    def spelling(self) -> "SpellingWords":
        """Words for letters and digits."""
        from guide.core.call.spelling import SpellingWords

        return self._first("spelling.yaml", SpellingWords)

    @cached_property
    def glossary(self) -> "Glossary":
        """Terms and what they mean."""
        from guide.core.flow.glossary import Glossary

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
        files = [self.flow_files[each] for each in sorted(reached(name, flows))]
        files += [folder / "shared.yaml" for folder in self.folders]
        files.append(self.place("contact_center.yaml"))
        return digest(*(self._mark(path).encode() for path in files))[:12]

    def reads(self) -> "Iterator[tuple[str, Read]]":
        """Every file with the name by which problems know it; what lies behind another is left."""
        from guide.core.flow.cases import Cases

        for name, kind in KINDS.items():
            stem = name.removesuffix(".yaml")
            if name in _MERGED:
                yield from ((stem, each) for each in self.merged(name))
            else:
                yield stem, self.read(self.place(name), kind())
        for name, path in self.flow_files.items():
            yield name, self.read(path, Flow)
            cases = path.with_name("cases.yaml")
            if cases.is_file():
                yield name + CASES, self.read(cases, Cases)

    def merged(self, name: str) -> "Iterator[Read]":
        """One of the files that every folder adds to, from every folder that has it, front last."""
        for folder in reversed(self.folders):
            if (folder / name).is_file():
                yield self.read(folder / name, KINDS[name]())

    def misplaced(self) -> list[Problem]:
        """Flows that are called otherwise than their folder."""
        found = []
        for name, path in self.flow_files.items():
            flow = self.read(path, Flow).partly
            # A stand-in for an id that is missing is no name.
            if isinstance(flow, Flow) and flow.id not in (name, ""):
                message = f"The flow {flow.id!r} lies in the folder {name!r}."
                problem = Problem(code="bad-id", message=message, path=("id",), file=name)
                found += self.placed([problem])
        return found

    def faults(self) -> list[Problem]:
        """Every fault that keeps a file from being read as what it should be."""
        from guide.core.check.contact_center import check_center

        found = [problem for _, each in self.reads() for problem in each.problems]
        center = self.read(self.place("contact_center.yaml"), ContactCenter).value
        if isinstance(center, ContactCenter):
            found += self.placed(check_center(center))
        return found + self.misplaced()

    def placed(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of values, with the place in the file that each came from.

        `Problem.file` names a flow's id, its cases, or one of the other files.
        """
        found, reads = [], {}
        for problem in problems:
            path, kind = self._file_of(problem)
            if path not in reads:
                reads[path] = self._read(path, kind)
            found.append(reads[path].locate(problem))
        return found

    def _file_of(self, problem: Problem) -> tuple[Path, type[Any]]:
        from guide.core.flow.cases import Cases

        name = problem.file
        if name in self.flow_files:
            return self.flow_files[name], Flow
        if name.endswith(CASES):
            return self.flow_files[name.removesuffix(CASES)].with_name("cases.yaml"), Cases
        whole = f"{name}.yaml"
        kind = KINDS[whole]()
        if whole in _MERGED and len(problem.path) > 1:
            section, entry = str(problem.path[0]), problem.path[1]
            for folder in self.folders:
                if (folder / whole).is_file():
                    read = self.read(folder / whole, kind)
                    if read.partly is not None and entry in getattr(read.partly, section, {}):
                        return folder / whole, kind
        return self.place(whole), kind

    def oldest_review(self) -> date:
        """The earliest day on which content wants review; looks only at the heads of files."""
        days = [self.center.review_by]
        for path in (*self.flow_files.values(), self.place("follow_up.yaml")):
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


def _unread(name: str, problem: Problem, line: int = 1) -> "Read":
    from guide.flowfile.read import Faults, Read

    faults: Any = Faults(name, "")
    placed = msgspec.structs.replace(problem, file=name, line=line, column=1)
    return Read(value=None, problems=(placed,), root=None, faults=faults)
