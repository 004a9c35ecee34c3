"""The way through the phone menu, drawn as a route from the first prompt to the person."""

from collections.abc import Iterator

from textual.content import Content

from guide.bootstrap import Services
from guide.core.flow.phone_menu import RouteStep, Turn, route_steps, stop_at, turns
from guide.tui.content import GAP, HEADING, Hanging, hang, join, plain
from guide.tui.widgets.route_words import RouteWords
from guide.tui.widgets.rows import Row, heading

_RAIL, _HERE = "─", "►"


class RouteRows:
    """Makes the rows of the way to a target; `here` is the step at which a call is."""

    def __init__(self, services: Services, target: str, here: str | None = None) -> None:
        self.services = services
        self.texts = services.texts
        self.say = services.texts.say
        self.menu = services.menu
        self.target = target
        self.way = services.menu.routes[target].way
        self.stops = route_steps(services.menu, target)
        self._here = here

    def whole(self) -> Iterator[Row]:
        """Every step with all that is known of it."""
        words = RouteWords(self.texts)
        for number, stop in enumerate(self.stops, start=1):
            lines = [*self._spoken(stop, words), plain(stop.step.do)]
            lines += [plain(stop.note)] if stop.note else []
            yield self._stop(number, stop, [*lines, *words.others(stop)])

    def drawn(self, chosen: str | None, *, forks: bool) -> Iterator[Row]:
        """Every step with what is heard and said; with `forks`, where else each may lead."""
        if self._here is not None and self._here not in self.way:
            yield self._off()
        words = RouteWords(self.texts, brief=True)
        for number, stop in enumerate(self.stops, start=1):
            lines = [*self._spoken(stop, words)]
            if forks:
                lines += [*self._forks(number, stop), plain("")]
            yield self._stop(number, stop, lines, is_chosen=stop.id == chosen)

    @staticmethod
    def id_of(number: int, name: str) -> str:
        """The id of the row of a step."""
        return f"step-{number}-{name}"

    def _stop(
        self, number: int, stop: RouteStep, lines: list[Content], *, is_chosen: bool = False
    ) -> Row:
        count = len(self.stops)
        is_last = number == count
        edge = "┌" if number == 1 else "└" if is_last else "├"
        place = f"{edge}{_HERE if is_chosen else _RAIL}{number:>{len(str(count))}}"
        below = (GAP if is_last else "│").ljust(len(place), GAP)
        title: list[Content | str] = ["☎ "] if stop.step.stamps == "agent" else []
        title.append(plain(stop.step.title, "bold"))
        if stop.id == self._here:
            title.append(self._here_words())
        body = join(*title, *(join("\n", line) for line in lines))
        return Row(
            id=self.id_of(number, stop.id), content=hang(place, body, below=below),
            text=stop.step.title, act="step", target=stop.id, sources=stop.sources,
        )  # fmt: skip

    def _here_words(self) -> Content:
        return plain(f"{GAP}{GAP}{self.say('menu.here', '◄ you are here')}", "bold")

    def _off(self) -> Row:
        """A call that has left the way: its step stands before it."""
        stop = stop_at(self.menu, self.target, self._here or "")
        words = RouteWords(self.texts, brief=True)
        title = join(plain(stop.step.title, "bold"), self._here_words())
        body = join(title, *(join("\n", line) for line in self._spoken(stop, words)))
        return Row(
            id="step-0", content=hang(_HERE, body), text=stop.step.title, act="step",
            target=stop.id, sources=stop.sources,
        )  # fmt: skip

    def _spoken(self, stop: RouteStep, words: RouteWords) -> Iterator[Content]:
        yield words.heard(stop.step)
        if stop.say is not None:
            yield words.said(stop)

    def _forks(self, number: int, stop: RouteStep) -> Iterator[Content]:
        """Where it may lead instead of to the next step."""
        aside = [each for each in self._turns(stop.id) if each.place != number + 1]
        for place, each in enumerate(aside, start=1):
            mark = "└╴" if place == len(aside) else "├╴"
            yield plain(f"{mark}{_name_of(each)}", "$text-muted")

    def _turns(self, name: str) -> tuple[Turn, ...]:
        return turns(self.menu, self.way, name)

    # All about one step

    def detail(self, name: str) -> Iterator[Row]:
        """What to do at a step, how sure that is, where it leads, and who says so, since when."""
        stop = stop_at(self.menu, self.target, name)
        number = self.way.index(name) + 1 if name in self.way else 0
        title = f"{number} {stop.step.title}" if number else stop.step.title
        yield Row(id="about", content=plain(title, HEADING), text=title, heading=True)
        for each, words in self._sure(stop):
            yield Row(id=each, content=plain(words), text=words, sources=stop.sources)
        yield self._line("do", hang("→", stop.step.do), stop)
        if stop.note:
            yield self._line("note", hang("·", stop.note), stop)
        for place, other in enumerate(RouteWords(self.texts).others(stop)):
            yield self._line(f"try-{place}", hang("·", other), stop)
        yield from self._leads(name)
        yield from self._sources(stop)

    def _sure(self, stop: RouteStep) -> Iterator[tuple[str, str]]:
        step, say = stop.step, self.say
        if step.hear is None:
            yield "hear", say("menu.hear-unknown", "What it says here is not documented.")
        else:
            grade = self.texts.grade(step.hear_grade)
            yield "hear", say("menu.hear-sure", "What you hear: {grade}", grade=grade)
        if stop.say is not None:
            grade = self.texts.grade(stop.say_grade)
            yield "say", say("menu.say-sure", "What to say: {grade}", grade=grade)

    @staticmethod
    def _line(name: str, content: Hanging, stop: RouteStep) -> Row:
        return Row(id=name, content=content, text=content.body.plain, sources=stop.sources)

    def _leads(self, name: str) -> Iterator[Row]:
        found = self._turns(name)
        if found:
            yield heading("then", self.say("menu.then", "What happens next?"))
        for number, each in enumerate(found, start=1):
            is_last = number == len(found)
            content = hang(
                "└→" if is_last else "├→", f"{each.when}: ", plain(_name_of(each), "bold"),
                below=GAP * 2 if is_last else f"│{GAP}",
            )  # fmt: skip
            yield Row(
                id=f"turn-{number}", content=content, text=each.when, act="step", target=each.to
            )

    def _sources(self, stop: RouteStep) -> Iterator[Row]:
        known = self.services.catalog.facts
        facts = [(name, known[name]) for name in stop.sources if name in known]
        if facts:
            yield heading("sources", self.say("menu.sources", "Who says so, and since when"))
        for name, fact in facts:
            dated = self.say(
                "source.dated", "Date of the source: {date}. Checked: {checked}.",
                date=fact.date, checked=self.texts.day(fact.checked),
            )  # fmt: skip
            text = f"{fact.source}\n{dated}"
            content = hang(self.texts.grade(fact.grade).split()[0], text)
            yield Row(id=f"fact-{name}", content=content, text=text, sources=(name,))


def _name_of(turn: Turn) -> str:
    """Where a turn leads, with its number on the way."""
    return turn.title if turn.place is None else f"{turn.place} {turn.title}"
