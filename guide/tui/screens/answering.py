"""Gathers the answers of a walk, and keeps them: typed, chosen, or taken up again."""

from collections.abc import Mapping
from functools import cached_property

from textual.reactive import var
from textual.widgets import Input

from guide.bootstrap import Services
from guide.core.errors import InvalidAnswer, StorageError
from guide.core.flow.words import Value
from guide.core.ids import QuestionId
from guide.core.prepare.answers import by_number
from guide.core.prepare.asked_before import ASKED, with_hour
from guide.core.prepare.call_plan import AnswerView, CallPlan, QuestionView
from guide.core.prepare.resume import StoredWalk, resume
from guide.tui.background.asking import ask_desk
from guide.tui.background.remembering import FromLog
from guide.tui.background.saved_walk import Left, SavedWalk, resumed_words
from guide.tui.rows.asked import answer_in_field, read_as, wanted_words
from guide.tui.screens.plan_actions import PlanActions
from guide.tui.widgets.autosave import other_window_notice
from guide.tui.widgets.question import Question
from guide.wording.phones import phone_doubts


class Answering(PlanActions):
    """A screen that asks one question after another. The answers are its only state."""

    # Whatever shows them is drawn by the watchers: a screen that changed would be painted whole, in
    # the places where everything stood before.
    answers: var[Mapping[str, Value]] = var({}, init=False)
    # The question being changed; None where the answers lead.
    asked_again: var[str | None] = var(None, init=False)

    # Whether it is asked again on the way back, and not as one that was chosen to be changed.
    _stepped_back = False

    def __init__(self, services: Services, flow: str, copy: str = "") -> None:
        super().__init__()
        self.flow = flow
        self.copy = copy
        self._doubted = ""
        self.graph = services.reference.graph(flow)
        self.plan: CallPlan = services.planning.plan(flow, {}, services.now())

    @property
    def question(self) -> Question:
        """The widget that asks."""
        return self.query_one(Question)

    def _replan(self) -> None:
        self.plan = self.services.planning.plan(self.flow, self.answers, self.guide.now())

    def _ask(self) -> QuestionView | None:
        """The question on screen: one being changed, else the open one."""
        if self.asked_again is None:
            return self.plan.question
        before = dict(self.answers)
        before.pop(self.asked_again, None)
        return self.services.planning.plan(self.flow, before, self.guide.now()).question

    # Keeping and taking up

    @cached_property
    def saved(self) -> SavedWalk:
        """The walk on the disk."""
        return SavedWalk(self.guide.desk, self.services, self.flow, self.copy)

    @cached_property
    def log_of(self) -> FromLog:
        """What the log knows of an earlier request."""
        return FromLog(self, self.guide.log_desk, self._log_answered)

    def _log_answered(self) -> None:
        if self._ask() is not None and not self.question.is_typing:
            self.draw()

    def _look(self) -> bool:
        """Ask for what is kept; whether that was answered, and drawn, at once."""
        return ask_desk(self, self.guide.desk, self.saved.look, self._take_in)

    def _take_in(self, left: Left | StorageError) -> None:
        if isinstance(left, StorageError):
            self.guide.not_kept(left)
        else:
            stored, half = left
            self.saved.half.take_up(half)
            # What was answered meanwhile counts; it is kept beside what was there.
            if stored is not None and stored.answers and not self.answers:
                self._take_up(stored)
        self.draw()

    def _take_up(self, stored: StoredWalk) -> None:
        resumed = resume(self.graph.content, stored.answers, self.services.zone)
        with self.prevent():
            self.set_reactive(Answering.answers, resumed.answers)
        self._replan()
        words = resumed_words(
            resumed, stored, self.plan, self.services.texts, self.guide.key_of("start-over")
        )
        self.app.notify(" ".join(words), timeout=10 if words[1:] else 4, markup=False)

    def _keep(self) -> None:
        now, texts = self.guide.now(), self.services.texts
        self.saved.save(self.plan, self.answers, now, texts, self._is_elsewhere)

    def _note_half(self, question: str, text: str, given: str = "") -> None:
        self.saved.half.note(question, text, given)

    def _is_elsewhere(self, state: object) -> None:
        """Another window has this walk open, too."""
        self.own_notice = other_window_notice(self.services.texts, state)
        if self.is_running:
            self.guide.show_unkept_on(self)

    # Answering

    def on_question_chosen(self, event: Question.Chosen) -> None:
        """An option answers."""
        ask = self._ask()
        if self.app.screen is self and ask is not None:
            self._take(ask.id, event.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key: kept, also before it is an answer; a day is told in full once it can be read."""
        ask = self._ask()
        if event.input.id != "typed" or ask is None or ask.input is None:
            return
        given = answer_in_field(self.answers.get(ask.id), ask, self.services)
        self._note_half(ask.id, event.value, given)
        self.question.show_wanted(wanted_words(ask, self._known(ask), event.value, self.services))
        content = self.graph.content
        self.question.show_reading(read_as(ask, event.value, content, self.services))

    def _known(self, ask: QuestionView) -> tuple[Value, str] | None:
        """What the log answers to a question."""
        return self.log_of.answer(ask.id, self.plan, self.answers, self.services)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A typed answer: taken, or said why not."""
        ask = self._ask()
        if ask is None:
            return
        question = self.graph.content.question(ask.flow, ask.id)
        text = by_number([option.value for option in ask.options], ask.input, event.value.strip())
        try:
            value, change = self.services.planning.parse_answer(ask.id, question, text)
        except InvalidAnswer as error:
            self._say_fault(error, typed=text)
            return
        if ask.input == "phone" and value not in question.options and self._doubts(str(value)):
            return
        if change is not None:
            self._say_clock_change(change)
        request = (
            self.log_of.request(self.plan, self.answers, self.services) if ask.id == ASKED else None
        )
        self._take(ask.id, value if request is None else with_hour(ask.id, value, request[1]))

    def _say_clock_change(self, change: str) -> None:
        say = self.services.texts.say
        skipped = say("clock.skipped", "A clock change skips that time. Check the notice.")
        twice = say("clock.twice", "A clock change makes that time come twice. The first is taken.")
        words = skipped if change == "skipped" else twice
        self.app.notify(words, severity="warning", markup=False)

    def _doubts(self, number: str) -> bool:
        """Whether a number has just been told to be one that cannot be called; once is enough."""
        doubts = phone_doubts(self.services.reference.verdict(number), self.services.catalog.center)
        if not doubts or number == self._doubted:
            return False
        self._doubted = number
        again = self.services.texts.say("walk.take-it", "Press Enter again to use it anyway.")
        self.question.show_fault(f"! {doubts}\n{again}")
        return True

    def _say_fault(self, error: InvalidAnswer, typed: str) -> None:
        texts = self.services.texts
        empty = texts.say("walk.empty", "Type your answer here, then press Enter.")
        self.question.show_fault(f"✗ {texts.tell(error.reason) if typed else empty}")

    def _take(self, name: str, value: Value) -> None:
        self.question.answered()
        before = self.plan
        self._note_half(name, "")
        changed = name in self.answers and self.answers[name] != value
        if changed or name not in self.answers:
            self.set_reactive(Answering.asked_again, self._next_again(name, value))
            self._give(name, value)
        else:
            self.asked_again = self._next_again(name, value)
            self.draw()
        if changed:
            self._say_dropped(before)

    def _next_again(self, name: str, value: Value) -> str | None:
        """Whoever stepped back goes on one question at a time, over all that was left behind."""
        if not self._stepped_back:
            return None
        plan = self.services.planning.plan(
            self.flow, {**self.answers, name: value}, self.guide.now()
        )
        passed = [given.id for given in plan.trail]
        ahead = passed[passed.index(QuestionId(name)) + 1 :] if name in passed else []
        self._stepped_back = bool(ahead)
        return ahead[0] if ahead else None

    def _give(self, name: str, value: Value | None) -> None:
        """Another answer in its place; with None it is taken back."""
        left = {key: value for key, value in self.answers.items() if key != name}
        self.answers = left if value is None else {**self.answers, name: value}

    def _say_dropped(self, before: CallPlan) -> None:
        dropped = set(self.plan.ignored) - set(before.ignored)
        if dropped:
            given: dict[str, AnswerView] = {answer.id: answer for answer in before.trail}
            texts = self.services.texts
            names = "; ".join(texts.sentence(given[n].text) for n in sorted(dropped) if n in given)
            words = texts.say("walk.dropped", "Not needed anymore, but kept: {names}", names=names)
            self.app.notify(words, timeout=8, markup=False)
