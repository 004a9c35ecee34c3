"""Facts, and the sources that a text rests on."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Literal

import msgspec

Grade = Literal["official", "professional", "reported", "assumed"]
GRADES: tuple[Grade, ...] = ("official", "professional", "reported", "assumed")
NONE = "none"
# The word `none`, or ids of facts: a text that names neither has forgotten its sources.
Sources = tuple[str, ...] | Literal["none"]


class FileStruct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything that is read from a file: frozen, and takes no name but its own."""


class Fact(FileStruct, frozen=True):
    """One fact, where it comes from and how sure it is."""

    statement: str
    source: str
    address: str | None
    date: str
    checked: Day
    kind: Literal["official", "quoted-official", "professional", "anecdotal", "inferred"]
    grade: Grade
    disagrees: tuple[str, ...] = ()


class Facts(FileStruct, frozen=True):
    """The file `sources.yaml`: facts by id."""

    facts: Mapping[str, Fact]


def fact_ids(sources: Sources) -> tuple[str, ...]:
    """The ids, also where the word `none` stands."""
    return () if sources == NONE else tuple(sources)
