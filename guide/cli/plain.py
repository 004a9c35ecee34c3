"""A call plan in plain lines, for terminals without a screen, pipes and screen readers."""

from collections.abc import Iterator

from guide.bootstrap import Services
from guide.core.prepare.answers import option_signs
from guide.core.prepare.call_plan import CallPlan, OutcomeView, QuestionView, Sentence
from guide.wording.deadlines import deadline


class Plain:
    """Lines of one plan, from top to bottom in the order of use."""

    def __init__(self, plan: CallPlan, services: Services) -> None:
        self.plan = plan
        self.services = services
        self.texts = services.texts

    def lines(self) -> Iterator[str]:
        """The whole plan."""
        say = self.texts.say
        yield self.texts.live_help(self.plan.live_help, self.services.zone)
        if self.plan.outcome is not None:
            yield ""
            yield from self._outcome(self.plan.outcome)
        yield from self._section(say("plan.first", "Do first"), self.plan.do_first, "- ")
        if self.plan.outcome is not None and self.plan.say:
            yield from self._dial()
        yield from self._section(say("plan.warnings", "Watch out"), self.plan.all_warnings, "! ")
        yield from self._needs()
        yield from self._section(
            say("plan.say", "What to say to the agent"), self.plan.say, "> ", spoken=True
        )
        yield from self._section(say("plan.write", "Write down"), self.plan.write_down, "- ")
        yield from self._section(say("plan.after", "Afterwards"), self.plan.all_afterwards, "- ")

    def _outcome(self, outcome: OutcomeView) -> Iterator[str]:
        verdict, title = self.texts.headline(self.plan)
        until = deadline(self.plan, self.services.zone, self.texts)
        if until:
            yield until
        yield f"{verdict.upper()}: {title}" if title else verdict
        yield self.texts.sentence(outcome.why) + self.texts.doubt(outcome.why.grade)
        if outcome.address:
            yield f"  {outcome.address}"
        if outcome.come_back is not None:
            back = self.texts.sentence(outcome.come_back)
            yield self.texts.say("plan.come-back", "Come back here: {when}", when=back)
        if outcome.then is not None:
            then = self.texts.sentence(outcome.then.title)
            yield self.texts.say("plan.then", "If that doesn't work: {then}", then=then)

    def _section(
        self, title: str, lines: tuple[Sentence, ...], mark: str, *, spoken: bool = False
    ) -> Iterator[str]:
        if not lines:
            return
        yield ""
        yield f"{title}:"
        for line in lines:
            where = f" ({line.address})" if line.address else ""
            doubt = "" if spoken else self.texts.doubt(line.grade)
            yield f"  {mark}{self.texts.sentence(line, spoken=spoken)}{doubt}{where}"

    def _needs(self) -> Iterator[str]:
        if not self.plan.needs:
            return
        yield ""
        yield f"{self.texts.say('plan.needs', 'Have at hand')}:"
        for need in self.plan.needs:
            value = f": {self.texts.value(need.value)}" if need.value is not None else ""
            doubt = self.texts.doubt(need.grade)
            yield f"  [{'x' if need.ready else ' '}] {self.texts.sentence(need)}{value}{doubt}"

    def _dial(self) -> Iterator[str]:
        say = self.texts.say
        line = self.services.catalog.center.lines[self.plan.line]
        yield ""
        yield f"{say('plan.dial', 'Dial')}: {line.number} ({line.label}). {line.note}"
        if self.plan.line_help != self.plan.live_help:
            yield f"  {self.texts.live_help(self.plan.line_help, self.services.zone)}"
        if self.plan.phone is not None:
            advice = self.services.catalog.center.phone_advice(self.plan.phone)
            yield from (f"  ! {one.why} {one.do}" for code, one in advice if code != "fine")
        if self.plan.ivr is not None:
            menu = say(
                "plan.menu", "The way through the phone menu: guide ivr {target}",
                target=self.plan.ivr,
            )  # fmt: skip
            yield f"  {menu}"


def question_lines(ask: QuestionView, services: Services) -> Iterator[str]:
    """A question as it is asked, its options numbered."""
    texts = services.texts
    yield texts.sentence(ask.text)
    if ask.why is not None:
        yield f"  ({texts.sentence(ask.why)})"
    signs = option_signs(len(ask.options), ask.input)
    for sign, option in zip(signs, ask.options, strict=True):
        hint = f" — {texts.of(option.hint)}" if option.hint is not None else ""
        yield f"  {sign}. {texts.of(option.label)}{hint}"
    if ask.wanted is not None:
        yield f"  {texts.of(ask.wanted)}"
