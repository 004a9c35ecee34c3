"""The calls of the log as far down as somebody has looked; the next page comes when asked for."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from guide.core.call.entry import Call
from guide.core.errors import GuideError
from guide.tui.background.asking import ask_desk
from guide.tui.base import BaseScreen
from guide.tui.content import plain
from guide.tui.rows.log import LogRows
from guide.tui.widgets.rows import Row

if TYPE_CHECKING:
    from guide.core.call.faults import Unreadable
    from guide.store.call_pages import Page

    # Calls, and which of them may have been noted twice.
    Found = tuple[Page, dict[str, str]]

PAGE = 50
# Rows before the end at which the next page is fetched.
_NEAR = 5


class ListedCalls:
    """Looked up for a screen, which is told of each page as it comes."""

    def __init__(self, screen: BaseScreen, told: Callable[[], None]) -> None:
        self._screen = screen
        self._told = told
        self._following: tuple[str, str] | None = None
        self.words = ""
        self.calls: list[Call] = []
        self.lost: list[Unreadable] = []
        self.forked: frozenset[str] = frozenset()
        self.alike: dict[str, str] = {}
        # Why nothing can be listed; empty where something could be.
        self.fault = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.calls and not self.lost

    def look(self) -> None:
        """Once more, from the newest call on, as far down as before."""
        self._fetch(None, max(PAGE, len(self.calls)))

    def search(self, words: str) -> None:
        """Calls in which all of the words stand, read from the top."""
        self.words, self.calls = words, []
        self.look()

    def come_to(self, place: int) -> None:
        """Somebody is at the call in this place: near the end, the next page is fetched."""
        if self._following is not None and place >= len(self.calls) - _NEAR:
            self._fetch(self._following)

    def of(self, call_id: str) -> Call | None:
        """The call of an id."""
        return next((call for call in self.calls if call.id == call_id), None)

    def rows(self, rows: LogRows, key_of: Callable[[str], str]) -> Iterator[Row]:
        """A row a call; where there are none, why. `key_of` names the key of a binding."""
        yield from (self.row(call, rows) for call in self.calls)
        yield from (rows.lost(entry) for entry in self.lost)
        if self.fault and (self.calls or self.is_empty):
            yield Row(id="fault", content=plain(self.fault), text=self.fault)
        elif self.is_empty:
            call, past = key_of("log-call"), key_of("log-past")
            yield rows.empty(call=call, past=past, is_search=bool(self.words))

    def row(self, call: Call, rows: LogRows) -> Row:
        """The row of a call, with how it stands to others."""
        return rows.call(call, is_forked=call.id in self.forked, alike=self.alike.get(call.id))

    def _fetch(self, after: tuple[str, str] | None, limit: int = PAGE) -> None:
        screen, words = self._screen, self.words
        services = screen.services

        def fetch() -> "Found":
            page = services.calls.page(limit=limit, after=after, search=words)
            return page, services.calls.may_be_same([call.id for call in page.calls])

        self._following = None
        ask_desk(
            screen, screen.guide.log_desk, fetch, partial(self._fetched, after),
            group="page", waiting=self._say_reading,
        )  # fmt: skip

    def _fetched(self, after: tuple[str, str] | None, found: "Found | GuideError") -> None:
        if after is None:
            self.calls, self.lost, self.forked, self.alike = [], [], frozenset(), {}
        if isinstance(found, GuideError):
            self.fault = self._screen.services.texts.error(found)
        else:
            page, alike = found
            self.fault, self._following = "", page.following
            self.calls += page.calls
            self.lost += page.unreadable
            self.forked |= page.forked
            self.alike |= alike
        self._told()

    def _say_reading(self) -> None:
        if not self.calls:
            self.fault = self._screen.services.texts.say(
                "log.reading", "Your calls are being read…"
            )
            self._told()
