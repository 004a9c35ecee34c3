"""What a rehearsal says: the same lines on the screen and on the command line."""

from collections.abc import Iterator

from guide.core.call.rehearsal import STAYS, Rehearsal, phrases
from guide.core.flow.phone_menu import AgentAsks, PhoneMenu
from guide.core.prepare.call_plan import CallPlan, Text, TypedValue
from guide.wording.texts import Texts


class RehearsalTexts:
    """Lines of one rehearsal; `plan` fills in what is already known."""

    def __init__(
        self,
        texts: Texts,
        menu: PhoneMenu,
        plan: CallPlan | None = None,
        *,
        reveal: bool = True,
    ) -> None:
        self.texts = texts
        self.menu = menu
        self.plan = plan
        self.reveal = reveal

    def opening(self, now: Rehearsal) -> Iterator[str]:
        """Lines at the start: what a rehearsal is, and that nothing is dialled."""
        say = self.texts.say
        yield say(
            "rehearsal.title",
            "Rehearsal: {title}",
            title=self.menu.routes[now.target].title,
        )
        yield say(
            "rehearsal.what",
            "This isn't the real voice. Nobody is called, and we don't know how long the "
            "real waits are.",
        )
        yield self.menu.last_evidence.text
        yield say(
            "rehearsal.how",
            "Type what you'd say, then Enter. Or type the number of what happens next.",
        )

    def lines(self, now: Rehearsal) -> Iterator[str]:
        """What became of the last reply, and what comes now."""
        reply = self._reply(now)
        if reply:
            yield reply
        if now.over:
            yield from self._end(now)
        elif now.question is not None:
            yield from self._asks(now, now.question)
        else:
            yield from self._step(now)

    def _step(self, now: Rehearsal) -> Iterator[str]:
        texts, step = self.texts, self.menu.steps[now.step]
        unknown = texts.say("menu.unknown", "not documented")
        hear = texts.say("menu.hear", "hear: {hear}", hear=step.hear or unknown)
        yield f"— {step.title}"
        yield f"  {hear}  {texts.grade(step.hear_grade)}"
        yield f"  {step.do}"
        if now.heard in STAYS:
            return
        for number, edge in enumerate(step.next, start=1):
            yield f"  {number}. {edge.when}"
        if now.heard == "not-understood":
            yield "  " + self._known_words(now)

    def _asks(self, now: Rehearsal, question: AgentAsks) -> Iterator[str]:
        say = self.texts.say
        if now.asked == 0:
            yield say(
                "rehearsal.person",
                "— A person answers. These are the usual questions; the real ones may be "
                "different.",
            )
        yield f"? {question.text}"
        known = list(self._known(question))
        yield from (f"  {line}" for line in known)
        if not known and self.plan is not None:
            yield "  " + say("rehearsal.not-in-plan", "That isn't in your plan.")
        yield "  " + say(
            "rehearsal.ready", "Say it out loud, then press Enter. n: I don't have it."
        )

    def _known(self, question: AgentAsks) -> Iterator[str]:
        if self.plan is None:
            return
        values: dict[str, Text | TypedValue] = {step.id: step.value for step in self.plan.trail}
        values |= {
            need.detail: need.value for need in self.plan.needs if need.detail and need.value
        }
        for name in question.answered_by:
            value = values.get(name)
            if isinstance(value, TypedValue):
                yield self.texts.value(value, spoken=True, reveal=self.reveal)
        if question.says:
            for line in self.plan.say:
                yield self.texts.sentence(line, spoken=True, reveal=self.reveal)

    def _reply(self, now: Rehearsal) -> str:
        say = self.texts.say
        match now.heard:
            case "not-understood":
                return say(
                    "rehearsal.not-understood",
                    "We don't know what the machine does with those words.",
                )
            case "not-enough":
                lost = self.menu.if_lost
                not_enough = (if_lost.text for if_lost in lost if if_lost.id == "not-agent-alone")
                words = say("rehearsal.not-enough", "Those words aren't enough on their own.")
                return next(not_enough, words)
            case "not-the-words":
                unknown = say("rehearsal.unknown", "We don't know what that does.")
                return f"{unknown} {self._known_words(now)}"
            case "not-a-number":
                wanted = " / ".join(phrases(now))
                return say("rehearsal.number", "What it wants here: {wanted}", wanted=wanted)
            case "yes-or-no":
                return say("rehearsal.yes-no", "Say yes or no.")
            case "shown":
                return say("rehearsal.shown", "We'll go on as if you had said it.")
            case "link-taken":
                return say("rehearsal.link", "You took the link. The call may end there.")
            case _:
                return ""

    def _known_words(self, now: Rehearsal) -> str:
        known = " / ".join(f'"{phrase}"' for phrase in phrases(now))
        return self.texts.say(
            "rehearsal.words", "On this call, people say: {phrases}. Or just press Enter to go on.",
            phrases=known,
        )  # fmt: skip

    def _end(self, now: Rehearsal) -> Iterator[str]:
        say = self.texts.say
        missing = [question.text for question in now.questions if question.id in now.missing]
        if missing:
            yield say("rehearsal.missing", "Find these before you dial:")
            yield from (f"  ☐ {question}" for question in missing)
        else:
            yield say("rehearsal.all", "You have an answer to every question.")
        name = self.menu.step_of("before-hanging-up")
        if name is not None:
            last = self.menu.steps[name]
            yield f"{last.title}: {last.do}"
