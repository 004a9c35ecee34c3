"""The correction of a call in the log: a new entry takes its place, the old one stays readable."""

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from guide.core.call.entry import Call
from guide.core.call.fields import LIVE_FIELDS
from guide.core.call.versions import Clash
from guide.core.errors import GuideError, StorageError
from guide.tui.actions.end_correction import ask_about_unread, ask_to_leave
from guide.tui.background.asking import ask_desk
from guide.tui.background.correction import Correction
from guide.tui.background.saves import Save
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.leaving import Keeping
from guide.tui.screens.versions import ask_about
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.autosave import Autosave
from guide.tui.widgets.field_column import FieldColumn
from guide.tui.widgets.fields import ANY_ENTRY, id_of

# Seconds until what was kept is asked for again where it could not be read.
_LOOK_AGAIN = 1.0


class CorrectScreen(BaseScreen, Keeping):
    """The fields of a call, filled with what was noted. Numbers stand here whole."""

    HELP_NAME = "correct"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("escape", "leave_or_ask", "Back", id="correct-back"),
        Binding("f8,ctrl+y", "save", "Save", id="correct-save"),
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
        self._is_done = self._is_saving = self._is_read = False

    @property
    def where(self) -> Sequence[str]:
        """A correction."""
        return (self.services.texts.say("where.correction", "a correction"),)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Save it."""
        return (Step("save", self.services.texts.say("correct.save", "Save the correction")),)

    def body(self) -> ComposeResult:
        """Title, then a field below the other."""
        texts = self.services.texts
        self.correction = Correction(self.call, self.services)
        yield Static(plain(texts.say("correct.title", "Correct this call")), classes="title")
        note = texts.say(
            "correct.note", "{key} saves a new entry in its place. The old one is kept.",
            key=self.guide.key_of("correct-save"),
        )  # fmt: skip
        yield Static(plain(note), classes="why -above")
        yield FieldColumn(LIVE_FIELDS, self.correction.before, texts)

    def on_mount(self) -> None:
        """Into the first field."""
        self._autosave = Autosave(self.guide.desk, self._keep)
        self.query(ANY_ENTRY).first().focus()
        self._fields.show_readings(self.correction.read)
        self._look()

    def _look(self) -> None:
        ask_desk(self, self.guide.desk, self.correction.stored, self._take_in)

    def _take_in(self, typed: Mapping[str, str] | StorageError | None) -> None:
        """What was typed before stands in the fields again; what is typed already stays."""
        if isinstance(typed, StorageError):
            self.guide.not_kept(typed)
            self.set_timer(_LOOK_AGAIN, self._look)
            return
        self._is_read = True
        if typed is None:
            self._look_at_older()
        else:
            self._take_up(typed)
        if self._is_changed():
            self._autosave.schedule()

    def _look_at_older(self) -> None:
        """Somebody may have corrected the call since something was typed here about it."""
        ask_desk(self, self.guide.log_desk, self.correction.chain, self._take_up_older)

    def _take_up_older(self, chain: tuple[Call, ...] | GuideError) -> None:
        correction = self.correction
        if not isinstance(chain, GuideError):
            ask_desk(self, self.guide.desk, lambda: correction.stored_before(chain), self._go_back)

    def _go_back(
        self, typed_before: tuple[Correction, Mapping[str, str]] | StorageError | None
    ) -> None:
        """Go on with what was typed about an entry before; saving joins it with this one."""
        if (
            typed_before is None
            or isinstance(typed_before, StorageError)
            or self._is_done
            or self._is_saving
        ):
            return
        older, typed = typed_before
        self.guide.desk.save(self.correction.forgets())
        self._take_up(typed)
        self.correction = older
        self._autosave.schedule()

    def _take_up(self, typed: Mapping[str, str]) -> None:
        self._fields.take_up(typed, self.correction.before)
        words = self.services.texts.say(
            "correct.again", "What you had typed here is kept. {key} saves it.",
            key=self.guide.key_of("correct-save"),
        )  # fmt: skip
        self.app.notify(words, markup=False)

    @property
    def _fields(self) -> FieldColumn:
        return self.query_one(FieldColumn)

    # Keeping

    def _is_changed(self) -> bool:
        return self.correction.is_changed(self._fields.words)

    def _keep(self) -> Save | None:
        # What is kept is not written over before it was read.
        return (
            self.correction.keeps(self._fields.words)
            if self._is_read and not self._is_done
            else None
        )

    def keep_now(self) -> None:
        """The program ends, whatever the reason."""
        if not self._is_done:
            self._autosave.flush()

    def _forget(self) -> None:
        self._is_done = True
        self.guide.desk.save(self.correction.forgets(), wait=True)

    def on_input_changed(self) -> None:
        """A key in a field."""
        self._fields.show_readings(self.correction.read)
        self._autosave.schedule()

    def on_choice_changed(self) -> None:
        """A word was chosen."""
        self._autosave.schedule()

    # Leaving

    def action_save(self) -> None:
        """Put the correction into the log; a day that cannot be read is asked about first."""
        words = self._fields.words
        unread = self.correction.unread(words)
        if unread:
            field = self.query_one(f"#{id_of(unread[0])}")
            ask_about_unread(self.guide, words[unread[0]], save=self._save, back=field.focus)
        else:
            self._save()

    def _save(self) -> None:
        new = self.correction.entry(self._fields.words)
        if new is None:
            self._finish()
        elif not self._is_saving:
            self._is_saving = True
            services = self.services
            self.guide.log_desk.ask(lambda: services.calls.correct(new), self._answered)

    def _answered(self, answer: object) -> None:
        self._is_saving = False
        texts = self.services.texts
        if isinstance(answer, GuideError):
            self.app.notify(texts.error(answer), severity="error", timeout=20, markup=False)
        elif isinstance(answer, Clash):
            # What was typed is kept until that is settled.
            self._autosave.flush()
            ask_about(self.guide, answer, self._finish)
        elif isinstance(answer, Call):
            words = texts.say("correct.saved", "The correction is in the log.")
            if answer.corrects != self.correction.call.id:
                words = texts.say(
                    "correct.joined",
                    "Somebody else changed this call meanwhile. Both changes are in the log.",
                )
            self.app.notify(words, markup=False)
            self._finish()

    def _finish(self) -> None:
        self._forget()
        self.action_leave()
        self.done()

    def action_leave_or_ask(self) -> None:
        """Away; with something changed, not without asking."""
        if self._is_changed():
            ask_to_leave(self.guide, save=self.action_save, drop=self._drop)
        else:
            self.action_leave()

    def _drop(self) -> None:
        self._forget()
        self.action_leave()
