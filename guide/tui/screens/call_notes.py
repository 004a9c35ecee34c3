"""A call that is being written down: its fields, each key kept as a draft, and its way to the log.

Nothing here blocks, and nothing has to be filled in.
"""

from datetime import datetime
from functools import partial

import msgspec
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from guide.core.call.fields import LIVE_FIELDS, LiveField, unread_moments
from guide.core.call.live import LiveCall, missing, says_the_same, typed, wanted
from guide.core.prepare.call_plan import Sentence
from guide.store.held import OwnDraft
from guide.tui.actions.into_log import put_into_log, text_of_draft
from guide.tui.base import BaseScreen
from guide.tui.content import join, plain, put
from guide.tui.desk import Save
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.leaving import Keeping
from guide.tui.reading import show_reading
from guide.tui.widgets.action_bar import ActionBar
from guide.tui.widgets.autosave import Keeper, elsewhere
from guide.tui.widgets.call_fields import CallFields
from guide.tui.widgets.choice import Choice
from guide.tui.widgets.fields import ANY_ENTRY, field_of, reading_id, value_of
from guide.wording.calls import label_of


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

    def __init__(self, live: LiveCall, lines: tuple[Sentence, ...], own: OwnDraft) -> None:
        super().__init__()
        self.live = live
        self.lines = lines
        self.own = own
        self._wanted = wanted(lines)
        self._is_logging = self._is_over = False

    # The fields

    def fields(self) -> CallFields:
        """A row a field, what is asked of the agent first."""
        texts, given = self.services.texts, self.live.typed
        beside = {}
        # Only what the agent reads back counts: the number that one gave stands there to compare.
        if "phone" in given:
            words = texts.say("live.compare", "yours: {number}", number=given["phone"])
            beside["callback"] = words
        return CallFields(self.FIELDS, given, self._wanted, texts, beside=beside)

    def begin_keeping(self) -> None:
        """Once the fields are there: every change is kept from now on."""
        self._keeper = Keeper(self.guide.desk, self._save)
        for field in self.FIELDS:
            self._draw_reading(field.name)

    def draw_fields(self) -> None:
        """What is noted, what is still to ask, and how far one is."""
        left = missing(self.live, self.lines)
        self.query_one(CallFields).show(self.live.typed, left)
        put(self.query_one("#ask", Static), join(*self._asked(left)))

    def _asked(self, left: tuple[str, ...]) -> list[Content | str]:
        texts, count = self.services.texts, len(self._wanted)
        parts: list[Content | str] = []
        if count:
            noted = count - sum(name in left for name in self._wanted)
            words = texts.say("live.noted", "{noted} of {count} noted.", noted=noted, count=count)
            parts += [plain(words, "bold"), " "]
        if not left:
            key = self.guide.key_for("finish")
            words = texts.say(
                "live.all", "You have it all. Thank the agent, then press {key}.", key=key
            )
            return [*parts, plain(words, "bold $success")]
        items = " · ".join(label_of(name, texts) for name in left)
        return [*parts, texts.say("live.to-ask", "Still to ask: {items}", items=items)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key in a field. What it holds by now counts: this may come late."""
        self._type(event.input.id, event.input.value)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A word was chosen."""
        self._type(event.choice.id, event.choice.value)

    def _type(self, field: str | None, text: str) -> None:
        self.live = typed(self.live, field_of(field), text)
        self._draw_reading(field_of(field))
        self.draw_fields()
        self._keeper.soon()

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

    def _read(self, text: str) -> datetime:
        return self.services.calling.answer_by(text, self.live.zone, self.called_at)

    def _day(self, text: str) -> datetime | None:
        return self.services.calling.answer_day(text, self.live.zone, self.called_at)

    def _draw_reading(self, field: str) -> None:
        for line in self.query(f"#{reading_id(field)}").results(Static):
            show_reading(line, self.live.typed.get(field, ""), self._read, self.services.texts)

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
        self.own_notice = elsewhere(self.services.texts, state)
        if self.is_running:
            self.guide.show_unkept_on(self)

    def keep_now(self) -> None:
        """The program ends, whatever the reason: what the fields hold now is what counts."""
        for each in self.query(ANY_ENTRY):
            name, text = field_of(each.id), value_of(each)
            if text != self.live.typed.get(name, ""):
                self.live = typed(self.live, name, text)
        self._keeper.now()

    def _forget(self) -> None:
        live, own = self.live, self.own
        self.guide.desk.save(Save(f"draft-{id(own)}", lambda: own.forget(live)), wait=True)
        self._is_over = True

    # Ending

    def action_end(self) -> None:
        """What is missing is said once more; then into the log, or on with the call."""
        texts = self.services.texts
        say = texts.say
        left = [label_of(name, texts) for name in missing(self.live, self.lines)]
        sentences = [self.end_title()]
        if left:
            sentences.append(say("end.missing", "Not noted: {what}.", what="; ".join(left)))
        answers = {
            "save": say("end.save", "Yes: save it in the log"),
            "on": say("end.on", "No: go on with the call"),
            "drop": say("end.drop", "Throw this call away"),
        }
        for field in unread_moments(self.live.typed, self._day):
            words = self.live.typed[field].strip()[:60]
            sentences.append(
                say("end.unread", "“{words}” is not read as a day of answer.", words=words)
            )
            note = say("end.save.note", "Yes: save it in the log, and put those words in the note")
            back = say("end.day", "Write the day another way")
            answers = {"day": back} | answers | {"save": note}
        self.app.push_screen(ChoiceDialog(sentences, answers), self._ended)

    def end_title(self) -> str:
        """What is asked before the call goes into the log."""
        return self.services.texts.say("end.title", "Is the call over?")

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
