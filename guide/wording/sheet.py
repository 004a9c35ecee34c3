"""From a call plan to the sheet of paper: the same lines in the same order as on the screen."""

from collections.abc import Iterable, Iterator

import msgspec

from guide.core.flow.content import Content
from guide.core.flow.phone_menu import PhoneMenu, RouteStep, route_steps
from guide.core.flow.sources import Grade
from guide.core.masking import is_masked
from guide.core.prepare.call_plan import CallPlan, Sentence
from guide.export.qr import PhoneCode
from guide.export.sheet import Sheet, SheetCodes, SheetDial, SheetLine, SheetPart, SheetSection
from guide.wording.deadlines import deadline
from guide.wording.sheet_foot import SheetFoot
from guide.wording.texts import Texts

# A blank as sentences show it, and one that a pen finds room in.
_BLANK = "______"
_ROOM = "_" * 22


class SheetTexts:
    """Makes the sheet of a plan, for a caller in a zone; numbers are masked unless asked for."""

    def __init__(
        self,
        plan: CallPlan,
        content: Content,
        menu: PhoneMenu,
        *,
        texts: Texts,
        zone: str,
        reveal: bool,
    ) -> None:
        self.plan = plan
        self.content = content
        self.menu = menu
        self.texts = texts
        self.say = texts.say
        self.zone = zone
        self.reveal = reveal

    def sheet(self, codes: tuple[PhoneCode, ...] = ()) -> Sheet:
        """The plan as a sheet, part by part in the order of use; `codes` stand at the end."""
        verdict, title = self.texts.headline(self.plan, reveal=self.reveal)
        foot = SheetFoot(self.plan, self.content, self.menu, self.texts, self.zone)
        sheet = Sheet(
            language=self.texts.language,
            title=title or verdict,
            verdict=verdict if title else "",
            lead=tuple(self._lead()),
            dial=self._dial() if self.plan.say else None,
            sections=tuple(section for section in self._sections() if section.lines),
            foot=tuple(foot.lines()),
            codes=self._codes(codes) if codes else None,
        )
        return sheet if self.reveal or not _hides(sheet) else self._with_a_hint(sheet)

    def _with_a_hint(self, sheet: Sheet) -> Sheet:
        hint = self.say(
            "sheet.hidden",
            "The dots hide your numbers. To print them in full, show them before you write "
            "the sheet.",
        )
        first, *rest = sheet.foot
        return msgspec.structs.replace(sheet, foot=(first, hint, *rest))

    def _lead(self) -> Iterator[SheetLine]:
        outcome = self.plan.outcome
        if outcome is None:
            return
        until = deadline(self.plan, self.zone, self.texts, left=False)
        if until:
            yield SheetLine(kind="text", text=until)
        yield SheetLine(
            kind="text",
            text=self._sentence(outcome.why),
            note=_unbroken(self.texts.doubt(outcome.why.grade).strip()),
            address=outcome.address or "",
        )
        if outcome.come_back is not None:
            back = self._sentence(outcome.come_back)
            words = self.say("plan.come-back", "Come back here: {when}", when=back)
            yield SheetLine(kind="text", text=words)

    def _dial(self) -> SheetDial:
        center = self.content.center
        line, say = center.lines[self.plan.line], self.say
        title = say("plan.before", "Before you dial")
        if self.plan.outcome is not None and self.plan.outcome.then is not None:
            then = self._sentence(self.plan.outcome.then.title)
            title = say("plan.then", "If that doesn't work: {then}", then=then)
        lines = [f"{line.label}. {line.note}", self._hours()]
        lines += [hint.text for hint in [center.hints.get("waits")] if hint is not None]
        if self.plan.phone is not None:
            advice = center.phone_advice(self.plan.phone)
            lines += [f"! {advised.why} {advised.do}" for code, advised in advice if code != "fine"]
        return SheetDial(title=title, number=line.number, link=line.dial, lines=tuple(lines))

    def _codes(self, codes: tuple[PhoneCode, ...]) -> SheetCodes:
        how = self.say("sheet.codes", "Point the camera of your phone at a code.")
        return SheetCodes(how=how, codes=codes)

    def _hours(self) -> str:
        """As on the screen, but for the time left: paper does not count down."""
        help_, zone = self.plan.line_help, self.zone
        if help_.closes_at is not None:
            until = self.texts.in_both(help_.closes_at, zone)
            words = self.say("sheet.open", "Live help should be open until {until}.", until=until)
        elif help_.opens_at is not None:
            when = self.texts.in_both(help_.opens_at, zone)
            words = self.say("sheet.opens", "Live help should open {when}.", when=when)
        else:
            return self.texts.live_help(help_, zone)
        return f"{words} {help_.may_close}" if help_.may_close else words

    def _sections(self) -> Iterator[SheetSection]:
        say, plan = self.say, self.plan
        yield self._section(say("plan.first", "Do first"), plan.do_first)
        yield self._section(say("plan.warnings", "Watch out"), plan.all_warnings)
        needs = say("plan.needs", "Have at hand")
        yield SheetSection(title=needs, lines=tuple(self._needs()))
        if plan.say:
            machine = say("plan.machine", "What to say to the machine")
            yield SheetSection(title=machine, lines=tuple(self._menu()))
            yield SheetSection(
                title=say("menu.lost", "If you get stuck"), lines=tuple(self._lost())
            )
        yield self._section(say("plan.say", "What to say to the agent"), plan.say, spoken=True)
        blanks = tuple(
            SheetLine(kind="blank", text=self._sentence(line)) for line in plan.write_down
        )
        yield SheetSection(title=say("plan.write", "Write down"), lines=blanks)
        yield self._section(say("plan.after", "Afterwards"), plan.all_afterwards)

    def _section(
        self, title: str, lines: Iterable[Sentence], *, spoken: bool = False
    ) -> SheetSection:
        return SheetSection(
            title=title, lines=tuple(self._line(line, spoken=spoken) for line in lines)
        )

    def _line(self, line: Sentence, *, spoken: bool) -> SheetLine:
        text = self.texts.sentence(line, spoken=spoken, reveal=self.reveal)
        if spoken:
            return SheetLine(kind="say", text=text.replace(_BLANK, _ROOM))
        note = _unbroken(self.texts.doubt(line.grade).strip())
        return SheetLine(kind="text", text=text, note=note, address=line.address or "")

    def _needs(self) -> Iterator[SheetLine]:
        for need in self.plan.needs:
            value = need.value and self.texts.value(need.value, reveal=self.reveal)
            text = self._sentence(need)
            yield SheetLine(
                kind="box",
                text=f"{text}: {value}" if value else text,
                note=_unbroken(self.texts.doubt(need.grade).strip()),
                ticked=need.ready,
            )

    def _menu(self) -> Iterator[SheetLine]:
        if self.plan.ivr is None:
            words = self.say(
                "plan.no-map",
                "We don't know this line's phone menu. Listen, and answer what you hear.",
            )
            yield SheetLine(kind="text", text=words)
            return
        for stop in route_steps(self.menu, self.plan.ivr):
            yield self._stop(stop)

    def _lost(self) -> Iterator[SheetLine]:
        if self.plan.ivr is not None:
            for if_lost in self.menu.if_lost:
                yield SheetLine(kind="text", text=if_lost.text)

    def _stop(self, stop: RouteStep) -> SheetLine:
        step = stop.step
        note = f"{step.do} {stop.note}" if stop.note else step.do
        return SheetLine(kind="step", text=step.title, note=note, parts=tuple(self._parts(stop)))

    def _parts(self, stop: RouteStep) -> Iterator[SheetPart]:
        hear, say = self.say("sheet.hear", "Hear:"), self.say("sheet.say", "Say:")
        if stop.step.hear is not None:
            yield SheetPart(
                label=hear, text=stop.step.hear, note=self._graded(stop.step.hear_grade)
            )
        if stop.say is not None:
            yield SheetPart(
                label=say, text=f"“{stop.say}”", note=self._graded(stop.say_grade), spoken=True
            )
        for other in stop.try_next:
            yield SheetPart(
                label=self.say("sheet.or-say", "Or say:"),
                text=f"“{other.say}”",
                note=f"{self._graded(other.say_grade)} {other.note}",
                spoken=True,
            )

    def _graded(self, grade: Grade) -> str:
        return _unbroken(f"[{self.texts.grade(grade)}]")

    def _sentence(self, line: Sentence) -> str:
        return self.texts.sentence(line, reveal=self.reveal)


def _hides(sheet: Sheet) -> bool:
    return any(is_masked(line.text) for section in sheet.sections for line in section.lines)


def _unbroken(note: str) -> str:
    """A grade with its mark on one line."""
    return note.replace(" ", "\u00a0", 1)
