"""The correction of a call in the log: a new entry takes its place, the old one stays readable."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.core.call import Call
from guide.core.errors import GuideError
from guide.core.live import LIVE_FIELDS, corrected, typed_of
from guide.tui.content import plain
from guide.tui.screens.base import Place
from guide.tui.screens.notice import Notice
from guide.tui.widgets.choice import Choice
from guide.tui.widgets.fields import ANY_ENTRY, entry, field_of, value_of


class CorrectScreen(Place):
    """The fields of a call, filled with what was noted. Numbers stand here whole."""

    HELP_NAME = "correct"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "leave_or_ask", "Back", id="correct-back"),
        Binding("f8", "save", "Save", id="correct-save"),
        Binding(
            "enter", "app.focus_next", "Next field", id="correct-enter", show=False, priority=True
        ),
        Binding("down", "app.focus_next", "Next field", id="correct-down", show=False),
        Binding("up", "app.focus_previous", "Field before", id="correct-up", show=False),
    ]

    def __init__(self, call: Call, done: Callable[[], None]) -> None:
        super().__init__()
        self.call = call
        self.done = done

    def body(self) -> ComposeResult:
        """Title, then a field below the other."""
        texts = self.services.texts
        self.before = typed_of(self.call, self._as_typed)
        yield Static(plain(texts.say("correct.title", "Correct this call")), classes="title")
        note = texts.say("correct.note", "F8 puts a new entry in its place. The old one is kept.")
        yield Static(plain(note), classes="why")
        with VerticalScroll(id="fields", can_focus=False):
            for field in LIVE_FIELDS:
                yield entry(field, self.before.get(field.name, ""), texts)

    def on_mount(self) -> None:
        """Into the first field."""
        self.query(ANY_ENTRY).first().focus()

    def _as_typed(self, moment: datetime) -> str:
        return moment.astimezone(ZoneInfo(self.services.zone)).strftime("%Y-%m-%d %H:%M")

    def _corrected(self) -> Call | None:
        after = {field_of(each.id): value_of(each) for each in self.query(ANY_ENTRY)}
        answer_day = self.services.answer_day
        return corrected(self.call, self.before, after, answer_day, str(uuid4()))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Nothing yet: F8 saves."""
        event.stop()

    def action_save(self) -> None:
        """Put the correction into the log, if anything was changed."""
        new = self._corrected()
        if new is not None:
            try:
                self.services.calls.add(new)
            except GuideError as error:
                self.app.notify(
                    self.services.texts.error(error), severity="error", timeout=20, markup=False
                )
                return
            say = self.services.texts.say
            self.app.notify(say("correct.saved", "The correction is in the log."), markup=False)
        self.action_leave()
        self.done()

    def action_leave_or_ask(self) -> None:
        """Away; with something changed, not without asking."""
        if self._corrected() is None:
            self.action_leave()
            return
        say = self.services.texts.say
        answers = {
            "save": say("correct.save", "Save the correction"),
            "on": say("correct.on", "Go on with it"),
            "drop": say("correct.drop", "Throw the changes away"),
        }
        self.app.push_screen(
            Notice([say("correct.ask", "You have changed something.")], answers), self._asked
        )

    def _asked(self, answer: str | None) -> None:
        if answer == "save":
            self.action_save()
        elif answer == "drop":
            self.action_leave()
