"""A walk: one question at a time, then the plan. The answers are the only state."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.events import Key, Paste
from textual.reactive import var
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.bootstrap import Services
from guide.core.errors import GuideError, InvalidAnswer, StorageError
from guide.core.flow.flow import READY, SECOND_WAY
from guide.core.flow.words import Value
from guide.core.masking import without_numbers
from guide.core.prepare.answers import by_number, format_answer, option_signs
from guide.core.prepare.asked_before import ASKED, QUESTIONS, is_about, with_hour
from guide.core.prepare.call_plan import CallPlan, QuestionView
from guide.core.prepare.resume import SavedWalk, as_kept, changed_by, led_to, resume
from guide.core.text import one_line
from guide.store.held import OwnWalk
from guide.tui.asking import ask_desk
from guide.tui.content import hang, join, plain
from guide.tui.desk import Save
from guide.tui.digits import Digits
from guide.tui.half_typed import HalfTyped
from guide.tui.reading import DAYS, reading_of_answer
from guide.tui.remembering import Known, known_of
from guide.tui.rows.plan import PlanRows
from guide.tui.ticking import GoesOn
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.autosave import elsewhere
from guide.tui.widgets.options import Options
from guide.tui.widgets.rows import Row, Rows
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.dates import in_field
from guide.wording.phones import phone_doubts
from guide.wording.texts import Texts


class WalkScreen(GoesOn):
    """Question and plan of one flow."""

    HELP_NAME = "walk"
    SCROLLED = "#asked, #panel"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "back", "Back", id="back"),
        # What a plan is for comes first: a narrow footer has no room for the rest.
        Binding("c", "call", "Call", id="call"),
        Binding("r", "rehearse", "Rehearse", id="rehearse"),
        Binding("w", "sheet", "Paper", id="sheet"),
        Binding("f6,s", "source", "Source", key_display="F6", id="source"),
        Binding("f8,a", "trail", "Answers", id="answers"),
        Binding("p", "spell", "Spell", id="spell"),
        Binding("g,ctrl+g", "terms", "Words", key_display="g", id="terms"),
        Binding("n", "next_part", "Next part", id="next-part-of-plan"),
        Binding("f7,v", "reveal", "Show numbers", show=False, id="reveal"),
        Binding("f5,o", "start_over", "Start over", show=False, id="start-over"),
        Binding("f9,h", "home", "Home", show=False, id="home"),
    ]

    # Whatever shows them is drawn by the watchers: a screen that changed would be painted whole, in
    # the places where everything stood before.
    answers: var[Mapping[str, Value]] = var({}, init=False)
    # The question being changed; None where the answers lead.
    asked_again: var[str | None] = var(None, init=False)

    def __init__(self, services: Services, flow: str, copy: str = "") -> None:
        super().__init__()
        self.flow = flow
        self.own = OwnWalk(lambda: services.walks, copy)
        self._shows_plan = False
        self._digits = Digits(services.monotonic)
        self._doubted = ""
        # What stood in the field when it was drawn.
        self._drawn = ""
        # What the log knows, by the receipt for which it was asked.
        self._remembered: dict[str | None, Known | None] = {}
        self._is_drawing = False
        self.graph = services.reference.graph(flow)
        self.plan: CallPlan = services.planning.plan(flow, {}, services.now())

    @property
    def menu_target(self) -> str | None:
        """The way that this plan takes."""
        return self.plan.ivr

    @property
    def where(self) -> Sequence[str]:
        """The flow, and how far one is in it."""
        say, flow = self.services.texts.say, self.services.catalog.flow(self.flow)
        if self.plan.question is None:
            here = say("where.plan", "your plan")
        else:
            here = say("where.question", "question {number}", number=len(self.plan.trail) + 1)
        return flow.short or flow.title, here

    @property
    def next_steps(self) -> Sequence[Step]:
        """Answer; with a plan, call."""
        say = self.services.texts.say
        if not self._shows_plan:
            return (Step("select", say("walk.answer", "Answer")),)
        return (
            Step("call", say("walk.call", "Call now")),
            Step("rehearse", say("walk.rehearse", "Rehearse first")),
            Step("sheet"),
        )

    def body(self) -> ComposeResult:
        """Question or plan on the left; the growing checklist on the right when there is room."""
        with Vertical(id="question"):
            with VerticalScroll(id="asked", can_focus=False):
                yield Static(classes="title", id="text")
                yield Static(classes="why", id="why")
                yield from self.beside_question()
                yield Options(id="options", markup=False)
                yield TypedInput(id="typed", max_length=2000)
                yield Static(id="reading")
                yield Static(id="wanted")
                yield Static(id="fault")
            yield Static(id="trail-title")
            yield Rows(id="trail")
        yield Rows(id="main")

    def panel(self) -> ComposeResult:
        """The growing checklist."""
        yield Static(id="list-so-far")
        yield from super().panel()

    def beside_question(self) -> ComposeResult:
        """What a flow of its own kind shows between question and options."""
        yield from ()

    def on_mount(self) -> None:
        """Go on where the walk was left."""
        if not self._look():
            self.draw()
        self.go_on()

    def on_screen_resume(self) -> None:
        """The log may say something else by now."""
        self._remembered.clear()

    # Keeping and taking up

    @cached_property
    def half(self) -> HalfTyped:
        """What stands in fields and is no answer yet."""
        return HalfTyped(self.guide.desk, self.services, self.own, self.flow)

    def _note_half(self, question: str, text: str, given: str = "") -> None:
        self.half.note(question, text, given)

    def _look(self) -> bool:
        """Ask for what is kept; whether that was answered, and drawn, at once."""
        own, flow, half = self.own, self.flow, self.half
        look = partial(_kept, own, half, flow)
        return ask_desk(self, self.guide.desk, look, self._found)

    def _found(self, found: tuple[SavedWalk | None, dict[str, str]] | StorageError) -> None:
        if isinstance(found, StorageError):
            self.guide.not_kept(found)
        else:
            kept, half = found
            self.half.take_up(half)
            # What was answered meanwhile counts; it is kept beside what was there.
            if kept is not None and kept.answers and not self.answers:
                self._take_up(kept)
        self.draw()

    def _take_up(self, kept: SavedWalk) -> None:
        found = resume(self.graph.content, kept.answers, self.services.zone)
        with self.prevent():
            self.set_reactive(WalkScreen.answers, found.answers)
        self._replan()
        say = self.services.texts.say
        told = []
        if found.dropped:
            told.append(
                say("resume.dropped", "Not asked anymore: {names}.", names=", ".join(found.dropped))
            )
        if found.ask_again:
            told.append(
                say("resume.again", "Asked again: {names}.", names=", ".join(found.ask_again))
            )
        by = changed_by(kept, self.plan)
        if by == "clock":
            told.append(
                say("resume.changed", "Time has passed, and what to do has changed. Read it again.")
            )
        elif by == "content":
            told.append(
                say(
                    "resume.newer",
                    "This guide has been updated, and what to do has changed. Read it again.",
                )
            )
        words = say("resume.here", "This is where you left off. F5 starts over.")
        self.app.notify(" ".join([words, *told]), timeout=10 if told else 4, markup=False)

    def _keep(self) -> None:
        walk = SavedWalk(
            flow=self.flow,
            answers=as_kept(self.answers),
            content_version=self.plan.content_version,
            seen_at=self.guide.now(),
            led_to=led_to(self.plan),
        )
        own = self.own
        text = partial(text_of_walk, self.plan, self.answers, self.services.texts)
        save = Save(f"walk-{id(own)}", lambda: own.keep(walk), self._is_elsewhere, text)
        self.guide.desk.save(save)

    def _is_elsewhere(self, state: object) -> None:
        """Another window has this walk open, too."""
        self.own_notice = elsewhere(self.services.texts, state)
        if self.is_running:
            self.guide.show_unkept_on(self)

    # Drawing

    def watch_answers(self) -> None:
        """New answers: a new plan, kept at once."""
        self._replan()
        self.go_on()
        self.draw()
        self._keep()

    def watch_asked_again(self) -> None:
        """Another question is shown."""
        self.draw()

    def _replan(self) -> None:
        self.plan = self.services.planning.plan(self.flow, self.answers, self.guide.now())

    def _ask(self) -> QuestionView | None:
        """The question on screen: one being changed, else the open one."""
        if self.asked_again is None:
            return self.plan.question
        before = dict(self.answers)
        before.pop(self.asked_again, None)
        return self.services.planning.plan(self.flow, before, self.guide.now()).question

    def zone_changed(self) -> None:
        """The plan anew; what was being typed stays."""
        self._replan()
        field = self.query_one("#typed", Input)
        words = field.value if field.value != self._drawn else None
        super().zone_changed()
        if words is not None:
            field.value = words

    def draw(self) -> None:
        """Set everything from the plan, in one picture."""
        with self.app.batch_update():
            self._draw()

    def _draw(self) -> None:
        ask = self._ask()
        self.query_one("#question").display = ask is not None
        self.query_one("#main").display = ask is None
        self.query_one("#question").remove_class("trail-shown")
        rows = PlanRows(self.plan, self.services, reveal=self.guide.is_revealed)
        if ask is not None:
            self._draw_question(ask)
            # The last answer is the one that is changed most often, and the one to be seen.
            self.query_one("#trail", Rows).show(list(rows.trail())[1:], at_end=True)
        else:
            plan_list = self.query_one("#main", Rows)
            # A plan that comes after a question is read from its top.
            plan_list.show(self.with_change(rows.rows()), at_start=not self._shows_plan)
            plan_list.focus()
            if ASKED in self.plan.answers:
                self._in_log()  # whoever calls about it next will want its number
        self._draw_side(rows, asks=ask is not None)
        if self._shows_plan != (ask is None):
            self._shows_plan = ask is None
            self.refresh_bindings()
        self.show_where()

    def _draw_question(self, ask: QuestionView) -> None:
        texts = self.services.texts
        self._put("#text", texts.sentence(ask.text))
        self._put("#why", texts.sentence(ask.why) if ask.why is not None else None)
        self._put("#fault", "")
        self._put("#wanted", texts.of(ask.wanted) if ask.wanted is not None else None)
        self._draw_field(ask)
        title = texts.say("walk.trail", "Your answers so far (F8, Enter changes one)")
        self._put("#trail-title", title if self.plan.trail else None)

    def _put(self, name: str, text: str | None) -> None:
        """Set a text, or do without it; one that stands there already costs nothing."""
        static, content = self.query_one(name, Static), plain(text or "")
        static.set_class(text is None, "-gone")
        if static.content != content:
            static.update(content)

    def _draw_field(self, ask: QuestionView) -> None:
        options, typed = self.query_one("#options", OptionList), self.query_one("#typed", Input)
        given = self.answers.get(ask.id)
        known = self._from_log(ask) if given is None else None
        if known is not None:
            given, words = known
            self._put("#wanted", words)
        options.set_class(not ask.options, "-gone")
        options.set_options(self._options(ask, given))
        values = _values(ask)
        options.highlighted = (
            values.index(str(given)) if given in values else (0 if values else None)
        )
        typed.set_class(ask.input is None, "-gone")
        half = self.half.of(ask.id)
        if known is not None and given is not None and given not in values:
            half = half or self._in_field(given)
        typed.value = half or self._given(ask)
        # What is half typed is added to: a key must not wipe it out.
        typed.select_on_focus = not half
        self._drawn = typed.value
        self._draw_reading(typed.value)
        # What the log answers is where Enter takes it.
        takes_option = known is not None and given in values
        (typed if ask.input is not None and not takes_option else options).focus()

    def _from_log(self, ask: QuestionView) -> tuple[Value, str] | None:
        """What the log answers, where it knows the request that is asked about."""
        if ask.id not in QUESTIONS or ask.id in self.answers:
            return None
        found = self._in_log()
        if found is None:
            return None
        return known_of(self.services, found, ask.id, self.answers, self.graph.content)

    def _in_log(self) -> Known | None:
        """The earlier request that the log knows; looked up at first, and there when it is told."""
        receipt = self.answers.get("receipt")
        key = None if receipt is None else str(receipt)
        if key not in self._remembered:
            self._remembered[key] = None
            services, flow, at = self.services, self.flow, self.plan.at
            self._is_drawing = True
            look = partial(services.following_up.from_log, flow, key, at)
            ask_desk(self, self.guide.log_desk, look, partial(self._log_told, key))
            self._is_drawing = False
        return self._remembered[key]

    @property
    def _earlier_item(self) -> str | None:
        """The number of the request that this plan asks about once more."""
        found = self._in_log() if ASKED in self.plan.answers else None
        return found[0].service_item if found and is_about(found[1], self.plan.answers) else None

    def _log_told(self, key: str | None, found: Known | GuideError | None) -> None:
        """What the log knows; one that cannot be read says so on its own screen."""
        if found is None or isinstance(found, GuideError):
            return
        self._remembered[key] = found
        if not self._is_drawing and self._ask() is not None and not self._is_typing():
            self.draw()

    def _in_field(self, value: Value) -> str:
        """An answer as it stands in its field, and is read again from there."""
        if not isinstance(value, date):
            return format_answer(value)
        return in_field(value, self.services.texts, self.services.zone)

    def _given(self, ask: QuestionView) -> str:
        """The answer that stands in the field of a question."""
        value = self.answers.get(ask.id)
        return "" if value is None or value in _values(ask) else self._in_field(value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key: kept, also before it is an answer; a day is told in full once it can be read."""
        if event.input.id != "typed":
            return
        ask = self._ask()
        if ask is not None and ask.input is not None:
            self._note_half(ask.id, event.value, self._given(ask))
        self._draw_reading(event.value)

    def _draw_reading(self, text: str) -> None:
        ask = self._ask()
        line = self.query_one("#reading", Static)
        shown = plain("")
        if ask is not None and ask.input in DAYS:
            question = self.graph.content.question(ask.flow, ask.id)
            shown = reading_of_answer(ask.id, question, text, self.services)
        line.update(shown)
        line.set_class(not shown.plain, "-gone")

    def _options(self, ask: QuestionView, given: Value | None) -> list[Option]:
        texts = self.services.texts
        shown = []
        signs = option_signs(len(ask.options), ask.input)
        for sign, option in zip(signs, ask.options, strict=True):
            hint = f"\n{texts.of(option.hint)}" if option.hint is not None else ""
            mark = f"{sign} ●" if option.value == given else sign
            content = hang(plain(mark, "bold"), plain(texts.of(option.label), "bold"), hint)
            shown.append(Option(content, id=option.value))
        return shown

    def _draw_side(self, rows: PlanRows, *, asks: bool) -> None:
        if not asks or not self.query_one("#panel").display:
            return
        say = self.services.texts.say
        parts = [plain(say("walk.list", "Your checklist so far"), "bold")]
        reveal, told = self.guide.is_revealed, self.services.texts.sentence
        parts += [plain(f"\n→ {told(line, reveal=reveal)}") for line in self.plan.do_first]
        parts += [join("\n", rows.need(need).content) for need in self.plan.needs]
        parts += [plain(f"\n! {told(line, reveal=reveal)}") for line in self.plan.all_warnings]
        self.query_one("#list-so-far", Static).update(join(*parts))

    # Answering

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An option answers; a row of plan or trail does what it is for."""
        if self.app.screen is not self:
            return
        if event.option_list.id == "options":
            ask = self._ask()
            if ask is not None and event.option_id is not None:
                self._take(ask.id, event.option_id)
            return
        rows = event.option_list
        if isinstance(rows, Rows) and rows.row is not None:
            self._act(rows.row)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A typed answer: taken, or said why not."""
        ask = self._ask()
        if ask is None:
            return
        question = self.graph.content.question(ask.flow, ask.id)
        text = by_number([each.value for each in ask.options], ask.input, event.value.strip())
        try:
            value, change = self.services.planning.parse_answer(ask.id, question, text)
        except InvalidAnswer as error:
            self._say_fault(error, typed=text)
            return
        if ask.input == "phone" and value not in question.options and self._doubts(str(value)):
            return
        if change is not None:
            say = self.services.texts.say
            skipped = say("clock.skipped", "A clock change skips that time. Check the notice.")
            twice = say(
                "clock.twice", "A clock change makes that time come twice. The first is taken."
            )
            self.app.notify(
                skipped if change == "skipped" else twice, severity="warning", markup=False
            )
        found = self._in_log() if ask.id == ASKED else None
        self._take(ask.id, value if found is None else with_hour(ask.id, value, found[1]))

    def _doubts(self, number: str) -> bool:
        """Whether a number has just been told to be one that cannot be called; once is enough."""
        doubts = phone_doubts(self.services.reference.verdict(number), self.services.catalog.center)
        if not doubts or number == self._doubted:
            return False
        self._doubted = number
        again = self.services.texts.say("walk.take-it", "Press Enter again to use it anyway.")
        self.query_one("#fault", Static).update(plain("\n".join([f"! {doubts}", again])))
        return True

    def _say_fault(self, error: InvalidAnswer, typed: str) -> None:
        texts = self.services.texts
        empty = texts.say("walk.empty", "Type your answer here, then press Enter.")
        self.query_one("#fault", Static).update(
            plain(f"✗ {texts.tell(error.reason) if typed else empty}")
        )

    def on_key(self, event: Key) -> None:
        """A digit chooses an option where nothing is typed."""
        ask = self._ask()
        options = self.query_one("#options", OptionList)
        if ask is None or isinstance(self.focused, Input) or not options.display:
            return
        if event.key == "enter" and (self._digits.is_astray or self._digits.waits):
            event.stop()
            if self._digits.waits:
                self._take(ask.id, ask.options[int(self._digits.typed) - 1].value)
            self._digits.clear()
            return
        if event.character is None or not event.is_printable:
            self._digits.clear()
            return
        # Working out which keys are live takes longer than all else here. A digit is no key's name.
        is_bound = not event.character.isdecimal() and event.key in self.active_bindings
        meaning = self._digits.key(event.character, len(ask.options), is_bound=is_bound)
        if meaning == "other":
            return
        event.stop()
        if meaning == "answer":
            self._take(ask.id, ask.options[int(self._digits.typed) - 1].value)
        elif meaning == "wait":
            options.highlighted = int(self._digits.typed) - 1
            self._say_second_digit(ask)
        else:
            self._say_astray(self._digits.typed, ask)

    def on_paste(self, event: Paste) -> None:
        """What is pasted where nothing can be typed is shown, and answers nothing."""
        ask = self._ask()
        if ask is not None and not isinstance(self.focused, Input):
            event.stop()
            self._say_astray(one_line(event.text.strip()), ask)

    def _say_astray(self, typed: str, ask: QuestionView) -> None:
        words = self.services.texts.say(
            "walk.astray", "✗ “{typed}” wasn't taken. Press a number from 1 to {most}.",
            typed=without_numbers(typed[:60]), most=len(ask.options),
        )  # fmt: skip
        self.query_one("#fault", Static).update(plain(words))

    def _say_second_digit(self, ask: QuestionView) -> None:
        words = self.services.texts.say(
            "walk.second-digit",
            "{typed}: press Enter to take it, or type the second digit, up to {most}.",
            typed=self._digits.typed, most=len(ask.options),
        )  # fmt: skip
        self.query_one("#fault", Static).update(plain(words))

    def _take(self, name: str, value: Value) -> None:
        self._digits.answered()
        before = self.plan
        self._note_half(name, "")
        if self.asked_again is not None:
            self.set_reactive(WalkScreen.asked_again, None)
        changed = name in self.answers and self.answers[name] != value
        if self.answers.get(name) == value:
            self.draw()
            return
        self.answers = {**self.answers, name: value}
        if changed:
            self._say_dropped(before)

    def _say_dropped(self, before: CallPlan) -> None:
        dropped = set(self.plan.ignored) - set(before.ignored)
        if dropped:
            given = {each.id: each for each in before.trail}
            texts = self.services.texts
            names = "; ".join(texts.sentence(given[n].text) for n in sorted(dropped) if n in given)
            words = texts.say("walk.dropped", "Not needed anymore, but kept: {names}", names=names)
            self.app.notify(words, timeout=8, markup=False)

    def _act(self, row: Row) -> None:
        match row.act:
            case "tick":
                need = next(each for each in self.plan.needs if each.place == row.target)
                self.answers = {**self.answers, READY + row.target: "no" if need.ready else "yes"}
            case "change":
                self.asked_again = row.target
            case "fill":
                self._fill(row.target)
            case "second-way":
                self.answers = {**self.answers, SECOND_WAY: "yes"}
            case "step":
                self._open_menu()
            case _:
                self.show_source(row)

    def _open_menu(self) -> None:
        from guide.tui.screens.menu import MenuScreen

        self.app.push_screen(MenuScreen(self.plan.ivr))

    def _fill(self, name: str) -> None:
        from guide.tui.dialogs.fill import FillScreen

        ask = next(each for each in self.plan.details if each.id == name)
        given = self._in_field(self.answers[name]) if name in self.answers else ""
        question = self.graph.content.shared[name]

        def take(text: str | None) -> None:
            if text is not None:
                self._note_half(name, "")
            if text == "":
                self.answers = {key: value for key, value in self.answers.items() if key != name}
            elif text is not None:
                value, _ = self.services.planning.parse_answer(name, question, text)
                self.answers = {**self.answers, name: value}

        def typed(text: str) -> None:
            self._note_half(name, text, given)

        half = self.half.of(name)
        screen = FillScreen(ask, question, self.services, half or given, typed=typed, keep=take)
        screen.adds = bool(half)
        self.app.push_screen(screen, take)

    # Keys

    def action_back(self) -> None:
        """To the question before, with its answer kept; from the first one, home."""
        passed = [given.id for given in self.plan.trail]
        if self.query_one("#trail", Rows).has_focus:
            self.draw()
        elif self.answers.get(SECOND_WAY) == "yes" and self.plan.question is None:
            self.answers = {k: v for k, v in self.answers.items() if k != SECOND_WAY}
        elif self.asked_again in passed:
            index = passed.index(self.asked_again)
            if index == 0:
                self.action_home()
            else:
                self.asked_again = passed[index - 1]
        elif passed:
            self.asked_again = passed[-1]
        else:
            self.action_home()

    def action_home(self) -> None:
        """Leave; the answers are kept."""
        self.action_leave()

    def action_start_over(self) -> None:
        """Ask first, then forget the answers of this walk."""
        from guide.tui.dialogs.choice import ChoiceDialog

        say = self.services.texts.say
        ask = say("over.ask", "Start over? This deletes all your answers to these questions.")
        answers = {"no": say("over.no", "No, keep them"), "yes": say("over.yes", "Yes, start over")}
        self.app.push_screen(ChoiceDialog([ask], answers), self._start_over)

    def _start_over(self, answer: str | None) -> None:
        if answer == "yes":
            self.set_reactive(WalkScreen.asked_again, None)
            self.answers = {}
            self.half.forget()
            own, flow = self.own, self.flow
            self.guide.desk.save(Save(f"walk-{id(own)}", lambda: own.forget(flow)))

    def action_source(self) -> None:
        """The sources of the line, or of the question."""
        focused = self.focused
        if isinstance(focused, Rows):
            self.show_source(focused.row)
            return
        ask = self._ask()
        if ask is not None:
            text = self.services.texts.sentence(ask.text)
            sources = tuple(dict.fromkeys([*ask.text.sources, *self._option_sources(ask)]))
            self.show_source(Row(id=ask.id, content=plain(text), text=text, sources=sources))

    def _option_sources(self, ask: QuestionView) -> list[str]:
        index = self.query_one("#options", OptionList).highlighted
        if index is None or index >= len(ask.options):
            return []
        return list(ask.options[index].sources)

    def action_reveal(self) -> None:
        """Show numbers whole, or hide them again."""
        self.guide.is_revealed = not self.guide.is_revealed
        self.draw()

    def action_call(self) -> None:
        """The live call of this plan."""
        self.guide.open_call(self.plan, self._earlier_item)

    def action_rehearse(self) -> None:
        """The way through the menu and the person's questions, before the real call."""
        from guide.tui.screens.rehearse import RehearseScreen

        if self.plan.ivr is not None and self.app.screen is self:
            self.app.push_screen(RehearseScreen(self.plan.ivr, self.plan))

    def action_spell(self) -> None:
        """Numbers and names as one says them."""
        from guide.tui.screens.spell import SpellScreen

        if self.app.screen is self:
            self.app.push_screen(SpellScreen(self.plan))

    def action_terms(self) -> None:
        """What the terms on the screen mean."""
        from guide.tui.dialogs.terms import TermsScreen
        from guide.wording.terms import words_of

        if self.app.screen is self:
            words = words_of(self.plan, self._ask(), self.services.texts)
            self.app.push_screen(TermsScreen(words, self.services))

    def action_sheet(self) -> None:
        """The plan as a file to print."""
        from guide.export.sheet_file import sheet_bytes
        from guide.tui.dialogs.save_as import SaveScreen

        if self.app.screen is not self:
            return
        title = self.services.texts.say(
            "sheet.save", "Write the plan to print: .html, .pdf, .md or .txt"
        )
        sheet = self.services.sheet(self.plan, reveal=self.guide.is_revealed)
        path = Path.home() / f"{self.flow}.html"
        self.app.push_screen(SaveScreen(title, path, lambda named: sheet_bytes(sheet, named)))

    def action_next_part(self) -> None:
        """To the next part of the plan."""
        rows = self.query_one("#main", Rows)
        if rows.display:
            rows.action_part(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do nothing here are not shown."""
        if action == "call":
            return self._shows_plan and bool(self.plan.say)
        if action == "rehearse":
            return self._shows_plan and self.plan.ivr is not None
        if action in ("next_part", "spell", "sheet"):
            return self._shows_plan
        return super().check_action(action, parameters)

    def action_trail(self) -> None:
        """To the answers so far, also where there is little room."""
        trail = self.query_one("#trail", Rows)
        question = self.query_one("#question")
        if not trail.option_count or not question.display:
            return
        question.toggle_class("trail-shown")
        if trail.has_focus:
            self.draw()
        else:
            trail.focus()


def _values(ask: QuestionView) -> list[str]:
    return [option.value for option in ask.options]


def _kept(own: OwnWalk, half: HalfTyped, flow: str) -> tuple[SavedWalk | None, dict[str, str]]:
    return own.find(flow), half.read()


def text_of_walk(plan: CallPlan, answers: Mapping[str, Value], texts: Texts) -> str:
    """The answers as text, a line each."""
    return "\n".join(
        f"{texts.sentence(each.text)} {format_answer(answers[each.id])}"
        for each in plan.trail
        if each.id in answers
    )
