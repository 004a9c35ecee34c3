"""A call that took place earlier is written down: when it was, and all that a live call notes."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from guide.core.call.live import LiveCall
from guide.core.call.past import BEGAN, ENDED, HELD, past_fields, settled
from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.store.held import WindowDraft
from guide.tui.background.saves import Save
from guide.tui.content import plain
from guide.tui.screens.call_notes import CallNotes
from guide.tui.widgets.action_bar import Step
from guide.tui.widgets.call_fields import CallFields
from guide.tui.widgets.fields import reading_id

# Each is read from those before it.
_TIMES = (BEGAN, ENDED, HELD)
T = TypeVar("T")
_WHEN = Message("why.when", "When was it? Write it like: yesterday 2:10 pm.")


class PastCallScreen(CallNotes):
    """The form for one earlier call. Only when it began has to be filled in."""

    HELP_NAME = "past_call"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("f8,ctrl+y", "put_in_log", "Into the log", id="past-save"),
        Binding("escape", "leave", "Back", id="past-leave"),
    ]

    def __init__(self, live: LiveCall, own: WindowDraft, titles: dict[str, str]) -> None:
        super().__init__(live, (), own)
        # What a call may have been about, and the numbers of USCIS: value → how it is called.
        self._titles = titles
        self._first = live

    @property
    def where(self) -> Sequence[str]:
        """A call that is over."""
        return (self.services.texts.say("where.past", "a call you made"),)

    @property
    def next_steps(self) -> Sequence[Step]:
        """Into the log."""
        return (Step("put_in_log", self.services.texts.say("past.save", "Put it in the log")),)

    def body(self) -> ComposeResult:
        """Title, then a field below the other."""
        say = self.services.texts.say
        lines = self.services.catalog.center.lines.values()
        self.FIELDS = past_fields(tuple(self._titles), tuple(line.number for line in lines))
        yield Static(plain(say("past.title", "Write down a call you made")), classes="title")
        note = say(
            "past.note",
            "What you remember is enough. Every key is kept; {key} puts it in the log.",
            key=self.guide.key_of("past-save"),
        )
        yield Static(plain(note), classes="why -above")
        beside = {
            BEGAN: say("past.began", "yesterday 2:10 pm"),
            ENDED: say("past.ended", "25 minutes, or 2:35 pm"),
            HELD: say("past.held", "20 minutes"),
        }
        yield CallFields(
            self.FIELDS,
            self.live.typed,
            (),
            self.services.texts,
            beside=beside,
            titles=self._titles,
        )

    def on_mount(self) -> None:
        """Into the first field."""
        self._settle()
        self.begin_keeping()
        self.draw()
        self.to_field(BEGAN)

    def draw(self) -> None:
        """What is noted; the fields hold what is being typed."""
        self.draw_fields()
        self.refresh_bindings()

    # When it was

    def note(self, field: str, text: str) -> None:
        """A field says something else now; when it ended is counted from when it began."""
        super().note(field, text)
        self._settle()
        for after in _TIMES[_TIMES.index(field) + 1 :] if field in _TIMES else ():
            self._draw_reading(after)

    def _settle(self) -> None:
        # The end is read from the beginning, and the hold is measured against both.
        began = self._typed_as(BEGAN, datetime)
        self.live = settled(self.live, began)
        ended = self._typed_as(ENDED, datetime)
        self.live = settled(self.live, began, ended)
        self.live = settled(self.live, began, ended, self._typed_as(HELD, timedelta))

    def _typed_as(self, field: str, kind: type[T]) -> T | None:
        with suppress(InvalidInput):
            value = self.read(field, self.live.typed.get(field, ""))
            return value if isinstance(value, kind) else None
        return None

    def read(self, field: str, text: str) -> datetime | timedelta:
        """When it began or ended, how long one held; a day of answer as in a live call."""
        match field:
            case "started_at":
                return self.services.calling.began(text, self.live)
            case "ended_at":
                return self.services.calling.ended(text, self.live)
            case "held_seconds":
                return self.services.calling.held(text, self.live)
            case _:
                return super().read(field, text)

    @property
    def called_at(self) -> datetime:
        """When the call was, as far as that is known."""
        return self.live.stamps.get("dialled", self.live.begun_at)

    # Keeping and ending

    def _save(self) -> Save | None:
        # A form that was only looked at leaves nothing behind.
        return None if self.own.seen is None and self.live == self._first else super()._save()

    def action_put_in_log(self) -> None:
        """Into the log, once it can be read when it was."""
        typed, texts = self.live.typed, self.services.texts
        if not typed.get(BEGAN, "").strip():
            line = self.query_one(f"#{reading_id(BEGAN)}", Static)
            line.remove_class("-gone")
            line.update(plain(f"✗ {texts.tell(_WHEN)}"))
        for field in _TIMES:
            is_needed = field == BEGAN or typed.get(field, "").strip()
            if is_needed and self._typed_as(field, object) is None:
                self.to_field(field)
                return
        self.action_end()

    def end_title(self) -> str:
        """What is asked before the call goes into the log."""
        return self.services.texts.say("past.ask", "Put this call in the log?")

    def words_to_go_on(self) -> str:
        """The answer that leads back."""
        return self.services.texts.say("past.on", "No: go on writing")
