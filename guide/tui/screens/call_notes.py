"""A call that is being written down: its fields, each key kept as a draft, and its way to the log.

Nothing here blocks, and nothing has to be filled in.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

import msgspec
from textual.binding import Binding
from textual.widgets import Input, OptionList, Static

from guide.core.call.fields import LIVE_FIELDS, LiveField, unread_moments
from guide.core.call.live import LiveCall, missing, says_the_same, to_ask, typed, wanted
from guide.core.prepare.call_plan import Sentence
from guide.store.held import WindowDraft
from guide.tui.actions.end_call import ask_to_end
from guide.tui.actions.into_log import put_into_log, text_of_draft
from guide.tui.background.saves import Save
from guide.tui.base import BaseScreen
from guide.tui.content import put
from guide.tui.leaving import Keeping
from guide.tui.rows.still_to_ask import still_to_ask
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.autosave import Autosave, other_window_notice
from guide.tui.widgets.call_fields import CallFields
from guide.tui.widgets.choice import Choice
from guide.tui.widgets.fields import ANY_ENTRY, field_of, reading_id, value_of
from guide.tui.widgets.reading import show_reading
from guide.wording.texts import Texts


class CallNotes(BaseScreen, Keeping):
    """Fields, drafts, and the end of a call, whether it goes on or is long over."""

    FIELDS: tuple[LiveField, ...] = LIVE_FIELDS
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("f8,ctrl+y", "end", "End", id="end-call"),
        Binding("escape", "leave", "Leave", id="leave-call"),
        # With priority the focus moves before the next key is handed on: fast typing stays apart.
        Binding("tab", "app.focus_next", "Next field", id="live-tab", show=False, priority=True),
        Binding(
            "shift+tab",
            "app.focus_previous",
            "Field before",
            id="live-shift-tab",
            show=False,
            priority=True,
        ),
        Binding("enter", "enter", "Next to ask", id="live-enter", show=False, priority=True),
        Binding("down", "app.focus_next", "Next field", id="live-down", show=False),
        Binding("up", "app.focus_previous", "Field before", id="live-up", show=False),
    ]

    def __init__(self, live: LiveCall, lines: tuple[Sentence, ...], own: WindowDraft) -> None:
        super().__init__()
        self.live = live
        self.lines = lines
        self.own = own
        self._wanted = wanted(lines)
        self._is_logging = self._is_over = False

    # The fields

    def fields(self) -> CallFields:
        """A row a field, what is asked of the agent first."""
        given, texts = self.live.typed, self.services.texts
        beside = to_compare(given, texts)
        return CallFields(self.FIELDS, given, self._wanted, texts, beside=beside)

    def begin_keeping(self) -> None:
        """Once the fields are there: every change is kept from now on."""
        self._autosave = Autosave(self.guide.desk, self._save)
        for field in self.FIELDS:
            self._draw_reading(field.name)

    def draw_fields(self) -> None:
        """What is noted, what is still to ask, and how far one is."""
        left = missing(self.live, self.lines)
        self.query_one(CallFields).show(self.live.typed, left)
        key, texts = self.guide.key_for("finish"), self.services.texts
        for line in self.query("#ask").results(Static):
            put(line, still_to_ask(self._wanted, left, texts, key))

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key in a field. What it holds by now counts: this may come late."""
        self._type(event.input.id, event.input.value)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A word was chosen."""
        self._type(event.choice.id, event.choice.value)

    def _type(self, field: str | None, text: str) -> None:
        self.note(field_of(field), text)
        self._draw_reading(field_of(field))
        self.draw_fields()
        self._autosave.schedule()

    def note(self, field: str, text: str) -> None:
        """A field says something else now."""
        self.live = typed(self.live, field, text)

    async def action_enter(self) -> None:
        """To the next field that is still to ask; in a list or the bar, what is chosen there."""
        if isinstance(self.focused, OptionList):
            self.focused.action_select()
        elif isinstance(self.focused, ActionBar):
            await self.focused.action_take()
        else:
            fields = self.query_one(CallFields)
            following = fields.open_after(fields.here, missing(self.live, self.lines))
            if following is None:
                self.focus_next()
            else:
                # At once: the next key is handed on to where the focus is by then.
                self.set_focus(following)

    # A day is read where and when the call began, whatever zone is chosen meanwhile.

    @property
    def called_at(self) -> datetime:
        """When the call was."""
        return self.live.begun_at

    def read(self, field: str, text: str) -> datetime | timedelta:  # noqa: ARG002  # other screens have more
        """What the words in a field for a day, or for how long something took, say.

        Raises:
            InvalidInput: they cannot be read.
        """
        return self.services.calling.answer_by(text, self.live.zone, self.called_at)

    def _day(self, text: str) -> datetime | None:
        return self.services.calling.answer_day(text, self.live.zone, self.called_at)

    def _draw_reading(self, field: str) -> None:
        for line in self.query(f"#{reading_id(field)}").results(Static):
            words = self.live.typed.get(field, "")
            show_reading(line, words, partial(self.read, field), self.services.texts)

    # Keeping

    @property
    def draft(self) -> LiveCall:
        """The call as it is now."""
        return msgspec.structs.replace(self.live, copy=self.own.copy)

    @property
    def key(self) -> str:
        """By what its draft is kept."""
        return self.draft.key

    def _save(self) -> Save | None:
        if self._is_over:
            return None
        live, own, texts = self.draft, self.own, self.services.texts
        text = partial(text_of_draft, live, texts)
        return Save(f"draft-{id(own)}", partial(own.keep, live), self._is_elsewhere, text)

    def _is_elsewhere(self, state: object) -> None:
        """Another window has this call open, too."""
        self.own_notice = other_window_notice(self.services.texts, state)
        if self.is_running:
            self.guide.show_unkept_on(self)

    def keep_now(self) -> None:
        """The program ends, whatever the reason: what the fields hold now is what counts."""
        for each in self.query(ANY_ENTRY):
            name, text = field_of(each.id), value_of(each)
            if text != self.live.typed.get(name, ""):
                self.note(name, text)
        self._autosave.flush()

    def _forget(self) -> None:
        live, own = self.live, self.own
        self.guide.desk.save(Save(f"draft-{id(own)}", lambda: own.forget(live)), wait=True)
        self._is_over = True

    # Ending

    def action_end(self) -> None:
        """What is missing is said once more; then into the log, or on with the call."""
        self.ask_to_end(to_ask(self.live, self.lines))

    def ask_to_end(self, left: tuple[str, ...]) -> None:
        """Into the log, or on with the call; `left` are fields that one may still ask for."""
        unread = [self.live.typed[field] for field in unread_moments(self.live.typed, self._day)]
        ask_to_end(
            self.guide, self.end_title(), left, unread, self._ended, go_on=self.words_to_go_on()
        )

    def end_title(self) -> str:
        """What is asked before the call goes into the log."""
        return self.services.texts.say("end.title", "Is the call over?")

    def words_to_go_on(self) -> str:
        """The answer that leads back."""
        return self.services.texts.say("end.on", "No: go on with the call")

    def _ended(self, answer: str | None) -> None:
        if answer == "drop":
            self._forget()
            self.action_leave()
        elif answer == "save":
            self._log()
        elif answer == "day":
            self.to_field("answer_by")
        else:
            self.goes_on()

    def goes_on(self) -> None:
        """The call was not over."""

    def to_field(self, name: str) -> None:
        """The focus into a field."""
        self.query_one(CallFields).entry_of(name).focus()

    def _log(self) -> None:
        if not self._is_logging:
            self._is_logging = True
            put_into_log(self.guide, self)

    def is_logged(self, live: LiveCall) -> None:
        """The call is in the log. What was typed since then still is a draft."""
        self._is_logging = False
        if says_the_same(self.draft, live):
            self._forget()
            self.action_leave()

    def is_not_logged(self) -> None:
        """It is not; the draft stays."""
        self._is_logging = False


def to_compare(given: Mapping[str, str], texts: Texts) -> dict[str, str]:
    """What stands in an empty field: only what the agent reads back counts, beside one's own."""
    if "phone" not in given:
        return {}
    return {"callback": texts.say("live.compare", "yours: {number}", number=given["phone"])}
