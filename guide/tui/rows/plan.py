"""A call plan as rows, from top to bottom in the order of use. Decides nothing."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from guide.bootstrap import Services
from guide.core.flow.flow import Tone
from guide.core.prepare.call_plan import CallPlan, Need, OutcomeView, QuestionView, Sentence
from guide.tui.content import DOUBT, GAP, HEADING, OWN_WORDS, address, hang, join, plain
from guide.tui.rows.dialling import before_dialling
from guide.tui.rows.menu import menu_rows
from guide.tui.widgets.rows import Row, heading
from guide.wording.deadlines import deadline

# A mark and a colour for how a verdict is meant; its words say it, too.
_TONES: dict[Tone, str] = {"go": "✓", "careful": "!", "stop": "✗"}
TONE_COLORS: dict[Tone, str] = {"go": "$success", "careful": "$warning", "stop": "$error"}

_MARKS = {"!": "bold $warning", "→": HEADING}


class PlanRows:
    """Makes the rows of one plan."""

    def __init__(self, plan: CallPlan, services: Services, *, reveal: bool) -> None:
        self.plan = plan
        self.services = services
        self.texts = services.texts
        self.say = services.texts.say
        self.reveal = reveal

    def rows(self) -> Iterator[Row]:
        """The whole plan."""
        outcome = self.plan.outcome
        if outcome is not None:
            yield from self._outcome(outcome)
        yield from self._lines("first", self.say("plan.first", "Do first"), self.plan.do_first, "→")
        if self.plan.say:
            yield from before_dialling(self.plan, self.services)
        yield from self._lines(
            "warnings", self.say("plan.warnings", "Watch out"), self.plan.all_warnings, "!"
        )
        yield from self._needs()
        if self.plan.say:
            yield from menu_rows(self.plan.ivr, self.services)
        title = self.say("plan.say", "What to say to the agent")
        yield from self._lines("say", title, self.plan.say, "“", spoken=True)
        yield from self._details()
        yield from self._lines(
            "write", self.say("plan.write", "Write down"), self.plan.write_down, "✎"
        )
        yield from self._lines(
            "after", self.say("plan.after", "Afterwards"), self.plan.all_afterwards, "·"
        )
        yield from self.trail()

    def verdict(self) -> tuple[Tone, Content]:
        """What stays in view: what to do, until when, whom to call, how much is ready."""
        verdict, title = self.texts.headline(self.plan, reveal=self.reveal)
        outcome = self.plan.outcome
        tone: Tone = "careful" if outcome is None else outcome.tone
        pill = plain(
            f"{GAP}{_TONES[tone]}{GAP}{verdict}{GAP}", f"bold $background on {TONE_COLORS[tone]}"
        )
        parts: list[Content | str] = [pill, GAP * 2, plain(title, "bold")]
        until = deadline(self.plan, self.services.zone, self.texts)
        if until:
            parts.insert(0, plain(f"{until}\n", f"bold {TONE_COLORS['careful']}"))
        facts = " · ".join(self._glance())
        if facts:
            parts.append(plain(f"\n{facts}", "$text-muted"))
        return tone, join(*parts)

    def _glance(self) -> Iterator[str]:
        if self.plan.say:
            yield f"☎ {self.services.catalog.center.lines[self.plan.line].number}"
        if self.plan.needs:
            ready = sum(need.ready for need in self.plan.needs)
            yield self.say(
                "plan.ready", "{ready} of {all} at hand", ready=ready, all=len(self.plan.needs)
            )

    def _outcome(self, outcome: OutcomeView) -> Iterator[Row]:
        why = self.texts.sentence(outcome.why, reveal=self.reveal)
        doubt = plain(self.texts.doubt(outcome.why.grade), DOUBT)
        sources = outcome.title.sources
        facts = tuple(dict.fromkeys([*sources, *outcome.why.sources]))
        yield Row(id="why", content=join(why, doubt), text=why, sources=facts)
        if outcome.address:
            yield Row(id="address", content=address("", outcome.address), text=outcome.address)
        if outcome.come_back is not None:
            back = self.texts.sentence(outcome.come_back, reveal=self.reveal)
            words = self.say("plan.come-back", "Come back here: {when}", when=back)
            yield Row(id="come-back", content=plain(words), text=words, sources=sources)
        if outcome.then is not None:
            then = self.texts.sentence(outcome.then.title, reveal=self.reveal)
            words = self.say("plan.second", "If that doesn't work: {then}  (Enter)", then=then)
            content = hang(plain("→", "bold"), plain(words, "bold"))
            yield Row(id="then", content=content, text=words, act="second-way", sources=sources)

    def _lines(
        self, name: str, title: str, lines: Iterable[Sentence], mark: str, *, spoken: bool = False
    ) -> Iterator[Row]:
        shown = list(lines)
        if shown:
            yield heading(name, title)
        for line in shown:
            text = self.texts.sentence(line, spoken=spoken, reveal=self.reveal)
            doubt = "" if spoken else self.texts.doubt(line.grade)
            content = hang(
                plain("▌" if spoken else mark, OWN_WORDS if spoken else _MARKS.get(mark, "")),
                plain(text, OWN_WORDS if spoken else ""),
                plain(doubt, DOUBT),
                address(" ", line.address),
            )
            yield Row(id=f"{name}-{line.place}", content=content, text=text, sources=line.sources)

    def _needs(self) -> Iterator[Row]:
        if not self.plan.needs:
            return
        ready = sum(need.ready for need in self.plan.needs)
        title = self.say(
            "plan.needs.count",
            "Have at hand ({ready} of {all})",
            ready=ready,
            all=len(self.plan.needs),
        )
        yield heading("needs", title)
        for need in self.plan.needs:
            yield self.need(need)

    def need(self, need: Need) -> Row:
        """A line of the checklist, ticked or not."""
        text = self.texts.sentence(need, reveal=self.reveal)
        value = "" if need.value is None else self.texts.value(need.value, reveal=self.reveal)
        box = "[x]" if need.ready else "[ ]"
        content = hang(
            plain(box, "bold"),
            text,
            plain(f": {value}" if value else "", "bold"),
            plain(self.texts.doubt(need.grade), DOUBT),
        )
        return Row(
            id=f"need-{need.place}",
            content=content,
            text=text,
            act="tick",
            target=need.place,
            sources=need.sources,
        )

    def _details(self) -> Iterator[Row]:
        for ask in self.plan.details:
            yield self._detail(ask)

    def _detail(self, ask: QuestionView) -> Row:
        """A gap to be filled in; one that is filled shows with what."""
        asked = self.texts.sentence(ask.text)
        if ask.value is None:
            words = self.say("plan.fill", "Fill in: {what}", what=asked)
            content = hang("✎", plain(words, "italic"))
        else:
            value = self.texts.value(ask.value, reveal=self.reveal)
            words = f"{asked} {value}"
            content = hang("✓", f"{asked} ", plain(value, "bold"))
        return Row(
            id=f"fill-{ask.id}",
            content=content,
            text=words,
            act="fill",
            target=ask.id,
            sources=ask.text.sources,
        )

    def trail(self) -> Iterator[Row]:
        """The answers so far, each changeable."""
        if self.plan.trail:
            yield heading("trail", self.say("plan.trail", "Your answers (Enter changes one)"))
        yield from self.given()

    def given(self, most: int = 0) -> Iterator[Row]:
        """The answers, or with `most` only so many of the last ones."""
        for given in self.plan.trail[-most:]:
            question = self.texts.sentence(given.text)
            value = self.texts.value(given.value, reveal=self.reveal)
            yield Row(
                id=f"trail-{given.id}",
                content=join(f"{question} ", plain(value, "bold")),
                text=f"{question} {value}",
                act="change",
                target=given.id,
            )

    def checklist(self) -> Iterator[Content]:
        """What the answers ask for so far, beside the question."""
        yield plain(self.say("walk.list", "Your checklist so far"), HEADING)
        for line in self.plan.do_first:
            yield plain(f"\n→ {self.texts.sentence(line, reveal=self.reveal)}")
        for need in self.plan.needs:
            yield join("\n", self.need(need).content)
        for line in self.plan.all_warnings:
            yield plain(f"\n! {self.texts.sentence(line, reveal=self.reveal)}")

    def contents(self, rows: Iterable[Row], key: str) -> Iterator[Content]:
        """The parts into which the rows of a plan fall; `key` goes to the next one."""
        yield plain(self.say("plan.parts", "Your plan ({key}: next part)", key=key), HEADING)
        for row in rows:
            if row.heading:
                yield plain(f"\n· {row.text}")
