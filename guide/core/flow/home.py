"""What the first screen offers, and what can be done without a call."""

from collections.abc import Iterator, Mapping
from typing import Literal

from guide.core.flow.sources import FileStruct, Sources
from guide.core.ids import FlowId


class SelfHelp(FileStruct, frozen=True):
    """A tool that may replace the call."""

    title: str
    what: str
    who: str
    address: str | None
    sources: Sources = ()


class SelfHelpList(FileStruct, frozen=True):
    """The list behind "Something else"."""

    items: Mapping[str, SelfHelp]


class HomeEntry(FileStruct, frozen=True):
    """One thing a caller may want, in their words.

    Leads to a flow, to choices, or to a place: the live call, the log, the answers that one waits
    for, the tools that may save the call.
    """

    text: str
    hint: str | None = None
    flow: FlowId | None = None
    choices: Mapping[str, "HomeEntry"] = {}
    opens: Literal["call", "log", "follow-up", "self-help"] | None = None
    # Other words that people use for it; a search finds the entry by them.
    words: tuple[str, ...] = ()
    # The heading under which it stands; none: right below the question.
    group: str | None = None

    def is_meant_by(self, query: str) -> bool:
        """Whether one of the words begins as a search does."""
        begun = query.strip().casefold()
        return bool(begun) and any(word.casefold().startswith(begun) for word in self.words)


class Home(FileStruct, frozen=True):
    """What the first screen offers."""

    question: str
    entries: Mapping[str, HomeEntry]
    # Headings by their ids.
    groups: Mapping[str, str] = {}

    def leaves(self) -> Iterator[tuple[str, HomeEntry]]:
        """Every entry that leads somewhere, choices in place of what offers them, by its id."""
        for name, entry in self.entries.items():
            if entry.choices:
                yield from entry.choices.items()
            else:
                yield name, entry
