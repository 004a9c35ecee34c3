"""The correction of a call in the log: a new entry takes its place, the old one stays readable."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import uuid4
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.bootstrap import Services
from guide.core.call.correction import corrected, typed_of
from guide.core.call.entry import Call
from guide.core.call.fields import LIVE_FIELDS, unread_moments
from guide.core.call.versions import Clash
from guide.core.clock.limits import EASTERN
from guide.core.errors import GuideError, StorageError
from guide.tui.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.desk import Save
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.leaving import Keeping
from guide.tui.reading import show_reading
from guide.tui.screens.versions import ask_about
from guide.tui.widgets.autosave import Keeper
from guide.tui.widgets.fields import (
    ANY_ENTRY,
    entry,
    field_of,
    id_of,
    put_in,
    reading_id,
    value_of,
)
from guide.wording.dates import in_field

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

    def body(self) -> ComposeResult:
        """Title, then a field below the other."""
        texts = self.services.texts
        # Where none was noted: USCIS's own, which no choice moves.
        self.zone = self.services.zone_of(self.call) if self.call.zone else EASTERN
        self.before = typed = typed_of(self.call, self._as_typed)
        yield Static(plain(texts.say("correct.title", "Correct this call")), classes="title")
        note = texts.say(
            "correct.note", "{key} saves a new entry in its place. The old one is kept.",
            key=self.guide.key_of("correct-save"),
        )  # fmt: skip
        yield Static(plain(note), classes="why")
        with VerticalScroll(id="fields", can_focus=False):
            for field in LIVE_FIELDS:
                yield entry(field, typed.get(field.name, ""), texts)

    def on_mount(self) -> None:
        """Into the first field."""
        self._keeper = Keeper(self.guide.desk, self._keep)
        self.query(ANY_ENTRY).first().focus()
        self._draw_readings()
        self._look()

    def _look(self) -> None:
        services, call_id = self.services, self.call.id
        ask_desk(self, self.guide.desk, lambda: services.drafts.correction(call_id), self._found)

    def _found(self, kept: Mapping[str, str] | StorageError | None) -> None:
        """What was typed before stands in the fields again; what is typed already stays."""
        if isinstance(kept, StorageError):
            self.guide.not_kept(kept)
            self.set_timer(_LOOK_AGAIN, self._look)
            return
        self._is_read = True
        if kept is None:
            self._look_at_older()
        else:
            self._take_up(kept)
        if self._is_changed():
            self._keeper.soon()

    def _look_at_older(self) -> None:
        """Somebody may have corrected the call since something was typed here about it."""
        services, call_id = self.services, self.call.id
        ask_desk(
            self, self.guide.log_desk, lambda: services.calls.chain(call_id), self._found_older
        )

    def _found_older(self, chain: tuple[Call, ...] | GuideError) -> None:
        if isinstance(chain, GuideError):
            return
        services = self.services
        older = [each for each in reversed(chain) if each.id != self.call.id]
        if older:
            ask_desk(self, self.guide.desk, partial(_typed_about, services, older), self._go_back)

    def _go_back(self, found: tuple[Call, Mapping[str, str]] | StorageError | None) -> None:
        """Go on with what was typed about an entry before; saving joins it with this one."""
        if found is None or isinstance(found, StorageError) or self._is_done or self._is_saving:
            return
        older, kept = found
        forgets = self._forgets()
        self.guide.desk.save(forgets)
        self._take_up(kept)
        self.call, self.before = older, typed_of(older, self._as_typed)
        self._keeper.soon()

    def _take_up(self, kept: Mapping[str, str]) -> None:
        for each in self.query(ANY_ENTRY):
            name = field_of(each.id)
            if value_of(each) == self.before.get(name, "") and name in kept:
                put_in(each, kept[name])
        words = self.services.texts.say(
            "correct.again", "What you had typed here is kept. {key} saves it.",
            key=self.guide.key_of("correct-save"),
        )  # fmt: skip
        self.app.notify(words, markup=False)

    # The days of a call stand, and are read, in the zone of the call: whatever zone is chosen
    # meanwhile, what was typed stays the same moment.

    def _as_typed(self, moment: datetime) -> str:
        there = moment.astimezone(ZoneInfo(self.zone))
        return in_field(there, self.services.texts, self.services.zone)

    def _read(self, text: str) -> datetime:
        return self.services.calling.answer_by(text, self.zone, self.call.started_at)

    def _day(self, text: str) -> datetime | None:
        return self.services.calling.answer_day(text, self.zone, self.call.started_at)

    def _draw_readings(self) -> None:
        texts = self.services.texts
        for name, text in self._after().items():
            for line in self.query(f"#{reading_id(name)}").results(Static):
                show_reading(line, text, self._read, texts)

    def _after(self) -> dict[str, str]:
        return {field_of(each.id): value_of(each) for each in self.query(ANY_ENTRY)}

    def _corrected(self) -> Call | None:
        return corrected(self.call, self.before, self._after(), self._day, str(uuid4()))

    # Keeping

    def _is_changed(self) -> bool:
        after = self._after()
        names = {*after, *self.before}
        return any(
            after.get(name, "").strip() != self.before.get(name, "").strip() for name in names
        )

    def _keep(self) -> Save | None:
        # What is kept is not written over before it was read.
        if self._is_done or not self._is_read:
            return None
        if not self._is_changed():
            return self._forgets()
        services, call_id, after = self.services, self.call.id, self._after()
        return Save(
            f"correction-{call_id}",
            lambda: services.drafts.keep_correction(call_id, after),
            text=lambda: "\n".join(filter(None, after.values())),
        )

    def _forgets(self) -> Save:
        services, call_id = self.services, self.call.id
        name = f"correction-{call_id}"
        return Save(name, lambda: services.drafts.forget_correction(call_id))

    def keep_now(self) -> None:
        """The program ends, whatever the reason."""
        if not self._is_done:
            self._keeper.now()

    def _forget(self) -> None:
        self._is_done = True
        self.guide.desk.save(self._forgets(), wait=True)

    def on_input_changed(self) -> None:
        """A key in a field."""
        self._draw_readings()
        self._keeper.soon()

    def on_choice_changed(self) -> None:
        """A word was chosen."""
        self._keeper.soon()

    # Leaving

    def action_save(self) -> None:
        """Put the correction into the log; a day that cannot be read is asked about first."""
        unread = unread_moments(self._after(), self._day)
        if not unread:
            self._save()
            return
        say = self.services.texts.say
        asked = say(
            "correct.unread", "“{words}” is not read as a day. The day that was noted stays.",
            words=self._after()[unread[0]].strip()[:60],
        )  # fmt: skip
        answers = {
            "back": say("correct.unread.back", "Write the day another way"),
            "save": say("correct.unread.save", "Save; the words go into the note"),
        }

        def go_on(answer: str | None) -> None:
            if answer == "save":
                self._save()
            else:
                self.query_one(f"#{id_of(unread[0])}").focus()

        self.app.push_screen(ChoiceDialog([asked], answers), go_on)

    def _save(self) -> None:
        new = self._corrected()
        if new is None:
            self._finish()
        elif not self._is_saving:
            self._is_saving = True
            services = self.services
            new = services.calling.entered(new)
            self.guide.log_desk.ask(lambda: services.calls.correct(new), self._answered)

    def _answered(self, answer: object) -> None:
        self._is_saving = False
        texts = self.services.texts
        if isinstance(answer, GuideError):
            self.app.notify(texts.error(answer), severity="error", timeout=20, markup=False)
        elif isinstance(answer, Clash):
            # What was typed is kept until that is settled.
            self._keeper.now()
            ask_about(self.guide, answer, self._finish)
        elif isinstance(answer, Call):
            words = texts.say("correct.saved", "The correction is in the log.")
            if answer.corrects != self.call.id:
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
        if not self._is_changed():
            self.action_leave()
            return
        say = self.services.texts.say
        answers = {
            "save": say("correct.save", "Save the correction"),
            "on": say("correct.on", "Go on with it"),
            "drop": say("correct.drop", "Throw my changes away"),
        }
        self.app.push_screen(
            ChoiceDialog([say("correct.ask", "You have changed something.")], answers), self._asked
        )

    def _asked(self, answer: str | None) -> None:
        if answer == "save":
            self.action_save()
        elif answer == "drop":
            self._forget()
            self.action_leave()


def _typed_about(services: Services, older: list[Call]) -> tuple[Call, Mapping[str, str]] | None:
    """The latest entry about which something was typed and not saved, and that."""
    for each in older:
        words = services.drafts.correction(each.id)
        if words is not None:
            return each, words
    return None
