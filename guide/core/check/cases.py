"""Faults of example cases: names that nothing answers to, and cases that expect nothing."""

from collections.abc import Collection, Iterator

from guide.core.check.report import near
from guide.core.check.structure import FORMS
from guide.core.clock.limits import EASTERN
from guide.core.clock.moments import parse_moment, zone
from guide.core.errors import GuideError, InvalidAnswer, Problem
from guide.core.flow.cases import LISTS, NOTHING, Case, Cases, Expect
from guide.core.flow.content import Content
from guide.core.flow.flow import READY, SECOND_WAY, Question
from guide.core.flow.phone_menu import PhoneMenu
from guide.core.ids import FlowId
from guide.core.prepare.answers import parse_answer
from guide.core.prepare.placeholders import plan_names

Path = tuple[str | int, ...]
FILE = "/cases"
_WHENS = ("now", "next-opening", "any")
# Parts of a plan whose words a case may ask for besides the entries of the lists.
_PARTS = ("title", "why", "come_back", "badge", "address")
_OTHERS = ("question", "question.why", "question.wanted", "dial")
_MOST_THENS = 2


def check_cases(cases: Cases, flow: FlowId, content: Content, menu: PhoneMenu) -> list[Problem]:
    """Everything wrong with the cases of one flow; `content` is what it is run with."""
    checker = _Checker(flow, content, menu)
    if not cases.cases:
        checker.report("no-cases", "There is no case here.", ("cases",), "Add one.")
    names: set[str] = set()
    for number, case in enumerate(cases.cases):
        if case.name in names:
            message = f"Two cases are called {case.name[:60]!r}."
            checker.report("double-name", message, ("cases", number, "name"), "Tell them apart.")
        names.add(case.name)
        checker.case(("cases", number), case)
    return checker.reported


class _Checker:
    def __init__(self, flow: FlowId, content: Content, menu: PhoneMenu) -> None:
        self.flow = flow
        self.reported: list[Problem] = []
        self.content = content
        self.center = content.center
        self.menu = menu
        flows = content.flows.values()
        self.outcomes = {name for f in flows for name in f.outcomes}
        self.questions = dict(_questions(content))
        self.lists = {name: {n for f in flows for n in getattr(f, name)} for name in LISTS}
        self.dates = {name for f in flows for name in f.dates}
        self.dates |= {
            name
            for name, question in self.questions.items()
            if question.input is not None and question.input.kind in ("date", "moment")
        }

    def report(self, code: str, message: str, path: Path, hint: str | None = None) -> None:
        self.reported.append(
            Problem(code=code, message=message, path=path, hint=hint, file=self.flow + FILE)
        )

    def case(self, path: Path, case: Case) -> None:
        place = case.zone or EASTERN
        try:
            zone(place)
        except GuideError as error:
            self.report("wrong-value", str(error.message), (*path, "zone"))
            place = EASTERN
        try:
            parse_moment(case.at, place)
        except GuideError as error:
            self.report("wrong-value", str(error), (*path, "at"))
        for name, text in case.answers.items():
            self._answer((*path, "answers", name), name, text, place)
        self._expect((*path, "expect"), case.expect)

    def _answer(self, path: Path, name: str, text: str, place: str) -> None:
        if name == SECOND_WAY or name.startswith(READY):
            if name != SECOND_WAY:
                need = name.removeprefix(READY).rpartition(".")[2]
                self._known(need, self.lists["needs"], "need", path)
            if text not in ("yes", "no"):
                self.report("unknown-option", f"{name!r} is yes or no, not {text!r}.", path)
        elif self._known(name, self.questions, "question", path):
            try:
                parse_answer(name, self.questions[name], text, place)
            except InvalidAnswer as error:
                self.report("unknown-option", str(error), path)

    def _known(self, name: str, known: Collection[str], what: str, path: Path) -> bool:
        if name in known:
            return True
        code = "unknown-question" if what == "question" else "unknown-name"
        self.report(code, f"There is no {what} {name!r}.", path, near(name, known))
        return False

    def _expect(self, path: Path, expect: Expect) -> None:
        if expect == Expect():
            hint = "Name at least the `outcome`, or the `question` at which it stops."
            self.report("expects-nothing", "This case expects nothing.", path, hint)
        for word, what, known in self._words():
            name = getattr(expect, word)
            if name is not None and name != NOTHING:
                self._known(name, known, what, (*path, word))
        if expect.when is not None and expect.kind not in (None, "call"):
            self.report("wrong-word", "`when` belongs to a `call`.", (*path, "when"))
        self._listed(path, expect)
        self._both(path, expect)
        for name in expect.dates:
            self._known(name, self.dates, "date", (*path, "dates", name))
        known = self._parts() if expect.says else ()
        for name in expect.says:
            self._known(name, known, "part of a plan called", (*path, "says", name))

    def _words(self) -> Iterator[tuple[str, str, Collection[str]]]:
        yield "outcome", "outcome", self.outcomes
        yield "then", "outcome", self.outcomes
        yield "question", "question", self.questions
        yield "when", "`when` called", _WHENS
        yield "form", "form", ("self", *FORMS)
        yield "line", "line", self.center.lines
        yield "menu", "route", self.menu.routes

    def _listed(self, path: Path, expect: Expect) -> None:
        for number, name in enumerate(expect.via):
            self._known(name, self.content.flows, "flow", (*path, "via", number))
        for section in LISTS:
            what = f"entry of `{section}` called"
            for word in (section, f"no_{section}", f"only_{section}"):
                for number, name in enumerate(getattr(expect, word) or ()):
                    self._known(name, self.lists[section], what, (*path, word, number))

    def _both(self, path: Path, expect: Expect) -> None:
        for section in LISTS:
            wanted = {*getattr(expect, section), *(getattr(expect, f"only_{section}") or ())}
            for number, name in enumerate(getattr(expect, f"no_{section}")):
                if name in wanted:
                    message = f"{name!r} is expected, and expected not to be there."
                    place = (*path, f"no_{section}", number)
                    self.report("expects-both", message, place, "Keep one.")

    def _parts(self) -> set[str]:
        parts = {*_PARTS, *_OTHERS}
        for depth in range(1, _MOST_THENS + 1):
            parts |= {f"{'then.' * depth}{name}" for name in _PARTS}
        for section, names in self.lists.items():
            parts |= {*names, *(f"{section}.{name}" for name in names)}
        parts |= {f"answer.{name}" for name in self.questions}
        parts |= {f"option.{v}" for question in self.questions.values() for v in question.options}
        return parts | {f"menu.{name}" for name in self.menu.steps}


def _questions(content: Content) -> Iterator[tuple[str, Question]]:
    names = plan_names(content)
    yield from ((name, question) for name, question in content.shared.items() if name in names)
    for flow in content.flows.values():
        for name in flow.questions:
            if not flow.questions[name].shared or name in content.shared:
                yield name, content.question(flow.id, name)
