"""The only gate for text from outside on its way to a screen, a file or a terminal."""

import re

LONGEST = 2000
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff]")
_LINES = re.compile("[\u2028\u2029\x85]")
# Python writes bytes of a file name that are no UTF-8 as \udc80 to \udcff.
_NO_NAME = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")


def clean(text: str) -> str:
    """The text letter for letter, with control and bidi characters as visible signs.

    Newline and tab stay. Idempotent.
    """
    return _UNSAFE.sub(_visible, text) if _UNSAFE.search(text) else text


def one_line(text: str) -> str:
    """The same on one line: newline, tab and line separators become signs as well."""
    line = clean(text)
    if "\n" in line or "\t" in line or _LINES.search(line):
        line = _LINES.sub("␤", line.replace("\n", "␤").replace("\t", "␉"))
    return line


def is_encodable(text: str) -> bool:
    """Whether the text can be written as UTF-8: it has no half of a broken character."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def replace_surrogates(text: str) -> str:
    """The text with a sign in place of each broken character."""
    return text if is_encodable(text) else re.sub("[\ud800-\udfff]", "\ufffd", text)


def is_file_name(text: str) -> bool:
    """Whether a file or a folder could be called so at all."""
    return _NO_NAME.search(text) is None


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004  # the C0 controls have pictures of their own
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹{code:X}›"  # noqa: PLR2004
