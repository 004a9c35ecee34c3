"""The search of the first screen, alone in an app of its own."""

from typing import TYPE_CHECKING

import pytest
from textual.app import App, ComposeResult

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.widgets.entry_search import EntrySearch

if TYPE_CHECKING:
    from guide.core.flow.home import HomeEntry

SERVICES = Services(Settings(zone="America/Chicago"))
HOME = SERVICES.catalog.home
FIRST = next(iter(HOME.entries.values()))


class Alone(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[EntrySearch.Found] = []
        self.chosen: list[HomeEntry] = []

    def compose(self) -> ComposeResult:
        yield EntrySearch(HOME, SERVICES.texts)

    def on_entry_search_found(self, event: EntrySearch.Found) -> None:
        self.events.append(event)

    def on_entry_search_chosen(self, event: EntrySearch.Chosen) -> None:
        self.chosen.append(event.entry)


@pytest.mark.parametrize(("typed", "flow"), [("stolen", "infopass-adit"), ("fired", "expedite")])
async def test_enter_right_behind_the_last_letter_takes_what_fits_best(
    typed: str, flow: str
) -> None:
    app = Alone()
    async with app.run_test() as pilot:
        app.query_one(EntrySearch).begin(HOME.entries)
        await pilot.press(*typed, "enter")
        await pilot.pause()
        assert [entry.flow for entry in app.chosen] == [flow]
        assert len(app.events) == len(typed)
        assert next(iter(app.events[-1].entries.values())).flow == flow


async def test_what_fits_nothing_is_said_and_enter_takes_nothing() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        app.query_one(EntrySearch).begin(HOME.entries)
        await pilot.press(*"qqqq", "enter")
        await pilot.pause()
        assert app.chosen == []
        assert not app.events[-1].entries
        assert app.events[-1].question.startswith("Nothing fits")


async def test_with_nothing_typed_all_that_was_on_offer_fits() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        app.query_one(EntrySearch).begin(HOME.entries)
        await pilot.press("enter", "x", "backspace")
        await pilot.pause()
        assert app.chosen == [FIRST]
        assert app.events[-1].entries == HOME.entries
        assert app.events[-1].question == HOME.question


async def test_once_it_is_over_it_is_empty_and_tells_nothing_more() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        search = app.query_one(EntrySearch)
        assert not search.is_open
        search.value = "stolen"
        await pilot.pause()
        assert app.events == []
        search.begin(HOME.entries)
        await pilot.press("x")
        await pilot.pause()
        before = len(app.events)
        search.end()
        await pilot.pause()
        assert (search.value, search.is_open, len(app.events)) == ("", False, before)
