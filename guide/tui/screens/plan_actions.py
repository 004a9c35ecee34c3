"""What can be done with a plan: call, rehearse, print, spell, fill in, look up."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.widgets import OptionList

if TYPE_CHECKING:
    from guide.export.sheet import Sheet

from guide.core.prepare.call_plan import QuestionView
from guide.tui.content import plain
from guide.tui.screens.ticking import GoesOn
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.rows import Row, Rows


class PlanActions(GoesOn):
    """A screen that comes to show a plan."""

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        # What a plan is for comes first: a narrow footer has no room for the rest.
        Binding("c", "call", "Call", id="call"),
        Binding("r", "rehearse", "Rehearse", id="rehearse"),
        Binding("w", "sheet", "Paper", id="sheet"),
        Binding("e", "next_blank", "Fill in", id="next-blank"),
        Binding("n", "next_part", "Next part", id="next-part-of-plan"),
        Binding("N", "part_before", "Part before", show=False, id="part-before-of-plan"),
        Binding("s", "source", "Source", id="source"),
        Binding("p", "spell", "Spell", id="spell"),
        Binding("g,ctrl+b", "terms", "Words", id="terms"),
        Binding("v,f7", "reveal", "Show numbers", show=False, id="reveal"),
    ]

    _shows_plan = False

    @property
    def plan_steps(self) -> tuple[Step, ...]:
        """What to do with the plan, the first thing first."""
        say = self.services.texts.say
        return (
            Step("call", say("walk.call", "Call now")),
            Step("rehearse", say("walk.rehearse", "Rehearse first")),
            Step("next_blank"),
            Step("sheet"),
        )

    @property
    def plan_rows(self) -> Rows:
        """The rows of the plan."""
        return self.query_one("#main", Rows)

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
        from guide.tui.dialogs.save_sheet import SaveSheetScreen

        if self.app.screen is not self:
            return
        title = self.services.texts.say(
            "sheet.save", "Write the plan to print: .html, .pdf, .md or .txt"
        )
        plan, reveal = self.plan, self.guide.is_revealed

        def sheet(with_codes: bool) -> "Sheet":  # noqa: FBT001  # a tick
            return self.services.sheet(plan, reveal=reveal, with_codes=with_codes)

        path = Path.home() / f"{self.flow}.html"
        self.app.push_screen(SaveSheetScreen(title, path, sheet))

    def action_next_part(self) -> None:
        """To the next part of the plan."""
        self.plan_rows.action_part(1)

    def action_part_before(self) -> None:
        """Back to the part before."""
        self.plan_rows.action_part(-1)

    @property
    def _blanks(self) -> list[str]:
        """What is still to be filled in."""
        return [ask.id for ask in self.plan.details if ask.value is None]

    def action_next_blank(self) -> None:
        """Fill in what is missing: the first gap behind the chosen line, or else the first."""
        rows, blanks = self.plan_rows, self._blanks
        if not blanks:
            return
        here = rows.highlighted or 0
        ahead = [name for name in blanks if rows.get_option_index(f"fill-{name}") > here]
        name = (ahead or blanks)[0]
        rows.highlighted = rows.get_option_index(f"fill-{name}")
        self.fill(name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do nothing here are not shown."""
        if action == "call":
            return self._shows_plan and bool(self.plan.say)
        if action == "rehearse":
            return self._shows_plan and self.plan.ivr is not None
        if action == "next_blank":
            return self._shows_plan and bool(self._blanks)
        if action in ("next_part", "part_before", "spell", "sheet"):
            return self._shows_plan
        return super().check_action(action, parameters)

    # What the screen itself brings

    def fill(self, name: str) -> None:
        """Ask for what a gap of the plan wants."""
        raise NotImplementedError
