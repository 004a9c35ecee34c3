"""A walk: one question at a time, then the plan. The answers are the only state."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import OptionList, Static

from guide.core.flow.flow import READY, SECOND_WAY
from guide.core.prepare.asked_before import ASKED
from guide.core.prepare.call_plan import CallPlan, QuestionView
from guide.tui.rows.asked import Given, asked, so_far, where_in
from guide.tui.rows.plan import PlanRows
from guide.tui.screens.answering import Answering
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.question import Question
from guide.tui.widgets.rows import Row, Rows

# How many of the last answers stand below the question, where there is room.
_SO_FAR = 5


class WalkScreen(Answering):
    """Question and plan of one flow."""

    HELP_NAME = "walk"
    SCROLLED = "#asked, #panel"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "back", "Back", id="back"),
        Binding("f6,ctrl+g,a", "trail", "Answers", id="answers"),
        Binding("ctrl+n,x", "start_over", "Start over", show=False, id="start-over"),
    ]

    @property
    def menu_target(self) -> str | None:
        """The way that this plan takes."""
        return self.plan.ivr

    @property
    def for_phone(self) -> CallPlan | None:
        """The plan, once there is one."""
        return self.plan if self._shows_plan else None

    @property
    def where(self) -> Sequence[str]:
        """The flow, and how far one is in it."""
        return where_in(self.plan, self.asked_again, self.graph, self.services)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Answer; with a plan, what it is for."""
        if self._shows_plan:
            return self.plan_steps
        words = self.services.texts.say("walk.answer", "Answer")
        return Step("select", words), Step("submit", words)  # the list has the focus, or the field

    def body(self) -> ComposeResult:
        """The question, or the verdict and the rows of the plan."""
        services, beside = self.services, self.beside_question()
        yield Question(lambda: services.texts, services.monotonic, [*beside])
        yield Static(id="verdict")
        yield Rows(id="main")

    def panel(self) -> ComposeResult:
        """The growing checklist."""
        yield Static(id="list-so-far", classes="-gone")
        yield from super().panel()

    def beside_question(self) -> Iterable[Widget]:
        """What a flow of its own kind shows between question and options."""
        return ()

    def on_mount(self) -> None:
        """Go on where the walk was left."""
        if not self._look():
            self.draw()
        self.go_on()

    def on_screen_resume(self) -> None:
        """The log may say something else by now."""
        self.log_of.forget()

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

    def zone_changed(self) -> None:
        """The plan anew; what was being typed stays."""
        self._replan()
        words = self.question.half_typed
        super().zone_changed()
        if words is not None:
            self.question.field.value = words

    def draw(self) -> None:
        """Set everything from the plan, in one picture."""
        with self.app.batch_update():
            self._draw()

    def _draw(self) -> None:
        ask = self._ask()
        self.question.display = ask is not None
        self.query_one("#main").display = self.query_one("#verdict").display = ask is None
        rows = PlanRows(self.plan, self.services, reveal=self.guide.is_revealed)
        if ask is not None:
            self._draw_question(ask, rows)
        else:
            self._draw_plan(rows)
        if self._shows_plan or ask is None:
            # From one question to the next the same keys are live.
            self._shows_plan = ask is None
            self.refresh_bindings()
        self.show_where()

    def _draw_plan(self, rows: PlanRows) -> None:
        self._draw_verdict(rows)
        listed = list(rows.rows())
        # A plan that comes after a question is read from its top.
        self.plan_rows.show(self.with_change(listed), at_start=not self._shows_plan)
        self.plan_rows.focus()
        self._draw_side(rows.contents(listed, self.guide.key_for("next-part")))
        if ASKED in self.plan.answers:
            # Whoever calls about it next will want its number.
            self.log_of.request(self.plan, self.answers, self.services)

    def _draw_question(self, ask: QuestionView, rows: PlanRows) -> None:
        services, answers = self.services, self.answers
        already = Given(answers, self.saved.half.of(ask.id), self._known(ask), self.change)
        self.question.show(asked(ask, already, self.graph.content, services))
        last = [row.text for row in rows.given(_SO_FAR)]
        title = so_far(self.guide.key_of("answers"), services) if last else ""
        self.question.show_so_far(last, title)
        self._draw_side(rows.checklist())

    # What a row does

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row of plan or trail does what it is for."""
        row = event.option_list.row if isinstance(event.option_list, Rows) else None
        if row is not None and self.app.screen is self:
            self._act(row)

    def _act(self, row: Row) -> None:
        match row.act:
            case "tick":
                self._give(READY + row.target, "no" if self.plan.is_ready(row.target) else "yes")
            case "change":
                self._stepped_back = False
                self.asked_again = row.target
            case "fill":
                self.fill(row.target)
            case "second-way":
                self._give(SECOND_WAY, "yes")
            case "step":
                from guide.tui.screens.menu import MenuScreen

                self.app.push_screen(MenuScreen(self.plan.ivr))
            case _:
                self.show_source(row)

    def fill(self, name: str) -> None:
        """Ask for what a gap of the plan wants."""
        from guide.tui.actions.fill import GapToFill, ask_to_fill

        ask = next(ask for ask in self.plan.details if ask.id == name)
        question, half = self.graph.content.shared[ask.id], self.saved.half.of(name)
        gap = GapToFill(ask, question, self.answers.get(name), half, self._note_half)
        ask_to_fill(self.guide, gap, partial(self._give, name))

    # Keys

    def action_back(self) -> None:
        """To the question before, with its answer kept; from the first one, home."""
        if self.question.has_class("trail-shown"):
            self.draw()
        elif self.answers.get(SECOND_WAY) == "yes" and self.plan.question is None:
            self._give(SECOND_WAY, None)
        elif (before := self.plan.question_before(self.asked_again)) is not None:
            self._stepped_back, self.asked_again = True, before
        else:
            self.action_leave()

    def action_start_over(self) -> None:
        """Ask first, then begin with no answers."""
        from guide.tui.actions.start_over import ask_to_start_over

        services, saved, now = self.services, self.saved, self.guide.now()
        keep = partial(saved.set_aside, self.plan, self.answers, now, services.texts)
        ask_to_start_over(self.guide, self._start_over, keep if self.answers else None)

    def _start_over(self) -> None:
        self.set_reactive(WalkScreen.asked_again, None)
        self.answers = {}
        self.saved.forget()

    def action_call(self) -> None:
        """The live call of this plan."""
        earlier = self.log_of.earlier_item(self.plan, self.answers, self.services)
        self.guide.open_call(self.plan, earlier)

    def action_trail(self) -> None:
        """To the answers so far, and back to the question."""
        if not self.question.display:
            self.plan_rows.go_to_part("trail")
        elif self.question.has_class("trail-shown"):
            self.draw()
        elif self.plan.trail:
            rows = PlanRows(self.plan, self.services, reveal=self.guide.is_revealed)
            self.question.show_trail([*rows.given()])
