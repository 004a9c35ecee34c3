"""The fields of a call one below the other, alone in an app of its own."""

from datetime import date

from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from guide.core.call.fields import LIVE_FIELDS
from guide.core.errors import InvalidInput
from guide.core.message import verbatim
from guide.tui.widgets.field_column import FieldColumn
from guide.tui.widgets.fields import id_of, reading_id
from guide.wording.texts import Texts

TYPED = {"agent_name": "Mary", "kind": "urgent", "answer_by": "some day"}


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield FieldColumn(LIVE_FIELDS, TYPED, Texts())


def read(text: str) -> date:
    if text == "2026-12-04":
        return date(2026, 12, 4)
    raise InvalidInput(verbatim("No day."), verbatim("Write a day."))


async def test_words_stand_in_their_fields_and_are_found_there() -> None:
    app = Alone()
    async with app.run_test():
        column = app.query_one(FieldColumn)
        assert column.words == {field.name: TYPED.get(field.name, "") for field in LIVE_FIELDS}


async def test_what_is_typed_meanwhile_stays_when_kept_words_come() -> None:
    app = Alone()
    async with app.run_test():
        column = app.query_one(FieldColumn)
        app.query_one(f"#{id_of('agent_name')}", Input).value = "Ann"
        column.take_up({"agent_name": "Eve", "agent_id": "N77", "kind": "regular"}, TYPED)
        words = column.words
        assert (words["agent_name"], words["agent_id"], words["kind"]) == ("Ann", "N77", "regular")


async def test_under_a_day_stands_what_it_is_read_as_or_why_it_is_not() -> None:
    app = Alone()
    async with app.run_test():
        column, line = (
            app.query_one(FieldColumn),
            app.query_one(f"#{reading_id('answer_by')}", Static),
        )
        column.show_readings(read)
        assert "Write a day." in str(line.content)
        app.query_one(f"#{id_of('answer_by')}", Input).value = "2026-12-04"
        column.show_readings(read)
        assert "Friday, December 4, 2026" in str(line.content)
        assert not line.has_class("-gone")
        app.query_one(f"#{id_of('answer_by')}", Input).value = ""
        column.show_readings(read)
        assert line.has_class("-gone")
