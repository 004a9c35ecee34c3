"""The correction of a call in the log: a new entry takes its place, the old one stays readable."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.core.call import Call
from guide.core.errors import GuideError, StorageError
from guide.core.live import LIVE_FIELDS, corrected, typed_of
from guide.tui.content import plain
from guide.tui.keeping import Keeper
from guide.tui.leaving import Keeping
from guide.tui.screens.base import Place
from guide.tui.screens.notice import Notice
from guide.tui.widgets.fields import ANY_ENTRY, entry, field_of, value_of


class CorrectScreen(Place, Keeping):
    """The fields of a call, filled with what was noted. Numbers stand here whole."""

    HELP_NAME = "correct"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "leave_or_ask", "Back", id="correct-back"),
        Binding("f8,ctrl+s", "save", "Save", id="correct-save"),
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
        self.kept: Mapping[str, str] | None = None
        self._is_done = False

    def body(self) -> ComposeResult:
        """Title, then a field below the other."""
        texts = self.services.texts
        self.before = typed_of(self.call, self._as_typed)
        self.kept = self._kept()
        typed = self.before if self.kept is None else self.kept
        yield Static(plain(texts.say("correct.title", "Correct this call")), classes="title")
        note = texts.say("correct.note", "F8 puts a new entry in its place. The old one is kept.")
        yield Static(plain(note), classes="why")
        with VerticalScroll(id="fields", can_focus=False):
            for field in LIVE_FIELDS:
                yield entry(field, typed.get(field.name, ""), texts)

    def on_mount(self) -> None:
        """Into the first field."""
        self._keeper = Keeper(self, self.services.monotonic, self._keep)
        self.query(ANY_ENTRY).first().focus()
        if self.kept is not None:
            words = self.services.texts.say(
                "correct.again", "What you had typed here is kept. F8 saves it."
            )
            self.app.notify(words, markup=False)

    def _as_typed(self, moment: datetime) -> str:
        return moment.astimezone(ZoneInfo(self.services.zone)).strftime("%Y-%m-%d %H:%M")

    def _after(self) -> dict[str, str]:
        return {field_of(each.id): value_of(each) for each in self.query(ANY_ENTRY)}

    def _corrected(self) -> Call | None:
        answer_day = self.services.answer_day
        return corrected(self.call, self.before, self._after(), answer_day, str(uuid4()))

    # Keeping

    def _kept(self) -> Mapping[str, str] | None:
        try:
            return self.services.drafts.correction(self.call.id)
        except StorageError as error:
            self.guide.not_kept(error)
            return None

    def _keep(self) -> None:
        drafts = self.services.drafts
        try:
            if self._corrected() is not None:
                drafts.keep_correction(self.call.id, self._after())
            else:
                drafts.forget_correction(self.call.id)
        except StorageError as error:
            self.guide.not_kept(error)

    def keep_now(self) -> None:
        """The program ends, whatever the reason."""
        if not self._is_done:
            self._keeper.now()

    def _forget(self) -> None:
        self._is_done = True
        try:
            self.services.drafts.forget_correction(self.call.id)
        except StorageError as error:
            self.guide.not_kept(error)

    def on_input_changed(self) -> None:
        """A key in a field."""
        if not self._is_done:
            self._keeper.soon()

    def on_choice_changed(self) -> None:
        """A word was chosen."""
        if not self._is_done:
            self._keeper.soon()

    # Leaving

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
        self._forget()
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
            self._forget()
            self.action_leave()
