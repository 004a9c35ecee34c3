"""A sheet of paper as a value: sections of lines in plain sentences. Every file format shows it."""

from typing import Literal

import msgspec

Kind = Literal["text", "say", "box", "blank", "step"]


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line. A box is ticked with a pen or `ticked`; a blank has room to write behind it."""

    kind: Kind
    text: str
    note: str = ""
    address: str = ""
    ticked: bool = False


class SheetSection(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with its lines."""

    title: str
    lines: tuple[SheetLine, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The whole sheet. `phone` is what is dialled: as it is read, and for a link."""

    language: str
    title: str
    verdict: str
    lead: tuple[str, ...]
    phone_word: str
    phone: tuple[str, str] | None
    sections: tuple[SheetSection, ...]
    foot: tuple[str, ...]
