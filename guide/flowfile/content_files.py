"""The files of all content: where each lies, and what it holds; each is read once.

Folders are looked through in order: a firm's own first, then the built-in ones. A flow in front
replaces one of the same id behind it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from guide.core.errors import FlowFaults, Problem
from guide.core.flow.advice import FollowUpAdvice
from guide.core.flow.contact_center import ContactCenter
from guide.core.flow.flow import Flow, SharedQuestions
from guide.core.flow.home import Home, SelfHelpList
from guide.core.flow.sources import Facts
from guide.core.ids import FlowId
from guide.flowfile import cache as file_cache
from guide.local.cache_files import digest
from guide.local.regular_files import read_regular

# The rest is imported where it is needed: a run that finds its files kept needs none of it.
if TYPE_CHECKING:
    from guide.flowfile.faults import Read


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
MERGED = ("sources.yaml", "shared.yaml")
# Behind a flow's id: its cases, as problems name the file.
CASES = "/cases"
T = TypeVar("T")
# More bytes than the largest file takes that can be read: that one is refused by its length.
_MOST_BYTES = 40_000_000


class ContentFiles:
    """The files in some folders; what every run needs is kept in a cache folder."""

    def __init__(self, folders: Sequence[Path], cache: Path | None = None) -> None:
        self.folders = tuple(folders)
        self.cache = cache
        self._reads: dict[Path, Read] = {}
        self._values: dict[Path, Any] = {}
        self._marks: dict[Path, str] = {}

    @cached_property
    def flow_files(self) -> dict[FlowId, Path]:
        """Flow id → its file; folders in front win."""
        files: dict[FlowId, Path] = {}
        for folder in self.folders:
            for path in sorted((*folder.glob("*/flow.yaml"), *folder.glob("parts/*/flow.yaml"))):
                files.setdefault(FlowId(path.parent.name), path)
        return dict(sorted(files.items()))

    def read(self, path: Path, kind: type[T]) -> "Read":
        """A file as a value of a type; once. Of a sound file the tree is let go: it is large."""
        if path not in self._reads:
            file = self._read(path, kind)
            sound = file.value is not None
            self._reads[path] = msgspec.structs.replace(file, root=None) if sound else file
        return self._reads[path]

    def _read(self, path: Path, kind: type[T]) -> "Read":
        from guide.flowfile.read import read

        name = self.display_path(path)
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

    def display_path(self, path: Path | str) -> str:
        """A file's name as it can be opened from where one stands."""
        try:
            whole, here = Path(path).resolve(), Path.cwd().resolve()
        except OSError:
            return str(path)
        shown = whole.relative_to(here) if whole.is_relative_to(here) else whole
        return str(shown).replace("\\", "/")

    def place(self, name: str) -> Path:
        """Where a file of that name on top lies: in the first folder that has it."""
        places = [folder / name for folder in self.folders]
        return next((path for path in places if path.is_file()), places[-1])

    def value(self, path: Path, kind: type[T]) -> T:
        """The value of a file: as it was kept, else read and kept."""
        if path not in self._values:
            mark = self.mark(path)
            value = file_cache.load(path, kind, self.cache, mark)
            if value is None:
                value = value_of(self.read(path, kind), kind)
                self._refuse_unusable(value)
                file_cache.save(path, value, self.cache, mark)
            self._values[path] = value
        known: T = self._values[path]
        return known

    def mark(self, path: Path) -> str:
        """What a file says, in short; of one that cannot be read the reading says more."""
        if path not in self._marks:
            try:
                self._marks[path] = digest(read_regular(path, _MOST_BYTES, follow=True))
            except OSError:
                self._marks[path] = ""
        return self._marks[path]

    def _refuse_unusable(self, value: object) -> None:
        """What everything else is computed with, or a call is followed by, is sound or is not used.

        Raises:
            FlowFaults: it is not.
        """
        problems: list[Problem] = []
        if isinstance(value, ContactCenter):
            from guide.core.check.contact_center import check_center

            problems = check_center(value)
        elif isinstance(value, _menu()):
            from guide.core.check.lists import check_menu_steps

            problems = check_menu_steps(value)
        faults = self.locate(problems)
        if faults:
            raise FlowFaults(faults)

    def values(self, name: str, kind: type[T]) -> Iterator[T]:
        """The values of a file from every folder that has it, the front last."""
        for folder in reversed(self.folders):
            if (folder / name).is_file():
                yield self.value(folder / name, kind)

    def reads(self) -> "Iterator[tuple[str, Read]]":
        """Every file with the name by which problems know it; what lies behind another is left."""
        from guide.core.flow.cases import Cases

        for name, kind in KINDS.items():
            stem = name.removesuffix(".yaml")
            if name in MERGED:
                yield from ((stem, problem) for problem in self.merged(name))
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
        problems = []
        for name, path in self.flow_files.items():
            flow = self.read(path, Flow).partly
            # A stand-in for an id that is missing is no name.
            if isinstance(flow, Flow) and flow.id not in (name, ""):
                message = f"The flow {flow.id!r} lies in the folder {name!r}."
                problem = Problem(code="bad-id", message=message, path=("id",), file=name)
                problems += self.locate([problem])
        return problems

    def locate(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems of values, with the place in the file that each came from.

        `Problem.file` names a flow's id, its cases, or one of the other files.
        """
        located, reads = [], {}
        for problem in problems:
            path, kind = self._file_of(problem)
            if path not in reads:
                reads[path] = self._read(path, kind)
            located.append(reads[path].locate(problem))
        return located

    def _file_of(self, problem: Problem) -> tuple[Path, type[Any]]:
        from guide.core.flow.cases import Cases

        name = problem.file
        flow = FlowId(name.removesuffix(CASES))
        if name in self.flow_files:
            return self.flow_files[flow], Flow
        if name.endswith(CASES):
            return self.flow_files[flow].with_name("cases.yaml"), Cases
        whole = f"{name}.yaml"
        kind = KINDS[whole]()
        if whole in MERGED and len(problem.path) > 1:
            section, entry = str(problem.path[0]), problem.path[1]
            for folder in self.folders:
                if (folder / whole).is_file():
                    read = self.read(folder / whole, kind)
                    if read.partly is not None and entry in getattr(read.partly, section, {}):
                        return folder / whole, kind
        return self.place(whole), kind


def value_of(file: "Read", kind: type[T]) -> T:
    """The value that was read.

    Raises:
        FlowFaults: the file cannot be used.
    """
    if not isinstance(file.value, kind):
        raise FlowFaults(file.problems)
    return file.value


def _unread(name: str, problem: Problem, line: int = 1) -> "Read":
    from guide.flowfile.faults import Faults, Read

    faults: Any = Faults(name, "")
    placed = msgspec.structs.replace(problem, file=name, line=line, column=1)
    return Read(value=None, problems=(placed,), root=None, faults=faults)
