"""A field of a call with its label: words to type, or a few to choose from."""

from collections.abc import Mapping
from types import MappingProxyType

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from guide.core.call.entry import LONGEST_TEXT
from guide.core.call.fields import LiveField
from guide.tui.content import plain
from guide.tui.widgets.choice import Choice
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.calls import label_of, word_of
from guide.wording.texts import Texts

ANY_ENTRY = ".field > Input, .field > Choice"
_BEGINS = "field-"
NO_TITLES: Mapping[str, str] = MappingProxyType({})
# The field that takes whatever has no field of its own.
NOTE = "note"


def entry(field: LiveField, value: str, texts: Texts, *, beside: str = "") -> Vertical:
    """Label and entry of a field; `field_of` finds its name again.

    `beside` stands in the empty field: something to compare with.
    """
    label = Static(plain(label_of(field.name, texts)), classes="label")
    row = Vertical(label, put_into(field, value, texts, beside=beside), classes="field")
    return with_reading(field, row)


def put_into(
    field: LiveField,
    value: str,
    texts: Texts,
    *,
    beside: str = "",
    titles: Mapping[str, str] = NO_TITLES,
) -> Choice | TypedInput:
    """Where the words of a field are typed, or one of a few is chosen; `titles` name some."""
    name = id_of(field.name)
    if field.input == "choice":
        words = [
            (accepted, titles.get(accepted) or word_of(accepted, texts)) for accepted in field.takes
        ]
        return Choice(words, value, id=name)
    # What stands there is added to: a key must not wipe it out.
    words_in = TypedInput(value, beside, id=name, max_length=LONGEST_TEXT, select_on_focus=False)
    words_in.keeps_lines = field.name == NOTE
    return words_in


def with_reading(field: LiveField, row: Vertical) -> Vertical:
    """A field for a day or a time span, with the line under it that says what was read."""
    if field.input not in ("moment", "duration"):
        return row
    reading = Static(id=reading_id(field.name), classes="reading -gone")
    return Vertical(row, reading, classes="day-field")


def id_of(field: str) -> str:
    """The id of the widget of a field."""
    return f"{_BEGINS}{field}"


def reading_id(field: str) -> str:
    """The id of the line under a field for a day."""
    return f"{id_of(field)}-reading"


def field_of(widget_id: str | None) -> str:
    """The field of a widget."""
    return (widget_id or "").removeprefix(_BEGINS)


def value_of(widget: Widget) -> str:
    """What was typed or chosen."""
    return widget.value if isinstance(widget, Input | Choice) else ""


def put_in(widget: Widget, words: str) -> None:
    """Put words into the widget of a field."""
    if isinstance(widget, Choice) and widget.value != words:
        widget.action_choose(words)
    elif isinstance(widget, Input):
        widget.value = words
        widget.cursor_position = len(words)
