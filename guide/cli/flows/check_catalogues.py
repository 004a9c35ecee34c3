"""Faults of catalogues beside the flows: what silently stays English, and why."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from guide.core.errors import Problem, Severity
from guide.core.flow.translatable import words_in
from guide.core.message import did_you_mean
from guide.flowfile.catalog import Catalog
from guide.local.regular_files import read_regular
from guide.wording.catalogues import fits
from guide.wording.po_file import FIELDS, Entry, entries
from guide.wording.texts import LANGUAGES

_MOST_BYTES = 40_000_000
_BRACES = re.compile(r"\{[^{}]*\}")
# To look for a near name among some thousands takes its time.
_MOST_HINTS = 20


def check_catalogues(catalog: Catalog) -> list[Problem]:
    """Every problem of every catalogue in the folders of flows."""
    places = [
        folder / "locale" / language / "LC_MESSAGES" / "flows.po"
        for folder in catalog.files.folders
        for language in LANGUAGES
    ]
    paths = [place for place in places if place.is_file()]
    if not paths:
        return []
    english = dict(_english(catalog))
    return [problem for place in paths for problem in _Checker(place, catalog, english).problems()]


def _english(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Every text of the content by its id; of files with faults, what can be read."""
    merged = {"sources": "facts", "shared": "shared"}
    for name, read in catalog.files.reads():
        if read.partly is not None and "/" not in name:
            yield from words_in(read.partly, merged.get(name, name))


class _Checker:
    def __init__(self, place: Path, catalog: Catalog, english: Mapping[str, str]) -> None:
        self.place = place
        self.file = catalog.files.display_path(place)
        self.english = english
        self.lines: list[str] = []
        self._listed: list[Problem] = []

    def problems(self) -> list[Problem]:
        try:
            text = read_regular(self.place, _MOST_BYTES, follow=True).decode("utf-8")
        except UnicodeDecodeError:
            self._report("encoding", 1, "This file is not UTF-8 text.", "Save it as UTF-8.")
            return self._listed
        except OSError as error:
            self._report("unreadable", 1, f"This file cannot be read: {error.strerror}.", "")
            return self._listed
        self.lines = text.replace("\r\n", "\n").split("\n")
        for entry in entries(text):
            if entry.bad is not None:
                message = "This line cannot be read, so nothing of this catalogue is used."
                hint = 'A text stands in straight quotes: msgstr "…". Inside it, write \\".'
                self._report("bad-catalogue", entry.bad, message, hint, "error")
            elif entry.is_finished:
                self._entry(entry)
        return self._listed

    def _entry(self, entry: Entry) -> None:
        text_id, words, said = (entry.fields.get(name, "") for name in FIELDS)
        line = entry.lines["msgctxt"]
        known = self.english.get(text_id)
        if known is None:
            near = did_you_mean(text_id, self.english) if len(self._listed) < _MOST_HINTS else None
            hint = str(near) if near is not None and "mean" in str(near) else ""
            self._report("unknown-text", line, f"There is no text {text_id!r}.", hint)
        elif known != words:
            message = "The English of this text has changed: it is shown in English."
            hint = f"It is now: {known!r}."
            self._report("stale-english", entry.lines.get("msgid", line), message, hint)
        elif not fits(said, words):
            message = "This asks for something that the English does not have."
            hint = f"Known here: {', '.join(_BRACES.findall(words)) or 'nothing in braces'}."
            self._report("unknown-placeholder", entry.lines["msgstr"], message, hint)
        elif entry.fuzzy:
            message = "This is marked fuzzy: it is shown in English."
            self._report("fuzzy", line, message, "Look at it, then take the mark away.")

    def _report(
        self, code: str, line: int, message: str, hint: str, severity: Severity = "warning"
    ) -> None:
        excerpt = self.lines[line - 1][:300] if line <= len(self.lines) else ""
        self._listed.append(
            Problem(
                code=code, message=message, hint=hint or None, severity=severity, file=self.file,
                line=line, column=1, excerpt=excerpt, caret=1,
            )
        )  # fmt: skip
