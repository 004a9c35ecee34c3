"""The fields of a call one below the other, each with its label and what its day is read as."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.core.call.fields import LiveField
from guide.tui.widgets.fields import ANY_ENTRY, entry, field_of, put_in, reading_id, value_of
from guide.tui.widgets.reading import show_reading
from guide.wording.texts import Texts


class FieldColumn(VerticalScroll, can_focus=False):
    """Knows what stands in the fields, and nothing of what becomes of it."""

    def __init__(
        self, fields: Collection[LiveField], typed: Mapping[str, str], texts: Texts
    ) -> None:
        super().__init__(id="fields")
        self._fields = fields
        self._typed = typed
        self._texts = texts

    def compose(self) -> ComposeResult:
        """A field below the other."""
        for field in self._fields:
            yield entry(field, self._typed.get(field.name, ""), self._texts)

    @property
    def words(self) -> dict[str, str]:
        """By the field, what stands there now."""
        return {field_of(field.id): value_of(field) for field in self.query(ANY_ENTRY)}

    def take_up(self, typed: Mapping[str, str], before: Mapping[str, str]) -> None:
        """Words that were kept, into each field that still says what it said before."""
        for field in self.query(ANY_ENTRY):
            name = field_of(field.id)
            if value_of(field) == before.get(name, "") and name in typed:
                put_in(field, typed[name])

    def show_readings(self, read: Callable[[str], date]) -> None:
        """Under each field for a day: what it is read as."""
        for name, text in self.words.items():
            for line in self.query(f"#{reading_id(name)}").results(Static):
                show_reading(line, text, read, self._texts)
