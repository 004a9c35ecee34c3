"""Terms that callers meet, explained plainly, and where they stand in a text."""

import re
from collections.abc import Iterator, Mapping
from datetime import date as Day  # as in the other content

from guide.core.flow.sources import FileStruct, Sources

_BLANK = re.compile(r"\{([^{}]+)\}")


class Term(FileStruct, frozen=True):
    """One term: how it is written, and what it means in a sentence or two."""

    term: str
    text: str
    spellings: tuple[str, ...] = ()
    sources: Sources = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Every way in which it is written."""
        return (self.term, *self.spellings)


class Glossary(FileStruct, frozen=True):
    """The file `glossary.yaml`: terms by id, and the day by which to read it again."""

    checked: Day
    review_by: Day
    terms: Mapping[str, Term]

    def terms_in(self, text: str) -> tuple[str, ...]:
        """The ids of the terms in a text, in the order in which they first stand there."""
        places = {
            name: min(at)
            for name, term in self.terms.items()
            if (
                at := [
                    place
                    for written in term.written
                    if (place := _place(written, text)) is not None
                ]
            )
        }
        return tuple(sorted(places, key=lambda name: (places[name], name)))

    def others(self, first: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of all other terms, by alphabet."""
        rest = [name for name in self.terms if name not in first]
        return tuple(sorted(rest, key=lambda name: self.terms[name].term.casefold()))


def _place(spelling: str, text: str) -> int | None:
    """Where a term stands as words of its own; names in capitals only as they are written."""
    flags = 0 if spelling[:1].isupper() else re.IGNORECASE
    match = re.search(rf"(?<![\w-]){re.escape(spelling)}(?![\w-])", text, flags)
    return None if match is None else match.start()


def limits_in(text: str) -> Iterator[str]:
    """The names of the limits that an explanation shows."""
    yield from _BLANK.findall(text)
