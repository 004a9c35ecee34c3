"""A sheet of paper as a value: sections of lines in plain sentences. Every file format shows it."""

from typing import Literal

import msgspec

from guide.export.qr import PhoneCode

Kind = Literal["text", "say", "box", "blank", "step"]


class SheetPart(msgspec.Struct, frozen=True, kw_only=True):
    """What stands below a step: what is heard there, or what to say (`spoken`), and how sure."""

    label: str
    text: str
    note: str = ""
    spoken: bool = False


class SheetLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line. A box is ticked with a pen or `ticked`; a blank has room to write behind it."""

    kind: Kind
    text: str
    note: str = ""
    address: str = ""
    ticked: bool = False
    parts: tuple[SheetPart, ...] = ()


class SheetSection(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with its lines."""

    title: str
    lines: tuple[SheetLine, ...]


class SheetDial(msgspec.Struct, frozen=True, kw_only=True):
    """What is dialled: the number as it is read and for a link, and what to know before."""

    title: str
    number: str
    link: str
    lines: tuple[str, ...]


class SheetCodes(msgspec.Struct, frozen=True, kw_only=True):
    """Codes for the camera of a phone, and how one takes them: only where a file can draw them."""

    how: str
    codes: tuple[PhoneCode, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The whole sheet. Without a call there is nothing to dial; codes only where asked for."""

    language: str
    title: str
    verdict: str
    lead: tuple[SheetLine, ...]
    dial: SheetDial | None
    sections: tuple[SheetSection, ...]
    foot: tuple[str, ...]
    codes: SheetCodes | None = None
