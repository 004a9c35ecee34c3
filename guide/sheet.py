"""From a call plan to the sheet of paper: the same lines in the same order as on the screen."""

from collections.abc import Iterable, Iterator

from guide.bootstrap import Services
from guide.core.flow import Fact
from guide.core.ivr import Stop, way
from guide.core.plan import CallPlan, Line
from guide.core.sheet import Sheet, SheetLine, SheetSection


def sheet_of(plan: CallPlan, services: Services, *, reveal: bool) -> Sheet:
    """The sheet of a plan; numbers are masked unless they were asked for."""
    return _Maker(plan, services, reveal=reveal).sheet()


class _Maker:
    def __init__(self, plan: CallPlan, services: Services, *, reveal: bool) -> None:
        self.plan = plan
        self.services = services
        self.texts = services.texts
        self.say = services.texts.say
        self.reveal = reveal

    def sheet(self) -> Sheet:
        verdict, title = self.texts.headline(self.plan, reveal=self.reveal)
        line = self.services.catalog.center.lines[self.plan.line]
        calls = bool(self.plan.say)
        return Sheet(
            language=self.texts.language,
            title=title or verdict,
            verdict=verdict if title else "",
            lead=tuple(self._lead()),
            phone_word=self.say("sheet.phone", "Phone"),
            phone=(line.number, line.dial) if calls else None,
            sections=tuple(each for each in self._sections() if each.lines),
            foot=tuple(self._foot()),
        )

    def _lead(self) -> Iterator[str]:
        outcome = self.plan.outcome
        if outcome is not None:
            yield self._sentence(outcome.why) + self.texts.doubt(outcome.why.grade)
            if outcome.address:
                yield outcome.address
            if outcome.come_back is not None:
                back = self._sentence(outcome.come_back)
                yield self.say("plan.come-back", "Come back here: {when}", when=back)
            if outcome.then is not None:
                then = self._sentence(outcome.then.title)
                yield self.say("plan.then", "If that does not work: {then}", then=then)
        yield self.texts.live_help(self.plan.line_help, self.services.zone)

    def _sections(self) -> Iterator[SheetSection]:
        say, plan = self.say, self.plan
        yield self._section(say("plan.warnings", "Mind"), plan.warnings)
        yield self._section(say("plan.first", "Do first"), plan.do_first)
        needs = say("plan.needs", "Have at hand")
        yield SheetSection(title=needs, lines=tuple(self._needs()))
        if plan.say:
            machine = say("plan.machine", "Say to the machine")
            yield SheetSection(title=machine, lines=tuple(self._menu()))
            yield SheetSection(title=say("menu.lost", "If you are lost"), lines=tuple(self._lost()))
        yield self._section(say("plan.say", "Say to the agent"), plan.say, spoken=True)
        blanks = tuple(
            SheetLine(kind="blank", text=self._sentence(line)) for line in plan.write_down
        )
        yield SheetSection(title=say("plan.write", "Write down"), lines=blanks)
        yield self._section(say("plan.after", "Afterwards"), plan.afterwards)

    def _section(self, title: str, lines: Iterable[Line], *, spoken: bool = False) -> SheetSection:
        found = tuple(
            SheetLine(
                kind="say" if spoken else "text",
                text=self.texts.sentence(line, spoken=spoken, reveal=self.reveal),
                note="" if spoken else self.texts.doubt(line.grade).strip(),
                address=line.address or "",
            )
            for line in lines
        )
        return SheetSection(title=title, lines=found)

    def _needs(self) -> Iterator[SheetLine]:
        for need in self.plan.needs:
            value = need.value and self.texts.value(need.value, reveal=self.reveal)
            text = self._sentence(need)
            yield SheetLine(
                kind="box",
                text=f"{text}: {value}" if value else text,
                note=self.texts.doubt(need.grade).strip(),
                ticked=need.ready,
            )

    def _menu(self) -> Iterator[SheetLine]:
        if self.plan.ivr is None:
            words = self.say(
                "plan.no-map",
                "There is no map of this line's menu. Listen, and answer what you hear.",
            )
            yield SheetLine(kind="text", text=words)
            return
        menu = self.services.menu
        for stop in way(menu, self.plan.ivr):
            yield self._stop(stop)

    def _lost(self) -> Iterator[SheetLine]:
        if self.plan.ivr is not None:
            for each in self.services.menu.if_lost:
                yield SheetLine(kind="text", text=each.text)

    def _stop(self, stop: Stop) -> SheetLine:
        step, grade = stop.step, self.texts.grade
        hear = step.hear or self.say("menu.unknown", "not documented")
        parts = [f"{step.title.rstrip('?')}:", self.say("menu.hear", "hear: {hear}", hear=hear)]
        parts.append(f"[{grade(step.hear_grade)}]")
        if stop.say is not None:
            parts.append(f"{self.say('menu.say', 'say: ')}“{stop.say}” [{grade(stop.say_grade)}]")
        for other in stop.try_next:
            or_say = self.say("menu.try", "or say: ")
            parts.append(f"{or_say}“{other.say}” [{grade(other.say_grade)}] {other.note}")
        return SheetLine(kind="step", text=" ".join(parts), note=step.do)

    def _foot(self) -> Iterator[str]:
        day = self.texts.moment(self.plan.at)
        yield self.say("sheet.made", "Made {moment}, for that moment.", moment=day)
        yield self.say("sheet.not-uscis", "Not from USCIS. No legal advice.")
        facts = [self.services.catalog.facts[name] for name in self.plan.facts]
        named = dict.fromkeys(self._source(fact) for fact in facts)
        if named:
            yield self.say("sheet.sources", "Rests on: {sources}", sources="; ".join(named))

    def _source(self, fact: Fact) -> str:
        return f"{fact.source} ({fact.date}, {self.texts.grade(fact.grade)})"

    def _sentence(self, line: Line) -> str:
        return self.texts.sentence(line, reveal=self.reveal)
