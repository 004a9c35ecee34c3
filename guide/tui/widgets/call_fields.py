"""The fields of a call, of which one is asked now: that one has its question and three rows."""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.widget import Widget
from textual.widgets import Static

from guide.core.call.fields import LiveField
from guide.tui.content import GAP, OWN_WORDS, join, plain
from guide.tui.widgets.fields import NO_TITLES, field_of, id_of, put_into, reading_id, with_reading
from guide.tui.widgets.reading import UNREAD
from guide.wording.calls import label_of, question_of
from guide.wording.texts import Texts

# Noted; noted and cannot be read; still to ask; only where it comes up.
State = Literal["noted", "unread", "open", "extra"]
_MARKS: dict[State, tuple[str, str]] = {
    "noted": ("✓", "bold $success"),
    "unread": ("✗", "bold $error"),
    "open": ("○", "bold"),
    "extra": ("·", "$text-muted"),
}


class CallField(Vertical):
    """Mark and label of a field beside its entry; with the focus, its question above it."""

    def __init__(
        self, field: LiveField, value: str, texts: Texts, beside: str, titles: Mapping[str, str]
    ) -> None:
        self.field = field
        self._texts = texts
        self._state: State = "extra"
        self._is_now = False
        self._label = Static(self._words(), classes="label")
        entry = put_into(field, value, texts, beside=beside, titles=titles)
        super().__init__(self._label, entry, classes="field call-field")

    def mark(self, state: State) -> None:
        """How far it is with this one."""
        if state != self._state:
            self._state = state
            self._label.update(self._words())

    def on_descendant_focus(self, _: DescendantFocus) -> None:
        """This one is asked now; its label comes into view with it."""
        self._turn(is_now=True)
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_descendant_blur(self, _: DescendantBlur) -> None:
        """Another one is."""
        self._turn(is_now=False)

    def _turn(self, *, is_now: bool) -> None:
        self._is_now = is_now
        self.set_class(is_now, "-now")
        self._label.update(self._words())

    def _words(self) -> Content:
        mark, style = _MARKS[self._state]
        label = label_of(self.field.name, self._texts)
        parts: list[Content | str] = [
            plain(mark, style),
            GAP,
            plain(label, "bold" if self._is_now else ""),
        ]
        question = question_of(self.field.name, self._texts) if self._is_now else ""
        if question:
            parts += [GAP * 3, plain(f"“{question}”", OWN_WORDS)]
        return join(*parts)


class CallFields(VerticalScroll, can_focus=False):
    """Those that are asked of the agent stand first; the rest only where it comes up."""

    def __init__(  # a call's fields have that many sides
        self,
        fields: Collection[LiveField],
        typed: Mapping[str, str],
        wanted: Collection[str],
        texts: Texts,
        *,
        beside: Mapping[str, str],
        titles: Mapping[str, str] = NO_TITLES,
    ) -> None:
        super().__init__(id="fields")
        self._wanted = [field for field in fields if field.name in wanted]
        self._others = [field for field in fields if field.name not in wanted]
        self._texts = texts
        self._rows = {
            field.name: CallField(
                field, typed.get(field.name, ""), texts, beside.get(field.name, ""), titles
            )
            for field in (*self._wanted, *self._others)
        }

    def compose(self) -> ComposeResult:
        """A row a field."""
        yield from self._under(self._wanted)
        if self._wanted and self._others:
            words = self._texts.say("live.extra", "Only if it comes up")
            yield Static(plain(words, "$text-muted"), classes="extra-title")
        yield from self._under(self._others)

    def _under(self, fields: Collection[LiveField]) -> Iterator[Widget]:
        return (with_reading(field, self._rows[field.name]) for field in fields)

    def show(self, typed: Mapping[str, str], missing: Collection[str]) -> None:
        """What is noted, and which fields are still to be asked."""
        for name, row in self._rows.items():
            if not typed.get(name, "").strip():
                row.mark("open" if name in missing else "extra")
            else:
                unread = self.query(f"#{reading_id(name)}.{UNREAD}")
                row.mark("unread" if unread else "noted")

    def open_after(self, name: str, missing: Collection[str]) -> Widget | None:
        """The next field that is still to be asked, from the top again at the end."""
        names = [field.name for field in self._wanted]
        place = names.index(name) + 1 if name in names else 0
        next_name = next(
            (wanted for wanted in names[place:] + names[:place] if wanted in missing),
            None,
        )
        return None if next_name is None or next_name == name else self.entry_of(next_name)

    def entry_of(self, name: str) -> Widget:
        """Where a field is typed or chosen."""
        return self.query_one(f"#{id_of(name)}")

    def first(self, missing: Collection[str]) -> Widget:
        """Where to begin: with what is still to be asked, else on top."""
        names = [field.name for field in (*self._wanted, *self._others)]
        return self.entry_of(next((wanted for wanted in names if wanted in missing), names[0]))

    @property
    def here(self) -> str:
        """The field with the focus; empty without one."""
        focused = self.screen.focused
        return "" if focused is None or self not in focused.ancestors else field_of(focused.id)
