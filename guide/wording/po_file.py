"""Reads `.po` files, gettext's own form: each entry with the lines on which its fields begin.

What reads them elsewhere is lenient: a quote that is not closed costs a text its last letter and
nobody is told. Here every line that is not what it should be is named.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

CONTEXT, WORDS, SAID = FIELDS = ("msgctxt", "msgid", "msgstr")
_QUOTED: Final = re.compile(r'"((?:[^"\\]++|\\[abfnrtv"\\])*+)"')
_ESCAPED: Final = re.compile(r"\\(.)")
_MEANS: Final = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Entry(msgspec.Struct):
    """One entry: its fields, and the line, from 1, on which each of them begins."""

    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    fuzzy: bool = False
    # A line that cannot be read; the rest of such an entry is empty.
    bad: int | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the entry has an id and a translation, so that it can be used."""
        return CONTEXT in self.fields and bool(self.fields.get(SAID))


def entries(text: str) -> Iterator[Entry]:
    """Every entry of a file, in its order, and one for each line that cannot be read."""
    entry, field = Entry(), ""
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        line = raw.strip()
        word, _, rest = line.partition(" ")
        begins = line.startswith("#") or word in (CONTEXT, WORDS)
        if not line or (begins and SAID in entry.fields):
            if entry.fields:
                yield entry
            entry, field = Entry(), ""
        if not line or line.startswith("#"):
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        field, quoted = (word, rest) if word in FIELDS else (field, line)
        match = _QUOTED.fullmatch(quoted.strip())
        if match is None:
            yield Entry(bad=number)
            entry, field = Entry(), ""
            continue
        entry.lines.setdefault(field, number)
        entry.fields[field] = entry.fields.get(field, "") + _ESCAPED.sub(_meant, match[1])
    if entry.fields:
        yield entry


def _meant(match: re.Match[str]) -> str:
    return _MEANS.get(match[1], match[1])
